import type { Standard } from "../criteria/model.ts";
import type { JudgeOptions } from "../engine/judge.ts";
import type { WardResult } from "../engine/result.ts";
import { survey, wardsOf } from "../engine/survey.ts";
import { checkConsistency } from "../intake/consistency.ts";
import { type Cell, TableBuilder, type WardTable } from "../intake/table.ts";
import { hasErrors, type Problem } from "../problem.ts";

/** A ward with other figures: its verdict; none where the figures contradict each other or the standard. */
export interface ChangedWard {
  readonly ward: WardResult | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Judges one ward again with some of its figures changed, by the same engine and options; its figures of other periods
 * stay as they are.
 * @param changes the cells of the period, by field
 */
export function changedWard(
  standard: Standard,
  table: WardTable,
  judging: JudgeOptions,
  { ward, period }: Pick<WardResult, "ward" | "period">,
  changes: ReadonlyMap<string, Cell>,
): ChangedWard {
  const builder = new TableBuilder(standard.fields.values());
  for (const batch of table.batches) {
    for (let row = 0; row < batch.count; row++) {
      const here = batch.periods[row];
      if (batch.wards[row] !== ward || here === undefined) continue;
      const copy = builder.at(builder.add(ward, batch.names[row] ?? "", batch.provinces[row] ?? "", here));
      for (const [field, column] of batch.columns) {
        const change = here.label === period ? changes.get(field) : undefined;
        copy.batch.columns.get(field)?.set(copy.row, change ?? column.get(row));
      }
    }
  }
  const one = builder.finish(table.inputs);
  const options = { ...judging, rows: (row: { readonly period: string }) => row.period === period };
  const problems: Problem[] = [];
  const names = table.inputs.map(({ name }) => name);
  checkConsistency(standard, one, names, (found) => problems.push(found));
  const found = survey(standard, one, options);
  problems.push(...found.problems.filter(({ severity }) => severity === "error"));
  const [result] = hasErrors(problems) ? [] : wardsOf(standard, one, options);
  return { ward: result, problems: problems.filter(({ severity }) => severity === "error") };
}
