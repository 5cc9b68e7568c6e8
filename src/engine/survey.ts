import type { Standard } from "../criteria/model.ts";
import type { WardTable } from "../intake/table.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { type JudgeOptions, judge } from "./judge.ts";
import type { NotJudged, Summary, WardResult } from "./result.ts";
import { SummaryBuilder } from "./summary.ts";
import { WaiverWatch } from "./waiver-watch.ts";

/** A run over all rows without keeping them: figures, what was not judged, and every problem found on the way. */
export interface Survey {
  readonly summary: Summary;
  /** rows judged, whether or not they were selected */
  readonly judged: number;
  readonly notJudged: readonly NotJudged[];
  readonly problems: readonly Problem[];
  /** the codes of wards that an error was found in */
  readonly refused: ReadonlySet<string>;
}

/** Walks the judged wards of a table, one plain record each. */
export function* wardsOf(standard: Standard, table: WardTable, options: JudgeOptions = {}): Generator<WardResult> {
  for (const verdicts of judge(standard, table, options)) {
    for (let row = 0; row < verdicts.batch.count; row++) if (verdicts.selected[row] === 1) yield verdicts.detail(row);
  }
}

/** Judges everything once; what a report says of all wards comes from here. */
export function survey(standard: Standard, table: WardTable, options: JudgeOptions = {}): Survey {
  const problems = new ProblemList();
  const refused = new Set<string>();
  const notJudged: NotJudged[] = [];
  let judged = 0;
  const gather = new SummaryBuilder(standard);
  const waivers = new WaiverWatch(options.waivers ?? [], table);
  for (const verdicts of judge(standard, table, options)) {
    for (const { row, problem } of verdicts.problems) {
      problems.add(problem);
      if (row !== undefined && problem.severity === "error") refused.add(verdicts.batch.wards.at(row) ?? "");
    }
    for (const one of waivers.problemsOf(verdicts)) problems.add(one);
    for (const one of verdicts.notJudged) notJudged.push(one);
    for (let row = 0; row < verdicts.batch.count; row++) if (verdicts.judged[row] === 1) judged++;
    gather.add(verdicts);
  }
  for (const one of waivers.finish()) problems.add(one);
  return { summary: gather.finish(), judged, notJudged, problems: problems.finish(), refused };
}
