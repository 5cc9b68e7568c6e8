import { type NumberColumn, State } from "./column.ts";
import { type Column, loopsFor } from "./column-loops.ts";
import { floorQuotient, isSafe } from "./whole.ts";

// Loops that tell what values come to, each row by the outcome of its case.

/** The case of each row, and by case the number of its outcome. */
export interface OutcomeCodes {
  readonly codes: Uint16Array;
  readonly numbers: Uint16Array;
}

/** A straight line, (a × value + b) / d, held within bounds. */
export interface Line {
  readonly a: number;
  readonly b: number;
  readonly d: number;
  /** up to here in n and d of a value nothing grows beyond what is exact */
  readonly limit: number;
  readonly lowN: number;
  readonly lowD: number;
  readonly highN: number;
  readonly highD: number;
  /** is a value outside the bounds held at them? it is left alone otherwise */
  readonly clamps: boolean;
  readonly isRounded: boolean;
}

/** How a row comes to its points: the long way, by its value on the line, or by its outcome alone. */
export const Way = { long: 0, onLine: 1, settled: 2 } as const;

/** What is known of outcomes, by their numbers. */
export interface LineTables {
  /** the way of rows that have a value; those without are settled by their outcome */
  readonly ways: Uint8Array;
  /** the least and the greatest numerator of settled rows, side by side; NaN: they need the long way */
  readonly ends: Float64Array;
}

/**
 * Puts values on a line: over the denominator `scale`, times `factor`, as both ends of an interval.
 * @returns the first row, from `first` on, that needs the long way
 */
export function onLine(
  { codes, numbers }: OutcomeCodes,
  { ways, ends }: LineTables,
  column: NumberColumn,
  line: Line,
  { scale, factor }: { readonly scale: number; readonly factor: number },
  low: NumberColumn,
  high: NumberColumn,
  first: number,
  rows: number,
): number {
  const { numerator, state } = column;
  const own = column.scale === 0 ? column.denominator : undefined;
  const { a, b, d, limit, lowN, lowD, highN, highD, clamps, isRounded } = line;
  const loops = loopsFor(codes, numbers, ways, numerator, state, own ?? state);
  if (loops !== undefined && loops === loopsFor(ends, low.numerator, low.state, high.numerator, high.state))
    return loops.onLine(
      codes.byteOffset,
      numbers.byteOffset,
      ways.byteOffset,
      ends.byteOffset,
      numerator.byteOffset,
      state.byteOffset,
      own?.byteOffset ?? 0,
      low.numerator.byteOffset,
      high.numerator.byteOffset,
      low.state.byteOffset,
      high.state.byteOffset,
      column.scale,
      a,
      b,
      d,
      limit,
      lowN,
      lowD,
      highN,
      highD,
      Number(clamps),
      Number(isRounded),
      scale,
      factor,
      first,
      rows,
    );
  for (let row = first; row < rows; row++) {
    const outcome = numbers[codes[row] ?? 0] ?? 0;
    const way = state[row] === State.present ? ways[outcome] : Way.settled;
    if (way !== Way.onLine) {
      const end = ends[2 * outcome] ?? Number.NaN;
      if (way === Way.long || Number.isNaN(end)) return row;
      low.numerator[row] = end;
      high.numerator[row] = ends[2 * outcome + 1] ?? end;
      low.state[row] = high.state[row] = State.present;
      continue;
    }
    const n = numerator[row] ?? 0;
    const under = own === undefined ? column.scale : (own[row] ?? 0);
    let over = a * n + b * under;
    let by = d * under;
    const isLow = over * lowD < lowN * by;
    const isOutside = isLow || over * highD > highN * by;
    if (isOutside) {
      over = isLow ? lowN : highN;
      by = isLow ? lowD : highD;
    }
    if (!(Math.abs(n) <= limit && under <= limit && under > 0) || (isOutside && !clamps)) return row;
    if (!isRounded && scale % by !== 0) return row;
    const size = isRounded ? floorQuotient(Math.abs(over) * scale * 2 + by, 2 * by) : Math.abs(over) * (scale / by);
    const reached = (over < 0 ? -size : size) * factor;
    if (!isSafe(reached)) return row;
    low.numerator[row] = high.numerator[row] = reached;
    low.state[row] = high.state[row] = State.present;
  }
  return rows;
}

/** What is known of steps. */
export interface StepTables {
  /** by outcome, 1 where the value does not matter, and what it comes to then and where there is no value */
  readonly areGone: Uint8Array;
  readonly unvalued: Uint16Array;
  /** the least numerators of the second step, the third and so on */
  readonly edges: Float64Array;
  /** by outcome and step, one more than what it comes to; 0 where that is not known */
  readonly known: Uint16Array;
}

/** What each row comes to by the step of its value; gives the first row, from `first` on, whose step is not known. */
export function onSteps(
  { codes, numbers }: OutcomeCodes,
  { numerator, state }: Pick<NumberColumn, "numerator" | "state">,
  { areGone, unvalued, edges, known }: StepTables,
  out: Uint16Array,
  first: number,
  rows: number,
): number {
  const loops = loopsFor(codes, numbers, numerator, state, areGone, unvalued);
  if (loops !== undefined && loops === loopsFor(edges as Column, known, out))
    return loops.onSteps(
      codes.byteOffset,
      numbers.byteOffset,
      areGone.byteOffset,
      unvalued.byteOffset,
      numerator.byteOffset,
      state.byteOffset,
      edges.byteOffset,
      edges.length,
      known.byteOffset,
      out.byteOffset,
      first,
      rows,
    );
  for (let row = first; row < rows; row++) {
    const outcome = numbers[codes[row] ?? 0] ?? 0;
    if (state[row] !== State.present || areGone[outcome] === 1) {
      out[row] = unvalued[outcome] ?? 0;
      continue;
    }
    const n = numerator[row] ?? 0;
    let step = 0;
    for (let edge = 0; edge < edges.length; edge++) step += Number(n >= (edges[edge] ?? 0));
    const kind = known[outcome * (edges.length + 1) + step] ?? 0;
    if (kind === 0) return row;
    out[row] = kind - 1;
  }
  return rows;
}
