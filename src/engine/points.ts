import { holds, meets } from "../criteria/bands.ts";
import { domainOf } from "../criteria/domain.ts";
import type { CriteriaNode, NotApplicableMode, Points, Scoring, Standard } from "../criteria/model.ts";
import {
  add,
  compare,
  divide,
  type Fraction,
  greatest,
  least,
  multiply,
  round,
  subtract,
  ZERO,
} from "../exact/fraction.ts";
import { Status } from "./status.ts";

/** The least and greatest points in a row. */
export interface Interval {
  readonly low: Fraction;
  readonly high: Fraction;
}

/** A node's points in a row. */
export interface RowPoints {
  /** undefined: the points are excluded */
  readonly reached: Interval | undefined;
  /** the maximum of what is not excluded; 0 when everything is */
  readonly available: Fraction;
  /** it is not known whether something is excluded, and so what the maximum is */
  readonly openMaximum: boolean;
  /** the node may yet be excluded altogether */
  readonly mayVanish: boolean;
}

/** What a leaf's or status-scored group's points depend on in one row. */
export interface PointsInput {
  readonly status: number;
  /** the value that points are given by, when there is one */
  readonly value: Fraction | undefined;
  /** met or not met when the standard's rule for "no cases" or missing data decided instead of the value */
  readonly ruled: number | undefined;
}

/** Points outside a node's bounds: data that contradict the standard. */
export interface PointsFault {
  readonly seen: Fraction;
}

const single = (value: Fraction): Interval => ({ low: value, high: value });

/** The points of a node that applies. */
export function earnedPoints(
  standard: Standard,
  node: CriteriaNode,
  points: Points,
  bounds: Interval,
  input: PointsInput,
): Interval | PointsFault {
  const earned = unrounded(standard, node, points, bounds, input);
  if ("seen" in earned || points.round === undefined) return earned;
  return { low: round(earned.low, points.round), high: round(earned.high, points.round) };
}

function unrounded(
  standard: Standard,
  node: CriteriaNode,
  points: Points,
  bounds: Interval,
  { status, value, ruled }: PointsInput,
): Interval | PointsFault {
  if (points.form === "status") {
    if (status === Status.met) return single(points.met);
    return status === Status.notMet ? single(points.notMet) : bounds;
  }
  if (points.form === "children") return bounds;
  if (value !== undefined) return pointsFor(points, value);
  // "No case in the year" may earn full points.
  if (ruled === Status.met) return single(bounds.high);
  if (ruled === Status.notMet) return single(bounds.low);
  return withinRange(standard, node, points, bounds);
}

/** Points that go by a value. */
export type ByValue = Exclude<Points, { form: "status" | "children" }>;

/** The points that a value earns. */
function pointsFor(points: ByValue, value: Fraction): Interval | PointsFault {
  switch (points.form) {
    case "proportional":
      return bounded(multiply(points.max, value), upTo(points.max), points.clamp);
    case "linear": {
      const way = divide(subtract(value, points.zeroAt), subtract(points.fullAt, points.zeroAt));
      return bounded(multiply(points.max, way), upTo(points.max), true);
    }
    case "bands": {
      const band = points.bands.find((one) => holds(one, value));
      return band === undefined ? { seen: value } : single(band.points);
    }
    case "value":
      return bounded(value, { low: points.min, high: points.max }, points.clamp);
  }
}

/** From nothing to the maximum, which may be a penalty. */
export const upTo = (max: Fraction): Interval => ({ low: least(ZERO, max), high: greatest(ZERO, max) });

/** A missing value leaves open what its range leaves open. */
function withinRange(standard: Standard, node: CriteriaNode, points: ByValue, bounds: Interval): Interval {
  const value = node.measure?.value;
  if (points.form === "value" || value === undefined) return bounds;
  const domain = domainOf(value.expression, standard.fields);
  const possible =
    points.form === "bands"
      ? points.bands.filter((band) => meets(band, domain)).map((band) => band.points)
      : [domain.low, domain.high].flatMap((end) => (end === undefined ? [] : endPoints(points, end)));
  const whole = points.form === "bands" ? possible.length > 0 : possible.length === 2;
  // Once filled in, the value may also come out as "no cases", which has points of its own.
  const rule = node.measure?.whenNoCases;
  if (rule === "met") possible.push(bounds.high);
  if (rule === "not_met") possible.push(bounds.low);
  return whole ? { low: possible.reduce(least), high: possible.reduce(greatest) } : bounds;
}

