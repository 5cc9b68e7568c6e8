// Loops that look codes up in tables, and that count and add. table-loops.ts says what each loop does, and does the same
// where columns lie elsewhere.

import { evenBytes, highBytes, lowBytes, oddBytes } from "./lanes.as";

const TABLE: i32 = 16;
/** the largest whole number that a double holds together with all smaller ones */
const SAFE: f64 = 9007199254740991;

/** Adds eight whole numbers, whose lower and upper halves are given, to sums, or begins them. */
function addPairs(sums: usize, lower: v128, upper: v128, isFirst: i32): void {
  const a = v128.shuffle<i16>(lower, upper, 0, 8, 1, 9, 2, 10, 3, 11);
  const b = v128.shuffle<i16>(lower, upper, 4, 12, 5, 13, 6, 14, 7, 15);
  v128.store(sums, isFirst ? a : i32x4.add(a, v128.load(sums)));
  v128.store(sums + 16, isFirst ? b : i32x4.add(b, v128.load(sums + 16)));
}

/** Sixteen rows at once: the first bytes of all entries are looked up together, then the second ones and so on. */
export function addFromTable(codes: usize, table: usize, sums: usize, isFirst: i32, rows: i32): void {
  const low = v128.load(table);
  const high = v128.load(table + 16);
  const first = v128.shuffle<i8>(low, high, 0, 4, 8, 12, 16, 20, 24, 28, 0, 0, 0, 0, 0, 0, 0, 0);
  const second = v128.shuffle<i8>(low, high, 1, 5, 9, 13, 17, 21, 25, 29, 0, 0, 0, 0, 0, 0, 0, 0);
  const third = v128.shuffle<i8>(low, high, 2, 6, 10, 14, 18, 22, 26, 30, 0, 0, 0, 0, 0, 0, 0, 0);
  const fourth = v128.shuffle<i8>(low, high, 3, 7, 11, 15, 19, 23, 27, 31, 0, 0, 0, 0, 0, 0, 0, 0);
  let row = 0;
  for (; row + TABLE <= rows; row += TABLE) {
    const sixteen = v128.load(codes + row);
    const a = i8x16.swizzle(first, sixteen);
    const b = i8x16.swizzle(second, sixteen);
    const c = i8x16.swizzle(third, sixteen);
    const d = i8x16.swizzle(fourth, sixteen);
    addPairs(sums + (row << 2), lowBytes(a, b), lowBytes(c, d), isFirst);
    addPairs(sums + (row << 2) + 32, highBytes(a, b), highBytes(c, d), isFirst);
  }
  for (; row < rows; row++) {
    const sum = sums + (row << 2);
    const before = isFirst ? 0 : load<i32>(sum);
    store<i32>(sum, before + load<i32>(table + ((<i32>load<u8>(codes + row)) << 2)));
  }
}

export function addShifted(numbers: usize, shift: i32, sums: usize, isFirst: i32, rows: i32): void {
  let row = 0;
  for (; row + 8 <= rows; row += 8) {
    const eight = v128.load(numbers + (row << 1));
    const a = i32x4.shl(i32x4.extend_low_i16x8_u(eight), shift);
    const b = i32x4.shl(i32x4.extend_high_i16x8_u(eight), shift);
    const sum = sums + (row << 2);
    v128.store(sum, isFirst ? a : i32x4.add(a, v128.load(sum)));
    v128.store(sum + 16, isFirst ? b : i32x4.add(b, v128.load(sum + 16)));
  }
  for (; row < rows; row++) {
    const sum = sums + (row << 2);
    const before = isFirst ? 0 : load<i32>(sum);
    store<i32>(sum, before + ((<i32>load<u16>(numbers + (row << 1))) << shift));
  }
}

export function numbersFromTable(codes: usize, table: usize, out: usize, rows: i32): void {
  const entries = v128.load(table);
  const lower = evenBytes(entries, entries);
  const upper = oddBytes(entries, entries);
  let row = 0;
  for (; row + TABLE <= rows; row += TABLE) {
    const sixteen = v128.load(codes + row);
    const a = i8x16.swizzle(lower, sixteen);
    const b = i8x16.swizzle(upper, sixteen);
    v128.store(out + (row << 1), lowBytes(a, b));
    v128.store(out + (row << 1) + 16, highBytes(a, b));
  }
  for (; row < rows; row++) store<u16>(out + (row << 1), load<u16>(table + ((<i32>load<u8>(codes + row)) << 1)));
}

export function addScaledFromTable(
  numbers: usize,
  table: usize,
  factor: f64,
  sums: usize,
  isFirst: i32,
  rows: i32,
): void {
  for (let row = 0; row < rows; row++) {
    const sum = sums + (row << 3);
    const addend = load<f64>(table + ((<i32>load<u16>(numbers + (row << 1))) << 3)) * factor;
    store<f64>(sum, (isFirst ? 0 : load<f64>(sum)) + addend);
  }
}

