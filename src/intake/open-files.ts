import type { DataShape } from "../criteria/model.ts";
import type { Problem } from "../problem.ts";
import { type Body, readBody } from "./body-rows.ts";
import { cleaned } from "./cells.ts";
import { knownHeadings, type Layout } from "./columns.ts";
import { findDecimalMark, type MarkEvidence } from "./decimal-mark.ts";
import type { IntakeOptions } from "./options.ts";
import { openSheet, type Sheet, type WardFile } from "./sheet.ts";
import { CodeCounts, type CodeHabit } from "./ward-codes.ts";
import type { WardRow } from "./ward-row.ts";

/** A file with its rows sorted out and its decimal mark known; no `read` when it cannot be read at all. */
export interface OpenFile {
  readonly problems: readonly Problem[];
  readonly read?: { readonly sheet: Sheet; readonly body: Body; readonly mark: MarkEvidence };
}

/** All files of a run, and what their ward codes have in common. */
export interface OpenFiles {
  readonly files: readonly OpenFile[];
  readonly habit: CodeHabit;
}

/** Opens all files. Codes are looked at over all of them, for one may have lost the zeros that another kept. */
export function openFiles(shape: DataShape, files: readonly WardFile[], options: IntakeOptions): OpenFiles {
  const known = knownHeadings(shape.fields);
  const opened = files.map((file) => openSheet(file, known, shape.period, options));
  const counts = new CodeCounts();
  for (const { sheet } of opened) for (const code of sheet === undefined ? [] : codesOf(sheet)) counts.add(code);
  const { habit } = counts;
  const read = opened.map(({ sheet, problems }, index): OpenFile => {
    if (sheet === undefined) return { problems };
    const body = readBody(sheet, index, known, habit, ["ward", "commune"].includes(shape.unit));
    const mark = options.decimal === undefined ? findDecimalMark(wardRows(body)) : { mark: options.decimal };
    return { problems, read: { sheet, body, mark } };
  });
  return { files: read, habit };
}

/** All texts of the code column. */
function codesOf({ layout, records, start }: Sheet): string[] {
  return records.slice(start).flatMap((record) => codeIn(layout, record) || []);
}

/** A record's text in the code column; empty when there is none. */
export function codeIn({ builtIn }: Layout, record: readonly string[]): string {
  const place = builtIn.get("ward");
  const text = place === undefined ? "" : cleaned(record[place] ?? "");
  return text.startsWith("=") ? text.replace(/^="(.*)"$/, "$1") : text;
}

function* wardRows({ rows }: Body): Generator<WardRow> {
  for (const row of rows) if (row.is === "ward") yield row.row;
}
