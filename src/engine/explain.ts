import type { CriteriaNode, Parameter, ParameterValue, Standard } from "../criteria/model.ts";
import { labelBefore } from "../criteria/period.ts";
import { usesOf } from "../criteria/uses.ts";
import { Truth } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { WardTable } from "../intake/table.ts";
import type { Text } from "../text.ts";
import type { CompiledLevel } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { amountFor } from "./data-source.ts";
import type { Verdicts } from "./detail.ts";
import { marginOf } from "./gap.ts";
import { type JudgeOptions, judge } from "./judge.ts";
import type { CellResult, Gap, NodeResult, WardResult } from "./result.ts";
import { type Step, stepsOf } from "./trace.ts";

/** A threshold with a name, as it stands on the day that the ward is judged by. */
export interface ThresholdUsed {
  readonly parameter: Parameter;
  readonly entry: ParameterValue | null;
  readonly amount: Fraction | null;
  readonly reason: "not_found" | "set_by_overlay" | "class_missing" | null;
}

/** Everything that a node's verdict for one ward stands on. */
export interface NodeExplanation {
  readonly node: NodeResult;
  readonly declared: CriteriaNode;
  /** the clause of the node, else of what stands above it */
  readonly clause: string | null;
  readonly thresholds: readonly ThresholdUsed[];
  /** the figures it reads, those of earlier periods included; a period without a row gives missing cells */
  readonly cells: readonly CellResult[];
  /** how its value and its test were computed, innermost first */
  readonly steps: readonly Step[];
  /** whether it applies by its own condition; null without one */
  readonly applies: Outcome | null;
  /** how it was decided whether it applies */
  readonly appliesSteps: readonly Step[];
  /** how its points were computed, where they have an expression of their own */
  readonly pointsSteps: readonly Step[];
  /** by how much a node that is met passes its threshold */
  readonly margin: Gap | null;
  /** the nodes below it, with their statuses */
  readonly children: readonly NodeResult[];
}

/** What a condition came to. */
export type Outcome = "true" | "false" | "open";

/** Something beside the nodes that decides of levels or the score, with the computation it stands on. */
interface Explained {
  readonly id: string;
  readonly title: Text;
  readonly clause: string | null;
  readonly steps: readonly Step[];
}

/** A disqualifier or an adjustment: whether it holds, and what that stands on. */
export interface ConditionExplanation extends Explained {
  readonly value: Outcome;
  readonly cells: readonly CellResult[];
}

/** A level, with what became of each of its conditions; the steps are those of its `where`. */
export interface LevelExplanation extends Explained {
  readonly reached: Outcome;
  readonly conditions: readonly {
    readonly name: "criteria" | "score" | "each_criterion" | "where";
    readonly value: Outcome;
  }[];
}

/** One judged ward with the explanation of each of its nodes. */
export interface WardExplanation {
  readonly ward: WardResult;
  readonly nodes: readonly NodeExplanation[];
  readonly conditions: readonly ConditionExplanation[];
  readonly levels: readonly LevelExplanation[];
}

/** Judges a table and explains every node of every ward that was asked for, from the registers that judged it. */
export function* explain(standard: Standard, table: WardTable, options: JudgeOptions = {}): Generator<WardExplanation> {
  for (const verdicts of judge(standard, table, options)) {
    for (let row = 0; row < verdicts.batch.count; row++) {
      if (verdicts.selected[row] !== 1) continue;
      const ward = verdicts.detail(row);
      const results = new Map(ward.nodes.map((node) => [node.id, node]));
      const nodes = verdicts.compiled.nodes.map((node) => explainNode(verdicts, row, node, ward, results));
      const { disqualifiers, adjustments } = standard;
      const conditions = [...disqualifiers, ...adjustments].map((one) => explainCondition(verdicts, row, ward, one));
      const levels = verdicts.compiled.levels.map((level, index) => explainLevel(verdicts, row, level, index));
      yield { ward, nodes, conditions, levels };
    }
  }
}

