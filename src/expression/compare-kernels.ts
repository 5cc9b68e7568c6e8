import { type LogicColumn, type NumberColumn, State, stateOfTruth, Truth, truthOfState } from "../exact/column.ts";
import * as exact from "../exact/fraction.ts";
import { boundTruths, type Outcomes, quotientTruths } from "../exact/truth-loops.ts";
import { commonScale, floorQuotient, isSafe } from "../exact/whole.ts";

const outcomes = (below: boolean, same: boolean, above: boolean): Outcomes => ({
  below: below ? Truth.true : Truth.false,
  same: same ? Truth.true : Truth.false,
  above: above ? Truth.true : Truth.false,
});

export const COMPARISONS: Readonly<Record<"=" | "≠" | "<" | "≤" | ">" | "≥", Outcomes>> = {
  "=": outcomes(false, true, false),
  "≠": outcomes(true, false, true),
  "<": outcomes(true, false, false),
  "≤": outcomes(true, true, false),
  ">": outcomes(false, false, true),
  "≥": outcomes(false, true, true),
};

/** -1, 0 or 1 for two present numbers; exact however large they are. */
function order(a: NumberColumn, b: NumberColumn, row: number): number {
  const ad = a.denominatorAt(row);
  const bd = b.denominatorAt(row);
  if (ad !== 0 && bd !== 0) {
    const left = (a.numerator[row] ?? 0) * bd;
    const right = (b.numerator[row] ?? 0) * ad;
    if (isSafe(left) && isSafe(right)) return left < right ? -1 : left > right ? 1 : 0;
  }
  return exact.compare(a.at(row), b.at(row));
}

/** Compares two columns. */
export function compareColumns(a: NumberColumn, b: NumberColumn, out: LogicColumn, rows: number, by: Outcomes): void {
  if (b.isConstant && a.scale !== 0 && compareWithBound(a, b, out, rows, by)) return;
  if (b.isConstant && a.scale === 0) compareQuotients(a, b, out, rows, by);
  else if (a.scale !== 0 && b.scale !== 0) compareOverScales(a, b, out, rows, by);
  else
    for (let row = 0; row < rows; row++) {
      const state = Math.max(a.state[row] ?? 0, b.state[row] ?? 0);
      out[row] = state === State.present ? outcomeOf(order(a, b, row), by) : truthOfState(state);
    }
}

const outcomeOf = (sign: number, { below, same, above }: Outcomes): Truth =>
  sign < 0 ? below : sign > 0 ? above : same;

/**
 * A constant against numbers that share a denominator becomes one whole number to compare the numerators with, so that
 * nothing is multiplied in the loop; false when that number is too large.
 */
function compareWithBound(a: NumberColumn, b: NumberColumn, out: LogicColumn, rows: number, by: Outcomes): boolean {
  const scaled = (b.numerator[0] ?? 0) * a.scale;
  if (b.scale === 0 || !isSafe(scaled)) return false;
  const bound = floorQuotient(scaled, b.scale);
  const { below, above } = by;
  // A numerator equal to the rounded bound lies below the true one, unless nothing was rounded.
  const same = scaled % b.scale === 0 ? by.same : below;
  boundTruths(a, bound, { below, same, above }, out, rows);
  return true;
}

/** Quotients with denominators of their own against a constant: cross-multiplied. */
function compareQuotients(a: NumberColumn, b: NumberColumn, out: LogicColumn, rows: number, by: Outcomes): void {
  const bound = { over: b.numerator[0] ?? 0, under: b.scale };
  for (let row = 0; row < rows; row++) {
    if (b.scale !== 0) row = quotientTruths(a, bound, by, out, row, rows);
    if (row === rows) return;
    const state = a.state[row] ?? State.missing;
    out[row] = state === State.present ? outcomeOf(order(a, b, row), by) : truthOfState(state);
  }
}

/** Two columns that have one denominator each. */
function compareOverScales(a: NumberColumn, b: NumberColumn, out: LogicColumn, rows: number, by: Outcomes): void {
  const { below, same, above } = by;
  const scale = commonScale(a.scale, b.scale);
  const [toLeft, toRight] = [scale / a.scale, scale / b.scale];
  const [an, bn, as, bs] = [a.numerator, b.numerator, a.state, b.state];
  for (let row = 0; row < rows; row++) {
    const state = Math.max(as[row] ?? 0, bs[row] ?? 0);
    if (state !== State.present) {
      out[row] = state + 1;
      continue;
    }
    const left = (an[row] ?? 0) * toLeft;
    const right = (bn[row] ?? 0) * toRight;
    if (scale === 0 || !isSafe(left) || !isSafe(right)) out[row] = outcomeOf(order(a, b, row), by);
    else out[row] = left < right ? below : left > right ? above : same;
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
  out.start(commonScale(yes.scale, no.scale));
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
  out.start(low.scale);
  for (let row = 0; row < rows; row++) {
    const present = low.state[row] === State.present && high.state[row] === State.present;
    if (!present || order(low, high, row) === 0) out.copy(row, low, row);
    else out.setState(row, State.missing);
  }
}
