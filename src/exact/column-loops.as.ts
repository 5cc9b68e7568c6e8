// Runs down columns of a batch. AssemblyScript: TypeScript whose numbers are those of the machine; src/scan/build.mjs
// compiles it to WebAssembly, which is quick from the first batch on. column-loops.ts says what each loop does, and does
// the same where columns lie elsewhere. All are given places in memory and a number of rows; no row needs room behind it.

import { ROWS, reach } from "./lanes.as";

export { edgeCases, quotientCases, stateCases } from "./case-loops.as";
export { lookUpBytes, lookUpWords } from "./pattern-loops.as";
export {
  addFromTable,
  addScaled,
  addScaledFromTable,
  addShifted,
  countCodes,
  countNumbers,
  greatest,
  joinByTable,
  mapByTable,
  noteNumbers,
  numbersFromTable,
  placeOf,
  scaled,
  seenIn,
  valuesFromTable,
} from "./table-loops.as";
export { onLine, onSteps } from "./value-loops.as";

/** the largest whole number that a double holds together with all smaller ones */
const SAFE: f64 = 9007199254740991;
/** states of numbers, as in column.ts */
const PRESENT: u8 = 0;
const NO_CASES: u8 = 1;
const DIVIDED_BY_ZERO: u8 = 5;

export function quotients(
  over: usize,
  overState: usize,
  under: usize,
  underState: usize,
  left: f64,
  right: f64,
  numerator: usize,
  denominator: usize,
  state: usize,
  rows: i32,
): i32 {
  for (let row = 0; row < rows; row++) {
    const n = load<f64>(over + (row << 3)) * left;
    const d = load<f64>(under + (row << 3)) * right;
    if (abs(n) > SAFE || abs(d) > SAFE) return 0;
    const strongest = max<u8>(load<u8>(overState + row), load<u8>(underState + row));
    const isThere = strongest === PRESENT && d !== 0;
    const ofZero: u8 = n === 0 ? NO_CASES : DIVIDED_BY_ZERO;
    store<u8>(state + row, strongest === PRESENT && d === 0 ? ofZero : strongest);
    store<f64>(numerator + (row << 3), isThere ? (d < 0 ? -n : n) : 0);
    store<f64>(denominator + (row << 3), isThere ? abs(d) : 1);
  }
  return 1;
}

export function boundTruths(
  numerator: usize,
  state: usize,
  bound: f64,
  below: i32,
  same: i32,
  above: i32,
  out: usize,
  rows: i32,
): void {
  // Of whole numbers those above the bound are those that reach the next one.
  const at = f64x2.splat(bound);
  const next = f64x2.splat(bound + 1);
  let row = 0;
  for (; row + ROWS <= rows; row += ROWS) {
    const place = numerator + (row << 3);
    const states = v128.load(state + row);
    const notBelow = v128.bitselect(i8x16.splat(<i8>above), i8x16.splat(<i8>same), reach(place, next));
    const order = v128.bitselect(notBelow, i8x16.splat(<i8>below), reach(place, at));
    const missing = i8x16.add(states, i8x16.splat(1));
    v128.store(out + row, v128.bitselect(order, missing, i8x16.eq(states, i8x16.splat(PRESENT))));
  }
  for (; row < rows; row++) {
    const n = load<f64>(numerator + (row << 3));
    const missing: i32 = load<u8>(state + row);
    const order = select(below, select(above, same, n > bound), n < bound);
    store<u8>(out + row, <u8>select(order, missing + 1, missing === PRESENT));
  }
}

export function quotientTruths(
  numerator: usize,
  denominator: usize,
  state: usize,
  over: f64,
  under: f64,
  below: i32,
  same: i32,
  above: i32,
  out: usize,
  first: i32,
  rows: i32,
): i32 {
  for (let row = first; row < rows; row++) {
    const d = load<f64>(denominator + (row << 3));
    const left = load<f64>(numerator + (row << 3)) * under;
    const right = d * over;
    const missing: i32 = load<u8>(state + row);
    const isLong = i32(d === 0) | i32(abs(left) > SAFE) | i32(abs(right) > SAFE);
    if (isLong & i32(missing === PRESENT)) return row;
    const order = select(below, select(above, same, left > right), left < right);
    store<u8>(out + row, <u8>select(order, missing + 1, missing === PRESENT));
  }
  return rows;
}

export function firstOutside(numbers: usize, state: usize, least: f64, most: f64, first: i32, rows: i32): i32 {
  for (let row = first; row < rows; row++) {
    const n = load<f64>(numbers + (row << 3));
    if ((i32(n < least) | i32(n > most)) & i32(load<u8>(state + row) === PRESENT)) return row;
  }
  return rows;
}
