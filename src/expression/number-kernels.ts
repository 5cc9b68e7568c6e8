import { type LogicColumn, type NumberColumn, State, stateOfTruth, Truth, truthOfState } from "../exact/column.ts";
import { addYears, FIRST_DAY, LAST_DAY, monthsBetween } from "../exact/day.ts";
import type { Fraction } from "../exact/fraction.ts";
import * as exact from "../exact/fraction.ts";

const SAFE = Number.MAX_SAFE_INTEGER;

/** A fast way over safe integers that writes the result itself, or says false when the numbers grow too large. */
type Fast = (out: NumberColumn, row: number, an: number, ad: number, bn: number, bd: number) => boolean;

const fastSum =
  (sign: 1 | -1): Fast =>
  (out, row, an, ad, bn, bd) => {
    if (ad === bd) {
      const n = an + sign * bn;
      if (n > SAFE || n < -SAFE) return false;
      out.setSafe(row, n, ad);
      return true;
    }
    const left = an * bd;
    const right = sign * bn * ad;
    const n = left + right;
    const d = ad * bd;
    if (Math.abs(left) > SAFE || Math.abs(right) > SAFE || Math.abs(n) > SAFE || d > SAFE) return false;
    out.setSafe(row, n, d);
    return true;
  };

const fastProduct: Fast = (out, row, an, ad, bn, bd) => {
  const n = an * bn;
  const d = ad * bd;
  if (Math.abs(n) > SAFE || d > SAFE) return false;
  out.setSafe(row, n, d);
  return true;
};

const fastQuotient: Fast = (out, row, an, ad, bn, bd) => {
  const n = bn < 0 ? -an * bd : an * bd;
  const d = ad * Math.abs(bn);
  if (Math.abs(n) > SAFE || d > SAFE || d === 0) return false;
  out.setSafe(row, n, d);
  return true;
};

/** Runs an arithmetic operation down two columns; the greater state of the operands wins. */
function arithmetic(
  a: NumberColumn,
  b: NumberColumn,
  out: NumberColumn,
  rows: number,
  fast: Fast,
  slow: (x: Fraction, y: Fraction) => Fraction,
): void {
  for (let row = 0; row < rows; row++) {
    const state = Math.max(a.state[row] ?? 0, b.state[row] ?? 0);
    if (state !== State.present) out.setState(row, state);
    else {
      const ad = a.denominator[row] ?? 0;
      const bd = b.denominator[row] ?? 0;
      const quick = ad !== 0 && bd !== 0 && fast(out, row, a.numerator[row] ?? 0, ad, b.numerator[row] ?? 0, bd);
      if (!quick) out.set(row, slow(a.at(row), b.at(row)));
    }
  }
}

