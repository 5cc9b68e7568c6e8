import type { Points } from "../criteria/model.ts";
import { divide, type Fraction, fraction, multiply, negate, subtract } from "../exact/fraction.ts";
import type { Line } from "../exact/value-loops.ts";
import { commonScale, isSafe, SAFE } from "../exact/whole.ts";
import { upTo } from "./points.ts";

/**
 * Points that lie on a straight line over the value, computed with whole numbers: slope × value + start, within bounds.
 * What it cannot hold exactly it leaves alone, and so it does with a value that contradicts its bounds.
 */
export class ValueLine {
  readonly line: Line;
  readonly #digits: number | undefined;
  /** the denominator of rounded points */
  readonly #scale: number;

  constructor(
    slope: Fraction,
    start: Fraction,
    bounds: { readonly low: Fraction; readonly high: Fraction; readonly clamps: boolean },
    digits: number | undefined,
  ) {
    const [a, b, d] = [Number(slope.n * start.d), Number(start.n * slope.d), Number(slope.d * start.d)];
    const { low, high, clamps } = bounds;
    const [lowN, lowD, highN, highD] = [Number(low.n), Number(low.d), Number(high.n), Number(high.d)];
    this.#digits = digits;
    this.#scale = 10 ** (digits ?? 0);
    const steepest = Math.abs(a) + Math.abs(b) + d;
    const ends = [lowN, lowD, highN, highD].map(Math.abs);
    const most = Math.max(...ends, 1) * 2 * this.#scale + 2;
    // 0 when the line itself is too large.
    const limit = Math.floor(SAFE / (steepest * most));
    this.line = { a, b, d, limit, lowN, lowD, highN, highD, clamps, isRounded: digits !== undefined };
  }

  /** The denominator of the points of values that have this one; 0 when there is none. */
  scaleFor(scale: number): number {
    if (this.#digits !== undefined) return this.#scale;
    const ends = commonScale(this.line.lowD, this.line.highD);
    return isSafe(scale * this.line.d) ? commonScale(scale * this.line.d, ends) : 0;
  }
}

/** The line that a node's points lie on; undefined when they go by steps or by its status. */
export function lineOf(points: Points): ValueLine | undefined {
  const { round } = points;
  switch (points.form) {
    case "proportional":
      return new ValueLine(points.max, fraction(0n), { ...upTo(points.max), clamps: points.clamp }, round);
    case "linear": {
      const slope = divide(points.max, subtract(points.fullAt, points.zeroAt));
      const start = negate(multiply(slope, points.zeroAt));
      return new ValueLine(slope, start, { ...upTo(points.max), clamps: true }, round);
    }
    case "value": {
      return new ValueLine(
        fraction(1n),
        fraction(0n),
        { low: points.min, high: points.max, clamps: points.clamp },
        round,
      );
    }
    default:
      return undefined;
  }
}
