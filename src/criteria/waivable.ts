import { type CriteriaNode, isScored, nodesOf } from "./model.ts";

/** Why a node cannot be waived: it is mandatory or stands below what is, or it only carries points. */
export function waiverFault(
  criteria: readonly CriteriaNode[],
  id: string,
):
  | { readonly code: "waiver/scored" | "waiver/mandatory"; readonly args: Readonly<Record<string, string>> }
  | undefined {
  const nodes = new Map(nodesOf(criteria).map((node) => [node.id, node]));
  const node = nodes.get(id);
  if (node !== undefined && isScored(node)) return { code: "waiver/scored", args: { id } };
  for (let above = node; above !== undefined; above = nodes.get(above.parent ?? ""))
    if (above.mandatory) return { code: "waiver/mandatory", args: { id, mandatory: above.id } };
  return undefined;
}
