import type { Cell, SheetChart, WriteOptions, WriteSheet } from "hucre/xlsx";
import { letterOf } from "../column-letters.ts";

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
  readonly align?: "center" | "right";
}

/** Cells that are coloured when they hold this text. */
export interface Tone {
  readonly range: string;
  readonly text: string;
  /** six hexadecimal digits each */
  readonly colour: string;
  readonly ground: string;
}

/** Bars of one column of figures, with the names of another. */
export interface ChartOut {
  readonly title: string;
  readonly names: string;
  readonly values: string;
  readonly colour: string;
  /** the cell of its upper left corner, and how many rows it is high */
  readonly row: number;
  readonly column: number;
  readonly height: number;
}

/** A sheet to write. Rows above the headings reach over all columns. */
export interface SheetOut {
  readonly name: string;
  readonly columns: readonly ColumnOut[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** the row of the headings, from 0; undefined: there are none */
  readonly headings: number | undefined;
  readonly rules: readonly Rule[];
  /** more rows in bold, as titles of what stands below them */
  readonly titles?: readonly number[];
  /** may rows be filtered by the headings? */
  readonly isFiltered?: boolean;
  readonly tones?: readonly Tone[];
  readonly chart?: ChartOut;
  /** so many rows and columns stay in sight */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly isProtected: boolean;
  readonly isHidden: boolean;
}

type NamedRange = NonNullable<WriteOptions["namedRanges"]>[number];

const DATE = "dd/mm/yyyy";
/** Excel refuses longer ones. */
const [LONGEST_TITLE, LONGEST_MESSAGE] = [32, 255];
const HEADING_FILL = "DDEBF7";
/** A line's height in points, and how wide a letter is, over that of a figure. */
const [LINE, LETTER] = [15, 1.1];
const NARROWEST = 10;
/** The library's own font is not taken over by a style that only says bold. */
const BOLD = { name: "Calibri", size: 11, bold: true };

const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Writes an Excel workbook; the library is loaded only here. The same sheets give the same bytes. */
export async function writeWorkbook(sheets: readonly SheetOut[]): Promise<Uint8Array> {
  const { writeXlsx } = await import("hucre/xlsx");
  return writeXlsx({
    // The library would write the clock's time.
    properties: { creator: "model-ward", created: new Date(0), modified: new Date(0) },
    sheets: sheets.map(sheetOf),
    namedRanges: sheets.flatMap(namesOf),
  });
}

/**
 * The names that a sheet's headings come again by on every printed page, and that LibreOffice knows a filter by. The
 * library writes the first itself, but leaves out the marks around a sheet's name with spaces.
 */
function namesOf(sheet: SheetOut): NamedRange[] {
  const { name, headings } = sheet;
  const quoted = `'${name.replaceAll("'", "''")}'`;
  const row = (headings ?? 0) + 1;
  return [
    ...(headings === undefined
      ? []
      : [{ name: "_xlnm.Print_Titles", range: `${quoted}!$${row}:$${row}`, scope: name }]),
    ...(sheet.isFiltered === true
      ? [{ name: "_xlnm._FilterDatabase", range: `${quoted}!${filterOf(sheet, "$")}`, scope: name }]
      : []),
  ];
}

/** The headings and all rows below them. */
const filterOf = ({ columns, rows, headings = 0 }: SheetOut, mark: "" | "$"): string =>
  `${mark}A${mark}${headings + 1}:${mark}${letterOf(columns.length)}${mark}${rows.length}`;

function sheetOf(sheet: SheetOut): WriteSheet {
  const { name, columns, rows, headings, rules, frozen, isProtected, isHidden, titles = [], tones = [] } = sheet;
  return {
    name,
    hidden: isHidden,
    columns: columns.map(({ width, as, isOpen, wraps, align }) => ({
      width,
      style: {
        ...(as !== "general" && { numFmt: as === "text" ? "@" : DATE }),
        alignment: {
          vertical: "top",
          ...(wraps === true && { wrapText: true }),
          ...(align !== undefined && { horizontal: align }),
        },
        protection: { locked: !isOpen },
      },
    })),
    // A text that looks like a formula stays a text: cells of a workbook have their kind.
    rows: rows.map((row) => [...row]),
    cells: new Map([
      ...(rows[headings ?? -1] ?? []).map((value, column) => [`${headings},${column}`, headingCell(value)] as const),
      ...titles.map((row) => [`${row},0`, titleCell(rows[row]?.[0] ?? null)] as const),
    ]),
    rowDefs: new Map(rows.map((_, row) => [row, { height: heightOf(sheet, row) }])),
    merges: rows
      .slice(0, headings ?? 0)
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
    ...(sheet.isFiltered === true && {
      autoFilter: { range: filterOf(sheet, "") },
    }),
    conditionalRules: tones.map(({ range, text, colour, ground }, place) => ({
      type: "cellIs",
      operator: "equal",
      formula: `"${text}"`,
      priority: place + 1,
      range,
      style: {
        font: { color: { rgb: colour } },
        fill: { type: "pattern", pattern: "solid", bgColor: { rgb: ground }, fgColor: { rgb: ground } },
      },
    })),
    ...(sheet.chart && { charts: [chartOf(sheet.chart)] }),
    pageSetup: {
      paperSize: "a4",
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    ...(isProtected && {
      protection: { sheet: true, formatColumns: true, formatRows: true, insertRows: true, sort: true },
    }),
  };
}

const headingCell = (value: string | number | null): Partial<Cell> => ({
  value,
  style: {
    font: BOLD,
    fill: { type: "pattern", pattern: "solid", fgColor: { rgb: HEADING_FILL } },
    alignment: { wrapText: true, vertical: "center", horizontal: "center" },
    border: { bottom: { style: "thin" } },
    protection: { locked: true },
  },
});

const titleCell = (value: string | number | null): Partial<Cell> => ({
  value,
  style: { font: BOLD, alignment: { vertical: "top" } },
});

const chartOf = ({ title, names, values, colour, row, column, height }: ChartOut): SheetChart => ({
  type: "bar",
  title,
  series: [{ name: title, values, categories: names, color: colour }],
  anchor: { from: { row, col: column }, to: { row: row + height, col: column + 8 } },
  legend: false,
  axes: { x: { reverse: true } },
});

/** The lines that a row's longest text needs; programs do not all find that out by themselves. */
function heightOf({ columns, rows, headings = -1 }: SheetOut, row: number): number {
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
