import { toExactDecimal } from "../exact/decimal.ts";
import { equal, type Fraction } from "../exact/fraction.ts";
import { fieldsUsed } from "../expression/expression.ts";
import { bandFaults } from "./bands.ts";
import { domainOf } from "./domain.ts";
import type { Entries } from "./entries.ts";
import { type CriteriaNode, isScored, nodesOf, type Standard } from "./model.ts";
import { combinedBounds, pointsBounds } from "./points.ts";
import { type Report, validateLevels } from "./validate-levels.ts";

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
    checkNotApplicable(standard, node, report);
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
  if (group === undefined || group.form === "scored" || group.form === "points") return;
  const counted = node.children.filter((child) => !isScored(child)).length;
  if (counted === 0) report("criteria/group-counts-nothing", place(node), { id: node.id });
  else if (group.form === "at_least" && group.count > counted)
    report("criteria/at-least-too-many", place(node), { count: group.count, of: counted });
}

function checkPoints(standard: Standard, node: CriteriaNode, report: Report): void {
  const { points } = node;
  if (node.group?.form === "points" && pointsBounds(node, standard.scoring) === undefined) {
    report("criteria/no-points", place(node), { id: node.id });
  }
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

/** Can the node come out as not applicable? */
function canBeNotApplicable(node: CriteriaNode, standard: Standard): boolean {
  const { measure } = node;
  if (node.applies !== undefined) return true;
  if (measure === undefined) return node.children.every((child) => canBeNotApplicable(child, standard));
  if (measure.whenNoCases === "not_applicable" || measure.whenMissing?.treatAs === "not_applicable") return true;
  return fieldsUsed(measure.value?.expression).some(({ field }) => standard.fields.get(field)?.notApplicable === true);
}

/** A node that may be not applicable and has points of its own must say what becomes of them. */
function checkNotApplicable(standard: Standard, node: CriteriaNode, report: Report): void {
  const { points } = node;
  if (points === undefined || points.form === "children") return;
  const mode = points.notApplicable ?? standard.scoring.notApplicable;
  if (mode === undefined && canBeNotApplicable(node, standard))
    report("criteria/not-applicable-unsaid", place(node), { id: node.id });
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
  if (bare.length > 0) report("criteria/no-clause", "criteria", { ids: bare.join(", ") });
}
