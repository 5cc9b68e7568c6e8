import { State } from "../exact/column.ts";
import { batchRows, newWholes } from "../exact/column-memory.ts";
import { type Fraction, ONE } from "../exact/fraction.ts";
import { addScaled, addScaledFromTable, addShifted } from "../exact/table-loops.ts";
import { commonScale, isSafe, SAFE } from "../exact/whole.ts";
import type { MemberStatuses } from "./member-statuses.ts";
import { PatternTable } from "./pattern-table.ts";
import { type Combining, combinedPoints, type RowPoints } from "./points.ts";
import type { PointsColumns } from "./points-columns.ts";
import { MOST_KINDS, PointsKinds } from "./points-kinds.ts";

/** A member of a sum or mean with its weight. */
export interface Member {
  readonly points: PointsColumns;
  readonly weight: Fraction;
}

const BITS = 5;
const MOST_MEMBERS = 6;
/** Marks are counted in eight bits each. */
const MOST_COUNTED = 255;

const SIDES = ["low", "high", "available"] as const;

/**
 * Adds or averages the points of members, batch after batch. Where all members have few kinds of points, so has their
 * sum: each pattern of kinds is combined once. Otherwise numerators are added down the columns; and what neither can
 * hold is combined row by row.
 */
export class PointsSum {
  readonly #members: readonly Member[];
  readonly #statuses: MemberStatuses | undefined;
  readonly #combining: Combining;
  readonly #kinds = new PointsKinds();
  readonly #patterns: PatternTable;
  readonly #ofStatuses: PatternTable;
  #most: Fraction | undefined;
  /** what the rows of the batch are told apart by */
  readonly #codes = newWholes(batchRows());

  /** @param statuses those of the members and perhaps of others, their patterns made when this runs */
  constructor(members: readonly Member[], combining: Combining, statuses?: MemberStatuses) {
    this.#members = members;
    this.#statuses = statuses?.areApart === true ? statuses : undefined;
    this.#combining = combining;
    const add = (row: number) => this.#kinds.add(this.#at(row));
    this.#patterns = new PatternTable(add);
    this.#ofStatuses = new PatternTable(add);
  }

  run(out: PointsColumns, rows: number): void {
    if (this.#byStatus(out, rows) || this.#byPattern(out, rows) || this.#byColumn(out, rows)) return;
    out.startRows(1, ONE);
    for (let row = 0; row < rows; row++) out.set(row, this.#at(row));
  }

  #at(row: number): RowPoints {
    const members = this.#members.map(({ points, weight }) => ({ points: points.at(row), weight }));
    return combinedPoints(members, this.#combining);
  }

  /** By the statuses of the members, where these alone tell their points. */
  #byStatus(out: PointsColumns, rows: number): boolean {
    if (this.#statuses === undefined || !this.#members.every(({ points }) => points.isByStatus)) return false;
    this.#ofStatuses.run(this.#statuses.patterns, out.startKinds(this.#kinds, rows), rows);
    return true;
  }

  #byPattern(out: PointsColumns, rows: number): boolean {
    const members = this.#members;
    const haveFew = members.every(({ points: { kinds } }) => kinds !== undefined && kinds.kinds.length <= 1 << BITS);
    if (!haveFew || members.length > MOST_MEMBERS || this.#kinds.kinds.length > MOST_KINDS) return false;
    for (const [place, { points }] of members.entries())
      addShifted(points.numbers, place * BITS, this.#codes, place === 0, rows);
    this.#patterns.run(this.#codes, out.startKinds(this.#kinds, rows), rows);
    return true;
  }

  /** Sums of numerators over one denominator; false where that does not do. */
  #byColumn(out: PointsColumns, rows: number): boolean {
    const { combine, floor, digits } = this.#combining;
    const count = this.#members.length;
    if (combine === "mean" || floor !== undefined || digits !== undefined || count === 0 || count > MOST_COUNTED)
      return false;
    const scale = this.#scale();
    if (scale === 0) return false;
    const isMixed = this.#members.some(({ points }) => points.isMixed);
    // Where nothing is excluded all rows of all batches have the same maximum.
    if (!isMixed) this.#most ??= this.#at(0).available;
    out.startRows(scale, this.#most ?? ONE);
    if (isMixed) out.available.start(scale);
    for (const side of isMixed ? SIDES : (["low", "high"] as const)) out[side].state.fill(State.present, 0, rows);
    if (!this.#sum(out, scale, isMixed, rows)) return false;
    if (isMixed) this.#mark(out, rows);
    if (isMixed) out.markMixed();
    return true;
  }

  /** One denominator for all members with their weights; 0 when there is none. */
  #scale(): number {
    return this.#members.reduce((common, { points, weight }) => {
      const [n, d] = [Number(weight.n), Number(weight.d)];
      const own = SIDES.reduce((scale, side) => commonScale(scale, points.scaleOf(side)), 1) * d;
      return isSafe(own) && isSafe(n) ? commonScale(common, own) : 0;
    }, 1);
  }

  /** Adds up all sides of the members. False when a sum could grow too large. */
  #sum(out: PointsColumns, scale: number, isMixed: boolean, rows: number): boolean {
    const [low, high, available] = SIDES.map((side) => out[side].numerator) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    // No partial sum is larger than so many times the largest addend.
    const most = Math.floor(SAFE / this.#members.length);
    for (const [place, { points, weight }] of this.#members.entries()) {
      const isFirst = place === 0;
      const { kinds } = points;
      const factor = (side: (typeof SIDES)[number]) =>
        (scale / (points.scaleOf(side) * Number(weight.d))) * Number(weight.n);
      if (kinds !== undefined) {
        const { numbers } = points;
        const by = factor("low");
        if (kinds.greatest * Math.abs(by) > most) return false;
        // What is excluded has the numerator 0 and adds nothing.
        addScaledFromTable(numbers, kinds.low, by, low, isFirst, rows);
        addScaledFromTable(numbers, kinds.high, by, high, isFirst, rows);
        if (isMixed) addScaledFromTable(numbers, kinds.available, by, available, isFirst, rows);
      } else {
        const isAdded =
          addScaled(points.low.numerator, factor("low"), most, low, isFirst, rows) &&
          addScaled(points.high.numerator, factor("high"), most, high, isFirst, rows) &&
          (!isMixed || addScaled(points.available.numerator, factor("available"), most, available, isFirst, rows));
        if (!isAdded) return false;
      }
    }
    return true;
  }

  /** Counts the members' marks: all excluded, any with an open maximum, all that count may vanish. */
  #mark(out: PointsColumns, rows: number): void {
    this.#codes.fill(0, 0, rows);
    for (const { points } of this.#members)
      if (points.isMixed)
        for (let row = 0; row < rows; row++) this.#codes[row] = (this.#codes[row] ?? 0) + points.marksAt(row);
    const count = this.#members.length;
    for (let row = 0; row < rows; row++) {
      const marks = this.#codes[row] ?? 0;
      if (marks === 0) continue;
      const excluded = marks & MOST_COUNTED;
      const open = (marks >> 8) & MOST_COUNTED;
      const vanishing = (marks >> 16) & MOST_COUNTED;
      out.mark(row, excluded === count, open > 0, excluded < count && excluded + vanishing === count);
    }
  }
}
