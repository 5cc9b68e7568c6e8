import type { Field, Standard } from "../criteria/model.ts";
import { compare } from "../exact/fraction.ts";
import { type Position, type Problem, problem } from "../problem.ts";
import { sameCell } from "./cells.ts";
import { type Cell, originOf, type WardBatch, type WardTable } from "./table.ts";

/** Checks that need more than one cell: a figure that must not exceed another, one figure for a whole province. */
export function checkConsistency(
  standard: Standard,
  table: WardTable,
  files: readonly string[],
  problems: Problem[],
): void {
  const fields = [...standard.fields.values()];
  const bounded = fields.filter(({ atMost }) => atMost !== undefined);
  const shared = fields.filter(({ sameForProvince }) => sameForProvince);
  if (bounded.length === 0 && shared.length === 0) return;
  const provinces = new Map<string, { readonly cell: Cell; readonly line: number }>();
  for (const batch of table.batches) {
    for (let row = 0; row < batch.count; row++) {
      for (const field of bounded) checkAtMost(standard, batch, row, field, files, problems);
      for (const field of shared) checkProvince(batch, row, field, provinces, files, problems);
    }
  }
}

function at(batch: WardBatch, row: number, field: string, files: readonly string[]): Position {
  const origin = originOf(batch, row, field);
  const source = batch.sources[row]?.[0];
  return {
    file: files[origin?.file ?? source?.file ?? 0] ?? "",
    line: origin?.line ?? source?.line ?? 1,
    column: origin?.column ?? 1,
  };
}

function checkAtMost(
  standard: Standard,
  batch: WardBatch,
  row: number,
  field: Field,
  files: readonly string[],
  problems: Problem[],
): void {
  const value = batch.columns.get(field.id)?.get(row);
  const bound = batch.columns.get(field.atMost ?? "")?.get(row);
  if (value?.is !== "number" || bound?.is !== "number" || compare(value.value, bound.value) <= 0) return;
  const args = {
    heading: field.label,
    seen: originOf(batch, row, field.id)?.text ?? "",
    other: standard.fields.get(field.atMost ?? "")?.label ?? {},
    most: originOf(batch, row, field.atMost ?? "")?.text ?? "",
  };
  problems.push(problem("data/more-than", args, at(batch, row, field.id, files)));
}

function checkProvince(
  batch: WardBatch,
  row: number,
  field: Field,
  provinces: Map<string, { readonly cell: Cell; readonly line: number }>,
  files: readonly string[],
  problems: Problem[],
): void {
  const cell = batch.columns.get(field.id)?.get(row);
  if (cell === undefined || cell.is === "missing") return;
  const key = `${field.id} ${batch.periods[row]?.ordinal} ${batch.provinces[row]}`;
  const before = provinces.get(key);
  const here = at(batch, row, field.id, files);
  if (before === undefined) provinces.set(key, { cell, line: here.line ?? 1 });
  else if (!sameCell(before.cell, cell)) {
    const seen = originOf(batch, row, field.id)?.text ?? "";
    problems.push(problem("data/province-differs", { heading: field.label, seen, line: before.line }, here));
  }
}
