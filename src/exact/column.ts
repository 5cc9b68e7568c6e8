import { batchRows, newBytes, newNumbers } from "./column-memory.ts";
import { type Fraction, fraction, tooLarge } from "./fraction.ts";
import { isSafe, SAFE } from "./whole.ts";

/**
 * What a register holds in a row. The order is the order of strength: of two operands the greater state wins, so
 * arithmetic needs one `Math.max`. Not applicable beats missing, and data that must be refused beat everything.
 */
export const State = {
  present: 0,
  /** 0/0: nothing to measure; the indicator says what that means */
  noCases: 1,
  missing: 2,
  /** a threshold that no source gives: the standard cannot say, whatever the data */
  unset: 3,
  notApplicable: 4,
  /** x/0 with x other than 0: the data contradict themselves */
  dividedByZero: 5,
  /** more than 4,096 bits in an intermediate, or a day outside the years 1 to 9999 */
  tooLarge: 6,
} as const;
export type State = (typeof State)[keyof typeof State];

const LARGEST = BigInt(SAFE);
const fits = (value: bigint): boolean => value <= LARGEST && value >= -LARGEST;

/**
 * One exact number for each row: an integer up to 2^53 over a denominator. Most columns have one denominator for all
 * rows, `scale`, so that kernels run down a single array; where rows need their own, `scale` is 0. What does not fit in
 * either lies in a side table of big integers (its denominator is then 0). Numbers are not always reduced.
 */
export class NumberColumn {
  readonly numerator: Float64Array;
  readonly state: Uint8Array;
  /** the denominator of all rows; 0: each row has its own in `denominator` */
  scale: number = 1;
  /** are all rows present and the same? */
  isConstant: boolean = false;
  #own: Float64Array | undefined;
  readonly #large = new Map<number, Fraction>();
  /** how many rows were written when all were filled with one number */
  #filled = 0;

  /** @param state of as many rows as `numerator` has: both are the column's from now on */
  constructor(
    rows: number = batchRows(),
    numerator: Float64Array = newNumbers(rows),
    state: Uint8Array = newBytes(rows),
  ) {
    this.numerator = numerator;
    this.state = state;
  }

  /** The denominators of the rows, where `scale` is 0. */
  get denominator(): Float64Array {
    this.#own ??= newNumbers(this.numerator.length).fill(1);
    return this.#own;
  }

  /** Forgets all rows: numerators over `scale` are about to be written, or with 0 numerators and denominators. */
  start(scale: number): void {
    this.scale = scale;
    this.isConstant = false;
    if (this.#large.size > 0) this.#large.clear();
  }

  /** Fills so many rows with one number of safe integers; a page of memory that nobody reads is not to be written. */
  fill(n: number, d: number, rows: number = this.numerator.length): void {
    const isSame = this.isConstant && this.scale === d && this.numerator[0] === n;
    if (!isSame) this.start(d);
    const from = isSame ? this.#filled : 0;
    if (rows > from) {
      this.numerator.fill(n, from, rows);
      this.state.fill(State.present, from, rows);
    }
    this.#filled = Math.max(from, rows);
    this.isConstant = true;
  }

  /** Fills so many rows with the number that is in the first, where all hold the same. */
  reach(rows: number): void {
    if (this.isConstant && rows > this.#filled) this.fill(this.numerator[0] ?? 0, this.scale, rows);
  }

  /** The state of a row, as the type the compiler knows. */
  stateAt(row: number): State {
    return this.state[row] as State;
  }

  /** A row's denominator; 0 when its number lies in the side table. */
  denominatorAt(row: number): number {
    return this.scale === 0 ? (this.denominator[row] ?? 1) : this.scale;
  }

  /** The exact value of a row whose state is `present`. */
  at(row: number): Fraction {
    const d = this.denominatorAt(row);
    if (d !== 0) return fraction(BigInt(this.numerator[row] ?? 0), BigInt(d));
    return this.#large.get(row) as Fraction;
  }

  /** Sets a value of safe integers; `d` is positive. */
  setSafe(row: number, n: number, d: number): void {
    this.state[row] = State.present;
    this.isConstant = false;
    if (this.scale === d) {
      this.numerator[row] = n;
      return;
    }
    const raised = this.scale === 0 ? Number.NaN : n * (this.scale / d);
    if (this.scale % d === 0 && isSafe(raised)) {
      this.numerator[row] = raised;
      return;
    }
    if (this.scale !== 0) this.#separate();
    this.numerator[row] = n;
    this.denominator[row] = d;
  }

  /** Gives each row a denominator of its own. */
  #separate(): void {
    this.denominator.fill(this.scale);
    this.scale = 0;
  }

  /** Sets any exact value; one that has outgrown the bound becomes `tooLarge`. */
  set(row: number, value: Fraction): void {
    if (fits(value.n) && fits(value.d)) this.setSafe(row, Number(value.n), Number(value.d));
    else if (tooLarge(value)) this.setState(row, State.tooLarge);
    else {
      if (this.scale !== 0) this.#separate();
      this.isConstant = false;
      this.#large.set(row, value);
      this.state[row] = State.present;
      this.numerator[row] = 0;
      this.denominator[row] = 0;
    }
  }

  /** Marks a row as holding no number, and why. */
  setState(row: number, state: number): void {
    this.state[row] = state;
    this.isConstant = false;
    this.numerator[row] = 0;
    if (this.scale === 0) this.denominator[row] = 1;
  }

  /** Takes over a row of another column. */
  copy(row: number, from: NumberColumn, fromRow: number): void {
    const state = from.state[fromRow] ?? State.missing;
    if (state !== State.present) this.setState(row, state);
    else {
      const d = from.denominatorAt(fromRow);
      if (d === 0) this.set(row, from.at(fromRow));
      else this.setSafe(row, from.numerator[fromRow] ?? 0, d);
    }
  }
}

/** A truth value or the reason why there is none, one code for each row; the codes are those of `Truth`. */
export type LogicColumn = Uint8Array;

/** Truth codes: false, true, then the states above, shifted by one. */
export const Truth = {
  false: 0,
  true: 1,
  noCases: 2,
  missing: 3,
  unset: 4,
  notApplicable: 5,
  dividedByZero: 6,
  tooLarge: 7,
} as const;
export type Truth = (typeof Truth)[keyof typeof Truth];

/** The truth code that stands for a state other than `present`. */
export const truthOfState = (state: number): Truth => (state + 1) as Truth;
/** The state behind a truth code; true and false are `present`. */
export const stateOfTruth = (truth: number): State => (truth <= Truth.true ? State.present : truth - 1) as State;
