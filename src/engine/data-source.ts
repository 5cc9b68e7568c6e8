import type { Parameter, ParameterValue, Standard } from "../criteria/model.ts";
import { CLASS_SEPARATOR, valueOn } from "../criteria/parameters.ts";
import type { Period } from "../criteria/period.ts";
import { NumberColumn, State, Truth } from "../exact/column.ts";
import { BATCH_ROWS, batchRows } from "../exact/column-memory.ts";
import type { Day } from "../exact/day.ts";
import { divide, type Fraction, ZERO } from "../exact/fraction.ts";
import { isSafe } from "../exact/whole.ts";
import { divideColumns } from "../expression/number-kernels.ts";
import type { Column, Leaf, Source } from "../expression/plan.ts";
import type { FieldColumn, WardBatch, WardTable } from "../intake/table.ts";
import { isSameName } from "../intake/ward-codes.ts";

/** What of a standard is needed to give columns. */
type Declarations = Pick<Standard, "fields" | "parameters">;

/** Gives the plan the columns of one batch: fields, now and in earlier periods, parameters, calendar names. */
export class DataSource {
  readonly #standard: Declarations;
  readonly #table: WardTable;
  readonly #asOf: Day | undefined;
  readonly #scratch = new Map<string, Column>();

  constructor(standard: Declarations, table: WardTable, asOf: Day | undefined) {
    this.#standard = standard;
    this.#table = table;
    this.#asOf = asOf;
  }

  /** The as-of date of a row: the one asked for, else the last day of its period. */
  asOf(batch: WardBatch, row: number): Day {
    return this.#asOf ?? batch.periods[row]?.last ?? 0;
  }

  /** The columns of a batch. */
  of(batch: WardBatch): Source {
    return ({ expression, periods }) => {
      if (expression.op === "field") return this.#field(batch, expression, periods);
      if (expression.op === "parameter") return this.#parameter(batch, expression.parameter);
      if (expression.op === "calendar") return this.#calendar(batch, expression.name);
      throw new Error(`a data plan has no ${expression.op}`);
    };
  }

  #columnFor<Made extends Column>(key: string, make: () => Made): Made {
    const known = this.#scratch.get(key);
    if (known !== undefined) return known as Made;
    const made = make();
    this.#scratch.set(key, made);
    return made;
  }

  #field(batch: WardBatch, leaf: Leaf["expression"] & { op: "field" }, periods: number): Column {
    const column = batch.columns.get(leaf.field);
    if (column === undefined) throw new Error(`the table has no column ${leaf.field}`);
    if (periods > 0) return this.#earlier(batch, leaf, periods, column);
    if (column.type === "boolean") return column.truth;
    if (column.type !== "ratio" || leaf.aspect === "part") return column.value;
    if (leaf.aspect === "whole") return column.whole;
    const share = this.#columnFor(`share ${leaf.field}`, () => new NumberColumn());
    divideColumns(column.value, column.whole, share, batch.count);
    return share;
  }

  /** A field as the wards reported it so many periods before; a period without a row is missing. */
  #earlier(batch: WardBatch, leaf: Leaf["expression"] & { op: "field" }, periods: number, shape: FieldColumn): Column {
    const key = `${leaf.field} ${leaf.aspect} ${periods}`;
    const rows = earlierRows(this.#table, batch, periods);
    if (shape.type === "boolean") {
      const truths = this.#columnFor(key, () => new Uint8Array(batchRows()));
      for (const [row, found] of rows.entries())
        truths[row] = found?.column(leaf.field)?.truth[found.row] ?? Truth.missing;
      return truths;
    }
    const out = this.#columnFor(key, () => new NumberColumn());
    out.start(1);
    for (const [row, found] of rows.entries()) {
      const from = found?.column(leaf.field);
      if (found === undefined || from === undefined) out.setState(row, State.missing);
      else if (shape.type !== "ratio" || leaf.aspect === "part") out.copy(row, from.value, found.row);
      else if (leaf.aspect === "whole") out.copy(row, from.whole, found.row);
      else copyShare(out, row, from, found.row);
    }
    return out;
  }

  /** Amounts without classes are the same in all rows of a period, which mostly follow one another. */
  #parameter(batch: WardBatch, id: string): NumberColumn {
    const parameter = this.#standard.parameters.get(id);
    const column = this.#columnFor(`parameter ${id}`, () => new NumberColumn());
    const hasClasses = parameter?.values.some(({ by }) => by.length > 0) ?? false;
    const amountIn = (row: number) => parameter && amountFor(this.#standard, batch, row, parameter);
    const [first] = batch.periods;
    const amount = hasClasses || batch.periods.some((period) => period !== first) ? undefined : amountIn(0)?.amount;
    if (amount !== undefined && isSafe(Number(amount.n)) && isSafe(Number(amount.d))) {
      column.fill(Number(amount.n), Number(amount.d), batch.count);
      return column;
    }
    column.start(1);
    for (let row = 0; row < batch.count; row++) {
      const isRepeated = !hasClasses && row > 0 && batch.periods[row] === batch.periods[row - 1];
      const found = isRepeated ? undefined : amountIn(row);
      if (isRepeated) column.copy(row, column, row - 1);
      else if (found?.amount === undefined) column.setState(row, found?.state ?? State.unset);
      else column.set(row, found.amount);
    }
    return column;
  }

  #calendar(batch: WardBatch, name: "as_of" | "period_start" | "period_end" | "year"): NumberColumn {
    const column = this.#columnFor(`calendar ${name}`, () => new NumberColumn());
    column.start(1);
    const dayOf = CALENDAR[name];
    for (const [row, period] of batch.periods.entries())
      column.setSafe(row, name === "as_of" ? this.asOf(batch, row) : dayOf(period), 1);
    return column;
  }
}

