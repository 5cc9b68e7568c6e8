import { toExactDecimal } from "../exact/decimal.ts";
import { equal, type Fraction, ONE, ZERO } from "../exact/fraction.ts";
import { isQuantity } from "../expression/kind.ts";
import { bandFaults } from "./bands.ts";
import { domainOf } from "./domain.ts";
import type { Entries } from "./entries.ts";
import { pointsThatMayLeave } from "./may-leave.ts";
import { type CriteriaNode, isScored, nodesOf, type Standard } from "./model.ts";
import { combinedBounds, pointsBounds } from "./points-bounds.ts";
import { canHold } from "./reachable.ts";
import { pointsDomain, type Report, validateLevels } from "./validate-levels.ts";

/** Checks what no single key shows: sums, scales, groups, levels. */
export function validate(standard: Standard, top: Entries): void {
  const { file } = top;
  const report: Report = (code, place, args = {}) => {
    file.report(code, file.places.get(place) ?? top.offset(place), args);
  };
  const nodes = nodesOf(standard.criteria);
  for (const node of nodes) {
    checkGroup(node, report);
    checkPoints(standard, node, report);
  }
  for (const { node, mode } of pointsThatMayLeave(standard)) {
    if (mode === undefined) report("criteria/not-applicable-unsaid", place(node), { id: node.id });
  }
  checkTotal(standard, report);
  warnOfClauses(nodes, report);
  validateLevels(standard, report);
}

const place = (node: CriteriaNode): string => `node ${node.id}`;
const written = (value: Fraction): string => toExactDecimal(value) ?? `${value.n}/${value.d}`;

function checkGroup(node: CriteriaNode, report: Report): void {
  if (node.mandatory && isScored(node)) report("criteria/mandatory-scored", place(node), { id: node.id });
  const { group } = node;
  const byStatus = node.points?.form === "status";
  if (byStatus && (group?.form === "points" || group?.form === "scored")) {
    report("criteria/circular-points", place(node), { id: node.id });
  }
  if (group?.form === "share" && !canHold(group.test.expression, { low: ZERO, high: ONE })) {
    report("criteria/test-never", place(node), { text: group.test.text });
  }
  if (group === undefined || group.form === "scored" || group.form === "points") return;
  const counted = node.children.filter((child) => !isScored(child)).length;
  if (counted === 0) report("criteria/group-counts-nothing", place(node), { id: node.id });
  else if (group.form === "at_least" && group.count > counted)
    report("criteria/at-least-too-many", place(node), { count: group.count, of: counted });
}

function checkPoints(standard: Standard, node: CriteriaNode, report: Report): void {
  const { points } = node;
  if (node.group?.form === "points") {
    const { test } = node.group;
    const bounds = pointsBounds(node, standard.scoring);
    if (bounds === undefined) report("criteria/no-points", place(node), { id: node.id });
    else if (!canHold(test.expression, pointsDomain(test, { low: bounds.least, high: bounds.most }))) {
      report("criteria/test-never", place(node), { text: test.text });
    }
  }
  checkRequire(standard, node, report);
  checkExcluded(standard, node, report);
  if (points?.form === "bands" && node.measure?.value !== undefined) {
    const domain = domainOf(node.measure.value.expression, standard.fields);
    for (const fault of new Set(bandFaults(points.bands, domain))) {
      report(fault === "gap" ? "criteria/bands-gap" : "criteria/bands-overlap", place(node), { id: node.id });
    }
  }
  if (points?.form !== "children") return;
  const bounds = combinedBounds(node.children, standard.scoring);
  if (bounds === undefined) report("criteria/no-points", place(node), { id: node.id });
  else if (points.max !== undefined && !equal(points.max, bounds.most)) {
    report("criteria/points-sum", place(node), { id: node.id, seen: written(points.max), sum: written(bounds.most) });
  }
}

/** A floor or a rounding over points that may be excluded would give more than what counts. */
function checkExcluded(standard: Standard, { id, points, children }: CriteriaNode, report: Report): void {
  if (points?.form !== "children" || (points.round === undefined && (points.min?.n ?? 0n) <= 0n)) return;
  const excluded = [...pointsThatMayLeave(standard, children)].some(({ mode }) => mode === "exclude");
  if (excluded) report("criteria/group-excluded", `node ${id}`, { id });
}

/** A requirement that no value of the field's range can meet. */
function checkRequire(standard: Standard, { measure, id }: CriteriaNode, report: Report): void {
  const value = measure?.value?.expression;
  if (measure?.require === undefined || value === undefined || !isQuantity(value.kind)) return;
  if (canHold(measure.require.expression, domainOf(value, standard.fields))) return;
  report("criteria/test-never", `node ${id}`, { text: measure.require.text });
}

function checkTotal(standard: Standard, report: Report): void {
  const { total } = standard.scoring;
  if (total === undefined) return;
  const bounds = combinedBounds(standard.criteria, standard.scoring);
  if (bounds === undefined) report("criteria/no-points", "scoring", { id: standard.id });
  else if (!equal(bounds.most, total))
    report("criteria/total-differs", "scoring", { seen: written(total), sum: written(bounds.most) });
}

/** One warning for all thresholds that no clause stands behind, so that it does not drown the rest. */
function warnOfClauses(nodes: readonly CriteriaNode[], report: Report): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const grounded = (node: CriteriaNode | undefined): boolean =>
    node !== undefined && (node.clause !== undefined || grounded(byId.get(node.parent ?? "")));
  const bare = nodes.filter((node) => node.measure?.require !== undefined && !grounded(node)).map(({ id }) => id);
  if (bare.length > 0) report("criteria/no-clause", `node ${bare[0]}`, { ids: bare.join(", ") });
}
