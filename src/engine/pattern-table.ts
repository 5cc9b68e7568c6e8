import { BATCH_ROWS } from "../exact/column.ts";

const SLOTS = 4096;
/** So many patterns are remembered; more of them do not repeat enough to be worth it. */
const MOST_KNOWN = 65_536;
const PATTERNS = new Int32Array(BATCH_ROWS);

/**
 * Remembers what patterns of small codes come to: rows of real data repeat few of them, so that a rule that is slow to
 * work out runs once for each. At most 30 bits of codes to a pattern.
 */
export class PatternTable {
  readonly #workOut: (row: number) => number;
  readonly #known = new Map<number, number>();
  /** the patterns looked up last, before the map */
  readonly #slots: Int32Array = new Int32Array(SLOTS).fill(-1);
  readonly #results: Uint16Array = new Uint16Array(SLOTS);

  /** @param workOut what the codes of a row come to; the same codes must give the same */
  constructor(workOut: (row: number) => number) {
    this.#workOut = workOut;
  }

  /** Looks up the rows of a batch: `bits` of each column, the first one lowest. */
  run(columns: readonly (Uint8Array | Uint16Array)[], bits: number, out: Uint8Array | Uint16Array, rows: number): void {
    PATTERNS.fill(0, 0, rows);
    for (const [place, column] of columns.entries()) {
      const shift = place * bits;
      for (let row = 0; row < rows; row++) PATTERNS[row] = (PATTERNS[row] ?? 0) | ((column[row] ?? 0) << shift);
    }
    for (let row = 0; row < rows; row++) {
      const pattern = PATTERNS[row] ?? 0;
      const slot = (pattern ^ (pattern >>> 12) ^ (pattern >>> 24)) & (SLOTS - 1);
      out[row] = this.#slots[slot] === pattern ? (this.#results[slot] ?? 0) : this.#find(pattern, slot, row);
    }
  }

  #find(pattern: number, slot: number, row: number): number {
    let result = this.#known.get(pattern);
    if (result === undefined) {
      result = this.#workOut(row);
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(pattern, result);
    }
    this.#slots[slot] = pattern;
    this.#results[slot] = result;
    return result;
  }
}
