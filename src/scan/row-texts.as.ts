// Cells that are texts: where they lie, and which of the texts that are known in their column they are.

import { bytes, maskOf } from "./row-memory.as";
import { ENDS, KEYS, STARTS, STATES } from "./row-readings.as";

/** codes of texts, as in scan-area.ts */
const EMPTY: u8 = 4;
const UNKNOWN: u8 = 5;
const LONGEST_KEY: usize = 16;
const QUOTE: u32 = 0x22;

/** Notes where a text lies and which of its column's keys it is; gives the place behind it. */
export function scanText(start: usize, reading: usize, row: i32, end: u32): usize {
  const controls = i8x16.splat(0x20);
  const ends = i8x16.splat(<i8>end);
  const quotes = i8x16.splat(<i8>QUOTE);
  let place = start;
  for (;;) {
    const sixteen = v128.load(place);
    const stops = v128.or(i8x16.lt_u(sixteen, controls), v128.or(i8x16.eq(sixteen, ends), i8x16.eq(sixteen, quotes)));
    const found = i8x16.bitmask(stops);
    if (found !== 0) {
      place += ctz(found);
      break;
    }
    place += 16;
  }
  store<u32>(load<usize>(reading + STARTS) + (row << 2), <u32>(start - bytes));
  store<u32>(load<usize>(reading + ENDS) + (row << 2), <u32>(place - bytes));
  store<u8>(load<usize>(reading + STATES) + row, keyOf(start, place - start, load<usize>(reading + KEYS)));
  return place;
}

/** Which of the texts that are known in a column stands here: all are compared, for nobody could foretell which it is. */
function keyOf(start: usize, length: usize, keys: usize): u8 {
  if (length === 0) return EMPTY;
  if (length > LONGEST_KEY) return UNKNOWN;
  // Behind their ends there is nothing, and no text has a byte of that kind.
  const text = v128.and(v128.load(start), maskOf(length));
  let key = UNKNOWN;
  key = select<u8>(3, key, i8x16.all_true(i8x16.eq(text, v128.load(keys + 48))));
  key = select<u8>(2, key, i8x16.all_true(i8x16.eq(text, v128.load(keys + 32))));
  key = select<u8>(1, key, i8x16.all_true(i8x16.eq(text, v128.load(keys + 16))));
  return select<u8>(0, key, i8x16.all_true(i8x16.eq(text, v128.load(keys))));
}
