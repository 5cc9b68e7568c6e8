import { type CriteriaNode, isScored, type PointsTest, type Standard } from "../criteria/model.ts";
import { pointsBounds } from "../criteria/points-bounds.ts";
import { usesOf } from "../criteria/uses.ts";
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
  /** what `test` computes */
  readonly testExpression?: Expression;
  readonly threshold?: Threshold;
  readonly pointsValue?: number;
  readonly condition?: Condition;
  readonly pointsTest?: { readonly plan: Plan; readonly register: number };
  /** least and greatest points; absent when the node has none */
  readonly bounds?: { readonly least: Fraction; readonly most: Fraction };
  readonly uses: readonly FieldUse[];
  /** the fields of `uses`, each once */
  readonly usedFields: readonly string[];
  readonly parameters: readonly string[];
}

/** Everything about an outcome that may be an interval; conditions settle to one truth. */
export const isOpenLeaf = ({ op, kind }: Leaf["expression"]): boolean =>
  op === "outcome" && kind.is !== "boolean" && kind.is !== "choice";

/** An expression for what only a judged ward has. */
export const outcome = (name: OutcomeName, of: string): Expression => ({
  op: "outcome",
  name,
  of,
  kind: name === "met" ? BOOLEAN : name === "share" || name === "score_share" ? SHARE : PLAIN,
});

/** Compiles a node: its expressions go into the plan, its rule becomes a condition. */
export function compileNode(
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
  const uses = usesOf(standard, ...read);
  return {
    node,
    index,
    parent,
    children: node.children.map(indexOf),
    scored: isScored(node),
    mayNotApply: measure?.whenNoCases === "not_applicable" || mayBeDeclared(standard, value, test, pointsValue),
    uses,
    usedFields: [...new Set(uses.map(({ field }) => field))],
    parameters: parametersUsed(...read),
    ...(node.applies && { applies: plan.add(node.applies.expression).low }),
    ...(value && { value: { register: plan.add(value).low, logic: value.kind.is === "boolean" } }),
    ...(condition && { test: plan.add(condition).low, testExpression: condition }),
    ...(threshold && { threshold }),
    ...(pointsValue && { pointsValue: plan.add(pointsValue).low }),
    ...(counting && { condition: conditionOf(counting, node.children.length) }),
    ...(group?.form === "points" && { pointsTest: compilePointsTest(group.test, node.id) }),
    ...(bounds && { bounds }),
  };
}

function mayBeDeclared(standard: Standard, ...expressions: readonly (Expression | undefined)[]): boolean {
  return usesOf(standard, ...expressions).some(({ field }) => standard.fields.get(field)?.notApplicable === true);
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
  if (over?.op !== "field" || under === undefined) return undefined;
  // Where the numerator is a part of the denominator, one unit more moves both.
  return fieldsUsed(under).some(({ field }) => field === over.field) ? undefined : [over, under];
}
