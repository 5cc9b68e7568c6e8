import { fold } from "../fold.ts";
import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { columnsOf, type FieldPlace, type Layout, unknownColumn } from "./columns.ts";
import type { KnownHeadings } from "./dialect.ts";
import * as kinds from "./row-kinds.ts";
import type { Sheet } from "./sheet.ts";
import type { CodeHabit } from "./ward-codes.ts";
import { WardRow } from "./ward-row.ts";

/** A row below the header: a ward's, one that is left out with its reason, or one that cannot be read. */
export type BodyRow =
  | { readonly is: "ward"; readonly row: WardRow }
  | { readonly is: "skipped"; readonly line: number; readonly reason: kinds.SkipReason; readonly text: string }
  | { readonly is: "refused"; readonly line: number; readonly problem: Problem };

/** A record with what its kind is decided by. */
interface Seen {
  readonly cells: readonly string[];
  readonly line: number;
  /** the first filled cell and its column */
  readonly first: string;
  readonly column: number;
  readonly code: string;
  readonly name: string;
  /** has any field a filled cell? */
  readonly hasFigures: boolean;
}

/** Walks the rows of a sheet and sorts out those that are no wards. A row with a ward code is always a ward's. */
export class BodyRows {
  readonly #sheet: Sheet;
  readonly #index: number;
  readonly #known: KnownHeadings;
  readonly #habit: CodeHabit;
  /** the columns that hold figures */
  readonly figureColumns: ReadonlySet<number>;
  readonly #unknown = new Set<string>();
  #signed = false;
  /** names of the long layout that no field answers to */
  readonly notes: Problem[] = [];

  constructor(sheet: Sheet, index: number, known: KnownHeadings, habit: CodeHabit) {
    this.#sheet = sheet;
    this.#index = index;
    this.#known = known;
    this.#habit = habit;
    const { layout } = sheet;
    const long = layout.isLong ? [layout.builtIn.get("value") ?? 0] : [];
    this.figureColumns = new Set([...[...layout.fields.values()].flatMap(columnsOf), ...long]);
  }

  *[Symbol.iterator](): Generator<BodyRow> {
    const { records, start } = this.#sheet;
    for (let place = start; place < records.length; place++) {
      const record = records[place] ?? [];
      if (record.every((text) => text.trim() === "")) continue;
      const read = this.#read(record, place);
      if (read !== undefined) yield read;
    }
  }

  #read(record: readonly string[], place: number): BodyRow | undefined {
    const { layout, name: file, start } = this.#sheet;
    const line = place + 1;
    const seen = this.#seen(record, line);
    const below = place === start ? this.#belowHeader(seen) : undefined;
    const kind = below ?? this.#kind(seen);
    if (kind !== undefined) return kind;
    const extra = record.slice(layout.width).some((text) => text.trim() !== "");
    // In a comma file, a cell too many may be a decimal comma without quotes, even when the last cell is empty.
    const uneven = this.#sheet.delimiter === "," && record.length > layout.cells;
    if (record.length < layout.width || extra || uneven) {
      const fault = problem("data/ragged-row", { seen: record.length, expected: layout.width }, { file, line });
      return { is: "refused", line, problem: fault };
    }
    if (!layout.isLong) return { is: "ward", row: new WardRow(this.#index, line, record, layout, layout.fields) };
    return this.#figure(record, line, layout);
  }

  #seen(record: readonly string[], line: number): Seen {
    const { builtIn } = this.#sheet.layout;
    const cells = record.map(cleaned);
    const column = cells.findIndex((text) => text !== "");
    const first = cells[column] ?? "";
    const at = (place: number | undefined) => (place === undefined ? "" : (cells[place] ?? ""));
    const written = at(builtIn.get("ward"));
    const isWord =
      kinds.isTotal(written) ||
      kinds.isAverage(written) ||
      kinds.isNearlyTotal(written) ||
      kinds.isSignature(written) ||
      kinds.isNote(written) ||
      (this.#habit.fiveDigits && (kinds.isSectionMark(written) || (this.#signed && !/\d/.test(written))));
    const hasFigures = [...this.figureColumns].some((place) => at(place) !== "");
    return { cells, line, first, column, code: isWord ? "" : written, name: at(builtIn.get("name")), hasFigures };
  }

  /** The row under the header may number the columns or name their units; any other words there are headings. */
  #belowHeader({ cells, line, code, name, first }: Seen): BodyRow | undefined {
    const { layout, name: file } = this.#sheet;
    const text = cells.filter((cell) => cell !== "").join(" | ");
    if (kinds.isNumberRow(cells, layout.builtIn.get("name"))) return { is: "skipped", line, reason: "numbers", text };
    if (layout.isLong || code !== "" || name !== "" || kinds.isTotal(first) || kinds.isSectionMark(first))
      return undefined;
    const under = [...layout.fields.values()].flatMap((place) =>
      columnsOf(place).map((column) => ({ field: place.field, cell: cells[column] ?? "" })),
    );
    const filled = under.filter(({ cell }) => cell !== "");
    if (filled.length === 0 || filled.some(({ cell }) => /\d/.test(cell))) return undefined;
    const units = ({ field: { type, unit } }: FieldPlace) => [type === "percent" ? "%" : "", unit?.vi, unit?.en];
    const isUnit = ({ field, cell }: { field: FieldPlace["field"]; cell: string }) =>
      units({ field, value: 0 }).some((unit) => unit && fold(cell.replace(/^\((.*)\)$/, "$1")) === fold(unit));
    if (filled.every(isUnit)) return { is: "skipped", line, reason: "units", text };
    const fault = problem("data/second-header", { seen: text }, { file, line });
    return { is: "refused", line, problem: fault };
  }

