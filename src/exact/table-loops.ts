import { COUNTED, type Column, loopsFor } from "./column-loops.ts";
import { isSafe } from "./whole.ts";

// Loops that look codes up in tables, and that count and add.

/** Adds what a table has for each code to sums, or begins them with it. */
export function addFromTable(
  codes: Uint8Array,
  table: Int32Array,
  sums: Int32Array,
  isFirst: boolean,
  rows: number,
): void {
  const loops = loopsFor(codes, table, sums);
  if (loops !== undefined) {
    loops.addFromTable(codes.byteOffset, table.byteOffset, sums.byteOffset, Number(isFirst), rows);
    return;
  }
  if (isFirst) sums.fill(0, 0, rows);
  for (let row = 0; row < rows; row++) sums[row] = (sums[row] ?? 0) + (table[codes[row] ?? 0] ?? 0);
}

/** Adds numbers times a power of two to sums, or begins them with it. */
export function addShifted(
  numbers: Uint16Array,
  shift: number,
  sums: Int32Array,
  isFirst: boolean,
  rows: number,
): void {
  const loops = loopsFor(numbers, sums, sums);
  if (loops !== undefined) {
    loops.addShifted(numbers.byteOffset, shift, sums.byteOffset, Number(isFirst), rows);
    return;
  }
  if (isFirst) sums.fill(0, 0, rows);
  for (let row = 0; row < rows; row++) sums[row] = (sums[row] ?? 0) + ((numbers[row] ?? 0) << shift);
}

/** So many slots a table of patterns has. */

export const SLOTS = 4096;

/** The slot of a pattern, which may also lie in the one beside it: the last bit is the other way round there. */
export const slotOf = (pattern: number): number => Math.imul(pattern, 0x9e3779b1) >>> 20;

/**
 * Gives each row from `first` on what the slot of its pattern holds.
 * @returns the first row whose pattern is not in its slot, or where the rows end
 */
export function lookUp(
  patterns: Int32Array,
  slots: Int32Array,
  results: Uint16Array,
  out: Uint8Array | Uint16Array,
  first: number,
  rows: number,
): number {
  const loops = loopsFor(patterns, slots, results, out);
  if (loops !== undefined) {
    const run = out.BYTES_PER_ELEMENT === 1 ? loops.lookUpBytes : loops.lookUpWords;
    return run(patterns.byteOffset, slots.byteOffset, results.byteOffset, out.byteOffset, first, rows);
  }
  for (let row = first; row < rows; row++) {
    const pattern = patterns[row] ?? 0;
    const own = slotOf(pattern);
    const slot = slots[own] === pattern ? own : own ^ 1;
    if (slots[slot] !== pattern) return row;
    out[row] = results[slot] ?? 0;
  }
  return rows;
}

/** The number that a table of eight has for each code. */
export function numbersFromTable(codes: Uint8Array, table: Uint16Array, out: Uint16Array, rows: number): void {
  const loops = loopsFor(codes, table, out);
  if (loops !== undefined) loops.numbersFromTable(codes.byteOffset, table.byteOffset, out.byteOffset, rows);
  else for (let row = 0; row < rows; row++) out[row] = table[codes[row] ?? 0] ?? 0;
}

/** Adds what a table has for each number, times a factor, to sums, or begins them with it. */
export function addScaledFromTable(
  numbers: Uint16Array,
  table: Float64Array,
  factor: number,
  sums: Float64Array,
  isFirst: boolean,
  rows: number,
): void {
  const loops = loopsFor(numbers, table, sums);
  if (loops !== undefined)
    loops.addScaledFromTable(numbers.byteOffset, table.byteOffset, factor, sums.byteOffset, Number(isFirst), rows);
  else
    for (let row = 0; row < rows; row++)
      sums[row] = (isFirst ? 0 : (sums[row] ?? 0)) + (table[numbers[row] ?? 0] ?? 0) * factor;
}

/** The value that a table has for each number. */
export function valuesFromTable(numbers: Uint16Array, table: Float64Array, out: Float64Array, rows: number): void {
  const loops = loopsFor(numbers, table, out);
  if (loops !== undefined) loops.valuesFromTable(numbers.byteOffset, table.byteOffset, out.byteOffset, rows);
  else for (let row = 0; row < rows; row++) out[row] = table[numbers[row] ?? 0] ?? 0;
}

/** Adds values times a factor to sums, or begins them with it; false when any such product is further from 0 than `most`. */
export function addScaled(
  values: Float64Array,
  factor: number,
  most: number,
  sums: Float64Array,
  isFirst: boolean,
  rows: number,
): boolean {
  const loops = loopsFor(values, sums, sums);
  if (loops !== undefined)
    return loops.addScaled(values.byteOffset, factor, most, sums.byteOffset, Number(isFirst), rows) === 1;
  let isLarge = false;
  for (let row = 0; row < rows; row++) {
    const n = (values[row] ?? 0) * factor;
    isLarge ||= n > most || n < -most;
    sums[row] = (isFirst ? 0 : (sums[row] ?? 0)) + n;
  }
  return !isLarge;
}

