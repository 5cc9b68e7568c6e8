import { COLUMN_ROWS, newBytes } from "../exact/column-memory.ts";
import type { ByteTexts } from "./byte-texts.ts";

/** To hand a block over takes a while however large it is. */
const BLOCK = 1_048_576;
/** No line but one with a long text takes more; such a text comes by itself. */
const ROOM = 16_384;
/** No line begins behind. */
export const LIMIT: number = BLOCK - ROOM;
/** A text that comes by itself leaves room for the rest of its line. */
const TEXT_ROOM = 4096;
const WORD = 8;
const HALF_WORD = 4;

/** Writes texts into one of two blocks, while the other one is being taken away. */
export class ByteBlocks {
  readonly #texts: ByteTexts;
  readonly #blocks = [newBytes(BLOCK), newBytes(BLOCK)] as const;
  readonly #encoder = new TextEncoder();
  #current = 0;
  bytes: Uint8Array = this.#blocks[0];
  #view: DataView = viewOf(this.bytes);
  /** where the next line goes */
  place = 0;

  constructor(texts: ByteTexts) {
    this.#texts = texts;
  }

  /** The block, when it has no room for another line; the next line goes into the other one. */
  full(): Uint8Array | undefined {
    return this.place < LIMIT ? undefined : this.#swap();
  }

  /** What is left at the end. */
  rest(): Uint8Array {
    return this.#swap();
  }

  #swap(): Uint8Array {
    const filled = this.bytes.subarray(0, this.place);
    this.#current = 1 - this.#current;
    this.bytes = this.#blocks[this.#current as 0 | 1];
    this.#view = viewOf(this.bytes);
    this.place = 0;
    return filled;
  }

  /** Writes texts, whose numbers lie in so many columns. */
  put(numbers: Int32Array, row: number, columns: number): void {
    const view = this.#view;
    const { words, starts, lengths } = this.#texts;
    let place = this.place;
    for (let column = 0; column < columns; column++) {
      const number = numbers[column * COLUMN_ROWS + row] ?? 0;
      const length = lengths[number] ?? 0;
      let word = starts[number] ?? 0;
      const end = place + length;
      for (let byte = place; byte < end; byte += WORD) view.setFloat64(byte, words[word++] ?? 0, true);
      place = end;
    }
    this.place = place;
  }

  /**
   * Copies a text from other bytes, and a separator behind it; false when the separator is in it. A few bytes behind
   * the text are read as well.
   */
  copy(from: DataView, start: number, end: number, separator: number): boolean {
    const view = this.#view;
    const separators = Math.imul(separator, 0x01010101);
    let place = this.place;
    for (let source = start; source < end; source += HALF_WORD) {
      const word = from.getInt32(source, true);
      const left = end - source;
      // A byte of nothing here is a separator there; those behind the text do not count.
      const behind = left < HALF_WORD ? -1 << (8 * left) : 0;
      const other = (word ^ separators) | behind;
      if (((other - 0x01010101) & ~other & 0x80808080) !== 0) return false;
      view.setInt32(place, word, true);
      place += HALF_WORD;
    }
    place = this.place + end - start;
    view.setUint8(place, separator);
    this.place = place + 1;
    return true;
  }

  /** Writes a text; false when there is no room for it. */
  text(text: string): boolean {
    const { read, written } = this.#encoder.encodeInto(text, this.bytes.subarray(this.place, this.place + TEXT_ROOM));
    if (read < text.length) return false;
    this.place += written;
    return true;
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);
