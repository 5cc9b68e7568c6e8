import { NumberColumn, State } from "../exact/column.ts";
import { batchRows, newBytes, newWords } from "../exact/column-memory.ts";
import { equal, type Fraction, ZERO } from "../exact/fraction.ts";
import { numbersFromTable, valuesFromTable } from "../exact/table-loops.ts";
import type { RowPoints } from "./points.ts";
import { markOf, type PointsKinds } from "./points-kinds.ts";

/** A node's points in a batch: by its status, by the number of their kind, or as an interval and a maximum for each row. */
export class PointsColumns {
  /** the kind of each row; undefined when each row is written out */
  kinds: PointsKinds | undefined;
  /** the statuses that tell the kinds, and the kind of each status */
  #byStatus: { readonly statuses: Uint8Array; readonly kinds: Uint16Array } | undefined;
  readonly #numbers: Uint16Array = newWords(batchRows());
  /** the same as `isMixed`, of rows that are written out */
  #isMixed = false;
  readonly #low = new NumberColumn();
  readonly #high = new NumberColumn();
  readonly #available = new NumberColumn();
  readonly #openMaximum = newBytes(batchRows());
  readonly #mayVanish = newBytes(batchRows());
  /** has any row that was written out one of these marks? */
  #hasMarks = false;
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
    numbersFromTable(given.statuses, given.kinds, this.#numbers, this.#rows);
    return this.#numbers;
  }

  /**
   * May any row of the batch have a mark, or another maximum than the others? Kinds are added while their numbers are
   * being written, so it must be asked when these are there.
   */
  get isMixed(): boolean {
    return this.kinds?.isMixed ?? this.#isMixed;
  }

  /** Begins a batch whose rows are written out with marks and maxima of their own. */
  markMixed(): void {
    this.#isMixed = true;
  }

  /** Do the node's statuses tell its points? */
  get isByStatus(): boolean {
    return this.#byStatus !== undefined;
  }

  /** Begins a batch whose points the statuses tell. */
  startStatuses(kinds: PointsKinds, byStatus: Uint16Array, statuses: Uint8Array, rows: number): void {
    this.startKinds(kinds, rows);
    this.#byStatus = { statuses, kinds: byStatus };
  }

  /** Begins a batch whose rows are given by kinds; their numbers are about to be written. */
  startKinds(kinds: PointsKinds, rows: number): Uint16Array {
    this.kinds = kinds;
    this.#byStatus = undefined;
    this.#rows = rows;
    return this.#numbers;
  }

  /** Begins a batch whose rows are written out, over these denominators; what `set` does not write must be. */
  startRows(scale: number, most: Fraction): void {
    this.kinds = undefined;
    this.#byStatus = undefined;
    this.#isMixed = false;
    this.#low.start(scale);
    this.#high.start(scale);
    this.#most = most;
    this.#available.fill(Number(most.n), Number(most.d));
    if (this.#hasMarks) for (const marks of [this.#openMaximum, this.#mayVanish]) marks.fill(0);
    this.#hasMarks = false;
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
    this.#setMarks(row, openMaximum, mayVanish);
    this.#isMixed ||= markOf(points) !== 0 || !equal(available, this.#most);
  }

  /** The denominator of one side; 0 where rows have denominators of their own. */
  scaleOf(side: "low" | "high" | "available"): number {
    return this.kinds === undefined ? this[side].scale : this.kinds.scale;
  }

  /** Puts marks on a row whose points are written out. */
  mark(row: number, isExcluded: boolean, openMaximum: boolean, mayVanish: boolean): void {
    if (isExcluded) for (const column of [this.#low, this.#high]) column.setState(row, State.notApplicable);
    this.#setMarks(row, openMaximum, mayVanish);
    this.#isMixed = true;
  }

  #setMarks(row: number, openMaximum: boolean, mayVanish: boolean): void {
    this.#openMaximum[row] = openMaximum ? 1 : 0;
    this.#mayVanish[row] = mayVanish ? 1 : 0;
    this.#hasMarks ||= openMaximum || mayVanish;
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
    this.#isMixed = kinds.isMixed;
    if (kinds.scale === 0) {
      for (let row = 0; row < this.#rows; row++) this.set(row, kinds.kinds[numbers[row] ?? 0] as RowPoints);
      return this;
    }
    // Where no maximum differs, the one that all rows have stands there already.
    if (kinds.isMixed) this.#available.start(kinds.scale);
    for (const [column, given] of [
      [this.#low, kinds.low],
      [this.#high, kinds.high],
      ...(kinds.isMixed ? ([[this.#available, kinds.available]] as const) : []),
    ] as const) {
      column.state.fill(State.present, 0, this.#rows);
      valuesFromTable(numbers, given, column.numerator, this.#rows);
    }
    if (!kinds.isMixed) return this;
    for (let row = 0; row < this.#rows; row++) {
      const { reached, openMaximum, mayVanish } = kinds.kinds[numbers[row] ?? 0] as RowPoints;
      this.mark(row, reached === undefined, openMaximum, mayVanish);
    }
    return this;
  }
}
