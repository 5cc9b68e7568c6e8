import { isCondition, type Level, nodesOf, type PointsTest, type Standard } from "../criteria/model.ts";
import { combinedBounds } from "../criteria/points-bounds.ts";
import {
  type Expression,
  type FieldUse,
  fieldsUsed,
  type OutcomeName,
  parametersUsed,
  substitute,
} from "../expression/expression.ts";
import { BOOLEAN } from "../expression/kind.ts";
import { Plan } from "../expression/plan.ts";
import type { Text } from "../text.ts";
import { type CompiledNode, compileNode, isOpenLeaf, outcome } from "./compile-node.ts";
import { type Condition, conditionOf } from "./group-rule.ts";

/** A condition, and the register of its truths. */
export interface CompiledCondition {
  readonly id: string;
  readonly title: Text;
  readonly register: number;
}

/** A level with the registers of its conditions in the outcome plan. */
export interface CompiledLevel {
  readonly level: Level;
  readonly condition?: Condition;
  readonly score?: number;
  readonly eachCriterion?: number;
  readonly where?: number;
  readonly disqualifiers: readonly number[];
  /** the register of the bound that a one-sided test of the score compares with */
  readonly scoreBound?: number;
}

/** A standard ready to run: registers for every expression, nodes in order, levels best first. */
export interface CompiledStandard {
  readonly standard: Standard;
  readonly plan: Plan;
  readonly nodes: readonly CompiledNode[];
  readonly byId: ReadonlyMap<string, CompiledNode>;
  /** criteria that count: top nodes that are neither conditions nor only scored */
  readonly counted: readonly CompiledNode[];
  readonly roots: readonly CompiledNode[];
  readonly hasScore: boolean;
  readonly checks: readonly number[];
  readonly disqualifiers: readonly number[];
  readonly adjustments: readonly number[];
  readonly outcomePlan: Plan;
  readonly warnChecks: readonly { readonly check: number; readonly register: number }[];
  readonly levels: readonly CompiledLevel[];
  readonly mandatory: readonly CompiledNode[];
  /** conditions beside the nodes' own values, whose data must not contradict themselves either */
  readonly conditions: readonly CompiledCondition[];
  /** the same in the outcome plan: conditions of levels and warn-checks */
  readonly outcomeConditions: readonly CompiledCondition[];
  /** parameters that levels, disqualifiers and adjustments go by */
  readonly levelParameters: readonly string[];
  /** the furthest that any expression looks back, in periods */
  readonly lookBack: number;
  /** fields that are read from earlier periods */
  readonly earlierFields: readonly FieldUse[];
}