/** Values times a factor; false when any outgrows what is exact. */
export function scaled(values: Float64Array, factor: number, out: Float64Array, rows: number): boolean {
  const loops = loopsFor(values, out, out);
  if (loops !== undefined) return loops.scaled(values.byteOffset, factor, out.byteOffset, rows) === 1;
  let isLarge = false;
  for (let row = 0; row < rows; row++) {
    const n = (values[row] ?? 0) * factor;
    isLarge ||= !isSafe(n);
    out[row] = n;
  }
  return !isLarge;
}

/** What a table has for each code: at most sixteen entries. @param isJoined are its bits to be added to those there? */
export function mapByTable(
  codes: Uint8Array,
  table: Uint8Array,
  out: Uint8Array,
  isJoined: boolean,
  rows: number,
): void {
  const loops = loopsFor(codes, table, out);
  if (loops !== undefined) {
    loops.mapByTable(codes.byteOffset, table.byteOffset, out.byteOffset, Number(isJoined), rows);
    return;
  }
  if (!isJoined) out.fill(0, 0, rows);
  for (let row = 0; row < rows; row++) out[row] = (out[row] ?? 0) | (table[codes[row] ?? 0] ?? 0);
}

/** Which codes below 32 occur, a bit each. */
export function seenIn(codes: Uint8Array, rows: number): number {
  const { loops } = codes as Column;
  if (loops !== undefined) return loops.seenIn(codes.byteOffset, rows);
  let seen = 0;
  for (let row = 0; row < rows; row++) seen |= 1 << (codes[row] ?? 0);
  return seen;
}

/** Counts codes below eight. @param counts how often each occurred so far */
export function countCodes(codes: Uint8Array, counts: Float64Array, rows: number): void {
  const { loops, counts: found } = codes as Column;
  if (loops !== undefined && found !== undefined) {
    loops.countCodes(codes.byteOffset, found.byteOffset, rows);
    for (let code = 0; code < COUNTED; code++) counts[code] = (counts[code] ?? 0) + (found[code] ?? 0);
  } else
    for (let row = 0; row < rows; row++) {
      const code = codes[row] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
}

/**
 * Joins codes below eight with those before, by a table of two codes.
 * @param table by eight times the code before and the other one
 */
export function joinByTable(table: Uint8Array, codes: Uint8Array, out: Uint8Array, rows: number): void {
  const loops = loopsFor(codes, out, out);
  const { table: place } = out as Column;
  if (loops !== undefined && place !== undefined) {
    place.set(table);
    loops.joinByTable(place.byteOffset, codes.byteOffset, out.byteOffset, rows);
  } else for (let row = 0; row < rows; row++) out[row] = table[((out[row] ?? 0) << 3) | (codes[row] ?? 0)] ?? 0;
}

/** The first row, from `first` on, that has a number; as many as there are rows when none has. */
export function placeOf(numbers: Float64Array, wanted: number, first: number, rows: number): number {
  const { loops } = numbers as Column;
  if (loops !== undefined) return loops.placeOf(numbers.byteOffset, wanted, first, rows);
  let row = first;
  while (row < rows && numbers[row] !== wanted) row++;
  return row;
}

/** Counts numbers, from the row `first` on. @param counts how often each occurred so far: there is room for all */
export function countNumbers(numbers: Uint16Array, counts: Int32Array, first: number, rows: number): void {
  const loops = loopsFor(numbers, counts, counts);
  if (loops !== undefined) loops.countNumbers(numbers.byteOffset, counts.byteOffset, first, rows);
  else
    for (let row = first; row < rows; row++) {
      const number = numbers[row] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
}

/**
 * Notes which numbers occur.
 * @param bits one for each number: there is room for all
 * @returns how many did not occur before
 */
export function noteNumbers(numbers: Int32Array, bits: Int32Array, rows: number): number {
  const loops = loopsFor(numbers, bits, bits);
  if (loops !== undefined) return loops.noteNumbers(numbers.byteOffset, bits.byteOffset, rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const number = numbers[row] ?? 0;
    const [word, bit] = [number >> 5, 1 << (number & 31)];
    const before = bits[word] ?? 0;
    if ((before & bit) === 0) count++;
    bits[word] = before | bit;
  }
  return count;
}

/** The greatest of numbers that are not negative; 0 when there are none. */
export function greatest(numbers: Int32Array, rows: number): number {
  const { loops } = numbers as Column;
  if (loops !== undefined) return loops.greatest(numbers.byteOffset, rows);
  let found = 0;
  for (let row = 0; row < rows; row++) found = Math.max(found, numbers[row] ?? 0);
  return found;
}
