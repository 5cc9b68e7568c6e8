import type { DataShape } from "../criteria/model.ts";
import { hasErrors, type Problem } from "../problem.ts";
import { isZip } from "../spreadsheet/signature.ts";
import { Walk } from "./body-rows.ts";
import { knownHeadings } from "./columns.ts";
import { type Delimiter, LOOK_AT } from "./csv.ts";
import { findDecimalMark, type MarkEvidence } from "./decimal-mark.ts";
import { isDraft } from "./draft.ts";
import type { Mark } from "./numbers.ts";
import { codeIn } from "./open-files.ts";
import type { IntakeOptions } from "./options.ts";
import { openSheet, type Sheet } from "./sheet.ts";
import { isSeparatorLine } from "./text-file.ts";
import { CodeCounts, type CodeHabit } from "./ward-codes.ts";

/** So many bytes of a file's beginning tell how it is made: more than the dialect, the layout and the marks look at. */
export const HEAD_BYTES = 49_152;
/** So many rows below the header are looked at for layouts that are refused. */
const LOOK_AT_ROWS = 200;
/** So many rows are asked for the decimal mark first. */
const FIRST_ROWS = 10;

/** A file whose rows can be read as bytes: a CSV file in UTF-8, as far as its beginning tells, or a workbook. */
export interface PlainFile {
  readonly sheet: Sheet;
  /** what stands between the cells of its bytes */
  readonly delimiter: Delimiter;
  /** the decimal mark of its texts */
  readonly mark: MarkEvidence;
  /** that of the numbers in its bytes */
  readonly numberMark: Mark | undefined;
  /** has the whole file been looked at, and are its figures numbers themselves, as in a workbook? */
  readonly isSeenWhole: boolean;
  readonly habit: CodeHabit;
  /** a walk down the rows, for one reading: it remembers what it has passed */
  readonly newWalk: () => Walk;
  readonly problems: readonly Problem[];
  /** where the first record begins, behind byte order mark and `sep=` */
  readonly offset: number;
}

/**
 * Looks at the beginning of a file, with the same eyes as the reader of whole files. Undefined when there is anything
 * in it that the byte reader does not take: then that reader must have the file.
 * @param isWhole the beginning is all there is
 */
export function openPlain(
  shape: DataShape,
  name: string,
  head: Uint8Array,
  isWhole: boolean,
  options: IntakeOptions,
): PlainFile | undefined {
  if (options.encoding !== undefined || options.takesRejections === true || isZip(head) || isDraft(head))
    return undefined;
  const end = isWhole ? head.length : head.lastIndexOf(10) + 1;
  if (end === 0) return undefined;
  const known = knownHeadings(shape.fields);
  const { sheet, problems } = openSheet(
    { name, bytes: head.subarray(0, end), sha256: "" },
    known,
    shape.period,
    options,
  );
  if (sheet === undefined || hasErrors(problems) || !isPlainSheet(sheet, options)) return undefined;
  if (!isWhole && !isEnough(sheet)) return undefined;
  const { habit, ...walks } = walksOf(sheet, known, shape);
  const mark = options.decimal === undefined ? markOf(sheet, walks.newWalk) : { mark: options.decimal };
  const offset = offsetOf(head);
  // A number could not be told from two cells.
  if (sheet.delimiter === "" || sheet.delimiter === mark.mark) return undefined;
  return {
    sheet: { ...sheet, lastLine: Number.POSITIVE_INFINITY },
    delimiter: sheet.delimiter,
    mark,
    numberMark: mark.mark,
    isSeenWhole: false,
    habit,
    ...walks,
    problems,
    offset,
  };
}

/** Are there as many rows as are looked at, and as many characters as the delimiter is found by? */
function isEnough({ records, start }: Sheet): boolean {
  if (records.length - start < LOOK_AT_ROWS) return false;
  let characters = 0;
  for (const record of records) {
    for (const cell of record) characters += cell.length + 1;
    if (characters >= LOOK_AT) return true;
  }
  return false;
}

/** What the codes of a sheet have in common, and a walk down its rows. */
export function walksOf(
  sheet: Sheet,
  known: ReturnType<typeof knownHeadings>,
  { unit }: DataShape,
): Pick<PlainFile, "habit" | "newWalk"> {
  const counts = new CodeCounts();
  for (const record of sheet.records.slice(sheet.start)) {
    const code = codeIn(sheet.layout, record);
    if (code !== "") counts.add(code);
  }
  const { habit } = counts;
  const ofWards = ["ward", "commune"].includes(unit);
  return { habit, newWalk: () => new Walk(sheet, 0, known, habit, ofWards) };
}

/** UTF-8 in the wide layout, with a column of codes, and with the period in a column unless it was asked for. */
function isPlainSheet({ encoding, layout, delimiter, strays }: Sheet, options: IntakeOptions): boolean {
  const { isLong, builtIn } = layout;
  const hasPeriod = builtIn.has("period") || options.period !== undefined;
  return encoding === "utf-8" && !isLong && delimiter !== "" && strays.length === 0 && builtIn.has("ward") && hasPeriod;
}

/** The mark that the first rows prove, or all rows of the beginning when they prove none. */
function markOf(sheet: Sheet, newWalk: () => Walk): MarkEvidence {
  const rowsUpTo = (count: number) => {
    const walk = newWalk();
    return sheet.records.slice(sheet.start, sheet.start + count).flatMap((record, place) => {
      if (record.every((text) => text.trim() === "")) return [];
      const one = walk.read(record, sheet.start + place + 1);
      return one.is === "ward" ? [one.row] : [];
    });
  };
  const first = findDecimalMark(rowsUpTo(FIRST_ROWS));
  return first.mark === undefined ? findDecimalMark(rowsUpTo(sheet.records.length)) : first;
}

function offsetOf(head: Uint8Array): number {
  let offset = 0;
  while (head[offset] === 0xef && head[offset + 1] === 0xbb && head[offset + 2] === 0xbf) offset += 3;
  const line = head.indexOf(10, offset);
  const first = new TextDecoder().decode(head.subarray(offset, line + 1));
  return isSeparatorLine(first) ? line + 1 : offset;
}
