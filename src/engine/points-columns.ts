import { BATCH_ROWS, NumberColumn, State } from "../exact/column.ts";
import { equal, type Fraction, ZERO } from "../exact/fraction.ts";
import { commonScale, isSafe } from "../exact/whole.ts";
import type { RowPoints } from "./points.ts";

/** No node has so many different points that are worth keeping. */
export const MOST_KINDS = 4096;

/** What keeps points from being plain numbers, one bit each, so that members can be counted in one whole number. */
const Mark = { excluded: 1, openMaximum: 1 << 8, mayVanish: 1 << 16 } as const;

const markOf = ({ reached, openMaximum, mayVanish }: RowPoints): number =>
  (reached === undefined ? Mark.excluded : 0) | (openMaximum ? Mark.openMaximum : 0) | (mayVanish ? Mark.mayVanish : 0);

/**
 * The different points that a node can have, numbered, so that a batch need only hold their numbers. Beside them lie
 * the numerators over one denominator, for sums that run down a column.
 */
export class PointsKinds {
  readonly kinds: RowPoints[] = [];
  readonly low: number[] = [];
  readonly high: number[] = [];
  readonly available: number[] = [];
  /** the denominator of the three above; 0 when there is none that all fit */
  scale = 1;
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
    const values = [points.reached?.low ?? ZERO, points.reached?.high ?? ZERO, points.available] as const;
    const scale = values.reduce((common, { d }) => commonScale(common, Number(d)), this.scale);
    if (scale !== this.scale) this.#rescale(scale);
    const [low, high, available] = values.map(({ n, d }) => Number(n) * (this.scale / Number(d))) as [
      number,
      number,
      number,
    ];
    if (![low, high, available].every(isSafe)) this.scale = 0;
    this.low.push(low);
    this.high.push(high);
    this.available.push(available);
    this.marks.push(markOf(points));
    this.isMixed ||= markOf(points) !== 0 || !equal(points.available, this.kinds[0]?.available ?? points.available);
    return this.kinds.push(points) - 1;
  }

  #rescale(scale: number): void {
    for (const column of [this.low, this.high, this.available])
      for (const [kind, n] of column.entries()) {
        column[kind] = n * (scale / this.scale);
        if (!isSafe(column[kind] ?? 0)) this.scale = 0;
      }
    this.scale = this.scale === 0 ? 0 : scale;
  }
}

function keyOf({ reached, available, openMaximum, mayVanish }: RowPoints): string {
  const ends = reached === undefined ? "" : `${reached.low.n}/${reached.low.d} ${reached.high.n}/${reached.high.d}`;
  return `${ends} ${available.n}/${available.d} ${openMaximum} ${mayVanish}`;
}

/** A node's points in a batch: by its status, by the number of their kind, or as an interval and a maximum for each row. */
export class PointsColumns {
  /** the kind of each row; undefined when each row is written out */
  kinds: PointsKinds | undefined;
  /** the statuses that tell the kinds, and the kind of each status */
  #byStatus: { readonly statuses: Uint8Array; readonly kinds: Int16Array } | undefined;
  readonly #numbers: Uint16Array = new Uint16Array(BATCH_ROWS);
  /** may any row of the batch have a mark, or another maximum than the others? */
  isMixed = false;
  readonly #low = new NumberColumn();
  readonly #high = new NumberColumn();
  readonly #available = new NumberColumn();
  readonly #openMaximum = new Uint8Array(BATCH_ROWS);
  readonly #mayVanish = new Uint8Array(BATCH_ROWS);
  #rows = 0;
  /** what all rows may reach, as far as nothing else was written */
  #most: Fraction = ZERO;

  /** the least points that are still possible; not applicable where they are excluded */
  get low(): NumberColumn {
    return this.#written().#low;
  }

  get high(): NumberColumn {
    return this.#written().#high;
  }

  /** the maximum of what is not excluded; 0 when everything is, and `low` is then not applicable */
  get available(): NumberColumn {
    return this.#written().#available;
  }

  /** 1 where it is not known whether something is excluded, and so what the maximum is */
  get openMaximum(): Uint8Array {
    return this.#written().#openMaximum;
  }

  /** 1 where the node may yet be excluded altogether */
  get mayVanish(): Uint8Array {
    return this.#written().#mayVanish;
  }

