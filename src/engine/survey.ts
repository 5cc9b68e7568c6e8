import type { Standard } from "../criteria/model.ts";
import { weaker } from "../criteria/model.ts";
import type { WardTable } from "../intake/table.ts";
import type { Problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { type JudgeOptions, judge } from "./judge.ts";
import { levelNames } from "./level-pass.ts";
import type { NotJudged, Summary, WardResult } from "./result.ts";
import { type Counts, emptyCounts } from "./status.ts";
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
      if (row !== undefined && problem.severity === "error") refused.add(verdicts.batch.wards[row] ?? "");
    }
    for (const one of waivers.problemsOf(verdicts)) problems.add(one);
    for (const one of verdicts.notJudged) notJudged.push(one);
    for (let row = 0; row < verdicts.batch.count; row++) {
      if (verdicts.judged[row] === 1) judged++;
      if (verdicts.selected[row] === 1) gather.add(verdicts.detail(row));
    }
  }
  for (const one of waivers.finish()) problems.add(one);
  return { summary: gather.finish(), judged, notJudged, problems: problems.finish(), refused };
}

/** The figures over wards that were judged already. */
export function summaryOf(standard: Standard, wards: Iterable<WardResult>): Summary {
  const builder = new SummaryBuilder(standard);
  for (const ward of wards) builder.add(ward);
  return builder.finish();
}

/** Adds wards up into a summary. */
class SummaryBuilder {
  #wards = 0;
  readonly #periods = new Set<string>();
  readonly #byLevel = new Map<string, number>();
  readonly #withoutWaivers = new Map<string, number>();
  readonly #byNode = new Map<string, Record<keyof Counts, number>>();
  readonly #treated = new Set<string>();
  #provenance: Summary["provenance"];

  constructor(standard: Standard) {
    this.#provenance = standard.provenance;
    if (standard.levels.length === 0) return;
    for (const counts of [this.#byLevel, this.#withoutWaivers])
      for (const id of levelNames(standard.levels)) counts.set(id, 0);
  }

  add(ward: WardResult): void {
    this.#wards++;
    this.#periods.add(ward.period);
    this.#provenance = weaker(this.#provenance, ward.provenance);
    if (ward.level !== null) this.#byLevel.set(ward.level, (this.#byLevel.get(ward.level) ?? 0) + 1);
    const without = ward.levelWithoutWaivers;
    if (without !== null) this.#withoutWaivers.set(without, (this.#withoutWaivers.get(without) ?? 0) + 1);
    for (const { id, status, reason } of ward.nodes) {
      const counts = this.#byNode.get(id) ?? emptyCounts();
      counts[status]++;
      this.#byNode.set(id, counts);
      if (reason === "treated_as_missing") this.#treated.add(id);
    }
  }

  finish(): Summary {
    return {
      wards: this.#wards,
      periods: [...this.#periods].toSorted(),
      byLevel: this.#byLevel,
      byLevelWithoutWaivers: this.#withoutWaivers,
      undetermined: this.#byLevel.get("undetermined") ?? 0,
      byNode: this.#byNode,
      provenance: this.#provenance,
      treatedAsMissing: [...this.#treated],
      problems: { warning: 0 },
    };
  }
}
