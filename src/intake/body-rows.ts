import { fold } from "../fold.ts";
import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { columnsOf, type FieldPlace, type Layout, unknownColumn } from "./columns.ts";
import type { KnownHeadings } from "./dialect.ts";
import { hasLetter } from "./letters.ts";
import * as kinds from "./row-kinds.ts";
import type { Sheet } from "./sheet.ts";
import { type CodeHabit, isAboveWard } from "./ward-codes.ts";
import { WardRow } from "./ward-row.ts";

/** A row below the header: a ward's, one that is left out with its reason, or one that cannot be read. */
export type BodyRow =
  | { readonly is: "ward"; readonly row: WardRow }
  | { readonly is: "skipped"; readonly line: number; readonly reason: kinds.SkipReason; readonly text: string }
  | { readonly is: "refused"; readonly line: number; readonly problem: Problem };

/** The rows of a sheet; `notes` are names of the long layout that no field answers to. */
export interface Body {
  /** the file's place among those of the run */
  readonly index: number;
  readonly rows: readonly BodyRow[];
  readonly notes: readonly Problem[];
}

/** A record with what its kind is decided by. */
interface Seen {
  readonly cells: readonly string[];
  readonly line: number;
  /** all filled cells, for a message */
  readonly text: string;
  readonly filled: readonly string[];
  /** the first filled cell and its column */
  readonly first: string;
  readonly column: number;
  readonly code: string;
  readonly name: string;
  /** has any field a filled cell? */
  readonly hasFigures: boolean;
}

const LONGEST_NAME = 300;
/** A line inside a cell that begins with a code and a delimiter. */
const SWALLOWED = /[\r\n]"?\d{4,5}"?[,;\t|]/;

/** The columns that hold figures. */
export function figureColumns({ isLong, builtIn, fields }: Layout): ReadonlySet<number> {
  return new Set(isLong ? [builtIn.get("value") ?? 0] : [...fields.values()].flatMap(columnsOf));
}

/**
 * Walks the rows of a sheet and sorts out those that are no wards. A row with a ward code is always a ward's.
 * @param ofWards whether wards or communes are judged, so that a city or an area is none of them
 */
export function readBody(sheet: Sheet, index: number, known: KnownHeadings, habit: CodeHabit, ofWards: boolean): Body {
  const walk = new Walk(sheet, index, known, habit, ofWards);
  const rows = sheet.records.slice(sheet.start).flatMap((record, place): BodyRow[] => {
    if (record.every((text) => text.trim() === "")) return [];
    return [walk.read(record, sheet.start + place + 1)];
  });
  return { index, rows, notes: walk.notes };
}

/** Sorts the rows of a sheet, one after another. */
export class Walk {
  readonly #sheet: Sheet;
  readonly #index: number;
  readonly #known: KnownHeadings;
  readonly #habit: CodeHabit;
  readonly #ofWards: boolean;
  readonly #figures: ReadonlySet<number>;
  readonly #unknown = new Set<string>();
  /** names of the long layout that no field answers to */
  readonly notes: Problem[] = [];
  /** no ward has come yet */
  #atTop = true;
  #signed = false;

  constructor(sheet: Sheet, index: number, known: KnownHeadings, habit: CodeHabit, ofWards: boolean) {
    this.#ofWards = ofWards;
    this.#sheet = sheet;
    this.#index = index;
    this.#known = known;
    this.#habit = habit;
    this.#figures = figureColumns(sheet.layout);
  }

  /** Have wards come, and no signatures? A row with a code is then a ward's. */
  get isAmongWards(): boolean {
    return !this.#atTop && !this.#signed;
  }

