// Reads plain rows of a CSV file from bytes into columns. AssemblyScript: TypeScript whose numbers are those of the
// machine; build.mjs compiles it to WebAssembly, which is quick from the first row on and has instructions for sixteen
// bytes at once. It knows no ward and no rule; at the first thing that is not plain it stops before the row.
// What a row is made of and where everything lies, row-memory.as.ts knows; row-scan.ts says what each part is.

import {
  bytes,
  columns,
  decimals,
  delimiter,
  factors,
  least,
  mark,
  most,
  partFactors,
  parts,
  ratios,
  readings,
  rowEnds,
  states,
  values,
  wholeFactors,
  wholes,
} from "./row-memory.as";
import { CELL, END, FACTORS, GREATEST, prepareReadings, READING, STATES, VALUES } from "./row-readings.as";
import { scanText } from "./row-texts.as";

export { areSame, takeRows } from "./row-copies.as";
export { describe, lay } from "./row-memory.as";
export { arenaUsed, makeRoom, wardCount } from "./row-names.as";
export { knowWards, takeWards } from "./row-wards.as";
export { takeWords } from "./row-words.as";

/** states of cells, as in exact/column.ts */
const PRESENT: u8 = 0;
const MISSING: u8 = 2;

const LINE_FEED: u32 = 10;
const RETURN: u32 = 13;
const QUOTE: u32 = 0x22;
const MINUS: u32 = 0x2d;
const ZERO: u32 = 0x30;
/** so many digits, or one less and a mark, are exact in a double */
const MOST_DIGITS: u32 = 15;

/** has any row ended with a carriage return and a line feed? */
export let hasReturns: i32 = 0;
/** the cell that has more decimals than its column has room for, and how many; -1: none */
export let crowdedCell: i32 = -1;
export let crowdedDecimals: u32 = 0;

/**
 * Reads rows from `start` on into the rows from `first` on, up to `end` or until `limit`; a line feed must stand before
 * the limit, and thirty-two bytes behind it.
 * @returns how many rows were read: the next one is not plain, unless all there was room or bytes for were read
 */
export function scan(start: usize, limit: usize, first: i32, end: i32): i32 {
  crowdedCell = -1;
  const readingsEnd = prepareReadings();
  const stop = bytes + limit;
  let place = bytes + start;
  let row = first;
  for (; row < end && place < stop; row++) {
    const begin = load<u8>(place);
    if (begin === LINE_FEED || begin === RETURN) break;
    for (let reading = readings; reading < readingsEnd; reading += READING) {
      const column = load<usize>(reading + VALUES);
      if (column !== 0) {
        // The common case: no more than seven digits, perhaps with a mark, and the end of the cell behind them.
        const word = load<u64>(place) ^ 0x3030303030303030;
        // A bit for each byte that is no digit: right up to the first one, and the next if that is a mark.
        let others = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
        // Lengths are counted in bits, and that bit is the last of its byte.
        const whole = ctz(others);
        if (whole - 15 < 49) {
          let length = whole;
          let digits = word << (71 - whole);
          let factor = reading + FACTORS;
          let next: u32 = load<u8>(place + <usize>(whole >> 3));
          if (next === mark) {
            const before = ((others & (0 - others)) >> 7) - 1;
            others &= others - 1;
            length = ctz(others);
            digits = ((word & before) | ((word >> 8) & ~before)) << (79 - length);
            factor += <usize>(length - whole - 8);
            // More digits than are looked at, or none behind the mark.
            next = length === 64 || length === whole + 8 ? 0 : load<u8>(place + <usize>(length >> 3));
          }
          if (next === load<u32>(reading + END)) {
            const value = <f64>numberOf(digits) * load<f64>(factor);
            if (value <= load<f64>(reading + GREATEST)) {
              store<f64>(column + (row << 3), value);
              store<u8>(load<usize>(reading + STATES) + row, PRESENT);
              place += <usize>(length >> 3) + 1;
              continue;
            }
          }
        } else if (whole === 7 && load<u8>(place) === load<u32>(reading + END)) {
          store<f64>(column + (row << 3), 0);
          store<u8>(load<usize>(reading + STATES) + row, MISSING);
          place++;
          continue;
        }
      } else if (load<u8>(place) !== QUOTE) {
        const behind = scanText(place, reading, row, delimiter);
        if (load<u8>(behind) === load<u32>(reading + END)) {
          place = behind + 1;
          continue;
        }
      }
      place = scanCell(place, reading, row);
      if (place === 0) return row - first;
    }
    if (!hasSoundRatios(row)) break;
    store<u32>(rowEnds + (row << 2), <u32>(place - bytes));
  }
  return row - first;
}

