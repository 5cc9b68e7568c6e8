import { cleaned } from "./cells.ts";
import { type Mark, provenMark, takeApart } from "./numbers.ts";
import type { WardRow } from "./ward-row.ts";

/** So many characters are looked at; what comes later is held against what they tell. */
const LOOK_AT = 1_048_576;

/** A file's decimal mark and the cell that proves it; its line counts from 1. */
export interface MarkEvidence {
  readonly mark: Mark | undefined;
  readonly proof?: { readonly text: string; readonly line: number };
}

/**
 * Finds a file's decimal mark from the figures of its wards: one that is not followed by exactly three digits cannot
 * group, and of two different marks in one number the last is it. The mark with more proofs is taken; cells with the
 * other one are refused later.
 */
export function findDecimalMark(rows: Iterable<WardRow>): MarkEvidence {
  const proofs: Record<Mark, { count: number; text: string; line: number }> = {
    ",": { count: 0, text: "", line: 0 },
    ".": { count: 0, text: "", line: 0 },
  };
  let looked = 0;
  for (const row of rows) {
    if (looked > LOOK_AT) break;
    looked += row.record.reduce((sum, text) => sum + text.length + 1, 0);
    for (const text of row.numberTexts().map(cleaned)) {
      const number = /[.,]/.test(text) ? takeApart(text) : undefined;
      const mark = number && provenMark(number);
      if (mark === undefined) continue;
      const proof = proofs[mark];
      if (proof.count++ === 0) [proof.text, proof.line] = [text, row.line];
    }
  }
  const [dot, comma] = [proofs["."], proofs[","]];
  if (dot.count === 0 && comma.count === 0) return { mark: undefined };
  const mark = dot.count > comma.count ? "." : ",";
  return { mark, proof: { text: proofs[mark].text, line: proofs[mark].line } };
}
