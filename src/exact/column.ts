import { type Fraction, fraction, tooLarge } from "./fraction.ts";

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

/** Rows of one batch: registers are allocated once for so many rows and used again for every batch. */
export const BATCH_ROWS = 1024;

const safe = (value: bigint): boolean => value <= 9007199254740991n && value >= -9007199254740991n;

/**
 * One exact number for each row: numerator and denominator as integers up to 2^53, and a side table of big integers
 * for what does not fit (its denominator is then 0). Numbers are not always reduced; `fraction` reduces.
 */
export class NumberColumn {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  readonly state: Uint8Array;
  readonly #large = new Map<number, Fraction>();

  constructor(rows: number = BATCH_ROWS) {
    this.numerator = new Float64Array(rows);
    this.denominator = new Float64Array(rows).fill(1);
    this.state = new Uint8Array(rows);
  }

  /** The state of a row, as the type the compiler knows. */
  stateAt(row: number): State {
    return this.state[row] as State;
  }

  /** The exact value of a row whose state is `present`. */
  at(row: number): Fraction {
    const d = this.denominator[row] ?? 1;
    if (d !== 0) return fraction(BigInt(this.numerator[row] ?? 0), BigInt(d));
    return this.#large.get(row) as Fraction;
  }

  /** Sets a value of safe integers; `d` is positive. */
  setSafe(row: number, n: number, d: number): void {
    this.numerator[row] = n;
    this.denominator[row] = d;
    this.state[row] = State.present;
  }

  /** Sets any exact value; one that has outgrown the bound becomes `tooLarge`. */
  set(row: number, value: Fraction): void {
    if (safe(value.n) && safe(value.d)) this.setSafe(row, Number(value.n), Number(value.d));
    else if (tooLarge(value)) this.setState(row, State.tooLarge);
    else {
      this.#large.set(row, value);
      this.setSafe(row, 0, 0);
    }
  }

  /** Marks a row as holding no number, and why. */
  setState(row: number, state: number): void {
    this.state[row] = state;
    this.numerator[row] = 0;
    this.denominator[row] = 1;
  }

  /** Takes over a row of another column. */
  copy(row: number, from: NumberColumn, fromRow: number): void {
    const state = from.state[fromRow] ?? State.missing;
    const d = from.denominator[fromRow] ?? 1;
    if (state !== State.present) this.setState(row, state);
    else if (d === 0) this.set(row, from.at(fromRow));
    else this.setSafe(row, from.numerator[fromRow] ?? 0, d);
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
