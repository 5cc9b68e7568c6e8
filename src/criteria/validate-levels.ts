import { add, divide, greatest, least, ONE, ZERO } from "../exact/fraction.ts";
import { type Expression, visitExpression } from "../expression/expression.ts";
import type { Argument, ProblemCode } from "../problem.ts";
import type { Domain } from "./domain.ts";
import { pointsThatMayLeave } from "./may-leave.ts";
import { isCondition, isScored, type Level, nodesOf, type PointsTest, type Range, type Standard } from "./model.ts";
import { combinedBounds, pointsBounds } from "./points-bounds.ts";
import { canHold } from "./reachable.ts";

/** Reports under the id of a thing: `node TC1`, `level gold`. */
export type Report = (code: ProblemCode, place: string, args?: Readonly<Record<string, Argument>>) => void;

/** Checks that levels can be reached and that what they name has what they ask for. */
export function validateLevels(standard: Standard, report: Report): void {
  const scores = scoreDomain(standard);
  for (const level of standard.levels) {
    const place = `level ${level.id}`;
    const never = (text: string) => report("criteria/level-never", place, { text });
    checkCriteria(standard, level, report, place);
    if (readsScore(level) && scores === undefined) report("criteria/no-points", place, { id: level.id });
    if (scores !== undefined) {
      const { score, where } = level;
      if (score !== undefined && !canHold(score.expression, pointsDomain(score, scores))) never(score.text);
      if (where !== undefined && !canHold(where.expression, scores)) never(where.text);
    }
    if (readsScore(level)) checkRescale(standard, report, place);
  }
  for (const { where } of standard.levels)
    if (where !== undefined) checkOutcomes(standard, where.expression, report, "levels");
  for (const check of standard.checks) checkOutcomes(standard, check.require.expression, report, `check ${check.id}`);
}

/** The scores there can be: the criteria's points, adjusted and clamped; undefined when nothing has points. */
function scoreDomain({ criteria, scoring, adjustments }: Standard): Range | undefined {
  const bounds = combinedBounds(criteria, scoring);
  if (bounds === undefined) return undefined;
  const most = scoring.rescale === true && scoring.total !== undefined ? scoring.total : bounds.most;
  const extra = adjustments.map(({ points }) => points);
  const low = extra.filter(({ n }) => n < 0n).reduce(add, bounds.least);
  const high = extra.filter(({ n }) => n > 0n).reduce(add, most);
  const { clamp } = scoring;
  const clamped = (value: typeof low) => (clamp === undefined ? value : greatest(clamp.low, least(clamp.high, value)));
  return { low: clamped(low), high: clamped(high) };
}

/** The values that a test of points sees: points, or their share of the greatest. */
export function pointsDomain({ of }: PointsTest, { low, high }: Range): Domain {
  if (of === "points") return { low, high };
  return high.n <= 0n ? {} : { low: divide(low, high), high: ONE };
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
  if (criteria?.form === "share" && !canHold(criteria.test.expression, { low: ZERO, high: ONE })) {
    report("criteria/level-never", place, { text: criteria.test.text });
  }
  if (criteria !== undefined && counted.length === 0) report("criteria/group-counts-nothing", place, { id: level.id });
  else if (criteria?.form === "at_least" && criteria.count > counted.length) {
    report("criteria/at-least-too-many", place, { count: criteria.count, of: counted.length });
  }
  if (level.eachCriterion === undefined) return;
  for (const node of standard.criteria.filter((one) => !isCondition(one))) {
    const bounds = pointsBounds(node, standard.scoring);
    if (bounds === undefined) report("criteria/no-points", place, { id: node.id });
    else if (
      !canHold(
        level.eachCriterion.expression,
        pointsDomain(level.eachCriterion, { low: bounds.least, high: bounds.most }),
      )
    ) {
      report("criteria/level-never", place, { text: level.eachCriterion.text });
    }
  }
}

/** Points that are left out change the maximum; a level that reads the score must say whether it is rescaled. */
function checkRescale(standard: Standard, report: Report, place: string): void {
  if (standard.scoring.rescale !== undefined) return;
  const excluded = [...pointsThatMayLeave(standard)].some(({ mode }) => mode === "exclude");
  if (excluded) report("criteria/exclude-without-rescale", place);
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
