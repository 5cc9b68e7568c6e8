import type { Field } from "../criteria/model.ts";
import type { NumberColumn } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import { fraction } from "../exact/fraction.ts";
import { floorQuotient, isSafe, SAFE } from "../exact/whole.ts";
import type { ColumnSeen } from "./column-watch.ts";
import type { CellRules, IntakeOptions } from "./options.ts";

const ONE_PERCENT = fraction(1n, 100n);
/** More decimals than this are left to the reader that counts in big integers. */
const MOST_DECIMALS = 6;

/** A column whose cells are plain numbers, and what is known of it so far. */
export class NumberPlace {
  readonly field: Field;
  /** is it the second column of a ratio, whose marks nobody watches? */
  readonly isWhole: boolean;
  readonly column: NumberColumn;
  /** the most decimals so far: the column's numbers are multiples of 10^-decimals, percents of a hundredth of it */
  decimals = 0;
  /** what the whole column gives away, as far as it is known */
  #seen: ColumnSeen = { decimals: 0, hasDecimal: false, hasOpen: false };
  /** so many decimals are no news in the column; none in columns of counts, or whose marks nobody watches */
  plainDecimals = 0;
  readonly numerator: Float64Array;
  readonly state: Uint8Array;
  /** the denominator of the column's numerators */
  scale = 1;
  /** what a numerator may be at the present number of decimals */
  least = 0;
  most = 0;
  /** numerators from above 0 up to here are percents so small that they may be fractions */
  suspicious = 0;
  /** figures other than 0 that are not suspicious */
  filled = 0;
  readonly #share: number;
  /** are figures other than 0 counted, and those that are suspiciously small left to others? */
  readonly watchesSmall: boolean;

  constructor(field: Field, isWhole: boolean, column: NumberColumn, rules: CellRules, options: IntakeOptions) {
    this.field = field;
    this.isWhole = isWhole;
    this.column = column;
    this.numerator = column.numerator;
    this.state = column.state;
    this.#share = field.type === "percent" && rules.percentAs === "percent" ? 100 : 1;
    const { typical } = field;
    const isFarAbove = typical !== undefined && typical.low.n * ONE_PERCENT.d > ONE_PERCENT.n * typical.low.d;
    this.watchesSmall = field.type === "percent" && options.percentAs === undefined && isFarAbove;
    this.raise(0, 0);
  }

  get seen(): ColumnSeen {
    return this.#seen;
  }

  /** Notes what the whole column has given away so far: what is new in it is told by the reader that watches columns. */
  set seen(seen: ColumnSeen) {
    this.#seen = seen;
    this.plainDecimals = seen.hasDecimal && !this.isWhole && this.field.type !== "count" ? seen.decimals : 0;
  }

  /** Makes room for more decimals, in the first `rows` rows of the batch as well, unless there are too many. */
  raise(decimals: number, rows: number): void {
    const { column } = this;
    const factor = 10 ** (decimals - this.decimals);
    const numbers = column.numerator.subarray(0, column.scale === 0 ? 0 : rows);
    if (decimals > MOST_DECIMALS || !numbers.every((n) => isSafe(n * factor))) return;
    for (const [row, n] of numbers.entries()) numbers[row] = n * factor;
    if (column.scale !== 0) column.scale *= factor;
    this.decimals = decimals;
    this.scale = this.#share * 10 ** decimals;
    const { range, type } = this.field;
    this.least = range === undefined ? (type === "count" ? 0 : -SAFE) : -this.#floor(range.low, -1);
    this.most = range === undefined ? SAFE : this.#floor(range.high, 1);
    this.suspicious = this.watchesSmall ? this.#floor(ONE_PERCENT, 1) : 0;
  }

  /** What digits with so many decimals are to be multiplied by; NaN where these are news, or may be no decimals. */
  factor(behind: number): number {
    const isPlain = behind === 0 || (behind <= this.plainDecimals && (behind !== 3 || this.#seen.hasOpen));
    return isPlain && behind <= this.decimals ? 10 ** (this.decimals - behind) : Number.NaN;
  }

  /** Is a numerator one that may be a fraction given for a percent? */
  isSuspicious(numerator: number): boolean {
    return numerator > 0 && numerator <= this.suspicious;
  }

  /** The greatest numerator whose number is not above the bound, or above its negative. */
  #floor({ n, d }: Fraction, sign: 1 | -1): number {
    const scaled = Number(n) * sign * this.scale;
    return isSafe(scaled) && isSafe(Number(d)) ? floorQuotient(scaled, Number(d)) : Number.NaN;
  }
}
