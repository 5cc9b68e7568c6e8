// Cells that are texts: where they lie, and which of the texts that are known in their column they are.

import { bytes, codes, columns, keyCounts, keyLengths, keys, maskOf, textEnds, textStarts } from "./row-memory.as";

/** codes of texts, as in scan-area.ts, and so many are known in a column */
const KEYS = 4;
const EMPTY: u8 = 4;
const UNKNOWN: u8 = 5;
const QUOTE: u32 = 0x22;

/** Notes where a text lies and which of its column's keys it is; gives the place behind it. */
export function scanText(start: usize, cell: i32, row: i32, end: u32): usize {
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
  const column = load<i32>(columns + (cell << 2)) + row;
  store<u32>(textStarts + (column << 2), <u32>(start - bytes));
  store<u32>(textEnds + (column << 2), <u32>(place - bytes));
  store<u8>(codes + column, keyOf(start, place - start, cell));
  return place;
}

/** Which of the texts that are known in a column stands here. */
function keyOf(start: usize, length: usize, cell: i32): u8 {
  if (length === 0) return EMPTY;
  if (length > 16) return UNKNOWN;
  const text = v128.and(v128.load(start), maskOf(length));
  const count = load<u8>(keyCounts + cell);
  for (let key: u8 = 0; key < count; key++) {
    const place = cell * KEYS + key;
    if (load<u8>(keyLengths + place) === <u8>length && i8x16.all_true(i8x16.eq(text, v128.load(keys + (place << 4)))))
      return key;
  }
  return UNKNOWN;
}
