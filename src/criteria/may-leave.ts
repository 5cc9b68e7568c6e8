import type { CriteriaNode, NotApplicableMode, Standard } from "./model.ts";
import { usesOf } from "./uses.ts";

/** Can the node come out as not applicable by itself, not counting what stands above it? */
function canBeNotApplicable(node: CriteriaNode, standard: Standard): boolean {
  const { measure, points } = node;
  if (node.applies !== undefined) return true;
  if (measure === undefined) return node.children.every((child) => canBeNotApplicable(child, standard));
  if (measure.whenNoCases === "not_applicable" || measure.whenMissing?.treatAs === "not_applicable") return true;
  const read = [measure.value, measure.require, points?.form === "value" ? points.value : undefined];
  return usesOf(standard, ...read.map((formula) => formula?.expression)).some(
    ({ field }) => standard.fields.get(field)?.notApplicable === true,
  );
}

/**
 * Finds nodes with points of their own that may be not applicable, by themselves or because of what stands above
 * them, and what becomes of their points then. A group that says so speaks for everything in it.
 */
export function* pointsThatMayLeave(
  standard: Standard,
  nodes: readonly CriteriaNode[] = standard.criteria,
  above: boolean = false,
): Generator<{ readonly node: CriteriaNode; readonly mode: NotApplicableMode | undefined }> {
  for (const node of nodes) {
    const { points } = node;
    const own = points !== undefined && points.form !== "children";
    const mayLeave = above || canBeNotApplicable(node, standard);
    const says = points?.notApplicable;
    if (mayLeave && (own || says !== undefined)) yield { node, mode: says ?? standard.scoring.notApplicable };
    yield* pointsThatMayLeave(standard, node.children, says === undefined && (above || node.applies !== undefined));
  }
}
