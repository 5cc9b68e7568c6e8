import { newNumbers } from "../exact/column-memory.ts";
import { equal, ZERO } from "../exact/fraction.ts";
import { commonScale, isSafe } from "../exact/whole.ts";
import type { RowPoints } from "./points.ts";

/** No node has so many different points that are worth keeping. */
export const MOST_KINDS = 4096;

/** Room for as many kinds at first. */
const FEW = 16;

/** What keeps points from being plain numbers, one bit each, so that members can be counted in one whole number. */
const Mark = { excluded: 1, openMaximum: 1 << 8, mayVanish: 1 << 16 } as const;

export const markOf = ({ reached, openMaximum, mayVanish }: RowPoints): number =>
  (reached === undefined ? Mark.excluded : 0) | (openMaximum ? Mark.openMaximum : 0) | (mayVanish ? Mark.mayVanish : 0);

/**
 * The different points that a node can have, numbered, so that a batch need only hold their numbers. Beside them lie
 * the numerators over one denominator, for sums that run down a column.
 */
export class PointsKinds {
  readonly kinds: RowPoints[] = [];
  low: Float64Array = newNumbers(FEW);
  high: Float64Array = newNumbers(FEW);
  available: Float64Array = newNumbers(FEW);
  /** the denominator of the three above; 0 when there is none that all fit */
  scale = 1;
  /** the greatest numerator, or the negative of the least */
  greatest = 0;
  readonly marks: number[] = [];
  /** has any kind a mark, or another maximum than the first? */
  isMixed = false;
  readonly #known = new Map<string, number>();

  /** Adds points, unless they are there already, and tells their number. */
  add(points: RowPoints): number {
    const key = keyOf(points);
    const number = this.#known.get(key) ?? this.#append(points);
    this.#known.set(key, number);
    return number;
  }

  #append(points: RowPoints): number {
    const number = this.kinds.push(points) - 1;
    this.marks.push(markOf(points));
    this.isMixed ||= markOf(points) !== 0 || !equal(points.available, this.kinds[0]?.available ?? points.available);
    const values = [points.reached?.low ?? ZERO, points.reached?.high ?? ZERO, points.available] as const;
    const scale = values.reduce((common, { d }) => commonScale(common, Number(d)), this.scale);
    if (scale !== this.scale) this.#rescale(scale);
    if (number === this.low.length)
      for (const side of ["low", "high", "available"] as const) {
        const grown = newNumbers(2 * number);
        grown.set(this[side]);
        this[side] = grown;
      }
    const [low, high, available] = values.map(({ n, d }) => Number(n) * (this.scale / Number(d)));
    this.low[number] = low ?? 0;
    this.high[number] = high ?? 0;
    this.available[number] = available ?? 0;
    this.greatest = Math.max(this.greatest, ...[low, high, available].map((n) => Math.abs(n ?? 0)));
    if (!isSafe(this.greatest)) this.scale = 0;
    return number;
  }

  #rescale(scale: number): void {
    const factor = scale / this.scale;
    this.scale = scale;
    if (scale === 0) return;
    for (const column of [this.low, this.high, this.available])
      for (const [kind, n] of column.entries()) column[kind] = n * factor;
    this.greatest *= factor;
  }
}

function keyOf({ reached, available, openMaximum, mayVanish }: RowPoints): string {
  const ends = reached === undefined ? "" : `${reached.low.n}/${reached.low.d} ${reached.high.n}/${reached.high.d}`;
  return `${ends} ${available.n}/${available.d} ${openMaximum} ${mayVanish}`;
}
