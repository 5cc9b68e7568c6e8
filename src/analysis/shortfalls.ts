import { isCondition, type Standard } from "../criteria/model.ts";
import type { NodeResult, WardResult } from "../engine/result.ts";

/** A leaf that keeps a criterion from being met, with the criterion it belongs to. */
export interface Shortfall {
  readonly criterion: string;
  readonly node: NodeResult;
  /** the missing fields that leave it unknown */
  readonly missing: readonly string[];
}

/**
 * What a ward lacks: for each criterion not met or unknown, the leaves that are; and of what only carries points, the
 * leaves whose figures are missing. Conditions come with the criteria.
 */
export function shortfallsOf(ward: WardResult): Shortfall[] {
  const byParent = new Map<string | null, NodeResult[]>();
  for (const node of ward.nodes) byParent.set(node.parent, [...(byParent.get(node.parent) ?? []), node]);
  const missing = new Set(
    ward.cells.filter(({ cell, period }) => cell.is === "missing" && period === null).map(({ field }) => field),
  );
  const leaves = (node: NodeResult, criterion: string): Shortfall[] => {
    const children = byParent.get(node.id) ?? [];
    if (node.status === "scored") {
      if (children.length > 0) return children.flatMap((child) => leaves(child, criterion));
      const lacks = node.uses.filter((field) => missing.has(field));
      return lacks.length > 0 ? [{ criterion, node, missing: lacks }] : [];
    }
    if (node.status !== "not_met" && node.status !== "unknown") return [];
    const below = children.filter(({ status }) => status === node.status).flatMap((child) => leaves(child, criterion));
    if (below.length > 0) return below;
    return [
      { criterion, node, missing: node.status === "unknown" ? node.uses.filter((field) => missing.has(field)) : [] },
    ];
  };
  return (byParent.get(null) ?? []).flatMap((node) => leaves(node, node.id));
}

/** How many wards fail a criterion. */
export interface Bottleneck {
  readonly criterion: string;
  readonly failed: number;
  readonly of: number;
}

/** The criteria that most wards fail, most often first, at most `most`. */
export function bottlenecksOf(standard: Standard, wards: readonly WardResult[], most: number): Bottleneck[] {
  return standard.criteria
    .map(({ id }) => ({
      criterion: id,
      failed: wards.filter(({ nodes }) => nodes.some((node) => node.id === id && node.status === "not_met")).length,
      of: wards.length,
    }))
    .filter(({ failed }) => failed > 0)
    .toSorted((a, b) => b.failed - a.failed)
    .slice(0, most);
}

/** Wards that reached no level and fail exactly one criterion. */
export function nearlyEligible(
  standard: Standard,
  wards: readonly WardResult[],
  most: number,
): readonly { readonly ward: WardResult; readonly shortfalls: readonly Shortfall[] }[] {
  const counted = new Set(standard.criteria.filter((node) => !isCondition(node)).map(({ id }) => id));
  return wards
    .filter(({ level }) => level === "none")
    .map((ward) => ({ ward, shortfalls: shortfallsOf(ward) }))
    .filter(
      ({ shortfalls }) =>
        new Set(shortfalls.map(({ criterion }) => criterion)).size === 1 &&
        shortfalls.every(({ criterion, node }) => counted.has(criterion) && node.status === "not_met"),
    )
    .slice(0, most);
}
