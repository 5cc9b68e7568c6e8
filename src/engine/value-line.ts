import type { Points } from "../criteria/model.ts";
import type { NumberColumn } from "../exact/column.ts";
import { divide, type Fraction, fraction, multiply, negate, subtract } from "../exact/fraction.ts";
import { commonScale, floorQuotient, isSafe, SAFE } from "../exact/whole.ts";
import { upTo } from "./points.ts";

/**
 * Points that lie on a straight line over the value, computed with whole numbers: slope × value + start, within bounds.
 * What it cannot hold exactly it leaves alone, and so it does with a value that contradicts its bounds.
 */
export class ValueLine {
  /** (a × value + b) / d */
  readonly #a: number;
  readonly #b: number;
  readonly #d: number;
  readonly #lowN: number;
  readonly #lowD: number;
  readonly #highN: number;
  readonly #highD: number;
  readonly #clamps: boolean;
  readonly #digits: number | undefined;
  /** the denominator of rounded points */
  readonly #scale: number;
  /** up to here in n and d of a value nothing below grows beyond what is exact; 0 when the line itself is too large */
  readonly #limit: number;

  constructor(
    slope: Fraction,
    start: Fraction,
    bounds: { readonly low: Fraction; readonly high: Fraction; readonly clamps: boolean },
    digits: number | undefined,
  ) {
    const d = slope.d * start.d;
    this.#a = Number(slope.n * start.d);
    this.#b = Number(start.n * slope.d);
    this.#d = Number(d);
    [this.#lowN, this.#lowD] = [Number(bounds.low.n), Number(bounds.low.d)];
    [this.#highN, this.#highD] = [Number(bounds.high.n), Number(bounds.high.d)];
    this.#clamps = bounds.clamps;
    this.#digits = digits;
    this.#scale = 10 ** (digits ?? 0);
    const steepest = Math.abs(this.#a) + Math.abs(this.#b) + this.#d;
    const ends = [this.#lowN, this.#lowD, this.#highN, this.#highD].map(Math.abs);
    const most = Math.max(...ends, 1) * 2 * this.#scale + 2;
    this.#limit = Math.floor(SAFE / (steepest * most));
  }

  /** The denominator of the points of values that have this one; 0 when there is none. */
  scaleFor(scale: number): number {
    if (this.#digits !== undefined) return this.#scale;
    const ends = commonScale(this.#lowD, this.#highD);
    return isSafe(scale * this.#d) ? commonScale(scale * this.#d, ends) : 0;
  }

  /**
   * Writes the points of the values of a column, over the denominator of `scaleFor`; NaN where that needs the long way.
   * Rows without a value get what they get.
   */
  run(column: NumberColumn, out: Float64Array, rows: number): void {
    const scale = this.scaleFor(column.scale);
    const { numerator } = column;
    const own = column.scale === 0 ? column.denominator : undefined;
    const [a, b, d, limit] = [this.#a, this.#b, this.#d, this.#limit];
    const [lowN, lowD, highN, highD] = [this.#lowN, this.#lowD, this.#highN, this.#highD];
    const isRounded = this.#digits !== undefined;
    for (let row = 0; row < rows; row++) {
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
      const isExact = n <= limit && n >= -limit && under <= limit && under > 0 && (!isOutside || this.#clamps);
      if (!isExact) out[row] = Number.NaN;
      else if (isRounded) {
        const size = floorQuotient((over < 0 ? -over : over) * scale * 2 + by, 2 * by);
        out[row] = over < 0 ? -size : size;
      } else out[row] = scale % by === 0 ? over * (scale / by) : Number.NaN;
    }
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
