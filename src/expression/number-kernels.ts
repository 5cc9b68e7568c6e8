import { quotients } from "../exact/case-loops.ts";
import { type NumberColumn, State } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import * as exact from "../exact/fraction.ts";
import { scaled } from "../exact/table-loops.ts";
import { commonScale, isSafe, SAFE } from "../exact/whole.ts";

// Each operation has a loop for columns whose rows share a denominator. It gives up as soon as a number grows beyond
// what a double holds exactly; the batch is then done row by row, with big integers where they are needed.

/** One row over safe integers: writes the result itself, or says false when the numbers grow too large. */
type Quick = (out: NumberColumn, row: number, an: number, ad: number, bn: number, bd: number) => boolean;

/** Runs an operation row by row; the greater state of the operands wins. */
function rowByRow(
  a: NumberColumn,
  b: NumberColumn,
  out: NumberColumn,
  rows: number,
  quick: Quick,
  slow: (x: Fraction, y: Fraction) => Fraction,
): void {
  out.start(0);
  for (let row = 0; row < rows; row++) {
    const state = Math.max(a.state[row] ?? 0, b.state[row] ?? 0);
    if (state !== State.present) out.setState(row, state);
    else {
      const ad = a.denominatorAt(row);
      const bd = b.denominatorAt(row);
      const isDone = ad !== 0 && bd !== 0 && quick(out, row, a.numerator[row] ?? 0, ad, b.numerator[row] ?? 0, bd);
      if (!isDone) out.set(row, slow(a.at(row), b.at(row)));
    }
  }
}

const quickSum =
  (sign: 1 | -1): Quick =>
  (out, row, an, ad, bn, bd) => {
    if (ad === bd) {
      const n = an + sign * bn;
      if (!isSafe(n)) return false;
      out.setSafe(row, n, ad);
      return true;
    }
    const left = an * bd;
    const right = sign * bn * ad;
    const n = left + right;
    const d = ad * bd;
    if (!isSafe(left) || !isSafe(right) || !isSafe(n) || d > SAFE) return false;
    out.setSafe(row, n, d);
    return true;
  };

const quickProduct: Quick = (out, row, an, ad, bn, bd) => {
  const n = an * bn;
  const d = ad * bd;
  if (!isSafe(n) || d > SAFE) return false;
  out.setSafe(row, n, d);
  return true;
};

const quickQuotient: Quick = (out, row, an, ad, bn, bd) => {
  const n = bn < 0 ? -an * bd : an * bd;
  const d = ad * Math.abs(bn);
  if (!isSafe(n) || d > SAFE || d === 0) return false;
  out.setSafe(row, n, d);
  return true;
};

/** a + sign × b over one denominator. A row without a number has the numerator 0, so that it does no harm. */
function sumOverScale(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number, sign: 1 | -1): boolean {
  const scale = commonScale(a.scale, b.scale);
  if (scale === 0) return false;
  const [left, right] = [scale / a.scale, (sign * scale) / b.scale];
  const [an, bn, as, bs] = [a.numerator, b.numerator, a.state, b.state];
  const { numerator, state } = out;
  out.start(scale);
  for (let row = 0; row < rows; row++) {
    const x = (an[row] ?? 0) * left;
    const y = (bn[row] ?? 0) * right;
    const n = x + y;
    if (!isSafe(x) || !isSafe(y) || !isSafe(n)) return false;
    const strongest = Math.max(as[row] ?? 0, bs[row] ?? 0);
    state[row] = strongest;
    numerator[row] = strongest === State.present ? n : 0;
  }
  return true;
}

function productOverScale(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): boolean {
  const scale = a.scale * b.scale;
  if (scale === 0 || scale > SAFE) return false;
  const [an, bn, as, bs] = [a.numerator, b.numerator, a.state, b.state];
  const { numerator, state } = out;
  out.start(scale);
  for (let row = 0; row < rows; row++) {
    const n = (an[row] ?? 0) * (bn[row] ?? 0);
    if (!isSafe(n)) return false;
    const strongest = Math.max(as[row] ?? 0, bs[row] ?? 0);
    state[row] = strongest;
    numerator[row] = strongest === State.present ? n : 0;
  }
  return true;
}

/** a over a constant: the numerators stay, but for the constant's denominator, over one denominator for all rows. */
function quotientByConstant(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): boolean {
  const by = b.numerator[0] ?? 0;
  const scale = a.scale * Math.abs(by);
  if (!b.isConstant || b.scale === 0 || scale === 0 || scale > SAFE) return false;
  const factor = by < 0 ? -b.scale : b.scale;
  out.start(scale);
  if (!scaled(a.numerator, factor, out.numerator, rows)) return false;
  out.state.set(a.state.subarray(0, rows));
  return true;
}

function quotientOverScale(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): boolean {
  const scale = commonScale(a.scale, b.scale);
  if (scale === 0) return false;
  out.start(0);
  return quotients(a, b, { left: scale / a.scale, right: scale / b.scale }, out, rows);
}

/** 0/0 is "no cases", x/0 with another x is data that contradict themselves. */
const zeroState = (isZero: boolean): State => (isZero ? State.noCases : State.dividedByZero);

export function addColumns(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void {
  if (!sumOverScale(a, b, out, rows, 1)) rowByRow(a, b, out, rows, quickSum(1), exact.add);
}

export function subtractColumns(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void {
  if (!sumOverScale(a, b, out, rows, -1)) rowByRow(a, b, out, rows, quickSum(-1), exact.subtract);
}

export function multiplyColumns(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void {
  if (!productOverScale(a, b, out, rows)) rowByRow(a, b, out, rows, quickProduct, exact.multiply);
}

/** Quotient: 0/0 is "no cases", x/0 with another x is data that contradict themselves. */
export function divideColumns(a: NumberColumn, b: NumberColumn, out: NumberColumn, rows: number): void {
  if (quotientByConstant(a, b, out, rows) || quotientOverScale(a, b, out, rows)) return;
  rowByRow(a, b, out, rows, quickQuotient, (x, y) => (y.n === 0n ? exact.ZERO : exact.divide(x, y)));
  for (let row = 0; row < rows; row++) {
    if (b.numerator[row] !== 0 || b.state[row] !== State.present || a.state[row] !== State.present) continue;
    if (b.denominatorAt(row) === 0) continue;
    out.setState(row, zeroState(a.numerator[row] === 0 && a.denominatorAt(row) !== 0));
  }
}
