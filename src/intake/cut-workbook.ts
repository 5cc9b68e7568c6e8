import { type Problem, problem } from "../problem.ts";
import { WorkbookFault } from "../spreadsheet/fault.ts";
import type { Merge } from "../spreadsheet/sheet-row.ts";
import type { Workbook, WorkbookSheet } from "../spreadsheet/workbook.ts";
import { legacyProblem } from "./decode.ts";
import { bestHeader, FEWEST_KNOWN, type Header, type KnownHeadings, namesWards, slotFinder } from "./dialect.ts";
import { FORMS } from "./forms.ts";
import { convertTcvn3, type Recognised, recogniseLegacy } from "./legacy-text.ts";
import type { IntakeOptions } from "./options.ts";
import { wardsAsColumns } from "./refused-layouts.ts";
import type { Cut, WardFile } from "./sheet.ts";
import { textOf } from "./workbook-cells.ts";

/** The header is looked for among so many rows. */
const LOOK_AT_ROWS = 1_000;
/** So many characters tell whether a text was typed for an old font. */
const LOOK_AT_TEXT = 1_048_576;
const MOST_COLUMNS = 4_096;
/** So many blank cells may stand before filled ones in all rows together. */
const MOST_BLANKS = 20_000_000;
const NO_CELLS: readonly string[] = [];

/** The cells of one sheet as text; `forms` says what each was. */
interface SheetText {
  readonly records: readonly (readonly string[])[];
  readonly forms: readonly string[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly (readonly [number, number])[];
  readonly merges: readonly Merge[];
}

interface Candidate {
  readonly sheet: WorkbookSheet;
  readonly known: number;
  readonly header: Header;
}

/** A workbook is opened, and each of its sheets read, once for all who ask: for its standard, its wards, its rows. */
const OPENED = new WeakMap<Uint8Array, Workbook>();
const READ = new WeakMap<WorkbookSheet, SheetText>();

/** Chooses the sheet of a workbook that has the most known columns, or the one asked for, and takes its cells as text. */
export function cutWorkbook(
  { name: file, bytes, openWorkbook }: WardFile,
  known: KnownHeadings,
  options: IntakeOptions,
): Cut {
  try {
    const workbook = OPENED.get(bytes) ?? openWorkbook?.(bytes);
    if (workbook === undefined) throw new Error(`nothing to open the workbook with: ${file}`);
    OPENED.set(bytes, workbook);
    const cells = new Cells(workbook, options.encoding === "tcvn3");
    const chosen = choose(file, cells, known, options.sheet);
    return "sheet" in chosen ? cut(file, cells, chosen) : chosen;
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error;
    return { problems: [faultProblem(file, error)] };
  }
}

/** The cells of a workbook's sheets; text of old fonts is converted when it is said to be there. */
class Cells {
  readonly workbook: Workbook;
  readonly #isTcvn3: boolean;

  constructor(workbook: Workbook, isTcvn3: boolean) {
    this.workbook = workbook;
    this.#isTcvn3 = isTcvn3;
  }

  /** The rows among which the header is looked for. */
  first(sheet: WorkbookSheet): readonly (readonly string[])[] {
    const { records } = READ.get(sheet) ?? readRows(sheet, this.workbook, LOOK_AT_ROWS);
    return this.#converted(records.slice(0, LOOK_AT_ROWS));
  }

