import type { Standard } from "../criteria/model.ts";
import type { Period } from "../criteria/period.ts";
import { Truth } from "../exact/column.ts";
import type { Day } from "../exact/day.ts";
import type { Expression } from "../expression/expression.ts";
import { originOf, type WardBatch, type WardTable } from "../intake/table.ts";
import { type Problem, problem } from "../problem.ts";
import { type CompiledStandard, compile } from "./compile.ts";
import { DataSource } from "./data-source.ts";
import { detailOf } from "./detail.ts";
import type { NodeFault } from "./leaf-pass.ts";
import { LevelPass } from "./level-pass.ts";
import { NodePass } from "./node-pass.ts";
import type { NotJudged, WardResult } from "./result.ts";
import { ScorePass } from "./score-pass.ts";
import { Selection } from "./selection.ts";

/** What a run is asked for beside standard and data. */
export interface JudgeOptions {
  /** the date for date arithmetic; the last day of each row's period when absent */
  readonly asOf?: Day | undefined;
  /** judge this period only; others stay usable by `previous` */
  readonly period?: Period | undefined;
  /** which rows to judge; all when absent */
  readonly rows?:
    | ((row: { readonly ward: string; readonly name: string; readonly period: string }) => boolean)
    | undefined;
  /** report only wards for which this holds; it may name fields, score, level and statuses */
  readonly where?: Expression | undefined;
  /** report only wards that reached this level */
  readonly level?: string | undefined;
}

/** The verdicts of one batch. Its columns are the engine's own and change with the next batch. */
export interface VerdictBatch {
  readonly compiled: CompiledStandard;
  readonly table: WardTable;
  readonly data: DataSource;
  readonly batch: WardBatch;
  /** 1 for each row that was judged */
  readonly judged: Uint8Array;
  /** 1 for each judged row that is to be reported */
  readonly selected: Uint8Array;
  readonly nodes: NodePass;
  readonly score: ScorePass;
  readonly levels: LevelPass;
  /** data found to contradict themselves or the standard while judging, and checks that failed */
  readonly problems: readonly Problem[];
  readonly notJudged: readonly NotJudged[];
  /** everything about one judged row, as plain data */
  readonly detail: (row: number) => WardResult;
}

/**
 * Judges a table, batch after batch, over one compiled plan; one ward from an interview is a table of one row.
 * Never stops at a fault: problems come with the batch that they were found in.
 */
export function* judge(standard: Standard, table: WardTable, options: JudgeOptions = {}): Generator<VerdictBatch> {
  const compiled = compile(standard);
  const nodes = new NodePass(compiled);
  const score = new ScorePass(compiled);
  const levels = new LevelPass(compiled, nodes, score);
  const selection = new Selection(levels, options);
  const data = new DataSource(standard, table, options.asOf);
  for (const batch of table.batches) {
    const { judged, notJudged } = selectRows(standard, batch, options);
    const source = data.of(batch);
    const faults: NodeFault[] = [];
    compiled.plan.run(source, batch.count);
    nodes.run(source, batch.count, judged, faults);
    score.run(nodes, batch.count);
    levels.run(source, batch.count);
    const problems = [
      ...faultProblems(batch, table, faults),
      ...conditionProblems(compiled, batch, table, judged),
      ...checkProblems(compiled, batch, table, judged),
      ...changeProblems(standard, batch, judged),
    ];
    const selected = selection.run(source, batch.count, judged);
    const verdicts = { compiled, table, data, batch, judged, selected, nodes, score, levels, problems, notJudged };
    yield { ...verdicts, detail: (row) => detailOf(verdicts, row) };
  }
}

/** Judged are the rows asked for whose period ends while the standard is in force. */
function selectRows(
  standard: Standard,
  batch: WardBatch,
  { period, rows }: JudgeOptions,
): { judged: Uint8Array; notJudged: NotJudged[] } {
  const judged = new Uint8Array(batch.count);
  const notJudged: NotJudged[] = [];
  const { from, to } = standard.inForce;
  for (const [row, { label, last, ordinal }] of batch.periods.entries()) {
    const ward = batch.wards[row] ?? "";
    const name = batch.names[row] || ward;
    if (period !== undefined && period.ordinal !== ordinal) continue;
    if (rows !== undefined && !rows({ ward, name, period: label })) continue;
    if (from !== undefined && last < from) notJudged.push({ ward, name, period: label, reason: "before" });
    else if (to !== undefined && last > to) notJudged.push({ ward, name, period: label, reason: "after" });
    else judged[row] = 1;
  }
  return { judged, notJudged };
}