export function valuesFromTable(numbers: usize, table: usize, out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++)
    store<f64>(out + (row << 3), load<f64>(table + ((<i32>load<u16>(numbers + (row << 1))) << 3)));
}

export function addScaled(values: usize, factor: f64, most: f64, sums: usize, isFirst: i32, rows: i32): i32 {
  let largest = f64x2.splat(0);
  let row = 0;
  for (; row + 2 <= rows; row += 2) {
    const n = f64x2.mul(v128.load(values + (row << 3)), f64x2.splat(factor));
    largest = f64x2.pmax(largest, f64x2.abs(n));
    const sum = sums + (row << 3);
    v128.store(sum, f64x2.add(isFirst ? f64x2.splat(0) : v128.load(sum), n));
  }
  let isLarge = f64x2.extract_lane(largest, 0) > most || f64x2.extract_lane(largest, 1) > most;
  for (; row < rows; row++) {
    const n = load<f64>(values + (row << 3)) * factor;
    isLarge = isLarge || abs(n) > most;
    const sum = sums + (row << 3);
    store<f64>(sum, (isFirst ? 0 : load<f64>(sum)) + n);
  }
  return i32(!isLarge);
}

export function scaled(values: usize, factor: f64, out: usize, rows: i32): i32 {
  let largest = f64x2.splat(0);
  let row = 0;
  for (; row + 2 <= rows; row += 2) {
    const n = f64x2.mul(v128.load(values + (row << 3)), f64x2.splat(factor));
    largest = f64x2.pmax(largest, f64x2.abs(n));
    v128.store(out + (row << 3), n);
  }
  let isLarge = f64x2.extract_lane(largest, 0) > SAFE || f64x2.extract_lane(largest, 1) > SAFE;
  for (; row < rows; row++) {
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
    let sums = i32x4.splat(0);
    let row = 0;
    while (row + TABLE <= rows) {
      // So often a count of one byte cannot run over.
      const end = min(row + 255 * TABLE, rows);
      let found = i8x16.splat(0);
      for (; row + TABLE <= end; row += TABLE) found = i8x16.sub(found, i8x16.eq(v128.load(codes + row), wanted));
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(found)));
    }
    let count = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
    count += i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
    for (; row < rows; row++) count += i32(load<u8>(codes + row) === code);
    store<f64>(counts + ((<i32>code) << 3), <f64>count);
  }
}

export function countNumbers(numbers: usize, counts: usize, first: i32, rows: i32): void {
  for (let row = first; row < rows; row++) {
    const place = counts + ((<u32>load<u16>(numbers + (row << 1))) << 2);
    store<i32>(place, load<i32>(place) + 1);
  }
}

export function greatest(numbers: usize, rows: i32): i32 {
  let found = 0;
  for (let row = 0; row < rows; row++) found = max(found, load<i32>(numbers + (row << 2)));
  return found;
}

/** Notes which numbers occur, a bit each; gives how many did not before. */
export function noteNumbers(numbers: usize, bits: usize, rows: i32): i32 {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const number = load<i32>(numbers + (row << 2));
    const word = bits + ((number >> 5) << 2);
    const before = load<u32>(word);
    const bit = (<u32>1) << (number & 31);
    count += i32((before & bit) === 0);
    store<u32>(word, before | bit);
  }
  return count;
}

/** Sixteen rows at once: the table of sixty-four entries is four of sixteen. */
export function joinByTable(table: usize, codes: usize, out: usize, rows: i32): void {
  const sixteen = i8x16.splat(16);
  let row = 0;
  for (; row + TABLE <= rows; row += TABLE) {
    let place = v128.or(i8x16.shl(v128.load(out + row), 3), v128.load(codes + row));
    let found = i8x16.splat(0);
    for (let part = 0; part < 64; part += 16) {
      // What lies beyond a table, on either side, is looked up as 0.
      found = v128.or(found, i8x16.swizzle(v128.load(table + part), place));
      place = i8x16.sub(place, sixteen);
    }
    v128.store(out + row, found);
  }
  for (; row < rows; row++) {
    const place = ((<u32>load<u8>(out + row)) << 3) | load<u8>(codes + row);
    store<u8>(out + row, load<u8>(table + place));
  }
}

export function placeOf(numbers: usize, wanted: f64, first: i32, rows: i32): i32 {
  let row = first;
  const both = f64x2.splat(wanted);
  for (; row + 2 <= rows; row += 2) if (v128.any_true(f64x2.eq(v128.load(numbers + (row << 3)), both))) break;
  for (; row < rows && load<f64>(numbers + (row << 3)) !== wanted; row++);
  return row;
}
