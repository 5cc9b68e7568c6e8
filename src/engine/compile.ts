import {
  type CriteriaNode,
  isCondition,
  isScored,
  type Level,
  nodesOf,
  type PointsTest,
  type Standard,
} from "../criteria/model.ts";
import { combinedBounds, pointsBounds } from "../criteria/points-bounds.ts";
import type { Fraction } from "../exact/fraction.ts";
import {
  type Expression,
  type FieldUse,
  fieldsUsed,
  type OutcomeName,
  parametersUsed,
  substitute,
  visitExpression,
} from "../expression/expression.ts";
import { BOOLEAN, PLAIN, SHARE } from "../expression/kind.ts";
import { type Leaf, Plan } from "../expression/plan.ts";
import type { Text } from "../text.ts";
import { type Condition, conditionOf } from "./group-rule.ts";

/** A one-sided test of a node's value: what is needed to say how much is lacking. */
export interface Threshold {
  readonly operator: "≥" | ">" | "≤" | "<";
  readonly register: number;
  /** numerator and denominator when the value is a quotient of counts */
  readonly over?: number;
  readonly under?: number;
}

/** A node with the registers that its status and points are read from. */
export interface CompiledNode {
  readonly node: CriteriaNode;
  readonly index: number;
  readonly parent: number;
  readonly children: readonly number[];
  readonly scored: boolean;
  /** may a missing value, once filled in, turn out not applicable: declared by the ward, or for want of cases? */
  readonly mayNotApply: boolean;
  readonly applies?: number;
  readonly value?: { readonly register: number; readonly logic: boolean };
  readonly test?: number;
  readonly threshold?: Threshold;
  readonly pointsValue?: number;
  readonly condition?: Condition;
  readonly pointsTest?: { readonly plan: Plan; readonly register: number };
  /** least and greatest points; absent when the node has none */
  readonly bounds?: { readonly least: Fraction; readonly most: Fraction };
  readonly uses: readonly FieldUse[];
  readonly parameters: readonly string[];
}

/** A level with the registers of its conditions in the outcome plan. */
export interface CompiledLevel {
  readonly level: Level;
  readonly condition?: Condition;
  readonly score?: number;
  readonly eachCriterion?: number;
  readonly where?: number;
  readonly disqualifiers: readonly number[];
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
  readonly conditions: readonly { readonly id: string; readonly title: Text; readonly register: number }[];
  /** parameters that levels, disqualifiers and adjustments go by */
  readonly levelParameters: readonly string[];
  /** the furthest that any expression looks back, in periods */
  readonly lookBack: number;
  /** fields that are read from earlier periods */
  readonly earlierFields: readonly FieldUse[];
}

/** Everything about an outcome that may be an interval; conditions settle to one truth. */
export const isOpenLeaf = ({ op, kind }: Leaf["expression"]): boolean =>
  op === "outcome" && kind.is !== "boolean" && kind.is !== "choice";

const outcome = (name: OutcomeName, of: string): Expression => ({
  op: "outcome",
  name,
  of,
  kind: name === "met" ? BOOLEAN : name === "share" || name === "score_share" ? SHARE : PLAIN,
});

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
    levels: standard.levels.map((level) => compileLevel(standard, outcomePlan, level, counted.length)),
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