  /** @param line as Excel counts, from 1 */
  read(record: readonly string[], line: number): BodyRow {
    const seen = this.#seen(record, line);
    const again = this.#headerAgain(seen);
    if (again !== undefined) return again;
    const kind = (this.#atTop ? this.#belowHeader(seen) : undefined) ?? this.#kind(seen);
    if (kind !== undefined) return kind;
    this.#atTop = false;
    return this.#ragged(seen, record) ?? this.#swallows(record, seen) ?? this.#ward(record, line);
  }

  /** The header once more, as Excel prints it on each page, or the header of another table. */
  #headerAgain({ cells, line, text, filled }: Seen): BodyRow | undefined {
    if (filled.length < 2 || !filled.some(hasLetter)) return undefined;
    const { headings } = this.#sheet.layout;
    const same = cells.every((cell, column) => cell === "" || fold(cell) === fold(headings[column] ?? ""));
    if (same) return { is: "skipped", line, reason: "header", text };
    const names = cells.filter((cell) => cell.length <= LONGEST_NAME && this.#known.has(fold(cell)));
    const builtIn = names.some((cell) => "column" in (this.#known.get(fold(cell)) ?? {}));
    return names.length >= 2 && builtIn ? this.#refused(line, "data/two-tables", { seen: text }) : undefined;
  }

  /** A quote that was opened and closed again rows later takes those rows into one cell. */
  #swallows(record: readonly string[], { line }: Seen): BodyRow | undefined {
    const cell = record.find((one) => /[\r\n]/.test(one) && SWALLOWED.test(one));
    return cell === undefined ? undefined : this.#refused(line, "data/swallowed-row", { seen: cleaned(cell) });
  }

  #ragged({ line, text }: Seen, record: readonly string[]): BodyRow | undefined {
    const { layout, delimiter } = this.#sheet;
    // In a workbook every cell has its place; blank ones at the end are not written.
    if (delimiter === "") return undefined;
    const extra = record.slice(layout.width).some((cell) => cell.trim() !== "");
    // In a comma file, a cell too many may be a decimal comma without quotes, even when the last cell is empty.
    const uneven = delimiter === "," && record.length > layout.cells;
    if (record.length >= layout.width && !extra && !uneven) return undefined;
    return this.#refused(line, "data/ragged-row", { seen: record.length, expected: layout.width, text });
  }

  #ward(record: readonly string[], line: number): BodyRow {
    const { layout } = this.#sheet;
    return layout.isLong ? this.#figure(record, line, layout) : this.#wardRow(record, line, layout.fields);
  }

