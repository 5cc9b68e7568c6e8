const BLOCK = 262_144;
/** No line but one with a long text takes more; such a text comes by itself. */
const ROOM = 16_384;
const RETURN_AND_LINE_FEED = 0x0a0d;
const ZERO = 0x30;
const POINT = 0x2e;
const TENS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/**
 * A text's bytes, as numbers of four bytes behind the count of bytes: so they are written four at a time. The last
 * number may hold bytes of nothing, which the next text is written over.
 */
export function wordsOf(text: string): Int32Array {
  const bytes = new TextEncoder().encode(text);
  const words = new Int32Array(1 + Math.ceil(bytes.length / 4));
  words[0] = bytes.length;
  new Uint8Array(words.buffer, 4).set(bytes);
  return words;
}

/** Writes texts into one of two blocks, while the other one is being taken away. */
export class ByteBlocks {
  readonly #blocks = [new Uint8Array(BLOCK), new Uint8Array(BLOCK)] as const;
  readonly #encoder = new TextEncoder();
  #current = 0;
  #bytes: Uint8Array = this.#blocks[0];
  #view: DataView = new DataView(this.#bytes.buffer);
  #place = 0;

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

  /** Writes bytes made by `wordsOf`. */
  put(words: Int32Array): void {
    const view = this.#view;
    const start = this.#place;
    const { length } = words;
    for (let word = 1, place = start; word < length; word++, place += 4) view.setInt32(place, words[word] ?? 0, true);
    this.#place = start + (words[0] ?? 0);
  }

  /** Writes two texts from other bytes, each with a separator behind it; false when the separator is in them. */
  copy(from: Uint8Array, start: number, end: number, second: number, secondEnd: number, separator: number): boolean {
    const bytes = this.#bytes;
    let place = this.#place;
    for (let source = start; source < end; source++) {
      const byte = from[source] ?? 0;
      if (byte === separator) return false;
      bytes[place++] = byte;
    }
    bytes[place++] = separator;
    for (let source = second; source < secondEnd; source++) {
      const byte = from[source] ?? 0;
      if (byte === separator) return false;
      bytes[place++] = byte;
    }
    bytes[place++] = separator;
    this.#place = place;
    return true;
  }

  /** Writes n / 10^decimals, as short as it can be said exactly, and a separator. */
  decimal(n: number, decimals: number, separator: number): void {
    const bytes = this.#bytes;
    const ones = TENS[decimals] ?? 1;
    const whole = Math.floor(n / ones);
    let rest = n - whole * ones;
    let digits = 1;
    for (let bound = 10; bound <= whole; bound *= 10) digits++;
    let place = this.#place + digits;
    for (let left = whole, at = place - 1; at >= this.#place; at--) {
      const tenth = Math.floor(left / 10);
      bytes[at] = ZERO + left - tenth * 10;
      left = tenth;
    }
    if (rest > 0) {
      bytes[place++] = POINT;
      for (let one = ones / 10; rest > 0; one /= 10) {
        const digit = Math.floor(rest / one);
        bytes[place++] = ZERO + digit;
        rest -= digit * one;
      }
    }
    bytes[place++] = separator;
    this.#place = place;
  }

  /** Ends a line. */
  end(): void {
    this.#view.setInt16(this.#place, RETURN_AND_LINE_FEED, true);
    this.#place += 2;
  }

  /** Writes a text; false when there is no room for it. */
  text(text: string): boolean {
    const { read, written } = this.#encoder.encodeInto(text, this.#bytes.subarray(this.#place, this.#place + ROOM));
    if (read < text.length) return false;
    this.#place += written;
    return true;
  }
}
