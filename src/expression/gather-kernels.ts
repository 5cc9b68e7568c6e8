import { type NumberColumn, State } from "../exact/column.ts";
import { addYears, FIRST_DAY, LAST_DAY, monthsBetween } from "../exact/day.ts";
import type { Fraction } from "../exact/fraction.ts";
import * as exact from "../exact/fraction.ts";
import { commonScale, floorQuotient, isSafe, SAFE } from "../exact/whole.ts";

/** Runs a function of one number down a column. */
export function mapColumn(a: NumberColumn, out: NumberColumn, rows: number, change: (x: Fraction) => Fraction): void {
  out.start(1);
  for (let row = 0; row < rows; row++) {
    if (a.state[row] === State.present) out.set(row, change(a.at(row)));
    else out.setState(row, a.state[row] ?? State.missing);
  }
}

/** Rounds to `digits` decimals, half away from zero. */
export function roundColumn(a: NumberColumn, digits: number, out: NumberColumn, rows: number): void {
  const scale = 10 ** digits;
  out.start(scale);
  for (let row = 0; row < rows; row++) {
    const state = a.state[row] ?? State.missing;
    if (state !== State.present) {
      out.setState(row, state);
      continue;
    }
    const n = a.numerator[row] ?? 0;
    const d = a.denominatorAt(row);
    const doubled = Math.abs(n) * scale * 2 + d;
    if (d === 0 || doubled > SAFE || 2 * d > SAFE) out.set(row, exact.round(a.at(row), digits));
    else {
      const size = floorQuotient(doubled, 2 * d);
      out.setSafe(row, n < 0 ? -size : size, scale);
    }
  }
}

/** How several numbers of a row become one. */
export type Gathering = "sum" | "min" | "max";

const JOIN: Readonly<Record<Gathering, (x: Fraction, y: Fraction) => Fraction>> = {
  sum: exact.add,
  min: exact.least,
  max: exact.greatest,
};

/** Gathers several columns into one number a row; the greatest state of the operands wins. */
export function gatherColumns(
  inputs: readonly NumberColumn[],
  out: NumberColumn,
  rows: number,
  gathering: Gathering,
): void {
  if (gatherOverScale(inputs, out, rows, gathering)) return;
  out.start(0);
  for (let row = 0; row < rows; row++) {
    let state = 0;
    for (const input of inputs) state = Math.max(state, input.state[row] ?? 0);
    if (state === State.present) out.set(row, inputs.map((input) => input.at(row)).reduce(JOIN[gathering]));
    else out.setState(row, state);
  }
}

/** The same over one denominator for all; false when a number grows too large to be held exactly. */
function gatherOverScale(
  inputs: readonly NumberColumn[],
  out: NumberColumn,
  rows: number,
  gathering: Gathering,
): boolean {
  const scale = inputs.reduce((common, input) => commonScale(common, input.scale), 1);
  if (scale === 0) return false;
  out.start(scale);
  const { numerator, state } = out;
  for (const [place, input] of inputs.entries()) {
    const factor = scale / input.scale;
    const { numerator: given, state: states } = input;
    for (let row = 0; row < rows; row++) {
      const n = (given[row] ?? 0) * factor;
      const before = numerator[row] ?? 0;
      const joined =
        place === 0
          ? n
          : gathering === "sum"
            ? before + n
            : gathering === "min"
              ? Math.min(before, n)
              : Math.max(before, n);
      if (!isSafe(n) || !isSafe(joined)) return false;
      numerator[row] = joined;
      state[row] = place === 0 ? (states[row] ?? 0) : Math.max(state[row] ?? 0, states[row] ?? 0);
    }
  }
  for (let row = 0; row < rows; row++) if (state[row] !== State.present) numerator[row] = 0;
  return true;
}

/** The sum over how many they are. */
export function meanColumns(inputs: readonly NumberColumn[], out: NumberColumn, rows: number): void {
  gatherColumns(inputs, out, rows, "sum");
  if (out.scale !== 0 && out.scale * inputs.length <= SAFE) {
    out.scale *= inputs.length;
    return;
  }
  const count = exact.fraction(BigInt(inputs.length));
  for (let row = 0; row < rows; row++)
    if (out.state[row] === State.present) out.set(row, exact.divide(out.at(row), count));
}

/** Runs a function of two days or of a day and a number; a day outside the years 1 to 9999 is refused. */
export function dayColumns(
  a: NumberColumn,
  b: NumberColumn,
  out: NumberColumn,
  rows: number,
  name: keyof typeof DAYS,
): void {
  out.start(1);
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