  #wardRow(record: readonly string[], line: number, fields: ReadonlyMap<string, FieldPlace>): BodyRow {
    const { layout, forms } = this.#sheet;
    return { is: "ward", row: new WardRow(this.#index, line, record, layout, fields, forms?.[line - 1]) };
  }

  #refused(line: number, code: Problem["code"], args: Problem["args"], column?: number): BodyRow {
    const at = { file: this.#sheet.name, line, ...(column !== undefined && { column }) };
    return { is: "refused", line, problem: problem(code, args, at) };
  }

  #seen(record: readonly string[], line: number): Seen {
    const { builtIn } = this.#sheet.layout;
    const cells = record.map(cleaned);
    const filled = cells.filter((cell) => cell !== "");
    const column = cells.findIndex((cell) => cell !== "");
    const at = (place: number | undefined) => (place === undefined ? "" : (cells[place] ?? ""));
    const written = at(builtIn.get("ward"));
    const code = this.isCode(written) ? written : "";
    const name = at(builtIn.get("name"));
    const hasFigures = [...this.#figures].some((place) => at(place) !== "");
    return {
      cells,
      line,
      text: filled.join(" | "),
      filled,
      first: cells[column] ?? "",
      column,
      code,
      name,
      hasFigures,
    };
  }

  /** Is what stands in the column of codes a code, and no word of a row that is no ward's? */
  isCode(text: string): boolean {
    if (/^\d+$/.test(text)) return true;
    if ([kinds.isTotal, kinds.isAverage, kinds.isNearlyTotal, kinds.isSignature, kinds.isNote].some((is) => is(text)))
      return false;
    return !(this.#habit.haveDigits && !/\d/.test(text) && (kinds.isSectionMark(text) || this.#signed));
  }

  /** Rows between the header and the first ward may number the columns or name their units; other words are headings. */
  #belowHeader({ cells, line, code, name, first, column, text }: Seen): BodyRow | undefined {
    const { layout } = this.#sheet;
    const numbers = kinds.numberRow(cells, layout.builtIn.has("ward"));
    if (numbers === "yes") return { is: "skipped", line, reason: "numbers", text };
    if (numbers === "perhaps") return this.#refused(line, "data/numbers-or-ward", { seen: text });
    const isLabel = (cell: string) => cell === "" || kinds.isUnitLabel(cell);
    if (layout.isLong || !isLabel(code) || !isLabel(name)) return undefined;
    if (!this.#figures.has(column) && (kinds.isTotal(first) || kinds.isSectionMark(first))) return undefined;
    const under = [...layout.fields.values()].flatMap((place) =>
      columnsOf(place).map((column) => ({ field: place.field, cell: cells[column] ?? "" })),
    );
    const filled = under.filter(({ cell }) => cell !== "");
    if (filled.length === 0 || filled.some(({ cell }) => /\d/.test(cell))) return undefined;
    if (filled.every(isUnit)) return { is: "skipped", line, reason: "units", text };
    return code === "" && name === "" ? this.#refused(line, "data/second-header", { seen: text }) : undefined;
  }

  /** What a row without a ward code is, when it is no ward. */
  #kind({ line, text, filled, first, column, code, name, hasFigures }: Seen): BodyRow | undefined {
    const { layout } = this.#sheet;
    if (code !== "") {
      this.#signed = false;
      return undefined;
    }
    const coded = layout.builtIn.has("ward");
    const skipped = (reason: kinds.SkipReason): BodyRow => ({ is: "skipped", line, reason, text });
    if (kinds.isTotal(first)) return skipped("total");
    if (kinds.isAverage(first)) return skipped("average");
    if (kinds.isSignature(first) && filled.every(kinds.isSignature)) {
      this.#signed = true;
      return skipped("signature");
    }
    if (this.#signed && filled.every((cell) => !/\d/.test(cell))) return skipped("signature");
    if (kinds.isNote(first) && filled.length === 1) return skipped("note");
    if (kinds.isSectionMark(first) && !this.#figures.has(column) && column !== layout.builtIn.get("name")) {
      return coded || !hasFigures
        ? skipped("section")
        : this.#refused(line, "data/section-or-ward", { seen: name || first });
    }
    const isHigher = (word: string) => this.#ofWards && (isAboveWard(word) || kinds.isArea(word));
    const isNone = (word: string) =>
      kinds.isNearlyTotal(word) || kinds.isTotal(word) || kinds.isAverage(word) || isHigher(word);
    if ([first, name].some(isNone)) return this.#refused(line, "data/perhaps-total", { seen: text });
    // A name without code and figures among coded wards is the heading of a section rather than a ward.
    return coded && (name === "" || !hasFigures) ? this.#refused(line, "data/no-ward-code", { seen: text }) : undefined;
  }

  /** A row of the long layout: which field it is for. */
  #figure(record: readonly string[], line: number, layout: Layout): BodyRow {
    const [column, value] = [layout.builtIn.get("field") ?? 0, layout.builtIn.get("value") ?? 0];
    const named = cleaned(record[column] ?? "");
    const target = this.#known.get(fold(named));
    if (named === "") return this.#refused(line, "data/no-indicator", {}, column + 1);
    if (target === undefined || !("field" in target)) {
      const at = { file: this.#sheet.name, line, column: column + 1 };
      if (!this.#unknown.has(fold(named))) this.notes.push(unknownColumn(named, this.#known, at));
      this.#unknown.add(fold(named));
      return this.#wardRow(record, line, new Map());
    }
    if (target.side !== "value") return this.#refused(line, "data/ratio-columns", { seen: named }, column + 1);
    return this.#wardRow(record, line, new Map([[target.field.id, { field: target.field, value }]]));
  }
}

type Under = { readonly field: FieldPlace["field"]; readonly cell: string };

function isUnit({ field: { type, unit }, cell }: Under): boolean {
  const names = [type === "percent" ? "%" : undefined, unit?.vi, unit?.en].filter((name) => name !== undefined);
  return names.some((name) => fold(cell.replace(/^\((.*)\)$/, "$1")) === fold(name));
}
