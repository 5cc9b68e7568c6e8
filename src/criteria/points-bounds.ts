import { add, divide, type Fraction, greatest, least, multiply, round, ZERO } from "../exact/fraction.ts";
import type { CriteriaNode, Scoring } from "./model.ts";

/** The least and the greatest points there can be. */
export interface Bounds {
  readonly least: Fraction;
  readonly most: Fraction;
}

/** The least and the greatest number of points that a node can have while it counts. */
export function pointsBounds(node: CriteriaNode, scoring: Scoring): Bounds | undefined {
  const bounds = unroundedBounds(node, scoring);
  const digits = node.points?.round;
  if (bounds === undefined || digits === undefined) return bounds;
  return { least: round(bounds.least, digits), most: round(bounds.most, digits) };
}

function unroundedBounds(node: CriteriaNode, scoring: Scoring): Bounds | undefined {
  const { points } = node;
  switch (points?.form) {
    case "status":
      return { least: least(points.met, points.notMet), most: greatest(points.met, points.notMet) };
    case "proportional":
    case "linear":
      return { least: least(ZERO, points.max), most: greatest(ZERO, points.max) };
    case "bands": {
      const all = points.bands.map((band) => band.points);
      return { least: all.reduce(least), most: all.reduce(greatest) };
    }
    case "value":
      return { least: points.min, most: points.max };
    default: {
      const combined = combinedBounds(node.children, scoring);
      const floor = points?.min;
      return combined && { ...combined, least: floor === undefined ? combined.least : greatest(floor, combined.least) };
    }
  }
}

/** The same for nodes together: their weighted sum or mean; undefined when none has points. */
export function combinedBounds(nodes: readonly CriteriaNode[], scoring: Scoring): Bounds | undefined {
  let sum = { least: ZERO, most: ZERO, weight: ZERO };
  let any = false;
  for (const node of nodes) {
    const bounds = pointsBounds(node, scoring);
    if (bounds === undefined) continue;
    any = true;
    sum = {
      least: add(sum.least, multiply(node.weight, bounds.least)),
      most: add(sum.most, multiply(node.weight, bounds.most)),
      weight: add(sum.weight, node.weight),
    };
  }
  if (!any) return undefined;
  if (scoring.combine === "sum") return sum;
  return { least: divide(sum.least, sum.weight), most: divide(sum.most, sum.weight) };
}
