import type { Standard } from "../criteria/model.ts";
import type { WardTable } from "../intake/table.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { type JudgeOptions, judge, type VerdictBatch } from "./judge.ts";
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
  const builder = new SurveyBuilder(standard, table, options);
  for (const verdicts of judge(standard, table, options)) builder.add(verdicts);
  return builder.finish();
}

/** Gathers what batches came to, without keeping them. */
export class SurveyBuilder {
  readonly #summary: SummaryBuilder;
  readonly #waivers: WaiverWatch;
  readonly #problems = new ProblemList();
  /** what is for no row, told once however many batches have it */
  readonly #ofAll = new Map<string, Problem>();
  readonly #refused = new Set<string>();
  readonly #notJudged: NotJudged[] = [];
  #judged = 0;

  constructor(standard: Standard, table: WardTable, options: JudgeOptions) {
    this.#summary = new SummaryBuilder(standard);
    this.#waivers = new WaiverWatch(options.waivers ?? [], table);
  }

  add(verdicts: VerdictBatch): void {
    for (const { row, problem } of verdicts.problems) {
      if (row === undefined) this.#ofAll.set(JSON.stringify(problem), problem);
      else this.#problems.add(problem);
      if (row !== undefined && problem.severity === "error") this.#refused.add(verdicts.batch.wards.at(row) ?? "");
    }
    for (const one of this.#waivers.problemsOf(verdicts)) this.#problems.add(one);
    for (const one of verdicts.notJudged) this.#notJudged.push(one);
    this.#judged += verdicts.judgedCount;
    this.#summary.add(verdicts);
  }

  finish(): Survey {
    for (const one of [...this.#ofAll.values(), ...this.#waivers.finish()]) this.#problems.add(one);
    return {
      summary: this.#summary.finish(),
      judged: this.#judged,
      notJudged: this.#notJudged,
      problems: this.#problems.finish(),
      refused: this.#refused,
    };
  }
}
