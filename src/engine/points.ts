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
}

export function pointsColumns(): PointsColumns {
  return {
    low: new NumberColumn(),
    high: new NumberColumn(),
    available: new NumberColumn(),
    openMaximum: new Uint8Array(BATCH_ROWS),
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
  /** did "no cases" or "missing" decide the status, and not the value? */
  readonly value: Fraction | undefined;
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
  { status, value }: PointsInput,
): Interval | PointsFault {
  if (points.form === "status") {
    if (status === Status.met) return single(points.met);
    return status === Status.notMet ? single(points.notMet) : bounds;
  }
  if (value === undefined) return withoutValue(standard, node, points, bounds, status);
  switch (points.form) {
    case "proportional":
      return bounded(multiply(points.max, value), bounds, points.clamp);
    case "linear": {
      const way = divide(subtract(value, points.zeroAt), subtract(points.fullAt, points.zeroAt));
      return bounded(multiply(points.max, way), bounds, true);
    }
    case "bands": {
      const band = points.bands.find((one) => holds(one, value));
      return band === undefined ? { seen: value } : single(band.points);
    }
    case "value":
      return bounded(value, bounds, points.clamp);
    case "children":
      return bounds;
  }
}

/** "No case in the year" may earn full points; a missing value leaves open what its range leaves open. */
function withoutValue(
  standard: Standard,
  node: CriteriaNode,
  points: Points,
  bounds: Interval,
  status: number,
): Interval {
  if (status === Status.met) return single(bounds.high);
  if (status === Status.notMet) return single(bounds.low);
  const value = node.measure?.value;
  if (points.form !== "bands" || value === undefined) return bounds;
  const domain = domainOf(value.expression, standard.fields);
  const possible = points.bands.filter((band) => meets(band, domain)).map((band) => band.points);
  return possible.length === 0 ? bounds : { low: possible.reduce(least), high: possible.reduce(greatest) };
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
  const instead = mode === "full" ? bounds.high : ZERO;
  const doubtful = status === Status.perhaps;
  out.openMaximum[row] = doubtful && mode === "exclude" ? 1 : 0;
  if (status === Status.notApplicable && mode === "exclude") setExcluded(out, row);
  else if (status === Status.notApplicable) setInterval(out, row, single(instead), bounds.high);
  else if (doubtful) {
    const wider = { low: least(interval.low, instead), high: greatest(interval.high, instead) };
    setInterval(out, row, wider, bounds.high);
  } else setInterval(out, row, interval, bounds.high);
}

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
    setInterval(out, row, { low: finished(low), high: finished(high) }, share(total(({ available }) => available)));
  }
}

/** Is the number of points settled? */
export function isPointsOpen({ low, high, openMaximum }: PointsColumns, row: number): boolean {
  if (openMaximum[row] === 1) return true;
  if (low.state[row] !== State.present || high.state[row] !== State.present) return false;
  return compare(low.at(row), high.at(row)) !== 0;
}
