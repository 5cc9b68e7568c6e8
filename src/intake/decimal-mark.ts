import type { Field } from "../criteria/model.ts";
import { cleaned } from "./cells.ts";
import { columnsOf, type Layout } from "./columns.ts";
import { type Mark, provenMark, takeApart } from "./numbers.ts";

/** So many characters are looked at; what comes later is held against what they tell. */
const LOOK_AT = 1_048_576;

/** A file's decimal mark and the cell that proves it; its line counts from 1. */
export interface MarkEvidence {
  readonly mark: Mark | undefined;
  readonly proof?: { readonly text: string; readonly line: number };
}

const isNumeric = ({ type }: Field): boolean => ["count", "number", "percent", "ratio"].includes(type);

/** The columns in which numbers stand. */
function numericColumns({ fields, builtIn, isLong }: Layout): number[] {
  if (isLong) return [builtIn.get("value") ?? 0];
  return [...fields.values()].filter(({ field }) => isNumeric(field)).flatMap(columnsOf);
}

/**
 * Finds a file's decimal mark: one that is not followed by exactly three digits cannot group, and of two different
 * marks in one number the last is it. The mark with more proofs is taken; cells with the other one are refused later.
 */
export function findDecimalMark(rows: readonly (readonly string[])[], layout: Layout, start: number): MarkEvidence {
  const columns = numericColumns(layout);
  const proofs: Record<Mark, { count: number; text: string; line: number }> = {
    ",": { count: 0, text: "", line: 0 },
    ".": { count: 0, text: "", line: 0 },
  };
  let looked = 0;
  for (const [place, row] of rows.entries()) {
    if (looked > LOOK_AT) break;
    looked += row.reduce((sum, text) => sum + text.length + 1, 0);
    for (const column of columns) {
      for (const side of (row[column] ?? "").split("/")) {
        const text = cleaned(side);
        const number = /[.,]/.test(text) ? takeApart(text) : undefined;
        const mark = number && provenMark(number);
        if (mark === undefined) continue;
        const proof = proofs[mark];
        if (proof.count++ === 0) [proof.text, proof.line] = [text, start + place + 1];
      }
    }
  }
  const [dot, comma] = [proofs["."], proofs[","]];
  if (dot.count === 0 && comma.count === 0) return { mark: undefined };
  const mark = dot.count > comma.count ? "." : ",";
  return { mark, proof: { text: proofs[mark].text, line: proofs[mark].line } };
}