  /** What a row without a ward code is, when it is no ward. */
  #kind(seen: Seen): BodyRow | undefined {
    const { cells, line, first, column, code, name, hasFigures } = seen;
    const { layout, name: file } = this.#sheet;
    if (code !== "") {
      this.#signed = false;
      return undefined;
    }
    const coded = layout.builtIn.has("ward");
    const text = cells.filter((cell) => cell !== "").join(" | ");
    const skipped = (reason: kinds.SkipReason): BodyRow => ({ is: "skipped", line, reason, text });
    const refused = (fault: "data/perhaps-total" | "data/section-or-ward" | "data/no-ward-code"): BodyRow => ({
      is: "refused",
      line,
      problem: problem(fault, { seen: name || first }, { file, line }),
    });
    if (kinds.isTotal(first)) return skipped("total");
    if (kinds.isAverage(first)) return skipped("average");
    const filled = cells.filter((cell) => cell !== "");
    if (kinds.isSignature(first) && filled.every((cell) => kinds.isSignature(cell))) {
      this.#signed = true;
      return skipped("signature");
    }
    if (this.#signed && !hasFigures) return skipped("signature");
    if (kinds.isNote(first) && filled.length === 1) return skipped("note");
    if (kinds.isSectionMark(first) && !this.figureColumns.has(column) && column !== layout.builtIn.get("name"))
      return coded || !hasFigures ? skipped("section") : refused("data/section-or-ward");
    if ([first, name].some((word) => kinds.isNearlyTotal(word) || kinds.isTotal(word) || kinds.isAverage(word)))
      return refused("data/perhaps-total");
    // A name without code and figures among coded wards is the heading of a section rather than a ward.
    return coded && (name === "" || !hasFigures) ? refused("data/no-ward-code") : undefined;
  }

  /** A row of the long layout: which field it is for. */
  #figure(record: readonly string[], line: number, layout: Layout): BodyRow | undefined {
    const { name: file } = this.#sheet;
    const [column, value] = [layout.builtIn.get("field") ?? 0, layout.builtIn.get("value") ?? 0];
    const named = cleaned(record[column] ?? "");
    const at = { file, line, column: column + 1 };
    const target = this.#known.get(fold(named));
    if (named === "") return { is: "refused", line, problem: problem("data/no-indicator", {}, at) };
    if (target === undefined || !("field" in target)) {
      if (!this.#unknown.has(fold(named))) this.notes.push(unknownColumn(named, this.#known, at));
      this.#unknown.add(fold(named));
      return { is: "ward", row: new WardRow(this.#index, line, record, layout, new Map()) };
    }
    if (target.side !== "value")
      return { is: "refused", line, problem: problem("data/ratio-columns", { seen: named }, at) };
    const places = new Map([[target.field.id, { field: target.field, value }]]);
    return { is: "ward", row: new WardRow(this.#index, line, record, layout, places) };
  }
}