function endPoints(points: ByValue, end: Fraction): Fraction[] {
  const earned = pointsFor(points, end);
  return "seen" in earned ? [] : [earned.low];
}

function bounded(value: Fraction, { low, high }: Interval, clamp: boolean): Interval | PointsFault {
  if (compare(value, low) >= 0 && compare(value, high) <= 0) return single(value);
  return clamp ? single(greatest(low, least(high, value))) : { seen: value };
}

const EXCLUDED: RowPoints = { reached: undefined, available: ZERO, openMaximum: false, mayVanish: false };

/** A node's points, after what not applicable means here; `perhaps`: it may yet turn out not to apply. */
export function settledPoints(reached: Interval, most: Fraction, status: number, mode: NotApplicableMode): RowPoints {
  const settled = (interval: Interval): RowPoints => ({ ...EXCLUDED, reached: interval, available: most });
  if (status === Status.notApplicable) return mode === "exclude" ? EXCLUDED : settled(single(instead(mode, most)));
  return status === Status.perhaps ? leftOpen(settled(reached), most, mode) : settled(reached);
}

/** Points widened by what they would be if the node turned out not to apply. */
export function leftOpen(points: RowPoints, most: Fraction, mode: NotApplicableMode): RowPoints {
  const other = instead(mode, most);
  const { low, high } = points.reached ?? single(ZERO);
  const excludes = mode === "exclude";
  return {
    reached: { low: least(low, other), high: greatest(high, other) },
    available: points.available,
    openMaximum: points.openMaximum || excludes,
    mayVanish: points.mayVanish || excludes,
  };
}

const instead = (mode: NotApplicableMode, most: Fraction): Fraction => (mode === "full" ? most : ZERO);

/** A member of a sum or mean with its weight. */
export interface WeightedPoints {
  readonly points: RowPoints;
  readonly weight: Fraction;
}

/** How members become one: `floor` is the least, `digits` rounds. */
export interface Combining {
  readonly combine: Scoring["combine"];
  readonly floor: Fraction | undefined;
  readonly digits: number | undefined;
}

/** Adds or averages members; those excluded are left out of the points and of the maximum. */
export function combinedPoints(members: readonly WeightedPoints[], { combine, floor, digits }: Combining): RowPoints {
  const openMaximum = members.some(({ points }) => points.openMaximum);
  const counted = members.flatMap(({ points: { reached, available, mayVanish }, weight }) =>
    reached === undefined ? [] : [{ low: reached.low, high: reached.high, available, mayVanish, weight }],
  );
  if (counted.length === 0) return { ...EXCLUDED, openMaximum };
  const mayVanish = counted.every((member) => member.mayVanish);
  const weight = combine === "mean" ? counted.reduce((sum, member) => add(sum, member.weight), ZERO) : undefined;
  const share = (sum: Fraction) => (weight === undefined ? sum : divide(sum, weight));
  const total = (side: "low" | "high" | "available") =>
    share(counted.reduce((sum, member) => add(sum, multiply(member.weight, member[side])), ZERO));
  let [low, high] = [total("low"), total("high")];
  if (weight !== undefined && openMaximum) {
    low = counted.map((member) => member.low).reduce(least, low);
    high = counted.map((member) => member.high).reduce(greatest, high);
  }
  const finished = (value: Fraction) => {
    const floored = floor === undefined ? value : greatest(floor, value);
    return digits === undefined ? floored : round(floored, digits);
  };
  return {
    reached: { low: finished(low), high: finished(high) },
    available: total("available"),
    openMaximum,
    mayVanish,
  };
}

/** Is the number of points settled? */
export function isOpenPoints({ reached, openMaximum }: RowPoints): boolean {
  return openMaximum || (reached !== undefined && compare(reached.low, reached.high) !== 0);
}
