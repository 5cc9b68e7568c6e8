import { newNumbers, newWholes } from "../exact/column-memory.ts";

const WORD = 8;
/** Room for so many texts at first, of so many words each; it takes none until they come. */
const TEXTS = 131_072;
const WORDS_EACH = 4;

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
  #used = 0;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Adds a text and tells its number. */
  add(text: string): number {
    const bytes = new TextEncoder().encode(text);
    const words = Math.ceil(bytes.length / WORD);
    if (this.#used + words > this.words.length) {
      const grown = new Float64Array(2 * (this.#used + words));
      grown.set(this.words);
      this.words = grown;
    }
    if (this.#count === this.starts.length) {
      this.starts = twice(this.starts);
      this.lengths = twice(this.lengths);
    }
    const { buffer, byteOffset, byteLength } = this.words;
    new Uint8Array(buffer, byteOffset, byteLength).set(bytes, this.#used * WORD);
    this.starts[this.#count] = this.#used;
    this.lengths[this.#count] = bytes.length;
    this.#used += words;
    return this.#count++;
  }

  /** Forgets all texts. */
  clear(): void {
    this.words.fill(0, 0, this.#used);
    this.#used = 0;
    this.#count = 0;
  }
}

function twice(array: Int32Array): Int32Array {
  const grown = new Int32Array(2 * array.length);
  grown.set(array);
  return grown;
}
