import { newNumbers, newWholes } from "../exact/column-memory.ts";

/** The number that no text has: a table of numbers that nobody has filled holds none. */
export const NO_TEXT = 0;
const WORD = 8;
/** Room for so many texts at first, of so many words each; it takes none until they come. */
const TEXTS = 131_072;
const WORDS_EACH = 4;
/** What a letter takes in UTF-8 at most, for each half of UTF-16. */
const BYTES_EACH = 3;

/**
 * Texts that are written again and again, as bytes in words of eight, numbered. The last word of a text may hold bytes
 * of nothing, which the next text is written over. No eight bytes of UTF-8 are a number that is none (NaN), the only
 * ones that would not come back as they are.
 */
export class ByteTexts {
  /** all words, one text behind the other */
  words: Float64Array = newNumbers(TEXTS * WORDS_EACH);
  /** by text: its first word, and its length in bytes */
  starts: Int32Array = newWholes(TEXTS);
  lengths: Int32Array = newWholes(TEXTS);
  #bytes: Uint8Array = bytesOf(this.words);
  readonly #encoder = new TextEncoder();
  #used = 0;
  #count = NO_TEXT + 1;

  /** The number of the next text. */
  get count(): number {
    return this.#count;
  }

  /** How many words they take. */
  get used(): number {
    return this.#used;
  }

  /** Notes texts that were made in the arrays: the number of the next one, and how many words they take. */
  made(count: number, used: number): void {
    this.#count = count;
    this.#used = used;
  }

  /** Adds a text and tells its number. */
  add(text: string): number {
    const most = Math.ceil((BYTES_EACH * text.length) / WORD);
    if (this.#used + most > this.words.length) {
      const grown = new Float64Array(2 * (this.#used + most));
      grown.set(this.words);
      this.words = grown;
      this.#bytes = bytesOf(grown);
    }
    if (this.#count === this.starts.length) {
      this.starts = twice(this.starts);
      this.lengths = twice(this.lengths);
    }
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(this.#used * WORD));
    this.starts[this.#count] = this.#used;
    this.lengths[this.#count] = written;
    this.#used += Math.ceil(written / WORD);
    return this.#count++;
  }

  /** Forgets all texts. */
  clear(): void {
    this.words.fill(0, 0, this.#used);
    this.#used = 0;
    this.#count = NO_TEXT + 1;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function twice(array: Int32Array): Int32Array {
  const grown = new Int32Array(2 * array.length);
  grown.set(array);
  return grown;
}
