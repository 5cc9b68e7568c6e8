import type { Field, Standard } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import { parseDay } from "../exact/day.ts";
import { parseDecimal, toFraction } from "../exact/decimal.ts";
import { compare, type Fraction, fraction, ZERO } from "../exact/fraction.ts";
import { type Problem, problem } from "../problem.ts";
import { readTexts, sameCell } from "./cells.ts";
import { rulesFor } from "./options.ts";
import { rejectionOf } from "./rejection.ts";
import type { SavedCell, SavedExact, SavedFrame, SavedValue, SavedWard } from "./saved-result.ts";
import type { Cell, Origin, RowSource, WardTable } from "./table.ts";
import { TableBuilder } from "./table-builder.ts";

/** What of a saved result its wards are judged again from. */
export type SavedCells = Pick<SavedFrame, "options" | "inputs"> & {
  readonly wards: readonly Pick<SavedWard, "ward" | "name" | "province" | "period" | "cells">[];
};

/** Where the cells of a saved ward stood. */
class SavedRow implements RowSource {
  readonly file: number;
  readonly line: number;
  readonly #origins: ReadonlyMap<string, Origin>;

  constructor(cells: readonly SavedCell[], fields: ReadonlyMap<string, Field>) {
    this.#origins = new Map(
      cells.flatMap((cell) => (cell.origin === null ? [] : [[cell.field, wholeOrigin(cell.origin, cell, fields)]])),
    );
    const [first] = this.#origins.values();
    this.file = first?.file ?? 0;
    this.line = first?.line ?? 0;
  }

  origin(field: string): Origin | undefined {
    return this.#origins.get(field);
  }

  /** A saved result does not keep what the files called their columns. */
  heading(): undefined {
    return undefined;
  }
}

const plainOrigin = ({ file, line, column, text, number, answer, total }: Origin): Origin => ({
  file,
  line,
  column,
  text,
  ...(number && { number }),
  ...(answer !== undefined && { answer }),
  ...(total && { total }),
});

/** With what the ward itself had assessed, where an appraiser replaced it. */
function wholeOrigin(
  origin: Origin,
  { field: id, self, rejected }: SavedCell,
  fields: ReadonlyMap<string, Field>,
): Origin {
  const field = fields.get(id);
  const cell = self === undefined || field === undefined ? undefined : cellOf(field, { field: id, ...self });
  if (self === undefined || cell === undefined) return plainOrigin(origin);
  const before = { cell, origin: self.origin === null ? undefined : plainOrigin(self.origin) };
  return { ...plainOrigin(origin), self: before, ...(rejected !== undefined && { rejected }) };
}

/**
 * Makes a ward table of a saved result's cells, earlier rows included, so that the same engine judges it again.
 * Rows that are only there for `previous` are not among `judged`.
 */
export function savedTable(
  file: string,
  standard: Standard,
  saved: SavedCells,
): { table: WardTable; judged: ReadonlySet<string>; problems: Problem[] } {
  const builder = new TableBuilder(standard.fields.values());
  const problems: Problem[] = [];
  const judged = new Set<string>();
  const place = (ward: SavedCells["wards"][number], label: string, cells: readonly SavedCell[]) => {
    const period = parsePeriod(label, standard.period);
    if (period === undefined) {
      problems.push(problem("result/invalid", { path: ward.ward, detail: label }, { file }));
      return;
    }
    const known = builder.find(ward.ward, period.ordinal);
    const at = builder.at(known ?? builder.add(ward.ward, ward.name, ward.province, period));
    for (const cell of cells) {
      const field = standard.fields.get(cell.field);
      const read = field && cellOf(field, cell);
      const own = field && cell.self && cellOf(field, { field: cell.field, ...cell.self });
      const isOwnTrue =
        cell.self === undefined || (own !== undefined && cameFrom(field as Field, own, cell.self, saved));
      if (field !== undefined && read !== undefined && !(isOwnTrue && cameFrom(field, read, cell, saved))) {
        problems.push(problem("result/differs", { ward: ward.name, period: label }, { file }));
      }
      if (read === undefined)
        problems.push(
          problem("result/invalid", { path: `${ward.ward} ${cell.field}`, detail: String(cell.value) }, { file }),
        );
      else at.batch.columns.get(cell.field)?.set(at.row, read);
    }
    at.batch.sources.at(at.row)?.push(new SavedRow(cells, standard.fields));
  };
  for (const ward of saved.wards) {
    judged.add(`${ward.ward} ${ward.period}`);
    place(
      ward,
      ward.period,
      ward.cells.filter(({ period }) => period === undefined),
    );
  }
  for (const ward of saved.wards) {
    for (const label of new Set(ward.cells.flatMap(({ period }) => period ?? []))) {
      if (judged.has(`${ward.ward} ${label}`)) continue;
      place(
        ward,
        label,
        ward.cells.filter(({ period }) => period === label),
      );
    }
  }
  return { table: builder.finish(saved.inputs), judged, problems };
}

