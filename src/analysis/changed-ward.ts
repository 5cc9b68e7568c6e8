import type { Standard } from "../criteria/model.ts";
import type { JudgeOptions } from "../engine/judge.ts";
import type { WardResult } from "../engine/result.ts";
import { survey, wardsOf } from "../engine/survey.ts";
import { checkConsistency } from "../intake/consistency.ts";
import type { Cell, RowSource, WardTable } from "../intake/table.ts";
import { TableBuilder } from "../intake/table-builder.ts";
import { hasErrors, type Problem } from "../problem.ts";

/** A ward with other figures: its verdict; none where the figures contradict each other or the standard. */
export interface ChangedWard {
  readonly ward: WardResult | undefined;
  readonly problems: readonly Problem[];
}

/** A figure tried in place of the reported one: the cell, and how it was typed. */
export interface TriedFigure {
  readonly cell: Cell;
  readonly text: string;
}

/**
 * Judges one ward again with some of its figures changed, by the same engine and options, beside all other rows, with
 * every check: what the reader of files would refuse has no verdict here either.
 * @param changes the figures of the period, by field
 */
export function changedWard(
  standard: Standard,
  table: WardTable,
  judging: JudgeOptions,
  { ward, period }: Pick<WardResult, "ward" | "period">,
  changes: ReadonlyMap<string, TriedFigure>,
): ChangedWard {
  const changed = withFigures(standard, table, { ward, period }, changes);
  const problems: Problem[] = [];
  const names = table.inputs.map(({ name }) => name);
  checkConsistency(standard, changed, names, (found) => problems.push(found));
  // Its other periods may read this one.
  const found = survey(standard, changed, {
    ...judging,
    rows: (row) => row.ward === ward && (judging.rows?.(row) ?? true),
  });
  problems.push(...found.problems);
  const errors = problems.filter(({ severity }) => severity === "error");
  const rows = (row: { readonly ward: string; readonly period: string }) => row.ward === ward && row.period === period;
  const [result] = hasErrors(errors) ? [] : wardsOf(standard, changed, { ...judging, rows });
  return { ward: result, problems: errors };
}

/** The table with other figures in one row; every row says where it stood. */
function withFigures(
  standard: Standard,
  table: WardTable,
  { ward, period }: Pick<WardResult, "ward" | "period">,
  changes: ReadonlyMap<string, TriedFigure>,
): WardTable {
  const builder = new TableBuilder(standard.fields.values(), table.rows);
  for (const batch of table.batches) {
    for (let row = 0; row < batch.count; row++) {
      const here = batch.periods[row];
      if (here === undefined) continue;
      const name = batch.wards.at(row) ?? "";
      const copy = builder.at(builder.add(name, batch.names.at(row) ?? "", batch.provinces.at(row) ?? "", here));
      const isChanged = name === ward && here.label === period;
      for (const [field, column] of batch.columns) {
        const figure = isChanged ? changes.get(field) : undefined;
        copy.batch.columns.get(field)?.set(copy.row, figure?.cell ?? column.get(row));
      }
      const sources = batch.sources.at(row) ?? [];
      copy.batch.sources
        .at(copy.row)
        ?.push(...(isChanged ? sources.map((source) => retold(source, changes)) : sources));
    }
  }
  return builder.finish(table.inputs, table.decimals);
}

/** A row that says of a changed figure what was typed. */
const retold = (source: RowSource, changes: ReadonlyMap<string, TriedFigure>): RowSource => ({
  file: source.file,
  line: source.line,
  origin: (field) => {
    const figure = changes.get(field);
    const place = source.origin(field);
    if (figure === undefined || place === undefined) return place;
    const { file, line, column } = place;
    return { file, line, column, text: figure.text };
  },
  heading: (field) => source.heading(field),
});
