// What texts say that are known: takes those of a column, up to the first that is not, or is doubtful.

import { codes } from "./row-memory.as";

/**
 * @param column where the rows of the column begin among texts
 * @param doubts by code of a text, 1 where it must be looked at
 * @param states, truths, values what each code says; 0: the column says nothing
 * @returns the first row that was not taken
 */
export function takeWords(
  column: i32,
  doubts: usize,
  states: usize,
  truths: usize,
  values: usize,
  stateOut: usize,
  truthOut: usize,
  valueOut: usize,
  first: i32,
  end: i32,
): i32 {
  for (let row = first; row < end; row++) {
    const code: u32 = load<u8>(codes + column + row);
    if (load<u8>(doubts + code) !== 0) return row;
    if (stateOut === 0) continue;
    store<u8>(stateOut + row, load<u8>(states + code));
    store<f64>(valueOut + (row << 3), load<f64>(values + (code << 3)));
    if (truthOut !== 0) store<u8>(truthOut + row, load<u8>(truths + code));
  }
  return end;
}