function at(batch: WardBatch, table: WardTable, row: number, field?: string): NonNullable<Problem["at"]> {
  const origin = field === undefined ? undefined : originOf(batch, row, field);
  const source = batch.sources[row]?.[0];
  const file = table.inputs[origin?.file ?? source?.file ?? 0]?.name ?? "";
  const line = origin?.line ?? source?.line ?? 1;
  return origin === undefined ? { file, line } : { file, line, column: origin.column };
}

function faultProblems(batch: WardBatch, table: WardTable, faults: readonly NodeFault[]): Problem[] {
  return faults.map(({ row, node, kind }) =>
    problem(
      `data/${kind}`,
      { ward: batch.names[row] || (batch.wards[row] ?? ""), id: node.node.id, title: node.node.title },
      at(batch, table, row, node.uses[0]?.field),
    ),
  );
}

/** Data that contradict themselves in a check, a level, a disqualifier, an adjustment or an `applies_when`. */
function conditionProblems(
  compiled: CompiledStandard,
  batch: WardBatch,
  table: WardTable,
  judged: Uint8Array,
): Problem[] {
  const problems: Problem[] = [];
  const { plan, outcomePlan, conditions, outcomeConditions } = compiled;
  const all = [
    ...conditions.map((one) => ({ ...one, truths: plan.truths(one.register) })),
    ...outcomeConditions.map((one) => ({ ...one, truths: outcomePlan.truths(one.register) })),
  ];
  for (const { id, title, truths } of all) {
    for (let row = 0; row < batch.count; row++) {
      const truth = truths[row] ?? Truth.missing;
      if (judged[row] !== 1 || truth < Truth.dividedByZero) continue;
      const code = truth === Truth.dividedByZero ? "data/divided-by-zero" : "data/too-large";
      problems.push(
        problem(code, { ward: batch.names[row] || (batch.wards[row] ?? ""), id, title }, at(batch, table, row)),
      );
    }
  }
  return problems;
}

function checkProblems(compiled: CompiledStandard, batch: WardBatch, table: WardTable, judged: Uint8Array): Problem[] {
  const problems: Problem[] = [];
  const { standard, plan, outcomePlan } = compiled;
  const refusing = standard.checks.filter(({ severity }) => severity === "refuse");
  for (let row = 0; row < batch.count; row++) {
    if (judged[row] !== 1) continue;
    const place = at(batch, table, row);
    const args = (check: {
      readonly id: string;
      readonly title: Standard["title"];
      readonly require: { readonly text: string };
    }) => ({
      ward: batch.names[row] || (batch.wards[row] ?? ""),
      id: check.id,
      title: check.title,
      rule: check.require.text,
    });
    for (const [index, register] of compiled.checks.entries()) {
      const check = refusing[index];
      if (check && plan.truths(register)[row] === Truth.false)
        problems.push(problem("data/check-failed", args(check), place));
    }
    for (const { check: index, register } of compiled.warnChecks) {
      const check = standard.checks[index];
      if (check && outcomePlan.truths(register)[row] === Truth.false)
        problems.push(problem("data/check-warned", args(check), place));
    }
  }
  return problems;
}

/** A threshold that changes inside a period: the row is judged by the one in force on the last day, and told so. */
function changeProblems(standard: Standard, batch: WardBatch, judged: Uint8Array): Problem[] {
  const told = new Map<string, Problem>();
  for (const [row, period] of batch.periods.entries()) {
    if (judged[row] !== 1) continue;
    for (const parameter of standard.parameters.values()) {
      const changes = parameter.values.some(
        ({ from }) => from !== undefined && from > period.first && from <= period.last,
      );
      const key = `${parameter.id} ${period.label}`;
      if (changes && !told.has(key))
        told.set(key, problem("data/threshold-changes", { period: period.label, title: parameter.title }));
    }
    const begins =
      standard.inForce.from !== undefined &&
      standard.inForce.from > period.first &&
      standard.inForce.from <= period.last;
    if (begins && !told.has(period.label))
      told.set(period.label, problem("data/standard-begins", { period: period.label }));
  }
  return [...told.values()];
}
