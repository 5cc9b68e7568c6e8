// Runs down columns of a batch. AssemblyScript: TypeScript whose numbers are those of the machine; src/scan/build.mjs
// compiles it to WebAssembly, which is quick from the first batch on. column-loops.ts says what each loop does, and does
// the same where columns lie elsewhere. All are given places in memory and a number of rows; no row needs room behind it.

export { onLine, onSteps } from "./value-loops.as";

/** the largest whole number that a double holds together with all smaller ones */
const SAFE: f64 = 9007199254740991;
/** states of numbers, as in column.ts */
const PRESENT: u8 = 0;
const NO_CASES: u8 = 1;
const DIVIDED_BY_ZERO: u8 = 5;
const TABLE: i32 = 16;

/** Notes the case of a row and its status; gives the status. */
function note(row: i32, found: i32, cases: usize, caseStatuses: usize, codes: usize, statuses: usize): u32 {
  const code: u32 = load<u16>(cases + (found << 1));
  const status: u32 = load<u8>(caseStatuses + code);
  store<u16>(codes + (row << 1), <u16>code);
  store<u8>(statuses + row, <u8>status);
  return status;
}

export function edgeCases(
  numerator: usize,
  state: usize,
  edge: f64,
  cases: usize,
  caseStatuses: usize,
  codes: usize,
  statuses: usize,
  rows: i32,
): i32 {
  let seen: u32 = 0;
  for (let row = 0; row < rows; row++) {
    const found = ((<i32>load<u8>(state + row)) << 1) | i32(load<f64>(numerator + (row << 3)) >= edge);
    seen |= note(row, found, cases, caseStatuses, codes, statuses);
  }
  return seen;
}

export function quotientCases(
  over: usize,
  overState: usize,
  under: usize,
  underState: usize,
  toLeft: f64,
  toRight: f64,
  least: f64,
  cases: usize,
  caseStatuses: usize,
  codes: usize,
  statuses: usize,
  rows: i32,
): i32 {
  let seen: u32 = 0;
  for (let row = 0; row < rows; row++) {
    const n = load<f64>(over + (row << 3));
    const d = load<f64>(under + (row << 3));
    const left = n * toLeft;
    const right = d * toRight;
    if (d < 0 || abs(left) > SAFE || abs(right) > SAFE) return -1;
    let state = max<u8>(load<u8>(overState + row), load<u8>(underState + row));
    if (d === 0 && state === PRESENT) state = n === 0 ? NO_CASES : DIVIDED_BY_ZERO;
    seen |= note(row, ((<i32>state) << 1) | i32(left - right >= least), cases, caseStatuses, codes, statuses);
  }
  return seen;
}

export function stateCases(
  applies: usize,
  test: usize,
  value: usize,
  points: usize,
  caseStatuses: usize,
  codes: usize,
  statuses: usize,
  rows: i32,
): i32 {
  let seen: u32 = 0;
  for (let row = 0; row < rows; row++) {
    const ofValue = ((<u32>load<u8>(value + row)) << 3) | load<u8>(points + row);
    const code = ((<u32>load<u8>(applies + row)) << 9) | ((<u32>load<u8>(test + row)) << 6) | ofValue;
    const status: u32 = load<u8>(caseStatuses + code);
    store<u16>(codes + (row << 1), <u16>code);
    store<u8>(statuses + row, <u8>status);
    seen |= status;
  }
  return seen;
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
  for (let row = 0; row < rows; row++) {
    const n = load<f64>(numerator + (row << 3));
    const missing: i32 = load<u8>(state + row);
    const order = select(below, select(above, same, n > bound), n < bound);
    store<u8>(out + row, <u8>select(order, missing + 1, missing === PRESENT));
  }
}

export function addFromTable(codes: usize, table: usize, sums: usize, isFirst: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const sum = sums + (row << 2);
    const before = isFirst ? 0 : load<i32>(sum);
    store<i32>(sum, before + load<i32>(table + ((<i32>load<u8>(codes + row)) << 2)));
  }
}

export function addShifted(numbers: usize, shift: i32, sums: usize, isFirst: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const sum = sums + (row << 2);
    const before = isFirst ? 0 : load<i32>(sum);
    store<i32>(sum, before + ((<i32>load<u16>(numbers + (row << 1))) << shift));
  }
}