const CALENDAR = {
  as_of: ({ last }: Period): number => last,
  period_start: ({ first }: Period): number => first,
  period_end: ({ last }: Period): number => last,
  year: ({ year }: Period): number => year,
} as const;

function copyShare(out: NumberColumn, row: number, from: FieldColumn, fromRow: number): void {
  const state = from.value.stateAt(fromRow);
  const whole = state === State.present ? from.whole.at(fromRow) : ZERO;
  if (state !== State.present) out.setState(row, state);
  else if (whole.n === 0n) out.setState(row, State.noCases);
  else out.set(row, divide(from.value.at(fromRow), whole));
}

/** A row somewhere in the table. */
export interface FoundRow {
  readonly batch: WardBatch;
  readonly row: number;
  readonly column: (field: string) => FieldColumn | undefined;
}

/** The row of a ward so many periods before the row at hand, by the calendar and not by the order of rows. */
export function earlierRow(table: WardTable, batch: WardBatch, row: number, periods: number): FoundRow | undefined {
  const ordinal = (batch.periods[row]?.ordinal ?? 0) - periods;
  const found = table.find(batch.wards.at(row) ?? "", ordinal);
  const there = found === undefined ? undefined : table.batches[Math.floor(found / BATCH_ROWS)];
  if (there === undefined || found === undefined) return undefined;
  const names = [batch.names.at(row) ?? "", there.names.at(found % BATCH_ROWS) ?? ""] as const;
  // Units are merged and renamed under the code of one of them: that was another ward.
  if (table.renamed.has(batch.wards.at(row) ?? "") && (names.includes("") || !isSameName(...names))) return undefined;
  return { batch: there, row: found % BATCH_ROWS, column: (field) => there.columns.get(field) };
}

function earlierRows(table: WardTable, batch: WardBatch, periods: number): (FoundRow | undefined)[] {
  return Array.from({ length: batch.count }, (_, row) => earlierRow(table, batch, row, periods));
}

/** A parameter's amount for a row, its entry, and why there is none. */
export interface AmountForRow {
  readonly amount?: Fraction;
  readonly entry?: ParameterValue;
  readonly reason?: "not_found" | "set_by_overlay" | "class_missing";
  readonly state?: State;
}

/** Looks a parameter up for a row: by the last day of the period, then by the row's classes. */
export function amountFor(standard: Declarations, batch: WardBatch, row: number, parameter: Parameter): AmountForRow {
  const entry = valueOn(parameter, batch.periods[row]?.last ?? 0);
  if (entry === undefined) return { reason: "not_found" };
  const classes: string[] = [];
  for (const name of entry.by) {
    const column = batch.columns.get(name);
    const state = column?.value.stateAt(row) ?? State.missing;
    if (column === undefined || state !== State.present) return { entry, reason: "class_missing", state };
    classes.push(standard.fields.get(name)?.choices[column.value.numerator[row] ?? 0] ?? "");
  }
  const amount = entry.amounts.get(classes.join(CLASS_SEPARATOR));
  if (amount === undefined || amount === "not_found") return { entry, reason: "not_found" };
  return amount === "set_by_overlay" ? { entry, reason: amount } : { entry, amount };
}
