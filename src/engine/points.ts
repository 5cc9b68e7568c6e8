import { holds, meets } from "../criteria/bands.ts";
import { domainOf } from "../criteria/domain.ts";
import type { CriteriaNode, NotApplicableMode, Points, Scoring, Standard } from "../criteria/model.ts";
import { BATCH_ROWS, NumberColumn, State } from "../exact/column.ts";
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

/** A node's points in a batch: an interval for each row, and the maximum that counts there. */
export interface PointsColumns {
  readonly low: NumberColumn;
  readonly high: NumberColumn;
  /** the maximum of what is not excluded; 0 when everything is, and `low` is then not applicable */
  readonly available: NumberColumn;
  /** 1 where it is not known whether something is excluded, and so what the maximum is */
  readonly openMaximum: Uint8Array;
  /** 1 where the node may yet be excluded altogether */
  readonly mayVanish: Uint8Array;
}

export function pointsColumns(): PointsColumns {
  return {
    low: new NumberColumn(),
    high: new NumberColumn(),
    available: new NumberColumn(),
    openMaximum: new Uint8Array(BATCH_ROWS),
    mayVanish: new Uint8Array(BATCH_ROWS),
  };
}

/** The least and greatest points in a row. */
export interface Interval {
  readonly low: Fraction;
  readonly high: Fraction;
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

type ByValue = Exclude<Points, { form: "status" | "children" }>;

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
const upTo = (max: Fraction): Interval => ({ low: least(ZERO, max), high: greatest(ZERO, max) });

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

/** Writes a node's points for a row, after what not applicable means here. */
export function setPoints(
  out: PointsColumns,
  row: number,
  interval: Interval,
  bounds: Interval,
  status: number,
  mode: NotApplicableMode,
): void {
  out.openMaximum[row] = 0;
  out.mayVanish[row] = 0;
  if (status === Status.notApplicable && mode === "exclude") setExcluded(out, row);
  else if (status === Status.notApplicable) setInterval(out, row, single(instead(mode, bounds.high)), bounds.high);
  else setInterval(out, row, interval, bounds.high);
  if (status === Status.perhaps) leaveOpen(out, row, bounds.high, mode);
}

/** Widens points by what they would be if the node turned out not to apply. */
export function leaveOpen(out: PointsColumns, row: number, most: Fraction, mode: NotApplicableMode): void {
  const other = instead(mode, most);
  out.low.set(row, least(out.low.at(row), other));
  out.high.set(row, greatest(out.high.at(row), other));
  if (mode !== "exclude") return;
  out.openMaximum[row] = 1;
  out.mayVanish[row] = 1;
}

const instead = (mode: NotApplicableMode, most: Fraction): Fraction => (mode === "full" ? most : ZERO);

function setExcluded(out: PointsColumns, row: number): void {
  out.low.setState(row, State.notApplicable);
  out.high.setState(row, State.notApplicable);
  out.available.setSafe(row, 0, 1);
}

function setInterval(out: PointsColumns, row: number, { low, high }: Interval, available: Fraction): void {
  out.low.set(row, low);
  out.high.set(row, high);
  out.available.set(row, available);
}

/** A member of a sum or mean with its weight. */
export interface Member {
  readonly points: PointsColumns;
  readonly weight: Fraction;
}

/** Adds or averages members; those excluded are left out of the points and of the maximum. */
export function combinePoints(
  members: readonly Member[],
  combine: Scoring["combine"],
  floor: Fraction | undefined,
  digits: number | undefined,
  out: PointsColumns,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) {
    const counted = members.filter(({ points }) => points.low.state[row] !== State.notApplicable);
    out.openMaximum[row] = members.some(({ points }) => points.openMaximum[row] === 1) ? 1 : 0;
    const vanishing = counted.length > 0 && counted.every(({ points }) => points.mayVanish[row] === 1);
    out.mayVanish[row] = vanishing ? 1 : 0;
    if (counted.length === 0) {
      setExcluded(out, row);
      continue;
    }
    const total = (pick: (points: PointsColumns) => NumberColumn) =>
      counted.reduce((sum, { points, weight }) => add(sum, multiply(weight, pick(points).at(row))), ZERO);
    const weight = combine === "mean" ? counted.reduce((sum, member) => add(sum, member.weight), ZERO) : undefined;
    const share = (sum: Fraction) => (weight === undefined ? sum : divide(sum, weight));
    let low = share(total(({ low: column }) => column));
    let high = share(total(({ high: column }) => column));
    if (weight !== undefined && out.openMaximum[row] === 1) {
      low = counted.map(({ points }) => points.low.at(row)).reduce(least, low);
      high = counted.map(({ points }) => points.high.at(row)).reduce(greatest, high);
    }
    const finished = (value: Fraction) => {
      const floored = floor === undefined ? value : greatest(floor, value);
      return digits === undefined ? floored : round(floored, digits);
    };
    const reached = { low: finished(low), high: finished(high) };
    setInterval(out, row, reached, share(total(({ available }) => available)));
  }
}

/** Is the number of points settled? */
export function isPointsOpen({ low, high, openMaximum }: PointsColumns, row: number): boolean {
  if (openMaximum[row] === 1) return true;
  if (low.state[row] !== State.present || high.state[row] !== State.present) return false;
  return compare(low.at(row), high.at(row)) !== 0;
}
