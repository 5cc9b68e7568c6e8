import type { DataShape, Field } from "../criteria/model.ts";
import { Truth } from "../exact/column.ts";
import { BATCH_ROWS } from "../exact/column-memory.ts";
import { compare } from "../exact/fraction.ts";
import { COMPARISONS, compareColumns } from "../expression/compare-kernels.ts";
import { fold } from "../fold.ts";
import { type Position, type Problem, problem } from "../problem.ts";
import { sameCell } from "./cells.ts";
import { type Cell, headingOf, originOf, type WardBatch, type WardTable } from "./table.ts";

/** Takes a problem, with the code of the ward that it is for when it is for one. */
export type Tell = (one: Problem, ward?: string) => void;

/** Checks that need more than one cell: a figure that must not exceed another, one figure for a whole province. */
export class Consistency {
  readonly #shape: DataShape;
  readonly #files: readonly string[];
  readonly #tell: Tell;
  readonly #bounded: readonly Field[];
  readonly #shared: readonly Field[];
  readonly #provinces = new Map<string, { readonly cell: Cell; readonly line: number }>();
  readonly #above: Uint8Array = new Uint8Array(BATCH_ROWS);

  constructor(shape: DataShape, files: readonly string[], tell: Tell) {
    const fields = [...shape.fields.values()];
    this.#shape = shape;
    this.#files = files;
    this.#tell = tell;
    this.#bounded = fields.filter(({ atMost }) => atMost !== undefined);
    this.#shared = fields.filter(({ sameForProvince }) => sameForProvince);
  }

  check(batch: WardBatch): void {
    if (this.#bounded.length === 0 && this.#shared.length === 0) return;
    const exceeded = this.#bounded.map((field) => ({ field, rows: this.#exceeding(batch, field) }));
    for (let row = 0; row < batch.count; row++) {
      for (const { field, rows } of exceeded)
        if (rows.has(row)) checkAtMost(this.#shape, batch, row, field, this.#files, this.#tell);
      for (const field of this.#shared) checkProvince(batch, row, field, this.#provinces, this.#files, this.#tell);
    }
  }

  /** The rows in which a figure is more than it may be. */
  #exceeding(batch: WardBatch, field: Field): ReadonlySet<number> {
    const [value, bound] = [batch.columns.get(field.id)?.value, batch.columns.get(field.atMost ?? "")?.value];
    const rows = new Set<number>();
    if (value === undefined || bound === undefined) return rows;
    compareColumns(value, bound, this.#above, batch.count, COMPARISONS[">"]);
    for (let row = 0; row < batch.count; row++) if (this.#above[row] === Truth.true) rows.add(row);
    return rows;
  }
}

/** Checks all rows of a table. */
export function checkConsistency(shape: DataShape, table: WardTable, files: readonly string[], tell: Tell): void {
  const consistency = new Consistency(shape, files, tell);
  for (const batch of table.batches) consistency.check(batch);
}

function at(batch: WardBatch, row: number, field: string, files: readonly string[]): Position {
  const origin = originOf(batch, row, field);
  const source = batch.sources.at(row)?.[0];
  return {
    file: files[origin?.file ?? source?.file ?? 0] ?? "",
    line: origin?.line ?? source?.line ?? 1,
    column: origin?.column ?? 1,
  };
}

function checkAtMost(
  standard: DataShape,
  batch: WardBatch,
  row: number,
  field: Field,
  files: readonly string[],
  tell: Tell,
): void {
  const value = batch.columns.get(field.id)?.get(row);
  const bound = batch.columns.get(field.atMost ?? "")?.get(row);
  if (value?.is !== "number" || bound?.is !== "number" || compare(value.value, bound.value) <= 0) return;
  const boundField = standard.fields.get(field.atMost ?? "");
  const args = {
    heading: headingOf(batch, row, field),
    seen: originOf(batch, row, field.id)?.text ?? "",
    other: boundField === undefined ? "" : headingOf(batch, row, boundField),
    most: originOf(batch, row, field.atMost ?? "")?.text ?? "",
  };
  tell(problem("data/more-than", args, at(batch, row, field.id, files)), batch.wards.at(row));
}

function checkProvince(
  batch: WardBatch,
  row: number,
  field: Field,
  provinces: Map<string, { readonly cell: Cell; readonly line: number }>,
  files: readonly string[],
  tell: Tell,
): void {
  const cell = batch.columns.get(field.id)?.get(row);
  if (cell === undefined || cell.is === "missing") return;
  const key = `${field.id} ${batch.periods[row]?.ordinal} ${fold(batch.provinces.at(row) ?? "")}`;
  const before = provinces.get(key);
  const here = at(batch, row, field.id, files);
  if (before === undefined) provinces.set(key, { cell, line: here.line ?? 1 });
  else if (!sameCell(before.cell, cell)) {
    const seen = originOf(batch, row, field.id)?.text ?? "";
    // Which of the two figures is wrong is not known, so that no row of the province can be judged.
    tell(problem("data/province-differs", { heading: headingOf(batch, row, field), seen, line: before.line }, here));
  }
}
