import { compare, type Fraction, greatest, ZERO } from "../exact/fraction.ts";
import type { Expression } from "../expression/expression.ts";
import { describeKind, isQuantity, type Kind } from "../expression/kind.ts";
import type { Entries, WrittenNumber } from "./entries.ts";
import type { Formulas } from "./formulas.ts";
import { type Band, type Measure, type Points, PROVENANCES, type Provenance } from "./model.ts";

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

type Way = "max" | "met" | "proportional" | "linear" | "bands" | "value";
/** What may stand beside each way of giving points; `round` and `not_applicable` go with all. */
const GOES_WITH: Readonly<Record<Way, readonly string[]>> = {
  max: ["max"],
  met: ["met", "not_met"],
  proportional: ["max", "proportional", "clamp"],
  linear: ["max", "linear"],
  bands: ["max", "bands"],
  value: ["value", "min", "max", "clamp"],
};

/** Reads how a node earns points: one way of the six for a leaf, the sum or its own status for a group. */
export function readPoints(
  formulas: Formulas,
  owner: Entries,
  measure: Measure | undefined,
  provenance: Provenance,
): Points | undefined {
  const entries = owner.map("points", KEYS);
  if (entries === undefined) return undefined;
  const ways = (["met", "proportional", "linear", "bands", "value"] as const).filter((key) => entries.has(key));
  if (ways.length > 1) return entries.report("criteria/points-ways", undefined, { seen: ways.join(", ") });
  const way = ways[0] ?? "max";
  const round = entries.whole("round", 0, MOST_DECIMALS);
  const notApplicable = entries.choice("not_applicable", ["exclude", "full", "zero"]);
  const points =
    measure === undefined
      ? readGroupPoints(entries, way)
      : readLeafPoints(formulas, entries, way, measure, owner, provenance);
  return points && { ...points, ...(round !== undefined && { round }), ...(notApplicable && { notApplicable }) };
}

function checkKeys(entries: Entries, way: string, allowed: readonly string[]): void {
  for (const key of entries.keys) {
    if (allowed.includes(key) || key === "round" || key === "not_applicable") continue;
    entries.report("criteria/points-key", key, { key, way });
  }
}

function readGroupPoints(entries: Entries, way: Way): Points | undefined {
  if (way !== "met" && way !== "max") return entries.report("criteria/leaf-only", way, { key: way });
  checkKeys(entries, way, way === "met" ? GOES_WITH.met : ["max", "min"]);
  if (way === "met") return readStatusPoints(entries);
  const min = entries.number("min");
  const max = entries.number("max");
  if (min && max && compare(min, max) > 0) return entries.report("criteria/range-order", "min");
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
  way: Way,
  measure: Measure,
  owner: Entries,
  provenance: Provenance,
): Points | undefined {
  checkKeys(entries, way, GOES_WITH[way]);
  if (way === "met" || way === "max") {
    if (measure.scored) return entries.report("criteria/scored-by-status", undefined);
    if (way === "met") return readStatusPoints(entries);
    const max = entries.number("max", true);
    return max && { form: "status", met: max, notMet: ZERO };
  }
  if (way === "value") return readValuePoints(formulas, entries);
  const kind = measure.value?.expression.kind;
  // A value that could not be read has been reported already.
  if (kind === undefined && owner.has("value")) return undefined;
  if (kind === undefined || !isQuantity(kind)) return entries.report("criteria/points-need-value", way, { way });
  if (way === "bands") return readBands(entries, kind, provenance);
  const max = entries.number("max", true);
  if (max === undefined) return undefined;
  return way === "linear" ? readLinear(entries, max, kind) : readProportional(entries, max, kind, measure);
}

function readProportional(entries: Entries, max: Fraction, kind: Kind, measure: Measure): Points | undefined {
  if (kind.is !== "share")
    return entries.report("criteria/proportional-share", "proportional", { seen: describeKind(kind) });
  if (!entries.truth("proportional")) return entries.report("criteria/proportional-false", "proportional");
  const test = measure.require?.expression;
  if (test !== undefined && hasCeiling(test)) {
    return entries.report("criteria/proportional-with-at-most", "proportional");
  }
  return { form: "proportional", max, clamp: entries.truth("clamp") };
}

/** Does a test hold low values to be good, in whatever form it says so? */
function hasCeiling(test: Expression): boolean {
  let floors = 0;
  let ceilings = 0;
  const look = (inner: Expression, sense: boolean): void => {
    if (inner.op !== "apply") return;
    if (inner.operation === "<" || inner.operation === "≤") sense ? ceilings++ : floors++;
    else if (inner.operation === ">" || inner.operation === "≥") sense ? floors++ : ceilings++;
    else for (const item of inner.items) look(item, inner.operation === "not" ? !sense : sense);
  };
  look(test, true);
  return ceilings > 0 && floors === 0;
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
  if (bands.length === 0) return entries.report("criteria/no-bands", "bands");
  const max = entries.number("max");
  const most = bands.map(({ points }) => points).reduce(greatest);
  if (max !== undefined && compare(most, max) !== 0) return entries.report("criteria/band-over-max", "max");
  return { form: "bands", bands };
}
