// Whose rows they are: takes those of wards that are known, in a period and with the name that they had before, and of
// new ones with plain names. The rest is for plain-store.ts.

import { bytes, textEnds, textStarts } from "./row-memory.as";
import { addWard } from "./row-names.as";

const DIGITS = 5;
const ZERO: u32 = 0x30;

// Where the arrays of ward-dictionary.ts lie; the period as it was written last; and where the wards of rows go.
let byNumber: usize = 0;
let names: usize = 0;
let nameLengths: usize = 0;
let oddNames: usize = 0;
let arena: usize = 0;
let bits: usize = 0;
let bit: u32 = 0;
let period: usize = 0;
let periodLength: u32 = 0;
let wards: usize = 0;

/** Says what is known. @param periodSize the length of the period's text, where rows have one */
export function knowWards(
  byNumberAt: usize,
  namesAt: usize,
  nameLengthsAt: usize,
  oddNamesAt: usize,
  arenaAt: usize,
  bitsAt: usize,
  periodBit: u32,
  periodAt: usize,
  periodSize: u32,
  wardsAt: usize,
): void {
  byNumber = byNumberAt;
  names = namesAt;
  nameLengths = nameLengthsAt;
  oddNames = oddNamesAt;
  arena = arenaAt;
  bits = bitsAt;
  bit = periodBit;
  period = periodAt;
  periodLength = periodSize;
  wards = wardsAt;
}

/**
 * Gives rows their wards and notes that these have a row in the period.
 * @param wardColumn, nameColumn, periodColumn where the rows of each begin among texts; -1: there is none
 * @param line that of the first row, which follow one another
 * @returns how many rows were taken; the next is of a ward that is new, named otherwise, in another period or there twice
 */
export function takeWards(
  wardColumn: i32,
  nameColumn: i32,
  periodColumn: i32,
  lines: usize,
  line: f64,
  first: i32,
  end: i32,
): i32 {
  let row = first;
  for (; row < end; row++) {
    if (periodColumn >= 0 && !isText(periodColumn + row, period, periodLength)) break;
    const number = numberOf(wardColumn + row);
    if (number < 0) break;
    let ward = load<i32>(byNumber + (number << 2)) - 1;
    if (ward < 0) {
      ward = nameColumn < 0 ? -1 : addWard(wardColumn + row, nameColumn + row);
      if (ward < 0) break;
      store<i32>(byNumber + (number << 2), ward + 1);
    } else if (load<u8>(oddNames + ward) !== 0) break;
    else if (nameColumn >= 0 && lengthOf(nameColumn + row) !== 0) {
      const place = ward << 2;
      if (!isText(nameColumn + row, arena + load<u32>(names + place), load<u32>(nameLengths + place))) break;
    }
    const word = bits + (ward << 2);
    if (load<u32>(word) & bit) break;
    store<u32>(word, load<u32>(word) | bit);
    store<i32>(wards + (row << 2), ward);
    store<f64>(lines + (row << 3), line + <f64>(row - first));
  }
  return row - first;
}

function lengthOf(text: i32): u32 {
  return load<u32>(textEnds + (text << 2)) - load<u32>(textStarts + (text << 2));
}

/** The number that a code of five digits is; -1 for any other text. */
function numberOf(text: i32): i32 {
  if (lengthOf(text) !== DIGITS) return -1;
  const start = bytes + load<u32>(textStarts + (text << 2));
  let number: u32 = 0;
  for (let place = 0; place < DIGITS; place++) {
    const digit = load<u8>(start + place) - ZERO;
    if (digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Is a text of a row the same as another one? Behind both there are sixteen bytes at least. */
function isText(text: i32, other: usize, length: u32): bool {
  if (lengthOf(text) !== length) return false;
  const start = bytes + load<u32>(textStarts + (text << 2));
  for (let place: u32 = 0; place < length; place += 16) {
    const same = i8x16.bitmask(i8x16.eq(v128.load(start + place), v128.load(other + place)));
    const left = length - place;
    const wanted = left < 16 ? (1 << left) - 1 : 0xffff;
    if ((same & wanted) !== wanted) return false;
  }
  return true;
}
