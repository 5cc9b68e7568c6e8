import type { DataShape, Field } from "../criteria/model.ts";
import { compare } from "../exact/fraction.ts";
import { fold } from "../fold.ts";
import { type Position, type Problem, problem } from "../problem.ts";
import { sameCell } from "./cells.ts";
import { type Cell, headingOf, originOf, type WardBatch, type WardTable } from "./table.ts";

/** Takes a problem, with the code of the ward that it is for when it is for one. */
export type Tell = (one: Problem, ward?: string) => void;

/** Checks that need more than one cell: a figure that must not exceed another, one figure for a whole province. */
export function checkConsistency(standard: DataShape, table: WardTable, files: readonly string[], tell: Tell): void {
  const fields = [...standard.fields.values()];
  const bounded = fields.filter(({ atMost }) => atMost !== undefined);
  const shared = fields.filter(({ sameForProvince }) => sameForProvince);
  if (bounded.length === 0 && shared.length === 0) return;
  const provinces = new Map<string, { readonly cell: Cell; readonly line: number }>();
  for (const batch of table.batches) {
    for (let row = 0; row < batch.count; row++) {
      for (const field of bounded) checkAtMost(standard, batch, row, field, files, tell);
      for (const field of shared) checkProvince(batch, row, field, provinces, files, tell);
    }
  }
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
