import type { Numbers } from "./case-loops.ts";
import { State, type Truth, truthOfState } from "./column.ts";
import { loopsFor } from "./column-loops.ts";
import { isSafe } from "./whole.ts";

// Loops that compare numbers with a bound, and give truths.

/** What a comparison gives when the first number is below, equal to or above the second. */
export interface Outcomes {
  readonly below: Truth;
  readonly same: Truth;
  readonly above: Truth;
}

/**
 * Truths by whether a whole number is below, at or above a bound, which is whole too; where there is no number, the truth
 * of its state.
 */
export function boundTruths(
  { numerator, state }: Numbers,
  bound: number,
  { below, same, above }: Outcomes,
  out: Uint8Array,
  rows: number,
): void {
  const loops = loopsFor(numerator, state, out);
  if (loops !== undefined) {
    loops.boundTruths(numerator.byteOffset, state.byteOffset, bound, below, same, above, out.byteOffset, rows);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const n = numerator[row] ?? 0;
    const missing = state[row] ?? 0;
    out[row] = missing !== State.present ? truthOfState(missing) : n < bound ? below : n > bound ? above : same;
  }
}

/**
 * The same for numbers with denominators of their own against a quotient, cross-multiplied.
 * @returns the first row, from `first` on, that outgrows what is exact
 */
export function quotientTruths(
  { numerator, denominator, state }: Numbers & { readonly denominator: Float64Array },
  { over, under }: { readonly over: number; readonly under: number },
  { below, same, above }: Outcomes,
  out: Uint8Array,
  first: number,
  rows: number,
): number {
  const loops = loopsFor(numerator, denominator, state, out);
  if (loops !== undefined) {
    const places = [numerator, denominator, state].map(({ byteOffset }) => byteOffset);
    return loops.quotientTruths(...places, over, under, below, same, above, out.byteOffset, first, rows);
  }
  for (let row = first; row < rows; row++) {
    const missing = state[row] ?? 0;
    if (missing !== State.present) {
      out[row] = truthOfState(missing);
      continue;
    }
    const d = denominator[row] ?? 0;
    const left = (numerator[row] ?? 0) * under;
    const right = d * over;
    if (d === 0 || !isSafe(left) || !isSafe(right)) return row;
    out[row] = left < right ? below : left > right ? above : same;
  }
  return rows;
}
