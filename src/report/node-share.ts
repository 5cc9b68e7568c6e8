import type { NodeResult } from "../engine/result.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import type { Words } from "./words.ts";

/** A node's value as a share: of a ratio, or as it is. Null where it is none, or of nothing. */
export function shareOf({ id, value }: NodeResult, words: Words): Fraction | null {
  if (value === null || "truth" in value || "word" in value) return null;
  if ("number" in value) return words.isShare(id) ? value.number : null;
  const { part, whole } = value;
  return whole.n === 0n ? null : fraction(part.n * whole.d, part.d * whole.n);
}
