// What is the case in each row. case-loops.ts says what each loop does, and does the same where columns lie elsewhere.

import { bitsOf, evenBytes, highBytes, lowBytes, oddBytes, ROWS, reach, spread } from "./lanes.as";

/** the largest whole number that a double holds together with all smaller ones */
const SAFE: f64 = 9007199254740991;
/** states of numbers, as in column.ts */
const PRESENT: u8 = 0;
const NO_CASES: u8 = 1;
const DIVIDED_BY_ZERO: u8 = 5;
/** a case for each state, and for whether the edge is reached */
const MOST_CASES = 14;

/** The statuses of eight cases. */
function eightStatuses(cases: usize, caseStatuses: usize, first: i32): u64 {
  let word: u64 = 0;
  for (let found = first; found < min(first + 8, MOST_CASES); found++)
    word |= (<u64>load<u8>(caseStatuses + load<u16>(cases + (found << 1)))) << ((found - first) << 3);
  return word;
}

function allStatuses(cases: usize, caseStatuses: usize): v128 {
  const low = i64x2.splat(eightStatuses(cases, caseStatuses, 0));
  return i64x2.replace_lane(low, 1, eightStatuses(cases, caseStatuses, 8));
}

/** Of sixteen rows, how many times two their state is, and one more where bits are set. */
function placesOf(states: v128, reached: v128): v128 {
  return i8x16.sub(i8x16.shl(states, 1), reached);
}

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
  const low = evenBytes(v128.load(cases), v128.load(cases + 16));
  const high = oddBytes(v128.load(cases), v128.load(cases + 16));
  const all = allStatuses(cases, caseStatuses);
  const edges = f64x2.splat(edge);
  let bits = i8x16.splat(0);
  let row = 0;
  for (; row + ROWS <= rows; row += ROWS) {
    const places = placesOf(v128.load(state + row), reach(numerator + (row << 3), edges));
    const lower = i8x16.swizzle(low, places);
    const upper = i8x16.swizzle(high, places);
    v128.store(codes + (row << 1), lowBytes(lower, upper));
    v128.store(codes + (row << 1) + 16, highBytes(lower, upper));
    const known = i8x16.swizzle(all, places);
    v128.store(statuses + row, known);
    bits = v128.or(bits, known);
  }
  let seen = bitsOf(bits);
  for (; row < rows; row++) {
    const place = ((<i32>load<u8>(state + row)) << 1) | i32(load<f64>(numerator + (row << 3)) >= edge);
    seen |= note(row, place, cases, caseStatuses, codes, statuses);
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
  const low = evenBytes(v128.load(cases), v128.load(cases + 16));
  const high = oddBytes(v128.load(cases), v128.load(cases + 16));
  const all = allStatuses(cases, caseStatuses);
  let bits = i8x16.splat(0);
  // The largest products, and the least that anything is divided by.
  let most = f64x2.splat(0);
  let lowest = f64x2.splat(0);
  let row = 0;
  for (; row + ROWS <= rows; row += ROWS) {
    let reached: u32 = 0;
    let nothing: u32 = 0;
    for (let two = 0; two < ROWS; two += 2) {
      const n = v128.load(over + ((row + two) << 3));
      const d = v128.load(under + ((row + two) << 3));
      const left = f64x2.mul(n, f64x2.splat(toLeft));
      const right = f64x2.mul(d, f64x2.splat(toRight));
      most = f64x2.pmax(most, f64x2.pmax(f64x2.abs(left), f64x2.abs(right)));
      lowest = f64x2.pmin(lowest, d);
      reached |= i64x2.bitmask(f64x2.ge(f64x2.sub(left, right), f64x2.splat(least))) << two;
      nothing |= i64x2.bitmask(f64x2.eq(d, f64x2.splat(0))) << two;
    }
    let states = i8x16.max_u(v128.load(overState + row), v128.load(underState + row));
    const byNothing = v128.and(spread(nothing), i8x16.eq(states, i8x16.splat(PRESENT)));
    if (v128.any_true(byNothing)) {
      let ofNothing: u32 = 0;
      for (let two = 0; two < ROWS; two += 2)
        ofNothing |= i64x2.bitmask(f64x2.eq(v128.load(over + ((row + two) << 3)), f64x2.splat(0))) << two;
      const ofZero = v128.bitselect(i8x16.splat(NO_CASES), i8x16.splat(DIVIDED_BY_ZERO), spread(ofNothing));
      states = v128.bitselect(ofZero, states, byNothing);
    }
    const places = placesOf(states, spread(reached));
    const lower = i8x16.swizzle(low, places);
    const upper = i8x16.swizzle(high, places);
    v128.store(codes + (row << 1), lowBytes(lower, upper));
    v128.store(codes + (row << 1) + 16, highBytes(lower, upper));
    const known = i8x16.swizzle(all, places);
    v128.store(statuses + row, known);
    bits = v128.or(bits, known);
  }
  if (f64x2.extract_lane(most, 0) > SAFE || f64x2.extract_lane(most, 1) > SAFE) return -1;
  if (f64x2.extract_lane(lowest, 0) < 0 || f64x2.extract_lane(lowest, 1) < 0) return -1;
  let seen = bitsOf(bits);
  for (; row < rows; row++) {
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
