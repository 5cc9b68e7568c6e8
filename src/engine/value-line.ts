import type { Points } from "../criteria/model.ts";
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
   * The points of a value n / d, over the denominator of `scaleFor`; NaN when that needs the long way.
   * @param scale what `scaleFor` gives for d
   */
  at(n: number, d: number, scale: number): number {
    const limit = this.#limit;
    if (n > limit || n < -limit || d > limit || d === 0) return Number.NaN;
    let over = this.#a * n + this.#b * d;
    let under = this.#d * d;
    const isLow = over * this.#lowD < this.#lowN * under;
    if (isLow || over * this.#highD > this.#highN * under) {
      if (!this.#clamps) return Number.NaN;
      over = isLow ? this.#lowN : this.#highN;
      under = isLow ? this.#lowD : this.#highD;
    }
    if (this.#digits === undefined)
      return under === scale ? over : scale % under === 0 ? over * (scale / under) : Number.NaN;
    const size = floorQuotient(Math.abs(over) * scale * 2 + under, 2 * under);
    return over < 0 ? -size : size;
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
