import { readWards } from "../../intake/read-wards.ts";
import type { WardFile } from "../../intake/sheet.ts";
import { cellText } from "../../report/exact-words.ts";
import type { Words } from "../../report/words.ts";
import type { Asked } from "./options.ts";

/** The values of the period before, in words: shown beside a question, never filled in. */
export function earlierValues(
  standard: Asked["standard"],
  previous: readonly WardFile[],
  { ward, period }: Pick<Asked, "ward" | "period">,
  words: Words,
): (field: string) => string | undefined {
  const { table } = previous.length === 0 ? { table: undefined } : readWards(standard, previous);
  const row = table?.find(ward, period.ordinal - 1);
  const batch = table?.batches.find(({ start, count }) => row !== undefined && row >= start && row < start + count);
  return (field) => {
    const cell = row === undefined ? undefined : batch?.columns.get(field)?.get(row - batch.start);
    return cell === undefined || cell.is === "missing" ? undefined : cellText(cell, field, words);
  };
}
