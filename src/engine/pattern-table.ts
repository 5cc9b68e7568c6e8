import { newWholes, newWords } from "../exact/column-memory.ts";
import { lookUp, SLOTS, slotOf } from "../exact/table-loops.ts";

/** So many patterns are remembered; more of them do not repeat enough to be worth it. */
const MOST_KNOWN = 65_536;
const NO_PATTERN = -1;

/**
 * Remembers what patterns of small codes come to: rows of real data repeat few of them, so that a rule that is slow to
 * work out runs once for each. A pattern has at most 30 bits.
 */
export class PatternTable {
  readonly #workOut: (row: number) => number;
  readonly #known = new Map<number, number>();
  /** the patterns looked up last, before the map */
  readonly #slots: Int32Array = newWholes(SLOTS);
  readonly #results: Uint16Array = newWords(SLOTS);

  /** @param workOut what the codes of a row come to; the same pattern must give the same */
  constructor(workOut: (row: number) => number) {
    this.#workOut = workOut;
    // Of the patterns that come to a slot, only those of this one and the one beside it could be 0.
    const own = slotOf(0);
    for (const slot of [own, own ^ 1]) this.#slots[slot] = NO_PATTERN;
  }

  /** Looks up the patterns of the first `rows` rows of a batch. */
  run(patterns: Int32Array, out: Uint8Array | Uint16Array, rows: number): void {
    const look = (first: number) => lookUp(patterns, this.#slots, this.#results, out, first, rows);
    for (let row = look(0); row < rows; row = look(row + 1)) out[row] = this.#find(patterns[row] ?? 0, row);
  }

  #find(pattern: number, row: number): number {
    const slot = slotOf(pattern);
    let result = this.#known.get(pattern);
    if (result === undefined) {
      result = this.#workOut(row);
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(pattern, result);
    }
    // What stood there moves to the slot beside it, for it came before.
    this.#slots[slot ^ 1] = this.#slots[slot] ?? NO_PATTERN;
    this.#results[slot ^ 1] = this.#results[slot] ?? 0;
    this.#slots[slot] = pattern;
    this.#results[slot] = result;
    return result;
  }
}