export const addColumns = (a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void =>
  arithmetic(a, b, out, rows, fastSum(1), exact.add);
export const subtractColumns = (a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void =>
  arithmetic(a, b, out, rows, fastSum(-1), exact.subtract);
export const multiplyColumns = (a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void =>
  arithmetic(a, b, out, rows, fastProduct, exact.multiply);

/** Quotient: 0/0 is "no cases", x/0 with another x is data that contradict themselves. */
export function divideColumns(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void {
  arithmetic(a, b, out, rows, fastQuotient, (x, y) => (y.n === 0n ? exact.ZERO : exact.divide(x, y)));
  for (let row = 0; row < rows; row++) {
    const dividesByZero = b.state[row] === State.present && b.numerator[row] === 0 && b.denominator[row] !== 0;
    if (!dividesByZero || a.state[row] !== State.present) continue;
    const nothing = a.numerator[row] === 0 && a.denominator[row] !== 0;
    out.setState(row, nothing ? State.noCases : State.dividedByZero);
  }
}

/** Runs a function of one number down a column. */
export function mapColumn(a: NumberColumn, out: NumberColumn, rows: number, change: (x: Fraction) => Fraction): void {
  for (let row = 0; row < rows; row++) {
    if (a.state[row] === State.present) out.set(row, change(a.at(row)));
    else out.setState(row, a.state[row] ?? State.missing);
  }
}

/** Gathers several columns into one number a row: sum, least, greatest. */
export function gatherColumns(
  inputs: readonly NumberColumn[],
  out: NumberColumn,
  rows: number,
  join: (x: Fraction, y: Fraction) => Fraction,
): void {
  for (let row = 0; row < rows; row++) {
    let state = 0;
    for (const input of inputs) state = Math.max(state, input.state[row] ?? 0);
    if (state === State.present) out.set(row, inputs.map((input) => input.at(row)).reduce(join));
    else out.setState(row, state);
  }
}

/** -1, 0 or 1 for two present numbers; exact however large they are. */
function order(a: NumberColumn, b: NumberColumn, row: number): number {
  const ad = a.denominator[row] ?? 0;
  const bd = b.denominator[row] ?? 0;
  if (ad !== 0 && bd !== 0) {
    const left = (a.numerator[row] ?? 0) * bd;
    const right = (b.numerator[row] ?? 0) * ad;
    if (Math.abs(left) <= SAFE && Math.abs(right) <= SAFE) return left < right ? -1 : left > right ? 1 : 0;
  }
  return exact.compare(a.at(row), b.at(row));
}

/** Compares two columns; `holds` looks at the sign of a − b. */
export function compareColumns(
  a: NumberColumn,
  b: NumberColumn,
  out: LogicColumn,
  rows: number,
  holds: (sign: number) => boolean,
): void {
  for (let row = 0; row < rows; row++) {
    const state = Math.max(a.state[row] ?? 0, b.state[row] ?? 0);
    if (state !== State.present) out[row] = truthOfState(state);
    else out[row] = holds(order(a, b, row)) ? Truth.true : Truth.false;
  }
}

/** Chooses between two numbers; `strict` as for conditions. */
export function chooseNumber(
  test: LogicColumn,
  yes: NumberColumn,
  no: NumberColumn,
  out: NumberColumn,
  rows: number,
  strict: boolean,
): void {
  for (let row = 0; row < rows; row++) {
    const truth = test[row] ?? Truth.missing;
    if (truth === Truth.true) out.copy(row, yes, row);
    else if (truth === Truth.false) out.copy(row, no, row);
    else {
      const present = yes.state[row] === State.present && no.state[row] === State.present;
      const agreed = !strict && truth <= Truth.unset && present && order(yes, no, row) === 0;
      if (agreed) out.copy(row, yes, row);
      else out.setState(row, stateOfTruth(truth));
    }
  }
}

/** The number when both ends of an interval are equal, else missing. */
export function knownColumn(low: NumberColumn, high: NumberColumn, out: NumberColumn, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const present = low.state[row] === State.present && high.state[row] === State.present;
    if (!present || order(low, high, row) === 0) out.copy(row, low, row);
    else out.setState(row, State.missing);
  }
}

/** Runs a function of two days or of a day and a number; a day outside the years 1 to 9999 is refused. */
export function dayColumns(
  a: NumberColumn,
  b: NumberColumn,
  out: NumberColumn,
  rows: number,
  name: keyof typeof DAYS,
): void {
  for (let row = 0; row < rows; row++) {
    const state = Math.max(a.state[row] ?? 0, b.state[row] ?? 0);
    if (state !== State.present) {
      out.setState(row, state);
      continue;
    }
    const x = a.at(row);
    const y = b.at(row);
    const result =
      y.d === 1n && y.n > -4_000_000n && y.n < 4_000_000n ? DAYS[name](Number(x.n), Number(y.n)) : undefined;
    if (result === undefined) out.setState(row, State.tooLarge);
    else out.setSafe(row, result, 1);
  }
}

const within = (day: number): number | undefined => (day >= FIRST_DAY && day <= LAST_DAY ? day : undefined);

const DAYS = {
  days_between: (a: number, b: number): number | undefined => b - a,
  months_between: (a: number, b: number): number | undefined => monthsBetween(a, b),
  years_between: (a: number, b: number): number | undefined => Math.trunc(monthsBetween(a, b) / 12),
  add_days: (a: number, b: number): number | undefined => within(a + b),
  add_years: (a: number, b: number): number | undefined => (Math.abs(b) < 10_000 ? within(addYears(a, b)) : undefined),
} as const;
