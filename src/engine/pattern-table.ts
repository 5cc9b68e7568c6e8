const SLOTS = 4096;
/** Patterns of so many bits have a slot of their own. */
const SMALL_BITS = 12;
/** So many patterns are remembered; more of them do not repeat enough to be worth it. */
const MOST_KNOWN = 65_536;

/**
 * Remembers what patterns of small codes come to: rows of real data repeat few of them, so that a rule that is slow to
 * work out runs once for each. A pattern has at most 30 bits.
 */
export class PatternTable {
  readonly #workOut: (row: number) => number;
  readonly #known = new Map<number, number>();
  /** the patterns looked up last, before the map */
  readonly #slots: Int32Array = new Int32Array(SLOTS).fill(-1);
  readonly #results: Uint16Array = new Uint16Array(SLOTS);

  /** @param workOut what the codes of a row come to; the same pattern must give the same */
  constructor(workOut: (row: number) => number) {
    this.#workOut = workOut;
  }

  /** Looks up the patterns of the first `rows` rows of a batch. */
  run(patterns: Int32Array, out: Uint8Array | Uint16Array, rows: number): void {
    const slots = this.#slots;
    const results = this.#results;
    for (let row = 0; row < rows; row++) {
      const pattern = patterns[row] ?? 0;
      const slot = (pattern ^ (pattern >>> 6) ^ (pattern >>> SMALL_BITS)) & (SLOTS - 1);
      out[row] = slots[slot] === pattern ? (results[slot] ?? 0) : this.#find(pattern, slot, row);
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
