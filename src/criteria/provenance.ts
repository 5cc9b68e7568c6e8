import type { CriteriaNode, Parameter, Points, Provenance, Standard } from "./model.ts";
import { weaker } from "./model.ts";

const lowered = (provenance: Provenance): Provenance => weaker(provenance, "illustrative");

/** The same standard with nothing in it shown as better than illustrative. */
export function withoutOfficial(standard: Standard): Standard {
  return {
    ...standard,
    provenance: lowered(standard.provenance),
    criteria: standard.criteria.map(loweredNode),
    parameters: new Map([...standard.parameters].map(([id, parameter]) => [id, loweredParameter(parameter)])),
  };
}

function loweredNode(node: CriteriaNode): CriteriaNode {
  const points = node.points && loweredPoints(node.points);
  return {
    ...node,
    provenance: lowered(node.provenance),
    children: node.children.map(loweredNode),
    ...(points && { points }),
  };
}

function loweredPoints(points: Points): Points {
  if (points.form !== "bands") return points;
  return { ...points, bands: points.bands.map((band) => ({ ...band, provenance: lowered(band.provenance) })) };
}

function loweredParameter(parameter: Parameter): Parameter {
  return {
    ...parameter,
    values: parameter.values.map((value) => ({ ...value, provenance: lowered(value.provenance) })),
  };
}

/** Is nothing in a standard shown as better than illustrative? */
export function isIllustrative(standard: Standard): boolean {
  const ofNode = ({ provenance, points, children }: CriteriaNode): boolean =>
    provenance === "illustrative" &&
    (points?.form !== "bands" || points.bands.every((band) => band.provenance === "illustrative")) &&
    children.every(ofNode);
  return (
    standard.provenance === "illustrative" &&
    standard.criteria.every(ofNode) &&
    [...standard.parameters.values()].every(({ values }) =>
      values.every((value) => value.provenance === "illustrative"),
    )
  );
}