function explainNode(
  verdicts: Verdicts,
  row: number,
  compiled: CompiledNode,
  ward: WardResult,
  results: ReadonlyMap<string, NodeResult>,
): NodeExplanation {
  const { plan, nodes, standard } = verdicts.compiled;
  const { node } = compiled;
  const test = compiled.testExpression ?? node.measure?.value?.expression;
  const points = node.points?.form === "value" ? node.points.value.expression : undefined;
  const result = results.get(node.id) as NodeResult;
  return {
    node: result,
    declared: node,
    clause: clauseOf(compiled, nodes),
    thresholds: compiled.parameters.flatMap((id) => thresholdUsed(verdicts, row, standard.parameters.get(id))),
    cells: compiled.uses.map(({ field, periods }) => cellFor(verdicts, row, ward, field, periods)),
    steps: test === undefined ? [] : stepsOf(plan, test, row),
    applies: compiled.applies === undefined ? null : truthWord(plan.truths(compiled.applies)[row]),
    appliesSteps: node.applies === undefined ? [] : stepsOf(plan, node.applies.expression, row),
    pointsSteps: points === undefined ? [] : stepsOf(plan, points, row),
    margin: result.status === "met" ? marginOf(plan, compiled, row) : null,
    children: node.children.flatMap(({ id }) => results.get(id) ?? []),
  };
}

function explainCondition(
  verdicts: Verdicts,
  row: number,
  ward: WardResult,
  { id, title, clause, when }: Standard["disqualifiers"][number] | Standard["adjustments"][number],
): ConditionExplanation {
  const { plan, standard } = verdicts.compiled;
  const truth = plan.truths(plan.add(when.expression).low)[row];
  const uses = usesOf(standard, when.expression);
  return {
    id,
    title,
    clause: clause ?? null,
    value: truthWord(truth),
    cells: uses.map(({ field, periods }) => cellFor(verdicts, row, ward, field, periods)),
    steps: stepsOf(plan, when.expression, row),
  };
}

function truthWord(truth: number | undefined): Outcome {
  if (truth === Truth.true) return "true";
  return truth === Truth.false || truth === Truth.notApplicable ? "false" : "open";
}

/** A level, condition by condition; `where` with the steps of its computation. */
function explainLevel(verdicts: Verdicts, row: number, level: CompiledLevel, index: number): LevelExplanation {
  const { levels, compiled } = verdicts;
  const { id, title, clause, where } = level.level;
  return {
    id,
    title,
    clause: clause ?? null,
    reached: truthWord(levels.truths[index]?.[row]),
    conditions: [...levels.conditions(level, index, row)].map(([name, truth]) => ({ name, value: truthWord(truth) })),
    steps: where === undefined ? [] : stepsOf(compiled.outcomePlan, where.expression, row),
  };
}

function clauseOf(compiled: CompiledNode, nodes: readonly CompiledNode[]): string | null {
  for (let one: CompiledNode | undefined = compiled; one !== undefined; one = nodes[one.parent])
    if (one.node.clause !== undefined) return one.node.clause;
  return null;
}

function thresholdUsed({ compiled, batch }: Verdicts, row: number, parameter: Parameter | undefined): ThresholdUsed[] {
  if (parameter === undefined) return [];
  const { entry, amount, reason } = amountFor(compiled.standard, batch, row, parameter);
  return [{ parameter, entry: entry ?? null, amount: amount ?? null, reason: reason ?? null }];
}

function cellFor(
  { batch, compiled }: Verdicts,
  row: number,
  { cells }: WardResult,
  field: string,
  periods: number,
): CellResult {
  const here = batch.periods[row];
  const period = periods === 0 || here === undefined ? null : labelBefore(here, periods, compiled.standard.period);
  const found = cells.find((cell) => cell.field === field && cell.period === period);
  return found ?? { field, period, cell: { is: "missing" }, origin: null };
}
