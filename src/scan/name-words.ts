import { newBytes } from "../exact/column-memory.ts";

const SPACE = 0x20;
/** Words of names have no more bytes. */
const WORD_BYTES = 16;
const SLOTS = 4096;

/** Words of names that were looked at closely, for loops that add wards (row-names.as.ts). Names repeat few words. */
export class NameWords {
  /** the bytes of a word in each slot, filled up with zeros, which no word has */
  readonly slots: Uint8Array = newBytes(SLOTS * WORD_BYTES);
  readonly #word = new Uint8Array(WORD_BYTES);
  readonly #parts = new DataView(this.#word.buffer);

  /** Makes the words of a name known: one space stands between any two of them. */
  learn(bytes: Uint8Array, start: number, end: number): void {
    for (let place = start; place < end; place++) {
      const first = place;
      while (place < end && bytes[place] !== SPACE) place++;
      if (place - first <= WORD_BYTES) this.#add(bytes.subarray(first, place));
    }
  }

  #add(letters: Uint8Array): void {
    this.#word.fill(0);
    this.#word.set(letters);
    let hash = 0;
    for (let place = 0; place < WORD_BYTES; place += 4)
      hash = Math.imul(hash ^ this.#parts.getInt32(place, true), 0x9e3779b1);
    const slot = hash >>> 20;
    if (this.#has(slot) || this.#has(slot ^ 1)) return;
    // What stood there moves to the slot beside it.
    const place = slot * WORD_BYTES;
    this.slots.copyWithin((slot ^ 1) * WORD_BYTES, place, place + WORD_BYTES);
    this.slots.set(this.#word, place);
  }

  #has(slot: number): boolean {
    return this.#word.every((letter, place) => letter === this.slots[slot * WORD_BYTES + place]);
  }
}
