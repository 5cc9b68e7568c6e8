import type { Standard } from "../criteria/model.ts";
import { type NumberColumn, State, Truth } from "../exact/column.ts";
import { decimalsNeeded } from "../exact/decimal.ts";
import { compare, fraction, multiply } from "../exact/fraction.ts";
import { placeOf, seenIn } from "../exact/table-loops.ts";
import { isSafe } from "../exact/whole.ts";
import { decimalsWritten } from "../intake/numbers.ts";
import { periodRuns } from "../intake/period-runs.ts";
import { headingOf, originOf, type WardBatch, type WardTable } from "../intake/table.ts";
import { type Argument, type Position, type Problem, type ProblemCode, problem } from "../problem.ts";
import type { CompiledCondition, CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import type { NodeFault } from "./leaf-pass.ts";

/** A problem found while judging, with the row of the batch that it is for; without one it is for all. */
export interface RowProblem {
  readonly row?: number;
  readonly problem: Problem;
}

/** Finds everything that judging found wrong, or worth a warning, in the data of a batch. */
export type FindProblems = (batch: WardBatch, judged: Uint8Array, faults: readonly NodeFault[]) => RowProblem[];

/** What of a standard may be a problem at all is found once, before the first batch. */
export function findProblems(compiled: CompiledStandard, table: WardTable): FindProblems {
  const { standard } = compiled;
  const conditions = truthsOfConditions(compiled);
  const refusing = standard.checks.filter(({ severity }) => severity === "refuse");
  const percents = compiled.nodes.flatMap((node) => percentOf(standard, node));
  const changes = canChange(standard);
  return (batch, judged, faults) => {
    const asked = { batch, table, judged };
    const ofRows = faultProblems(batch, table, faults);
    conditionProblems(conditions, asked, ofRows);
    if (standard.checks.length > 0) checkProblems(compiled, refusing, asked, ofRows);
    if (percents.length > 0) roundedProblems(compiled, percents, asked, ofRows);
    // Row by row, so that it does not matter where a batch ends.
    ofRows.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
    return changes ? [...ofRows, ...changeProblems(standard, batch, judged)] : ofRows;
  };
}

/** Rows that problems are looked for in. */
interface Asked {
  readonly batch: WardBatch;
  readonly table: WardTable;
  readonly judged: Uint8Array;
}

/** A problem about one ward, whose name comes first among its arguments. */
function about(
  batch: WardBatch,
  row: number,
  code: ProblemCode,
  args: Readonly<Record<string, Argument>>,
  place: Position,
): RowProblem {
  return { row, problem: problem(code, { ward: batch.names.at(row) || (batch.wards.at(row) ?? ""), ...args }, place) };
}

function at(batch: WardBatch, table: WardTable, row: number, field?: string): Position {
  const origin = field === undefined ? undefined : originOf(batch, row, field);
  const source = batch.sources.at(row)?.[0];
  const { name: file = "", sheet } = table.inputs[origin?.file ?? source?.file ?? 0] ?? {};
  const line = origin?.line ?? source?.line ?? 1;
  const place = sheet === undefined ? { file, line } : { file, sheet, line };
  return origin === undefined ? place : { ...place, column: origin.column };
}

function faultProblems(batch: WardBatch, table: WardTable, faults: readonly NodeFault[]): RowProblem[] {
  return faults.map(({ row, node: { node, uses }, kind }) =>
    about(batch, row, `data/${kind}`, { id: node.id, title: node.title }, at(batch, table, row, uses[0]?.field)),
  );
}

/** Conditions, each with its truths for the batch at hand. */
type Conditions = readonly (readonly [condition: Pick<CompiledCondition, "id" | "title">, truths: () => Uint8Array])[];

const truthsOfConditions = ({ plan, outcomePlan, conditions, outcomeConditions }: CompiledStandard): Conditions => [
  ...conditions.map((one) => [one, () => plan.truths(one.register)] as const),
  ...outcomeConditions.map((one) => [one, () => outcomePlan.truths(one.register)] as const),
];

/** Data that contradict themselves in a check, a level, a disqualifier, an adjustment or an `applies_when`. */
function conditionProblems(conditions: Conditions, { batch, table, judged }: Asked, problems: RowProblem[]): void {
  for (const [{ id, title }, truthsOf] of conditions) {
    const truths = truthsOf();
    if (seenIn(truths, batch.count) < 1 << Truth.dividedByZero) continue;
    for (let row = 0; row < batch.count; row++) {
      const truth = truths[row] ?? Truth.missing;
      if (judged[row] !== 1 || truth < Truth.dividedByZero) continue;
      const code = truth === Truth.dividedByZero ? "data/divided-by-zero" : "data/too-large";
      problems.push(about(batch, row, code, { id, title }, at(batch, table, row)));
    }
  }
}

type Check = Standard["checks"][number];

function checkProblems(
  { standard, plan, outcomePlan, checks, warnChecks }: CompiledStandard,
  refusing: readonly Check[],
  { batch, table, judged }: Asked,
  problems: RowProblem[],
): void {
  const failed = (truths: Uint8Array, code: "data/check-failed" | "data/check-warned", check: Check | undefined) => {
    for (let row = 0; row < batch.count; row++) {
      if (judged[row] !== 1 || truths[row] !== Truth.false || check === undefined) continue;
      const args = { id: check.id, title: check.title, rule: check.require.text };
      problems.push(about(batch, row, code, args, at(batch, table, row)));
    }
  };
  for (const [index, register] of checks.entries()) failed(plan.truths(register), "data/check-failed", refusing[index]);
  for (const { check: index, register } of warnChecks)
    failed(outcomePlan.truths(register), "data/check-warned", standard.checks[index]);
}

const HUNDRED = fraction(100n);

/** A node whose value is a percent as it was written. */
interface PercentNode {
  readonly node: CompiledNode;
  readonly field: string;
  readonly value: number;
  readonly threshold: number;
}

function percentOf(standard: Standard, node: CompiledNode): PercentNode[] {
  const field = percentField(standard, node);
  if (field === undefined || node.threshold === undefined || node.value === undefined) return [];
  return [{ node, field, value: node.value.register, threshold: node.threshold.register }];
}

/**
 * A percent that lies exactly on its threshold and was written with fewer decimals than others of its column: 90 among
 * 89,97 and 91,25 is perhaps 89,6.
 */
function roundedProblems(
  { standard, plan }: CompiledStandard,
  percents: readonly PercentNode[],
  { batch, table, judged }: Asked,
  problems: RowProblem[],
): void {
  const written = table.decimals;
  for (const { node, field, value, threshold } of percents) {
    const decimals = written.get(field) ?? 0;
    if (decimals === 0) continue;
    const [values, thresholds] = [plan.numbers(value), plan.numbers(threshold)];
    for (const row of rowsAt(values, thresholds, batch.count)) {
      if (judged[row] !== 1) continue;
      // What lies on 62.35 has two decimals, however it was written.
      const fewest = thresholds.isConstant ? decimalsNeeded(multiply(thresholds.at(0), HUNDRED)) : 0;
      if (fewest !== undefined && fewest >= decimals) break;
      const seen = originOf(batch, row, field)?.text.trim() ?? "";
      if (decimalsWritten(seen) >= decimals) continue;
      const declared = standard.fields.get(field);
      const heading = declared === undefined ? "" : headingOf(batch, row, declared);
      const args = { id: node.node.id, title: node.node.title, heading, seen };
      problems.push(about(batch, row, "data/rounded-at-threshold", args, at(batch, table, row, field)));
    }
  }
}

/** The rows in which both columns have the same number. */
function* rowsAt(values: NumberColumn, thresholds: NumberColumn, rows: number): Generator<number> {
  const { numerator, state } = values;
  const scaled = (thresholds.numerator[0] ?? 0) * values.scale;
  if (thresholds.isConstant && values.scale !== 0 && isSafe(scaled)) {
    if (scaled % thresholds.scale !== 0) return;
    const bound = scaled / thresholds.scale;
    const next = (first: number): number => placeOf(numerator, bound, first, rows);
    for (let row = next(0); row < rows; row = next(row + 1)) if (state[row] === State.present) yield row;
    return;
  }
  for (let row = 0; row < rows; row++) {
    const areThere = state[row] === State.present && thresholds.state[row] === State.present;
    if (areThere && compare(values.at(row), thresholds.at(row)) === 0) yield row;
  }
}

/** The percent field that a node's value is, when it is nothing else. */
function percentField({ fields }: Standard, { node }: CompiledNode): string | undefined {
  const expression = node.measure?.value?.expression;
  if (expression?.op !== "field" || expression.aspect !== "value") return undefined;
  return fields.get(expression.field)?.type === "percent" ? expression.field : undefined;
}

/** Is there anything that changes with time, and may do so inside a period? */
const canChange = ({ parameters, inForce }: Standard): boolean =>
  inForce.from !== undefined ||
  [...parameters.values()].some(({ values }) => values.some(({ from }) => from !== undefined));

/** A threshold that changes inside a period: the row is judged by the one in force on the last day, and told so. */
function changeProblems(standard: Standard, batch: WardBatch, judged: Uint8Array): RowProblem[] {
  const told = new Map<string, Problem>();
  for (const { period, start, end } of periodRuns(batch)) {
    if (!judged.subarray(start, end).includes(1)) continue;
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
  return [...told.values()].map((one) => ({ problem: one }));
}