function compileNode(
  standard: Standard,
  plan: Plan,
  node: CriteriaNode,
  index: number,
  parent: number,
  indexOf: (node: CriteriaNode) => number,
): CompiledNode {
  const { measure, points, group } = node;
  const value = measure?.value?.expression;
  const test = value && measure?.require && substitute(measure.require.expression, value);
  const condition = value?.kind.is === "boolean" && measure?.scored !== true ? value : test;
  const pointsValue = points?.form === "value" ? points.value.expression : undefined;
  const bounds = pointsBounds(node, standard.scoring);
  const threshold = value && test && thresholdOf(standard, plan, value, test);
  const counting = group !== undefined && group.form !== "points" && group.form !== "scored" ? group : undefined;
  const pointsTest = group?.form === "points" ? group.test.expression : undefined;
  const read = [value, test, pointsValue, pointsTest, node.applies?.expression];
  return {
    node,
    index,
    parent,
    children: node.children.map(indexOf),
    scored: isScored(node),
    mayNotApply: measure?.whenNoCases === "not_applicable" || mayBeDeclared(standard, value, test, pointsValue),
    uses: usesOf(standard, ...read),
    parameters: parametersUsed(...read),
    ...(node.applies && { applies: plan.add(node.applies.expression).low }),
    ...(value && { value: { register: plan.add(value).low, logic: value.kind.is === "boolean" } }),
    ...(condition && { test: plan.add(condition).low }),
    ...(threshold && { threshold }),
    ...(pointsValue && { pointsValue: plan.add(pointsValue).low }),
    ...(counting && { condition: conditionOf(counting, node.children.length) }),
    ...(group?.form === "points" && { pointsTest: compilePointsTest(group.test, node.id) }),
    ...(bounds && { bounds }),
  };
}

/** The fields that expressions read, and those that say which class of a parameter a ward is in. */
export function usesOf(standard: Standard, ...expressions: readonly (Expression | undefined)[]): FieldUse[] {
  const classes = parametersUsed(...expressions).flatMap((id) =>
    (standard.parameters.get(id)?.values ?? []).flatMap(({ by }) => by.map((field) => ({ field, periods: 0 }))),
  );
  const uses = [...fieldsUsed(...expressions), ...classes];
  return [...new Map(uses.map((use) => [`${use.field} ${use.periods}`, use])).values()];
}

function mayBeDeclared(standard: Standard, ...expressions: readonly (Expression | undefined)[]): boolean {
  return fieldsUsed(...expressions).some(({ field }) => standard.fields.get(field)?.notApplicable === true);
}

function compilePointsTest(test: PointsTest, id: string): { plan: Plan; register: number } {
  const plan = new Plan(isOpenLeaf);
  const subject = outcome(test.of === "share" ? "share" : "points", id);
  return { plan, register: plan.add(substitute(test.expression, subject)).low };
}

/** Finds the threshold of a one-sided test, and the two counts whose quotient the value is. */
function thresholdOf(standard: Standard, plan: Plan, value: Expression, test: Expression): Threshold | undefined {
  if (test.op !== "apply" || !/^[<≤>≥]$/.test(test.operation)) return undefined;
  const [subject, bound] = test.items;
  if (subject !== value || bound === undefined || mentions(bound, value)) return undefined;
  const register = plan.add(bound).low;
  const operator = test.operation as Threshold["operator"];
  const quotient = quotientOf(standard, value);
  if (quotient === undefined) return { operator, register };
  return { operator, register, over: plan.add(quotient[0]).low, under: plan.add(quotient[1]).low };
}

function mentions(expression: Expression, wanted: Expression): boolean {
  let found = false;
  visitExpression(expression, (inner) => {
    if (inner === wanted) found = true;
  });
  return found;
}

function quotientOf(standard: Standard, value: Expression): readonly [Expression, Expression] | undefined {
  if (value.op === "field" && value.aspect === "value" && standard.fields.get(value.field)?.type === "ratio") {
    return [
      { ...value, aspect: "part", kind: PLAIN },
      { ...value, aspect: "whole", kind: PLAIN },
    ];
  }
  if (value.op !== "apply" || value.operation !== "/" || value.kind.is !== "share") return undefined;
  const [over, under] = value.items;
  return over && under && [over, under];
}

function compileLevel(standard: Standard, plan: Plan, level: Level, counted: number): CompiledLevel {
  const { criteria, score, eachCriterion, where } = level;
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
    ...(each && { eachCriterion: plan.add({ op: "apply", operation: "and", items: each, kind: BOOLEAN }).low }),
    ...(where && { where: plan.add(where.expression).low }),
  };
}