/** Does a cell's text, read again, give the cell? A changed figure with the old text beside it is found here. */
function cameFrom(
  field: Field,
  read: Cell,
  { origin, rejected }: Pick<SavedCell, "origin" | "rejected">,
  { inputs, options }: SavedCells,
): boolean {
  if (origin === null) return read.is === "missing";
  if (rejected !== undefined) {
    const rejection = rejectionOf(origin.text) ?? rejectionOf(origin.total?.text ?? "");
    return read.is === "missing" && rejection?.why === rejected;
  }
  const decimal = origin.number === true ? "." : inputs[origin.file]?.decimal;
  const mark = decimal === "." || decimal === "," ? decimal : undefined;
  const rules = rulesFor(mark, { dash: options.reading?.dash, percentAs: options.reading?.percent_as });
  const again = readTexts(field, origin.text, origin.total?.text, rules);
  return again.cell !== undefined && sameCell(again.cell, read);
}

function cellOf(field: Field, { state, value }: SavedCell): Cell | undefined {
  if (state === "missing") return { is: "missing" };
  if (state === "not_applicable") return field.notApplicable ? { is: "not_applicable" } : undefined;
  if (value === undefined) return undefined;
  switch (field.type) {
    case "text":
      return typeof value === "string" ? { is: "text", text: value } : undefined;
    case "boolean":
      return typeof value === "boolean" ? { is: "truth", value } : undefined;
    case "ratio":
      return ratioOf(value);
    case "date":
      return wordAsNumber(value, parseDay);
    case "choice":
      return wordAsNumber(value, (word) => (field.choices.includes(word) ? field.choices.indexOf(word) : undefined));
    default:
      return quantityOf(field, value);
  }
}

function wordAsNumber(value: SavedValue, read: (word: string) => number | undefined): Cell | undefined {
  const number = typeof value === "string" ? read(value) : undefined;
  return number === undefined ? undefined : { is: "number", value: fraction(BigInt(number)) };
}

function ratioOf(value: SavedValue): Cell | undefined {
  if (typeof value !== "object" || !("cell" in value)) return undefined;
  const [part, whole] = [exactFrom(value.n), exactFrom(value.d)];
  if (part === undefined || whole === undefined || compare(part, ZERO) < 0 || compare(part, whole) > 0)
    return undefined;
  return { is: "ratio", part, whole };
}

/** A quantity by the same rules as a cell of a ward file: counts are whole, ranges hold. */
function quantityOf({ type, range, numbers }: Field, value: SavedValue): Cell | undefined {
  const number =
    typeof value === "number" || (typeof value === "object" && !("cell" in value)) ? exactFrom(value) : undefined;
  if (number === undefined) return undefined;
  if (type === "count" && (number.d !== 1n || number.n < 0n)) return undefined;
  if (range !== undefined && (compare(number, range.low) < 0 || compare(number, range.high) > 0)) return undefined;
  if (numbers.length > 0 && !numbers.some((allowed) => compare(allowed, number) === 0)) return undefined;
  return { is: "number", value: number };
}

function exactFrom(saved: SavedExact): Fraction | undefined {
  if (typeof saved === "object") return BigInt(saved.d) > 0n ? fraction(BigInt(saved.n), BigInt(saved.d)) : undefined;
  const decimal = parseDecimal(String(saved));
  return decimal && toFraction(decimal);
}