/** The slot of a pattern, as in pattern-table.ts. */
function slotOf(pattern: u32): u32 {
  return (pattern * 0x9e3779b1) >> 20;
}

export function lookUpBytes(patterns: usize, slots: usize, results: usize, out: usize, first: i32, rows: i32): i32 {
  for (let row = first; row < rows; row++) {
    const pattern = load<u32>(patterns + (row << 2));
    let slot = slotOf(pattern);
    if (load<u32>(slots + (slot << 2)) !== pattern) {
      slot ^= 1;
      if (load<u32>(slots + (slot << 2)) !== pattern) return row;
    }
    store<u8>(out + row, load<u8>(results + (slot << 1)));
  }
  return rows;
}

export function lookUpWords(patterns: usize, slots: usize, results: usize, out: usize, first: i32, rows: i32): i32 {
  for (let row = first; row < rows; row++) {
    const pattern = load<u32>(patterns + (row << 2));
    let slot = slotOf(pattern);
    if (load<u32>(slots + (slot << 2)) !== pattern) {
      slot ^= 1;
      if (load<u32>(slots + (slot << 2)) !== pattern) return row;
    }
    store<u16>(out + (row << 1), load<u16>(results + (slot << 1)));
  }
  return rows;
}

export function numbersFromTable(codes: usize, table: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++)
    store<u16>(out + (row << 1), load<u16>(table + ((<i32>load<u8>(codes + row)) << 1)));
}

export function addScaledFromTable(numbers: usize, table: usize, factor: f64, sums: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    const sum = sums + (row << 3);
    const addend = load<f64>(table + ((<i32>load<u16>(numbers + (row << 1))) << 3)) * factor;
    store<f64>(sum, load<f64>(sum) + addend);
  }
}

export function valuesFromTable(numbers: usize, table: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++)
    store<f64>(out + (row << 3), load<f64>(table + ((<i32>load<u16>(numbers + (row << 1))) << 3)));
}

export function addScaled(values: usize, factor: f64, most: f64, sums: usize, rows: i32): i32 {
  let isLarge = false;
  for (let row = 0; row < rows; row++) {
    const n = load<f64>(values + (row << 3)) * factor;
    isLarge = isLarge || abs(n) > most;
    const sum = sums + (row << 3);
    store<f64>(sum, load<f64>(sum) + n);
  }
  return i32(!isLarge);
}

export function scaled(values: usize, factor: f64, out: usize, rows: i32): i32 {
  let isLarge = false;
  for (let row = 0; row < rows; row++) {
    const n = load<f64>(values + (row << 3)) * factor;
    isLarge = isLarge || abs(n) > SAFE;
    store<f64>(out + (row << 3), n);
  }
  return i32(!isLarge);
}

/** Sixteen rows at once: tables have no more than sixteen entries. */
export function mapByTable(codes: usize, table: usize, out: usize, isJoined: i32, rows: i32): void {
  const entries = v128.load(table);
  let row = 0;
  for (; row + TABLE <= rows; row += TABLE) {
    const found = i8x16.swizzle(entries, v128.load(codes + row));
    v128.store(out + row, isJoined ? v128.or(found, v128.load(out + row)) : found);
  }
  for (; row < rows; row++) {
    const found = load<u8>(table + load<u8>(codes + row));
    store<u8>(out + row, isJoined ? found | load<u8>(out + row) : found);
  }
}

export function seenIn(codes: usize, rows: i32): i32 {
  let seen: u32 = 0;
  for (let row = 0; row < rows; row++) seen |= 1 << load<u8>(codes + row);
  return seen;
}

/** Sixteen rows at once. */
export function countCodes(codes: usize, counts: usize, rows: i32): void {
  for (let code: u8 = 0; code < 8; code++) {
    const wanted = i8x16.splat(code);
    let count: i32 = 0;
    let row = 0;
    for (; row + TABLE <= rows; row += TABLE) count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(codes + row), wanted)));
    for (; row < rows; row++) count += i32(load<u8>(codes + row) === code);
    store<f64>(counts + ((<i32>code) << 3), <f64>count);
  }
}