  all(sheet: WorkbookSheet): SheetText {
    const read = READ.get(sheet) ?? readRows(sheet, this.workbook, Number.POSITIVE_INFINITY);
    READ.set(sheet, read);
    return { ...read, records: this.#converted(read.records) };
  }

  #converted(records: SheetText["records"]): SheetText["records"] {
    if (!this.#isTcvn3 || legacyOf(records)?.kind !== "tcvn3") return records;
    return records.map((record) => record.map(convertTcvn3));
  }
}

/** Text typed for old fonts, found over cells together as in a text file. */
function legacyOf(records: SheetText["records"]): Recognised | undefined {
  let text = "";
  for (const record of records) {
    if (text.length > LOOK_AT_TEXT) break;
    text += `${record.join("\t")}\n`;
  }
  return recogniseLegacy(text);
}

function faultProblem(file: string, { kind, message: detail }: WorkbookFault): Problem {
  switch (kind) {
    case "broken":
      return problem("data/xlsx-broken", { detail }, { file });
    case "bounds":
      return problem("data/xlsx-bounds", { detail }, { file });
    case "not-a-workbook":
      return problem("data/not-a-workbook", { seen: detail }, { file });
  }
}

/** The sheet to read, with what is to be said of the choice. */
function choose(
  file: string,
  cells: Cells,
  known: KnownHeadings,
  asked: string | undefined,
): { readonly problems: readonly Problem[] } | (Candidate & { readonly problems: readonly Problem[] }) {
  const names = (sheets: readonly WorkbookSheet[]) => sheets.map(({ name }) => name).join(" | ");
  const named = asked?.normalize("NFC");
  const all = cells.workbook.sheets;
  const sheets = all.filter(({ name }) => named === undefined || name.normalize("NFC") === named);
  if (named !== undefined && sheets.length === 0)
    return { problems: [problem("data/no-such-sheet", { seen: named, values: names(all) }, { file })] };
  const slot = slotFinder(known);
  const candidates = sheets
    .map((sheet): Candidate => ({ sheet, ...bestHeader(cells.first(sheet), slot) }))
    .toSorted((a, b) => b.known - a.known);
  const usable = candidates.filter((one) => one.known >= FEWEST_KNOWN);
  const visible = usable.filter(({ sheet }) => !sheet.isHidden);
  const [best, second] = visible.length > 0 ? visible : usable;
  if (best === undefined) return { problems: [noHeader(file, cells, candidates, known)] };
  if (second !== undefined && second.known === best.known) {
    const equal = usable.filter((one) => one.known === best.known).map(({ sheet }) => sheet);
    return { problems: [problem("data/which-sheet", { values: names(equal) }, { file })] };
  }
  const at = { file, sheet: best.sheet.name };
  const others = visible.filter((one) => one !== best && namesWards(one.known)).map(({ sheet }) => sheet);
  const problems = [
    ...(best.sheet.isHidden ? [problem("data/hidden-sheet", { sheet: best.sheet.name }, at)] : []),
    ...(others.length > 0 ? [problem("data/other-sheets", { sheet: best.sheet.name, values: names(others) }, at)] : []),
  ];
  return { ...best, problems };
}

/** No sheet has two known names: says what was seen, or which layout it looks like. */
function noHeader(file: string, cells: Cells, candidates: readonly Candidate[], known: KnownHeadings): Problem {
  for (const { sheet } of candidates) {
    const first = cells.first(sheet);
    const legacy = legacyOf(first);
    if (legacy !== undefined) return legacyProblem(legacy, { file, sheet: sheet.name });
    const sideways = wardsAsColumns(file, first, known);
    if (sideways !== undefined) return { ...sideways, at: { file, sheet: sheet.name, ...sideways.at } };
  }
  if (candidates.every(({ sheet }) => cells.first(sheet).length === 0)) return problem("data/empty", {}, { file });
  const seen = candidates.map(({ sheet, header }) => {
    const shown = header.headings.map(({ text }) => text.trim()).filter((text) => text !== "");
    return `${sheet.name} → ${shown.slice(0, 4).join(" | ").slice(0, 80)}`;
  });
  return problem("data/no-header", { seen: seen.join("; ") }, { file });
}

/** Takes the cells of a sheet, up to a row. Rows without cells are blank records, so that a record's place is its row. */
function readRows(sheet: WorkbookSheet, { from1904 }: Workbook, most: number): SheetText {
  const records: (readonly string[])[] = [];
  const forms: string[] = [];
  /** rows have few different forms, and each is kept once */
  const known = new Map<string, string>();
  const hiddenRows: number[] = [];
  let padded = 0;
  const end = sheet.walk(({ row, isHidden, cells }) => {
    if (row > most) return false;
    const record: string[] = [];
    const letters: string[] = [];
    for (const cell of cells) {
      if (cell.column >= MOST_COLUMNS) throw new WorkbookFault("bounds", `${sheet.name}: ${MOST_COLUMNS}`);
      while (record.length < cell.column) {
        record.push("");
        letters.push(FORMS.text);
      }
      record.push(textOf(cell, from1904));
      letters.push(cell.is === "number" || cell.is === "formula" ? FORMS[cell.is] : FORMS.text);
    }
    if (cells.length === 0) return true;
    padded += record.length - cells.length;
    if (padded > MOST_BLANKS) throw new WorkbookFault("bounds", `${sheet.name}: ${MOST_BLANKS}`);
    while (records.length < row - 1) {
      records.push(NO_CELLS);
      forms.push("");
    }
    const form = letters.join("");
    if (!known.has(form)) known.set(form, form);
    records.push(record);
    forms.push(known.get(form) ?? form);
    if (isHidden) hiddenRows.push(row);
    return true;
  });
  return { records, forms, hiddenRows, ...end };
}

function cut(
  file: string,
  cells: Cells,
  { sheet, header, problems }: Candidate & { readonly problems: readonly Problem[] },
): Cut {
  const read = cells.all(sheet);
  const at = { file, sheet: sheet.name };
  const legacy = legacyOf(read.records);
  if (legacy !== undefined) return { problems: [legacyProblem(legacy, at)] };
  return {
    encoding: "xlsx",
    delimiter: "",
    sheet: sheet.name,
    header,
    records: read.records,
    forms: read.forms,
    strays: [],
    isEnded: true,
    isExcelEnded: false,
    hidden: { rows: new Set(read.hiddenRows), columns: read.hiddenColumns },
    merges: read.merges,
    problems,
  };
}
