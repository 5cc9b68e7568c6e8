import type { Cell, WriteSheet } from "hucre/xlsx";

/** What may be typed into a column's cells, and what is said to who selects one of them. */
export interface Rule {
  /** the cells: `E2:E1000` */
  readonly range: string;
  readonly allows:
    | { readonly is: "list"; readonly source: string }
    | { readonly is: "whole" | "decimal" | "date"; readonly low: string; readonly high: string }
    | { readonly is: "formula"; readonly formula: string };
  readonly title: string;
  readonly prompt: string;
  readonly fault: string;
}

export interface ColumnOut {
  /** in letters of the usual size */
  readonly width: number;
  /** how cells are kept: text is never turned into numbers or dates */
  readonly as: "text" | "date" | "general";
  /** may its cells below the headings be changed in a protected sheet? */
  readonly isOpen: boolean;
  readonly wraps?: boolean;
}

/** A sheet to write. Rows above the headings reach over all columns. */
export interface SheetOut {
  readonly name: string;
  readonly columns: readonly ColumnOut[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** the row of the headings, from 0 */
  readonly headings: number;
  readonly rules: readonly Rule[];
  /** so many rows and columns stay in sight */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly isProtected: boolean;
  readonly isHidden: boolean;
}

const DATE = "dd/mm/yyyy";
/** Excel refuses longer ones. */
const [LONGEST_TITLE, LONGEST_MESSAGE] = [32, 255];
const HEADING_FILL = "DDEBF7";
/** A line's height in points, and how wide a letter is, over that of a figure. */
const [LINE, LETTER] = [15, 1.1];
const NARROWEST = 10;

const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Writes an Excel workbook; the library is loaded only here. The same sheets give the same bytes. */
export async function writeWorkbook(sheets: readonly SheetOut[]): Promise<Uint8Array> {
  const { writeXlsx } = await import("hucre/xlsx");
  return writeXlsx({
    // The library would write the clock's time.
    properties: { creator: "model-ward", created: new Date(0), modified: new Date(0) },
    sheets: sheets.map(sheetOf),
  });
}

function sheetOf(sheet: SheetOut): WriteSheet {
  const { name, columns, rows, headings, rules, frozen, isProtected, isHidden } = sheet;
  return {
    name,
    hidden: isHidden,
    columns: columns.map(({ width, as, isOpen, wraps }) => ({
      width,
      style: {
        ...(as !== "general" && { numFmt: as === "text" ? "@" : DATE }),
        alignment: { vertical: "top", ...(wraps === true && { wrapText: true }) },
        protection: { locked: !isOpen },
      },
    })),
    // A text that looks like a formula stays a text: cells of a workbook have their kind.
    rows: rows.map((row) => [...row]),
    cells: new Map((rows[headings] ?? []).map((value, column) => [`${headings},${column}`, headingCell(value)])),
    rowDefs: new Map(rows.map((_, row) => [row, { height: heightOf(sheet, row) }])),
    merges: rows
      .slice(0, headings)
      .map((_, row) => ({ startRow: row, startCol: 0, endRow: row, endCol: columns.length - 1 })),
    dataValidations: rules.map((rule) => ({
      range: rule.range,
      ...allowed(rule.allows),
      allowBlank: true,
      showInputMessage: true,
      showErrorMessage: true,
      inputTitle: short(rule.title, LONGEST_TITLE),
      inputMessage: short(rule.prompt, LONGEST_MESSAGE),
      errorTitle: short(rule.title, LONGEST_TITLE),
      errorMessage: short(rule.fault, LONGEST_MESSAGE),
    })),
    ...(frozen && { freezePane: frozen }),
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${headings + 1}:$${headings + 1}`,
    },
    ...(isProtected && {
      protection: { sheet: true, formatColumns: true, formatRows: true, insertRows: true, sort: true },
    }),
  };
}

const headingCell = (value: string | number | null): Partial<Cell> => ({
  value,
  style: {
    font: { bold: true },
    fill: { type: "pattern", pattern: "solid", fgColor: { rgb: HEADING_FILL } },
    alignment: { wrapText: true, vertical: "center", horizontal: "center" },
    border: { bottom: { style: "thin" } },
    protection: { locked: true },
  },
});

/** The lines that a row's longest text needs; programs do not all find that out by themselves. */
function heightOf({ columns, rows, headings }: SheetOut, row: number): number {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const lines = (rows[row] ?? []).map((cell, column) => {
    const width = row < headings ? whole : (columns[column]?.width ?? NARROWEST);
    const wraps = row <= headings || columns[column]?.wraps === true;
    const parts = typeof cell === "string" && wraps ? cell.split("\n") : [""];
    return parts.reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * LETTER) / width)), 0);
  });
  return LINE * Math.max(1, ...lines);
}

function allowed(allows: Rule["allows"]) {
  switch (allows.is) {
    case "list":
      return { type: "list" as const, formula1: allows.source };
    case "formula":
      return { type: "custom" as const, formula1: allows.formula };
    default:
      return { type: allows.is, operator: "between" as const, formula1: allows.low, formula2: allows.high };
  }
}
