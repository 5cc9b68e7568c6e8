import { NumberColumn, Truth } from "../exact/column.ts";
import { add, compare, divide, type Fraction, fraction, ONE, subtract } from "../exact/fraction.ts";
import { type Expression, visitExpression } from "../expression/expression.ts";
import { Plan } from "../expression/plan.ts";
import type { Argument, ProblemCode } from "../problem.ts";
import { isCondition, isScored, type Level, nodesOf, type PointsTest, type Standard } from "./model.ts";
import { combinedBounds, pointsBounds } from "./points.ts";

/** Reports under the id of a thing: `node TC1`, `level gold`. */
export type Report = (code: ProblemCode, place: string, args?: Readonly<Record<string, Argument>>) => void;

/** Checks that levels can be reached and that what they name has what they ask for. */
export function validateLevels(standard: Standard, report: Report): void {
  const bounds = combinedBounds(standard.criteria, standard.scoring);
  for (const level of standard.levels) {
    const place = `level ${level.id}`;
    checkCriteria(standard, level, report, place);
    if (readsScore(level) && bounds === undefined) report("criteria/no-points", place, { id: level.id });
    if (level.score !== undefined && bounds !== undefined) {
      const high = standard.scoring.rescale && standard.scoring.total ? standard.scoring.total : bounds.most;
      const extra = standard.adjustments.map(({ points }) => points);
      const low = extra.filter(({ n }) => n < 0n).reduce(add, bounds.least);
      const most = extra.filter(({ n }) => n > 0n).reduce(add, high);
      checkReachable(level.score, low, most, () =>
        report("criteria/level-never", place, { text: level.score?.text ?? "" }),
      );
    }
    if (readsScore(level)) checkRescale(standard, report, place);
  }
  for (const { where } of standard.levels)
    if (where !== undefined) checkOutcomes(standard, where.expression, report, "levels");
  for (const check of standard.checks) checkOutcomes(standard, check.require.expression, report, `check ${check.id}`);
}

function readsScore(level: Level): boolean {
  let reads = level.score !== undefined;
  if (level.where !== undefined) {
    visitExpression(level.where.expression, (inner) => {
      if (inner.op === "outcome" && inner.name === "score") reads = true;
    });
  }
  return reads;
}

function checkCriteria(standard: Standard, level: Level, report: Report, place: string): void {
  const counted = standard.criteria.filter((node) => !isCondition(node) && !isScored(node));
  const { criteria } = level;
  if (criteria !== undefined && counted.length === 0) report("criteria/group-counts-nothing", place, { id: level.id });
  else if (criteria?.form === "at_least" && criteria.count > counted.length) {
    report("criteria/at-least-too-many", place, { count: criteria.count, of: counted.length });
  }
  if (level.eachCriterion === undefined) return;
  for (const node of standard.criteria.filter((one) => !isCondition(one))) {
    const bounds = pointsBounds(node, standard.scoring);
    if (bounds === undefined) report("criteria/no-points", place, { id: node.id });
    else
      checkReachable(level.eachCriterion, bounds.least, bounds.most, () =>
        report("criteria/level-never", place, { text: level.eachCriterion?.text ?? "" }),
      );
  }
}

/** Points that are left out change the maximum; a level that reads the score must say whether it is rescaled. */
function checkRescale(standard: Standard, report: Report, place: string): void {
  if (standard.scoring.rescale) return;
  const modes = nodesOf(standard.criteria).map(
    ({ points }) => points && (points.notApplicable ?? standard.scoring.notApplicable),
  );
  if (modes.includes("exclude")) report("criteria/exclude-without-rescale", place);
}

/** Does any value between least and most pass the test? Tests that read parameters or fields are left alone. */
function checkReachable(test: PointsTest, least: Fraction, most: Fraction, never: () => void): void {
  if (test.of === "share" && most.n <= 0n) return;
  const [low, high] = test.of === "share" ? [divide(least, most), ONE] : [least, most];
  const turning = constants(test.expression);
  if (turning === undefined) return;
  const corners = [low, high, ...turning]
    .filter((value) => compare(value, low) >= 0 && compare(value, high) <= 0)
    .toSorted(compare);
  const between = corners.slice(1).map((value, index) => divide(add(value, corners[index] ?? value), fraction(2n)));
  const values = [...corners, ...between].slice(0, 1000);
  const column = new NumberColumn();
  for (const [row, value] of values.entries()) column.set(row, value);
  const plan = new Plan();
  const { low: register } = plan.add(test.expression);
  plan.run(() => column, values.length);
  if (!plan.truths(register).subarray(0, values.length).includes(Truth.true)) never();
}

/** The constants in a test, or undefined when it reads anything but the value it tests. */
function constants(expression: Expression): Fraction[] | undefined {
  const found: Fraction[] = [];
  let only = true;
  visitExpression(expression, (inner) => {
    if (inner.op === "constant") found.push(inner.value);
    else if (inner.op === "parameter" || inner.op === "field" || inner.op === "calendar") only = false;
    else if (inner.op === "apply" && (inner.operation === "+" || inner.operation === "-")) {
      const [a, b] = inner.items;
      if (a?.op === "constant" && b?.op === "constant")
        found.push(inner.operation === "+" ? add(a.value, b.value) : subtract(a.value, b.value));
      else only = false;
    } else if (inner.op === "apply" && !/^(and|or|not|[=<≤>≥])$/.test(inner.operation)) only = false;
  });
  return only ? found : undefined;
}

/** What `met` and `points` name must have a status or points. */
function checkOutcomes(standard: Standard, expression: Expression, report: Report, place: string): void {
  const nodes = new Map(nodesOf(standard.criteria).map((node) => [node.id, node]));
  visitExpression(expression, (inner) => {
    if (inner.op !== "outcome") return;
    const node = nodes.get(inner.of);
    if (inner.name === "met" && node !== undefined && isScored(node))
      report("criteria/met-of-scored", place, { id: node.id });
    const pointless = node !== undefined && pointsBounds(node, standard.scoring) === undefined;
    if ((inner.name === "points" || inner.name === "max_points") && pointless)
      report("criteria/no-points", place, { id: node.id });
  });
}
