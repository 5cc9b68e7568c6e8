import type { Standard } from "../criteria/model.ts";
import { type Problem, problem } from "../problem.ts";
import { sameCell } from "./cells.ts";
import { rejectionOf } from "./rejection.ts";
import {
  type Cell,
  headingOf,
  MISSING,
  type Origin,
  originOf,
  type RowSource,
  type WardBatch,
  type WardTable,
} from "./table.ts";
import { TableBuilder } from "./table-builder.ts";

interface Place {
  readonly batch: WardBatch;
  readonly row: number;
}

/** A row whose cells come from two sides, each with its own place. */
class TwoSided implements RowSource {
  readonly file: number;
  readonly line: number;
  readonly #origins: ReadonlyMap<string, Origin>;
  readonly #heading: (field: string) => string | undefined;

  constructor({ batch, row }: Place, origins: ReadonlyMap<string, Origin>, standard: Pick<Standard, "fields">) {
    const first = batch.sources.at(row)?.[0];
    this.file = first?.file ?? 0;
    this.line = first?.line ?? 0;
    this.#origins = origins;
    this.#heading = (id) => {
      const field = standard.fields.get(id);
      const heading = field && headingOf(batch, row, field);
      return typeof heading === "string" ? heading : undefined;
    };
  }

  origin(field: string): Origin | undefined {
    return this.#origins.get(field);
  }

  heading(field: string): string | undefined {
    return this.#heading(field);
  }
}

/**
 * Lays appraised figures over self-assessed ones, ward by ward and cell by cell: a filled cell replaces, "không chấp
 * nhận: …" rejects so that the figure counts as missing, an empty one leaves what was assessed. What was replaced stays
 * beside it in the origin.
 */
export function appraisedTable(
  standard: Standard,
  self: WardTable,
  appraised: WardTable,
): { readonly table: WardTable; readonly problems: readonly Problem[] } {
  const builder = new TableBuilder(standard.fields.values());
  const shift = self.inputs.length;
  for (const batch of self.batches) {
    for (let row = 0; row < batch.count; row++) {
      const number = appraised.find(batch.wards.at(row) ?? "", batch.periods[row]?.ordinal ?? 0);
      const other = number === undefined ? undefined : placeOf(appraised, number);
      addRow(builder, standard, { batch, row }, other, shift);
    }
  }
  const inputs = [...self.inputs, ...appraised.inputs];
  return { table: builder.finish(inputs, moreDecimals(self, appraised)), problems: unknownWards(self, appraised) };
}

const moreDecimals = (a: WardTable, b: WardTable): Map<string, number> =>
  new Map(
    [...a.decimals, ...b.decimals].map(([id]) => [id, Math.max(a.decimals.get(id) ?? 0, b.decimals.get(id) ?? 0)]),
  );

function placeOf(table: WardTable, number: number): Place | undefined {
  const batch = table.batches.find(({ start, count }) => number >= start && number < start + count);
  return batch && { batch, row: number - batch.start };
}

function addRow(builder: TableBuilder, standard: Standard, self: Place, other: Place | undefined, shift: number): void {
  const { batch, row } = self;
  const period = batch.periods[row];
  if (period === undefined) return;
  const { wards, names, provinces } = batch;
  const target = builder.at(builder.add(wards.at(row) ?? "", names.at(row) ?? "", provinces.at(row) ?? "", period));
  const origins = new Map<string, Origin>();
  for (const [id, column] of batch.columns) {
    const before = column.get(row);
    const origin = originOf(batch, row, id);
    const laid = other === undefined ? undefined : laidOver(other, id, { cell: before, origin }, shift);
    target.batch.columns.get(id)?.set(target.row, laid?.cell ?? before);
    const place = laid?.origin ?? origin;
    if (place !== undefined) origins.set(id, place);
  }
  target.batch.sources.at(target.row)?.push(new TwoSided(self, origins, standard));
}

/** What the appraiser says of a cell; undefined: nothing, or the same. */
function laidOver(
  { batch, row }: Place,
  field: string,
  self: NonNullable<Origin["self"]>,
  shift: number,
): { readonly cell: Cell; readonly origin: Origin } | undefined {
  const origin = originOf(batch, row, field);
  const cell = batch.columns.get(field)?.get(row) ?? MISSING;
  if (origin === undefined) return undefined;
  const here = { ...origin, file: origin.file + shift, self };
  const rejection = rejectionOf(origin.text) ?? rejectionOf(origin.total?.text ?? "");
  if (rejection !== undefined && cell.is === "missing")
    return self.cell.is === "missing" ? undefined : { cell: MISSING, origin: { ...here, rejected: rejection.why } };
  return cell.is === "missing" || sameCell(cell, self.cell) ? undefined : { cell, origin: here };
}

/** A ward that assessed nothing cannot be appraised: its code may be mistyped. */
function unknownWards(self: WardTable, appraised: WardTable): Problem[] {
  return appraised.batches.flatMap((batch) =>
    [...batch.wards].flatMap((ward, row) => {
      const period = batch.periods[row];
      if (period === undefined || self.find(ward, period.ordinal) !== undefined) return [];
      const source = batch.sources.at(row)?.[0];
      const { name: file = "", sheet } = appraised.inputs[source?.file ?? 0] ?? {};
      const at = { file, ...(sheet !== undefined && { sheet }), line: source?.line ?? 1 };
      return [
        problem(
          "data/appraised-unknown",
          { ward: [ward, batch.names.at(row) ?? ""].join(" ").trim(), period: period.label },
          at,
        ),
      ];
    }),
  );
}

/** The figures as the wards assessed them, out of a table that appraised ones were laid over. */
export function selfTable(standard: Standard, table: WardTable): WardTable {
  const builder = new TableBuilder(standard.fields.values(), table.rows);
  for (const batch of table.batches) {
    for (let row = 0; row < batch.count; row++) {
      const period = batch.periods[row];
      if (period === undefined) continue;
      const { wards, names, provinces } = batch;
      const target = builder.at(builder.add(wards.at(row) ?? "", names.at(row) ?? "", provinces.at(row) ?? "", period));
      const origins = new Map<string, Origin>();
      for (const [id, column] of batch.columns) {
        const origin = originOf(batch, row, id);
        const { self } = origin ?? {};
        target.batch.columns.get(id)?.set(target.row, self === undefined ? column.get(row) : self.cell);
        const place = self === undefined ? origin : self.origin;
        if (place !== undefined) origins.set(id, place);
      }
      target.batch.sources.at(target.row)?.push(new TwoSided({ batch, row }, origins, standard));
    }
  }
  return builder.finish(table.inputs, table.decimals);
}
