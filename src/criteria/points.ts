import { add, compare, divide, type Fraction, greatest, least, multiply, ZERO } from "../exact/fraction.ts";
import { describeKind, type Kind } from "../expression/kind.ts";
import type { Entries, WrittenNumber } from "./entries.ts";
import type { Formulas } from "./formulas.ts";
import {
  type Band,
  type CriteriaNode,
  type Measure,
  type Points,
  PROVENANCES,
  type Provenance,
  type Scoring,
} from "./model.ts";

const KEYS = [
  "max",
  "min",
  "met",
  "not_met",
  "proportional",
  "linear",
  "bands",
  "value",
  "clamp",
  "round",
  "not_applicable",
] as const;
const BAND_KEYS = ["from", "below", "above", "to", "points", "label", "provenance"] as const;
const MOST_DECIMALS = 12;

/** Reads how a node earns points: one way of the five for a leaf, the sum or its own status for a group. */
export function readPoints(
  formulas: Formulas,
  owner: Entries,
  measure: Measure | undefined,
  provenance: Provenance,
): Points | undefined {
  const entries = owner.map("points", KEYS);
  if (entries === undefined) return undefined;
  const ways = ["met", "proportional", "linear", "bands", "value"].filter((key) => entries.has(key));
  if (ways.length > 1) return entries.report("criteria/points-ways", undefined, { seen: ways.join(", ") });
  const round = entries.whole("round", 0, MOST_DECIMALS);
  const notApplicable = entries.choice("not_applicable", ["exclude", "full", "zero"]);
  const way =
    measure === undefined
      ? readGroupPoints(entries, ways[0])
      : readLeafPoints(formulas, entries, ways[0], measure, provenance);
  return way && { ...way, ...(round !== undefined && { round }), ...(notApplicable && { notApplicable }) };
}

function readGroupPoints(entries: Entries, way: string | undefined): Points | undefined {
  if (way === "met") return readStatusPoints(entries);
  if (way !== undefined) return entries.report("criteria/leaf-only", way, { key: way });
  const min = entries.number("min");
  const max = entries.number("max");
  return { form: "children", ...(min && { min }), ...(max && { max }) };
}

function readStatusPoints(entries: Entries): Points | undefined {
  const met = entries.number("met");
  const notMet = entries.number("not_met", true);
  return met && notMet && { form: "status", met, notMet };
}

function readLeafPoints(
  formulas: Formulas,
  entries: Entries,
  way: string | undefined,
  measure: Measure,
  provenance: Provenance,
): Points | undefined {
  const kind = measure.value?.expression.kind;
  const byStatus = way === undefined || way === "met";
  if (byStatus && measure.scored) return entries.report("criteria/scored-by-status", undefined);
  if (way === "met") return readStatusPoints(entries);
  if (way === "value") return readValuePoints(formulas, entries);
  if (way === "bands") return kind && readBands(entries, kind, provenance);
  const max = entries.number("max", true);
  if (max === undefined) return undefined;
  if (way === undefined) return { form: "status", met: max, notMet: ZERO };
  if (kind === undefined) return undefined;
  return way === "linear" ? readLinear(entries, max, kind) : readProportional(entries, max, kind, measure);
}

function readProportional(entries: Entries, max: Fraction, kind: Kind, measure: Measure): Points | undefined {
  if (kind.is !== "share")
    return entries.report("criteria/proportional-share", "proportional", { seen: describeKind(kind) });
  if (/[<≤]/.test(measure.require?.text ?? ""))
    return entries.report("criteria/proportional-with-at-most", "proportional");
  return entries.truth("proportional") ? { form: "proportional", max, clamp: entries.truth("clamp") } : undefined;
}

function readLinear(entries: Entries, max: Fraction, kind: Kind): Points | undefined {
  const linear = entries.map("linear", ["zero_at", "full_at"]);
  linear?.require("zero_at");
  linear?.require("full_at");
  const zeroAt = linear && bound(linear, "zero_at", kind);
  const fullAt = linear && bound(linear, "full_at", kind);
  if (linear === undefined || zeroAt === undefined || fullAt === undefined) return undefined;
  if (compare(zeroAt, fullAt) === 0) return linear.report("criteria/linear-flat", "full_at");
  return { form: "linear", max, zeroAt, fullAt };
}

function readValuePoints(formulas: Formulas, entries: Entries): Points | undefined {
  const value = formulas.expression(entries, "value", formulas.data, "quantity");
  if (value?.expression.kind.is === "share") {
    return entries.report("criteria/points-kind", "value", { seen: describeKind(value.expression.kind) });
  }
  const min = entries.number("min") ?? ZERO;
  const max = entries.number("max", true);
  if (max !== undefined && compare(min, max) > 0) return entries.report("criteria/range-order", "min");
  return value && max && { form: "value", value, min, max, clamp: entries.truth("clamp") };
}

/** A bound in the value's own kind: a share wants `%`, a number must not have it; 0 fits both. */
function bound(entries: Entries, key: string, kind: Kind): Fraction | undefined {
  const written: WrittenNumber | undefined = entries.written(key);
  if (written === undefined) return undefined;
  const fits = written.percent === (kind.is === "share") || written.value.n === 0n;
  return fits ? written.value : entries.report("criteria/percent-sign", key, { seen: entries.words(key) ?? "" });
}

function readBands(entries: Entries, kind: Kind, inherited: Provenance): Points | undefined {
  const bands = entries.maps("bands", BAND_KEYS).flatMap((band): Band[] => {
    const points = band.number("points", true);
    for (const [one, other] of [
      ["from", "above"],
      ["below", "to"],
    ] as const) {
      if (band.has(one) && band.has(other)) band.report("criteria/band-bounds", other, { seen: `${one}, ${other}` });
    }
    const low = bound(band, band.has("from") ? "from" : "above", kind);
    const high = bound(band, band.has("to") ? "to" : "below", kind);
    const label = band.text("label");
    const provenance = band.choice("provenance", PROVENANCES) ?? inherited;
    if (points === undefined) return [];
    return [
      {
        points,
        provenance,
        lowClosed: band.has("from"),
        highClosed: band.has("to"),
        ...(low && { low }),
        ...(high && { high }),
        ...(label && { label }),
      },
    ];
  });
  const max = entries.number("max");
  const over = bands.find(({ points }) => max !== undefined && compare(points, max) > 0);
  if (over !== undefined) return entries.report("criteria/band-over-max", "max");
  return bands.length === 0 ? undefined : { form: "bands", bands };
}

/** The least and the greatest number of points that a node can have while it counts. */
export function pointsBounds(
  node: CriteriaNode,
  scoring: Scoring,
): { readonly least: Fraction; readonly most: Fraction } | undefined {
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
export function combinedBounds(
  nodes: readonly CriteriaNode[],
  scoring: Scoring,
): { readonly least: Fraction; readonly most: Fraction } | undefined {
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
