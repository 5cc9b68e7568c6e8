import type { VerdictBatch } from "../engine/judge.ts";

const WORD = 32;

/** Counts different wards: by a bit for each where the reader numbers them, else by their codes. */
export class WardCount {
  #bits: Uint32Array = new Uint32Array(1024);
  readonly #codes = new Set<string>();
  #count = 0;

  get count(): number {
    return this.#count + this.#codes.size;
  }

  add({ batch, selected }: VerdictBatch): void {
    const { numbers } = batch;
    for (let row = 0; row < batch.count; row++) {
      if (selected[row] !== 1) continue;
      if (numbers === undefined) this.#codes.add(batch.wards.at(row) ?? "");
      else this.#addNumber(numbers[row] ?? 0);
    }
  }

  #addNumber(number: number): void {
    const word = Math.floor(number / WORD);
    if (word >= this.#bits.length) {
      const larger = new Uint32Array(2 * Math.max(word, this.#bits.length));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    const bits = this.#bits[word] ?? 0;
    const bit = 1 << (number % WORD);
    if ((bits & bit) !== 0) return;
    this.#bits[word] = bits | bit;
    this.#count++;
  }
}
