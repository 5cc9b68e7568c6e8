const BLOCK = 262_144;
/** No line but one with a long text takes more; such a text comes by itself. */
const ROOM = 16_384;
/** A text that comes by itself leaves room for the rest of its line. */
const TEXT_ROOM = 4096;
const WORD = 8;
const HALF_WORD = 4;

/**
 * Texts that are written again and again, as bytes in words of eight, numbered. The last word of a text may hold bytes
 * of nothing, which the next text is written over. No eight bytes of UTF-8 are a number that is none (NaN), the only
 * ones that would not come back as they are.
 */
export class ByteTexts {
  /** all words, one text behind the other */
  words: Float64Array = new Float64Array(1024);
  /** by text: its first word, and its length in bytes */
  starts: Int32Array = new Int32Array(256);
  lengths: Int32Array = new Int32Array(256);
  #used = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds a text and tells its number. */
  add(text: string): number {
    const bytes = new TextEncoder().encode(text);
    const words = Math.ceil(bytes.length / WORD);
    if (this.#used + words > this.words.length) this.words = larger(this.words, this.#used + words);
    if (this.#count === this.starts.length) {
      this.starts = larger(this.starts, this.#count);
      this.lengths = larger(this.lengths, this.#count);
    }
    new Uint8Array(this.words.buffer).set(bytes, this.#used * WORD);
    this.starts[this.#count] = this.#used;
    this.lengths[this.#count] = bytes.length;
    this.#used += words;
    return this.#count++;
  }

  /** Forgets all texts. */
  clear(): void {
    this.#used = 0;
    this.#count = 0;
    this.words.fill(0);
  }
}

function larger<Kind extends Float64Array | Int32Array>(array: Kind, least: number): Kind {
  const grown = new (array.constructor as new (length: number) => Kind)(2 * Math.max(array.length, least));
  grown.set(array);
  return grown;
}

/** Writes texts into one of two blocks, while the other one is being taken away. */
export class ByteBlocks {
  readonly #texts: ByteTexts;
  readonly #blocks = [new Uint8Array(BLOCK), new Uint8Array(BLOCK)] as const;
  readonly #encoder = new TextEncoder();
  #current = 0;
  #bytes: Uint8Array = this.#blocks[0];
  #view: DataView = new DataView(this.#bytes.buffer);
  #place = 0;

  constructor(texts: ByteTexts) {
    this.#texts = texts;
  }

  /** The block, when it has no room for another line; the next line goes into the other one. */
  full(): Uint8Array | undefined {
    return this.#place + ROOM < BLOCK ? undefined : this.#swap();
  }

  /** What is left at the end. */
  rest(): Uint8Array {
    return this.#swap();
  }

  #swap(): Uint8Array {
    const filled = this.#bytes.subarray(0, this.#place);
    this.#current = 1 - this.#current;
    this.#bytes = this.#blocks[this.#current as 0 | 1];
    this.#view = new DataView(this.#bytes.buffer);
    this.#place = 0;
    return filled;
  }

  /** Writes texts, whose numbers lie in a row of a list. */
  put(numbers: Int32Array, from: number, count: number): void {
    const view = this.#view;
    const { words, starts, lengths } = this.#texts;
    let place = this.#place;
    for (let at = from; at < from + count; at++) {
      const number = numbers[at] ?? 0;
      const length = lengths[number] ?? 0;
      let word = starts[number] ?? 0;
      const end = place + length;
      for (let byte = place; byte < end; byte += WORD) view.setFloat64(byte, words[word++] ?? 0, true);
      place = end;
    }
    this.#place = place;
  }

  /**
   * Copies a text from other bytes, and a separator behind it; false when the separator is in it. A few bytes behind
   * the text are read as well.
   */
  copy(from: DataView, start: number, end: number, separator: number): boolean {
    const view = this.#view;
    const separators = Math.imul(separator, 0x01010101);
    let place = this.#place;
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
    place = this.#place + end - start;
    view.setUint8(place, separator);
    this.#place = place + 1;
    return true;
  }

  /** Takes back what was written since a place. */
  back(place: number): void {
    this.#place = place;
  }

  get place(): number {
    return this.#place;
  }

  /** Writes a text; false when there is no room for it. */
  text(text: string): boolean {
    const { read, written } = this.#encoder.encodeInto(
      text,
      this.#bytes.subarray(this.#place, this.#place + TEXT_ROOM),
    );
    if (read < text.length) return false;
    this.#place += written;
    return true;
  }
}
