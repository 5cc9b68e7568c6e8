import type { Standard } from "../../criteria/model.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import type { NotJudged } from "../../engine/result.ts";
import { type Survey, survey } from "../../engine/survey.ts";
import type { WardTable } from "../../intake/table.ts";
import { hasErrors, type Problem } from "../../problem.ts";
import type { Read } from "./reads.ts";
import { checkWards } from "./selection.ts";

/** The wards of files, judged once; or nothing but the problems, when the data are refused. */
export type JudgedFiles = { readonly problems: readonly Problem[] } & (
  | { readonly table: WardTable; readonly surveyed: Survey; readonly leftOut: readonly NotJudged[] }
  | { readonly surveyed?: never }
);

/**
 * Reads and judges files, as `read` reads them. An error refuses everything; with `keepGoing`, errors that concern single wards leave those
 * wards out, and the files are read again without them.
 */
export function judgeFiles(
  standard: Standard,
  read: Read,
  judging: JudgeOptions,
  options: { readonly ward?: readonly string[]; readonly keepGoing?: boolean },
): JudgedFiles {
  const first = read();
  const goOn = options.keepGoing === true && !first.fatal;
  if (first.table === undefined && !goOn) return { problems: first.problems };
  const problems = [...first.problems];
  const refused = new Set(first.refused);
  let table = first.table ?? read(refused).table;
  if (table === undefined) return { problems };
  checkWards(options.ward, table);
  let surveyed = survey(standard, table, judging);
  problems.push(...surveyed.problems);
  while (hasErrors(surveyed.problems)) {
    if (!goOn || surveyed.refused.size === 0) return { problems };
    for (const ward of surveyed.refused) refused.add(ward);
    table = read(refused).table;
    if (table === undefined) return { problems };
    surveyed = survey(standard, table, judging);
    problems.push(...surveyed.problems.filter(({ severity }) => severity === "error"));
  }
  const leftOut = refused.size === 0 ? [] : leftOutOf(read(new Set()).table, refused, judging);
  return { problems, table, surveyed, leftOut };
}

/** The rows of wards that were left out: every period of them, for a verdict may go back in time. */
function leftOutOf(
  table: WardTable | undefined,
  refused: ReadonlySet<string>,
  { period: only, rows }: JudgeOptions,
): NotJudged[] {
  return (table?.batches ?? []).flatMap((batch) =>
    [...batch.wards].flatMap((ward, row): NotJudged[] => {
      const { label: period = "", ordinal } = batch.periods[row] ?? {};
      const one = { ward, name: batch.names.at(row) || ward, period };
      const isAsked = (only === undefined || only.ordinal === ordinal) && (rows?.(one) ?? true);
      return refused.has(ward) && isAsked ? [{ ...one, reason: "refused" }] : [];
    }),
  );
}