/** Compiles a standard once, to run over any number of rows. */
export function compile(standard: Standard): CompiledStandard {
  const plan = new Plan();
  const list = nodesOf(standard.criteria);
  const indexes = new Map(list.map((node, index) => [node, index]));
  const parents = new Map(list.map((node, index) => [node.id, index]));
  const nodes = list.map((node, index) =>
    compileNode(standard, plan, node, index, parents.get(node.parent ?? "") ?? -1, (child) => indexes.get(child) ?? -1),
  );
  const outcomePlan = new Plan(isOpenLeaf);
  const roots = nodes.filter(({ parent }) => parent < 0);
  const counted = roots.filter(({ node, scored }) => !isCondition(node) && !scored);
  const levels = standard.levels.map((level) => compileLevel(standard, outcomePlan, level, counted.length));
  const everything = expressionsOf(standard);
  const uses = fieldsUsed(...everything);
  return {
    standard,
    plan,
    nodes,
    roots,
    counted,
    byId: new Map(nodes.map((node) => [node.node.id, node])),
    hasScore: combinedBounds(standard.criteria, standard.scoring) !== undefined,
    checks: standard.checks
      .filter(({ severity }) => severity === "refuse")
      .map(({ require }) => plan.add(require.expression).low),
    disqualifiers: standard.disqualifiers.map(({ when }) => plan.add(when.expression).low),
    adjustments: standard.adjustments.map(({ when }) => plan.add(when.expression).low),
    outcomePlan,
    warnChecks: standard.checks.flatMap(({ severity, require }, check) =>
      severity === "warn" ? [{ check, register: outcomePlan.add(require.expression).low }] : [],
    ),
    levels,
    mandatory: nodes.filter(({ node }) => node.mandatory),
    conditions: [
      ...[...standard.checks.filter(({ severity }) => severity === "refuse")].map(({ id, title, require }) => ({
        id,
        title,
        register: plan.add(require.expression).low,
      })),
      ...[...standard.adjustments, ...standard.disqualifiers].map(({ id, title, when }) => ({
        id,
        title,
        register: plan.add(when.expression).low,
      })),
      ...list.flatMap(({ id, title, applies }) =>
        applies === undefined ? [] : [{ id, title, register: plan.add(applies.expression).low }],
      ),
    ],
    outcomeConditions: [
      ...levels.flatMap(({ level: { id, title }, score, eachCriterion, where }) =>
        [score, eachCriterion, where].flatMap((register) => (register === undefined ? [] : [{ id, title, register }])),
      ),
      ...standard.checks.flatMap(({ id, title, severity, require }) =>
        severity === "warn" ? [{ id, title, register: outcomePlan.add(require.expression).low }] : [],
      ),
    ],
    levelParameters: parametersUsed(
      ...[...standard.adjustments, ...standard.disqualifiers].map(({ when }) => when.expression),
      ...standard.levels.flatMap(({ score, eachCriterion, where }) =>
        [score, eachCriterion, where].map((one) => one?.expression),
      ),
    ),
    lookBack: Math.max(0, ...uses.map(({ periods }) => periods)),
    earlierFields: uses.filter(({ periods }) => periods > 0),
  };
}

/** Does any expression read earlier periods, so that all rows must be at hand? */
export const looksBack = (standard: Standard): boolean =>
  fieldsUsed(...expressionsOf(standard)).some(({ periods }) => periods > 0);

function expressionsOf(standard: Standard): Expression[] {
  const formulas = [
    ...nodesOf(standard.criteria).flatMap(({ applies, measure, points, group }) => [
      applies,
      measure?.value,
      measure?.require,
      points?.form === "value" ? points.value : undefined,
      group?.form === "points" ? group.test : undefined,
    ]),
    ...standard.checks.map(({ require }) => require),
    ...standard.adjustments.map(({ when }) => when),
    ...standard.disqualifiers.map(({ when }) => when),
    ...standard.levels.flatMap(({ score, eachCriterion, where }) => [score, eachCriterion, where]),
  ];
  return formulas.flatMap((formula) => (formula === undefined ? [] : [formula.expression]));
}

function compileLevel(standard: Standard, plan: Plan, level: Level, counted: number): CompiledLevel {
  const { criteria, score, eachCriterion, where } = level;
  const test = score?.of === "points" ? score.expression : undefined;
  const bound = test?.op === "apply" && test.items[0]?.op === "subject" ? test.items[1] : undefined;
  const testOf = (test: PointsTest, points: OutcomeName, share: OutcomeName, of: string) =>
    substitute(test.expression, outcome(test.of === "share" ? share : points, of));
  const each =
    eachCriterion &&
    standard.criteria
      .filter((node) => !isCondition(node))
      .map((node) => testOf(eachCriterion, "points", "share", node.id));
  return {
    level,
    disqualifiers: standard.disqualifiers.flatMap(({ blocks }, index) => (blocks.includes(level.id) ? [index] : [])),
    ...(criteria && { condition: conditionOf(criteria, counted) }),
    ...(score && { score: plan.add(testOf(score, "score", "score_share", "")).low }),
    ...(bound && { scoreBound: plan.add(bound).low }),
    ...(each && { eachCriterion: plan.add({ op: "apply", operation: "and", items: each, kind: BOOLEAN }).low }),
    ...(where && { where: plan.add(where.expression).low }),
  };
}
