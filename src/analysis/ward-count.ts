import type { VerdictBatch } from "../engine/judge.ts";
import { type ColumnMemory, newWholes } from "../exact/column-memory.ts";
import { greatest, noteNumbers } from "../exact/table-loops.ts";

const WORD = 32;
/** So many numbered wards have room at first, more than have codes of five digits. */
const WARDS = 131_072;

/** Counts different wards: by a bit for each where the reader numbers them, else by their codes. */
export class WardCount {
  #bits: Int32Array | undefined;
  readonly #codes = new Set<string>();
  #count = 0;

  get count(): number {
    return this.#count + this.#codes.size;
  }

  add({ batch, selected, selectedCount }: VerdictBatch): void {
    const { numbers, count } = batch;
    if (numbers === undefined) {
      for (let row = 0; row < count; row++) if (selected[row] === 1) this.#codes.add(batch.wards.at(row) ?? "");
      return;
    }
    const areAll = selectedCount === count;
    const chosen = areAll ? numbers : numbers.filter((_, row) => row < count && selected[row] === 1);
    const rows = areAll ? count : chosen.length;
    this.#count += noteNumbers(chosen, this.#roomFor(greatest(chosen, rows), batch.room), rows);
  }

  /** A bit for each ward up to a number. */
  #roomFor(most: number, room: ColumnMemory | undefined): Int32Array {
    const make = () => newWholes(WARDS / WORD);
    this.#bits ??= room?.holding(make) ?? make();
    if (most >= this.#bits.length * WORD) {
      const larger = new Int32Array(Math.ceil((2 * most) / WORD));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    return this.#bits;
  }
}
