import { State } from "../exact/column.ts";
import type { NumberPlace, PlainColumns } from "./plain-columns.ts";

const MINUS = 0x2d;
const ZERO = 0x30;
/** So many digits are exact in a double. */
const MOST_DIGITS = 15;
export const TENS: Float64Array = Float64Array.from({ length: 8 }, (_, power) => 10 ** power);

/** Reads numbers that the loop over cells leaves alone: empty cells, signs, many digits, decimals that are news. */
export class NumberScanner {
  readonly #columns: PlainColumns;
  readonly #mark: number;

  /** @param mark the decimal mark, counted from the digit 0; NaN when there is none */
  constructor(columns: PlainColumns, mark: number) {
    this.#columns = columns;
    this.#mark = mark;
  }

  /** A number of digits, perhaps with the decimal mark; nothing at all is a missing figure. */
  read(bytes: Uint8Array, start: number, number: NumberPlace, row: number): number {
    const { numerator, state } = number;
    let place = start;
    let digit = (bytes[place] ?? 0) - ZERO;
    if (digit >>> 0 > 9) {
      if (digit === MINUS - ZERO) return this.#rare(bytes, start, number, row);
      numerator[row] = 0;
      state[row] = State.missing;
      return place;
    }
    let value = digit;
    for (;;) {
      digit = (bytes[++place] ?? 0) - ZERO;
      if (digit >>> 0 > 9) break;
      value = value * 10 + digit;
    }
    if (digit === this.#mark) return this.#rare(bytes, start, number, row);
    if (place - start > MOST_DIGITS) return -1;
    return this.#put(number, row, value * number.tens) ? place : -1;
  }

  /** A number with a sign or decimals. */
  #rare(bytes: Uint8Array, start: number, number: NumberPlace, row: number): number {
    const isNegative = bytes[start] === MINUS;
    const first = isNegative ? start + 1 : start;
    let place = first;
    let digit = (bytes[place] ?? 0) - ZERO;
    if (digit >>> 0 > 9) return -1;
    let value = 0;
    for (; digit >>> 0 <= 9; digit = (bytes[++place] ?? 0) - ZERO) value = value * 10 + digit;
    let decimals = 0;
    if (digit === this.#mark) {
      const begin = place + 1;
      digit = (bytes[++place] ?? 0) - ZERO;
      for (; digit >>> 0 <= 9; digit = (bytes[++place] ?? 0) - ZERO) value = value * 10 + digit;
      decimals = place - begin;
      if (decimals > number.decimals) {
        number.raise(decimals, row);
        this.#columns.hot.take(this.#columns.numbers, this.#columns.ratios);
      }
      if (decimals > number.plainDecimals || decimals === 0 || (decimals === 3 && !number.seen.hasOpen)) return -1;
    }
    if (place - first > MOST_DIGITS) return -1;
    const scaled = value * (TENS[number.decimals - decimals] ?? Number.NaN);
    return this.#put(number, row, isNegative ? -scaled : scaled) ? place : -1;
  }

  /** Puts a numerator into its column; false when it is not for this reader to say what it means. */
  #put(number: NumberPlace, row: number, value: number): boolean {
    if (!(value >= number.least && value <= number.most)) return false;
    if (number.watchesSmall && value !== 0) {
      if (value > 0 && value <= number.suspicious) return false;
      number.filled++;
    }
    number.numerator[row] = value;
    number.state[row] = State.present;
    // A row that was read with all care may have left the rows with denominators of their own.
    if (number.column.scale === 0) number.column.denominator[row] = number.scale;
    return true;
  }
}