/** Reads a cell with its end, whatever it may be; gives the place behind it, 0 when it is not plain. */
function scanCell(start: usize, reading: usize, row: i32): usize {
  const isQuoted = load<u8>(start) === QUOTE;
  let place = isQuoted ? start + 1 : start;
  if (load<usize>(reading + VALUES) !== 0) place = scanNumber(place, load<i32>(reading + CELL), row);
  else place = scanText(place, reading, row, isQuoted ? QUOTE : delimiter);
  if (place === 0) return 0;
  if (isQuoted && load<u8>(place++) !== QUOTE) return 0;
  const next: u32 = load<u8>(place++);
  if (load<u32>(reading + END) !== LINE_FEED) return next === delimiter ? place : 0;
  if (next === LINE_FEED) return place;
  if (next !== RETURN || load<u8>(place++) !== LINE_FEED) return 0;
  hasReturns = 1;
  return place;
}

/** The number that the upper bytes of a word make, which are digits less the digit 0. */
function numberOf(digits: u64): u64 {
  const n = digits * 10 + (digits >> 8);
  return ((n & 0x000000ff000000ff) * 0x000f424000000064 + ((n >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32;
}

/** What digits with so many decimals are to be multiplied by; no number where those are not plain. */
function factorOf(cell: i32, behind: u32): f64 {
  return load<f64>(factors + (((cell << 3) + behind) << 3));
}

/** Reads any number of up to fifteen digits, or nothing; 0 when it is not for these loops to say what it means. */
function scanNumber(start: usize, cell: i32, row: i32): usize {
  const column = load<i32>(columns + (cell << 2)) + row;
  const isNegative = load<u8>(start) === MINUS;
  const first = isNegative ? start + 1 : start;
  let place = first;
  let digit = load<u8>(place) - ZERO;
  if (digit > 9) {
    store<f64>(values + (column << 3), 0);
    store<u8>(states + column, MISSING);
    return isNegative ? 0 : start;
  }
  let value: f64 = 0;
  for (; digit <= 9; digit = load<u8>(++place) - ZERO) value = value * 10 + <f64>digit;
  let behind: u32 = 0;
  if (load<u8>(place) === mark) {
    const begin = place + 1;
    digit = load<u8>(++place) - ZERO;
    for (; digit <= 9; digit = load<u8>(++place) - ZERO) value = value * 10 + <f64>digit;
    behind = <u32>(place - begin);
    if (behind > load<u8>(decimals + cell)) {
      crowdedCell = cell;
      crowdedDecimals = behind;
      return 0;
    }
    if (behind === 0) return 0;
  }
  if (<u32>(place - first) > MOST_DIGITS) return 0;
  value *= factorOf(cell, behind);
  if (isNegative) value = -value;
  if (!(value >= load<f64>(least + (cell << 3)) && value <= load<f64>(most + (cell << 3)))) return 0;
  store<f64>(values + (column << 3), value);
  store<u8>(states + column, PRESENT);
  return place;
}

/** Are ratios of two columns both there or both missing, and no part more than its whole? */
function hasSoundRatios(row: i32): bool {
  for (let ratio = 0; ratio < ratios; ratio++) {
    const part = load<i32>(parts + (ratio << 2)) + row;
    const whole = load<i32>(wholes + (ratio << 2)) + row;
    const state = load<u8>(states + part);
    if (state !== load<u8>(states + whole)) return false;
    const n = load<f64>(values + (part << 3));
    const over = n * load<f64>(partFactors + (ratio << 3));
    const isSound = n >= 0 && over <= load<f64>(values + (whole << 3)) * load<f64>(wholeFactors + (ratio << 3));
    if (state === PRESENT && !isSound) return false;
  }
  return true;
}
