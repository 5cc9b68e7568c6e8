// Takes rows over that were read into columns elsewhere (ahead-rows.ts).

import { cells, codes, columns, kinds, rowEnds, states, textEnds, textStarts, values } from "./row-memory.as";

/** a kind of columns, as in scan-area.ts */
const NUMBER: u8 = 1;

/** Copies rows that were read into columns elsewhere: `count` of them, from the row `from` there to `to` here. */
export function takeRows(
  valuesAt: usize,
  statesAt: usize,
  textStartsAt: usize,
  textEndsAt: usize,
  codesAt: usize,
  rowEndsAt: usize,
  from: i32,
  to: i32,
  count: i32,
): void {
  for (let cell = 0; cell < cells; cell++) {
    const column = load<i32>(columns + (cell << 2));
    if (load<u8>(kinds + cell) === NUMBER) {
      copy(values, valuesAt, column + to, column + from, count, 3);
      copy(states, statesAt, column + to, column + from, count, 0);
    } else {
      copy(textStarts, textStartsAt, column + to, column + from, count, 2);
      copy(textEnds, textEndsAt, column + to, column + from, count, 2);
      copy(codes, codesAt, column + to, column + from, count, 0);
    }
  }
  copy(rowEnds, rowEndsAt, to, from, count, 2);
}

/** Are so many bytes the same in two places? They begin and end where sixteen bytes do. */
export function areSame(one: usize, other: usize, length: i32): bool {
  for (let place = 0; place < length; place += 16)
    if (!i8x16.all_true(i8x16.eq(v128.load(one + place), v128.load(other + place)))) return false;
  return true;
}

/** @param size of an item, as a power of two */
function copy(to: usize, from: usize, toItem: i32, fromItem: i32, count: i32, size: i32): void {
  memory.copy(to + (toItem << size), from + (fromItem << size), count << size);
}
