// What each cell of a row is read by, side by side, so that a plain cell is read by nothing else.

import {
  cells,
  codes,
  columns,
  delimiter,
  factors,
  keys,
  kinds,
  least,
  most,
  readings,
  states,
  textEnds,
  textStarts,
  values,
} from "./row-memory.as";

/** where the numerators of the cell's column lie; 0: it is a text */
export const VALUES: usize = 0;
/** where their states lie, or the codes of texts */
export const STATES: usize = 4;
/** the greatest numerator; that of a column that begins above 0 is below all, so that its numbers are looked at closely */
export const GREATEST: usize = 8;
/** where the places of texts lie */
export const STARTS: usize = 8;
export const ENDS: usize = 12;
/** the byte behind the cell */
export const END: usize = 16;
export const CELL: usize = 20;
/** what makes a number with so many decimals a numerator, one behind another */
export const FACTORS: usize = 24;
/** where the texts that are known lie */
export const KEYS: usize = 24;
/** so far one cell's lies behind another's */
export const READING: usize = 96;

const MOST_FACTORS = 8;
/** so many texts of a column are known, and so long they are */
const MOST_KEYS = 4;
const LONGEST_KEY = 16;
const NUMBER: u8 = 1;
const LINE_FEED: u32 = 10;

/** Puts together what cells are read by; gives where that ends. */
export function prepareReadings(): usize {
  for (let cell = 0; cell < cells; cell++) {
    const reading = readings + cell * READING;
    const column = load<i32>(columns + (cell << 2));
    store<u32>(reading + END, cell < cells - 1 ? delimiter : LINE_FEED);
    store<i32>(reading + CELL, cell);
    if (load<u8>(kinds + cell) === NUMBER) {
      store<usize>(reading + VALUES, values + (column << 3));
      store<usize>(reading + STATES, states + column);
      const isFromNothing = load<f64>(least + (cell << 3)) <= 0;
      store<f64>(reading + GREATEST, isFromNothing ? load<f64>(most + (cell << 3)) : -1);
      memory.copy(reading + FACTORS, factors + ((cell * MOST_FACTORS) << 3), MOST_FACTORS << 3);
    } else {
      store<usize>(reading + VALUES, 0);
      store<usize>(reading + STATES, codes + column);
      store<usize>(reading + STARTS, textStarts + (column << 2));
      store<usize>(reading + ENDS, textEnds + (column << 2));
      store<usize>(reading + KEYS, keys + cell * MOST_KEYS * LONGEST_KEY);
    }
  }
  return readings + cells * READING;
}