  /** The kind of each row, where there are kinds. */
  get numbers(): Uint16Array {
    const given = this.#byStatus;
    if (given === undefined) return this.#numbers;
    this.#byStatus = undefined;
    for (let row = 0; row < this.#rows; row++) this.#numbers[row] = given.kinds[given.statuses[row] ?? 0] ?? 0;
    return this.#numbers;
  }

  /** Do the node's statuses tell its points? */
  get isByStatus(): boolean {
    return this.#byStatus !== undefined;
  }

  /** Begins a batch whose points the statuses tell. */
  startStatuses(kinds: PointsKinds, byStatus: Int16Array, statuses: Uint8Array, rows: number): void {
    this.startKinds(kinds, rows);
    this.#byStatus = { statuses, kinds: byStatus };
  }

  /** Begins a batch whose rows are given by kinds; their numbers are about to be written. */
  startKinds(kinds: PointsKinds, rows: number): Uint16Array {
    this.kinds = kinds;
    this.#byStatus = undefined;
    this.#rows = rows;
    this.isMixed = kinds.isMixed;
    return this.#numbers;
  }

  /** Begins a batch whose rows are written out, over these denominators; what `set` does not write must be. */
  startRows(scale: number, most: Fraction): void {
    this.kinds = undefined;
    this.#byStatus = undefined;
    this.isMixed = false;
    this.#low.start(scale);
    this.#high.start(scale);
    this.#most = most;
    this.#available.fill(Number(most.n), Number(most.d));
    this.#openMaximum.fill(0);
    this.#mayVanish.fill(0);
  }

  /** Writes a row's points out. */
  set(row: number, points: RowPoints): void {
    const { reached, available, openMaximum, mayVanish } = points;
    for (const [column, value] of [
      [this.low, reached?.low],
      [this.high, reached?.high],
    ] as const) {
      if (value === undefined) column.setState(row, State.notApplicable);
      else column.set(row, value);
    }
    const before = this.#available;
    if (!before.isConstant || available.n !== before.at(row).n || available.d !== before.at(row).d)
      before.set(row, available);
    this.#openMaximum[row] = openMaximum ? 1 : 0;
    this.#mayVanish[row] = mayVanish ? 1 : 0;
    this.isMixed ||= markOf(points) !== 0 || !equal(available, this.#most);
  }

  /** The denominator of one side; 0 where rows have denominators of their own. */
  scaleOf(side: "low" | "high" | "available"): number {
    return this.kinds === undefined ? this[side].scale : this.kinds.scale;
  }

  /** Puts marks on a row whose points are written out. */
  mark(row: number, isExcluded: boolean, openMaximum: boolean, mayVanish: boolean): void {
    if (isExcluded) for (const column of [this.#low, this.#high]) column.setState(row, State.notApplicable);
    this.#openMaximum[row] = openMaximum ? 1 : 0;
    this.#mayVanish[row] = mayVanish ? 1 : 0;
    this.isMixed = true;
  }

  /** A row's marks. */
  marksAt(row: number): number {
    if (this.kinds !== undefined) return this.kinds.marks[this.numbers[row] ?? 0] ?? 0;
    return this.isMixed ? markOf(this.at(row)) : 0;
  }

  /** Writes a row out that is of a kind. */
  copy(row: number, kinds: PointsKinds, kind: number): void {
    const isPlain = kinds.scale !== 0 && kinds.marks[kind] === 0 && this.#available.isConstant;
    const of = kinds.kinds[kind] as RowPoints;
    if (!isPlain || of.available !== this.#most) {
      this.set(row, of);
      return;
    }
    this.#low.setSafe(row, kinds.low[kind] ?? 0, kinds.scale);
    this.#high.setSafe(row, kinds.high[kind] ?? 0, kinds.scale);
  }

  /** A row's points. */
  at(row: number): RowPoints {
    if (this.kinds !== undefined) return this.kinds.kinds[this.numbers[row] ?? 0] as RowPoints;
    const isExcluded = this.#low.state[row] !== State.present;
    return {
      reached: isExcluded ? undefined : { low: this.#low.at(row), high: this.#high.at(row) },
      available: this.#available.at(row),
      openMaximum: this.#openMaximum[row] === 1,
      mayVanish: this.#mayVanish[row] === 1,
    };
  }

  /** Writes out rows that were given by kinds. */
  #written(): this {
    const { kinds } = this;
    if (kinds === undefined) return this;
    const { numbers } = this;
    this.startRows(kinds.scale, kinds.kinds[0]?.available ?? ZERO);
    this.isMixed = kinds.isMixed;
    if (kinds.scale === 0) {
      for (let row = 0; row < this.#rows; row++) this.set(row, kinds.kinds[numbers[row] ?? 0] as RowPoints);
      return this;
    }
    this.#available.start(kinds.scale);
    for (const [column, given] of [
      [this.#low, kinds.low],
      [this.#high, kinds.high],
      [this.#available, kinds.available],
    ] as const) {
      column.state.fill(State.present, 0, this.#rows);
      for (let row = 0; row < this.#rows; row++) column.numerator[row] = given[numbers[row] ?? 0] ?? 0;
    }
    if (!kinds.isMixed) return this;
    for (let row = 0; row < this.#rows; row++) {
      const { reached, openMaximum, mayVanish } = kinds.kinds[numbers[row] ?? 0] as RowPoints;
      this.mark(row, reached === undefined, openMaximum, mayVanish);
    }
    return this;
  }
}
