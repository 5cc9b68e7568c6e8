import type { DataShape } from "../criteria/model.ts";
import { hasErrors } from "../problem.ts";
import { columnsOf, knownHeadings } from "./columns.ts";
import { FORMS } from "./forms.ts";
import type { IntakeOptions } from "./options.ts";
import { type PlainFile, walksOf } from "./plain-file.ts";
import { FileDoubt } from "./plain-records.ts";
import { openSheet, type Sheet, type WardFile } from "./sheet.ts";

const DELIMITER = "\t";
const NUMERIC: ReadonlySet<string> = new Set(["count", "number", "percent", "ratio"]);
/** Cells that only quotes keep in one piece. */
const NEEDS_QUOTES = /[\t\r\n"]/;
/** So many rows are made into bytes at once. */
const ROWS = 256;

/** A workbook whose rows can be read as bytes. */
export interface PlainWorkbook {
  readonly plain: PlainFile;
  readonly rows: SheetBytes;
}

/**
 * Looks whether a workbook can be read as the bytes of a text: every figure must be a number itself, so that no text in
 * it has a decimal mark to be found. Undefined when the reader of whole files must have it.
 */
export function openPlainWorkbook(shape: DataShape, file: WardFile, options: IntakeOptions): PlainWorkbook | undefined {
  if (options.takesRejections === true) return undefined;
  const known = knownHeadings(shape.fields);
  const { sheet, problems } = openSheet(file, known, shape.period, options);
  if (sheet === undefined || hasErrors(problems) || !isPlain(sheet)) return undefined;
  const plain: PlainFile = {
    sheet,
    delimiter: DELIMITER,
    mark: options.decimal === undefined ? { mark: undefined } : { mark: options.decimal },
    numberMark: ".",
    isSeenWhole: true,
    ...walksOf(sheet, known, shape),
    problems,
    offset: 0,
  };
  return { plain, rows: new SheetBytes(sheet) };
}

/** The wide layout with codes and periods, nothing hidden or merged, and no figure that is a text or a formula. */
function isPlain({ layout, period, hidden, merges = [], records, forms = [], start }: Sheet): boolean {
  const { isLong, builtIn, fields } = layout;
  const hasPeriod = builtIn.has("period") || period !== undefined;
  if (isLong || !builtIn.has("ward") || !hasPeriod || merges.length > 0 || (hidden?.rows.size ?? 0) > 0) return false;
  const figures = [...fields.values()].filter(({ field }) => NUMERIC.has(field.type));
  if (figures.some(({ field }) => field.numbers.length > 0)) return false;
  const columns = figures.flatMap(columnsOf);
  for (let row = start; row < records.length; row++) {
    const form = forms[row] ?? "";
    if (form.includes(FORMS.formula)) return false;
    for (const column of columns)
      if ((records[row]?.[column] ?? "") !== "" && form[column] !== FORMS.number) return false;
  }
  return true;
}

/** The rows of a sheet as lines of text, each in the line that it has in the sheet; what stands above them is left out. */
export class SheetBytes {
  readonly #sheet: Sheet;
  readonly #encoder = new TextEncoder();
  #row = 0;
  #made: Uint8Array = new Uint8Array(0);
  #taken = 0;

  constructor(sheet: Sheet) {
    this.#sheet = sheet;
  }

  /** About how many bytes there are. */
  get size(): number {
    let size = 0;
    for (const record of this.#sheet.records) for (const cell of record) size += cell.length + 1;
    return size;
  }

  /** Begins anew. */
  restart(): void {
    this.#row = 0;
    this.#taken = this.#made.length;
  }

  /** Fills `into` with the bytes that follow; tells how many there were, fewer only at the end. */
  read(into: Uint8Array): number {
    let filled = 0;
    while (filled < into.length) {
      if (this.#taken === this.#made.length && !this.#make()) break;
      const piece = this.#made.subarray(this.#taken, this.#taken + into.length - filled);
      into.set(piece, filled);
      filled += piece.length;
      this.#taken += piece.length;
    }
    return filled;
  }

  #make(): boolean {
    const { records, start, layout } = this.#sheet;
    if (this.#row >= records.length) return false;
    let text = "";
    for (const end = Math.min(this.#row + ROWS, records.length); this.#row < end; this.#row++)
      text += `${this.#row < start ? "" : lineOf(records[this.#row] ?? [], layout.cells)}\n`;
    // Half of a letter of UTF-16, which UTF-8 does not have.
    if (/\p{Cs}/u.test(text)) throw new FileDoubt("half of a letter");
    this.#made = this.#encoder.encode(text);
    this.#taken = 0;
    return true;
  }
}

function lineOf(record: readonly string[], cells: number): string {
  if (record.length === 0) return "";
  const quoted = record.some((cell) => NEEDS_QUOTES.test(cell))
    ? record.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    : record;
  return quoted.join(DELIMITER) + DELIMITER.repeat(Math.max(0, cells - record.length));
}
