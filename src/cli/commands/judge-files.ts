import type { Standard } from "../../criteria/model.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import type { NotJudged } from "../../engine/result.ts";
import { type Survey, survey } from "../../engine/survey.ts";
import type { IntakeOptions } from "../../intake/options.ts";
import { readWards } from "../../intake/read-wards.ts";
import type { WardFile } from "../../intake/sheet.ts";
import { keyOf, type WardTable } from "../../intake/table.ts";
import { hasErrors, type Problem } from "../../problem.ts";
import { checkWards } from "./selection.ts";

/** The wards of files, judged once; or nothing but the problems, when the data are refused. */
export type JudgedFiles = { readonly problems: readonly Problem[] } & (
  | { readonly table: WardTable; readonly surveyed: Survey; readonly leftOut: readonly NotJudged[] }
  | { readonly surveyed?: never }
);

/**
 * Reads and judges files. An error refuses everything; with `keepGoing`, errors that concern single rows leave those
 * rows out, and the files are read again without them.
 */
export function judgeFiles(
  standard: Standard,
  files: readonly WardFile[],
  reading: IntakeOptions,
  judging: JudgeOptions,
  options: { readonly ward?: readonly string[]; readonly keepGoing?: boolean },
): JudgedFiles {
  const read = readWards(standard, files, reading);
  const goOn = options.keepGoing === true && !read.fatal;
  if (read.table === undefined && !goOn) return { problems: read.problems };
  const problems = [...read.problems];
  const refused = new Set(read.refused);
  let table = read.table ?? readWards(standard, files, reading, refused).table;
  if (table === undefined) return { problems };
  checkWards(options.ward, table);
  let surveyed = survey(standard, table, judging);
  problems.push(...surveyed.problems);
  while (hasErrors(surveyed.problems)) {
    if (!goOn || surveyed.refused.size === 0) return { problems };
    for (const key of surveyed.refused) refused.add(key);
    table = readWards(standard, files, reading, refused).table;
    if (table === undefined) return { problems };
    surveyed = survey(standard, table, judging);
    problems.push(...surveyed.problems.filter(({ severity }) => severity === "error"));
  }
  const leftOut = refused.size === 0 ? [] : leftOutOf(readWards(standard, files, reading, new Set()).table, refused);
  return { problems, table, surveyed, leftOut };
}

/** The rows that were left out and whose ward is known. */
function leftOutOf(table: WardTable | undefined, refused: ReadonlySet<string>): NotJudged[] {
  return (table?.batches ?? []).flatMap((batch) =>
    batch.wards.flatMap((ward, row): NotJudged[] => {
      const period = batch.periods[row]?.label ?? "";
      const name = batch.names[row] || ward;
      return refused.has(keyOf(batch, row)) ? [{ ward, name, period, reason: "refused" }] : [];
    }),
  );
}
