import { type NumberColumn, State, Truth } from "../exact/column.ts";
import { plainEnd } from "./letters.ts";
import { Kind, type NumberPlace, type PlainColumns } from "./plain-columns.ts";
import { fiveDigitsAt, type WardDictionary } from "./ward-dictionary.ts";
import type { WordDictionary } from "./word-dictionary.ts";

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
/** So many digits, or one less and a mark, fit 32 bits. */
const SHORT = 9;
/** So many digits are exact in a double. */
const MOST_DIGITS = 15;
/** An empty cell. */
const NOTHING = { isDoubtful: false, state: State.missing, truth: Truth.missing, value: 0, whole: 0 };
const TENS = Float64Array.from({ length: 8 }, (_, power) => 10 ** power);

/** Where the scanner found what is no field in the row it read last. */
export interface Found {
  ward: number;
  wardEnd: number;
  /** the ward's number, if its code is of five digits and was seen before; else -1 */
  known: number;
  /** is the name the one that the ward has? */
  hasKnownName: boolean;
  name: number;
  nameEnd: number;
  period: number;
  periodEnd: number;
}

/**
 * Reads plain rows from bytes straight into columns. It judges nothing doubtful itself: at anything but plain digits
 * with the file's decimal mark, known words and plain letters it gives up, and the row is read with all care.
 */
export class RowScanner {
  /** has any row ended as Excel ends them? */
  hasReturns = false;
  readonly found: Found = { ward: 0, wardEnd: 0, known: -1, hasKnownName: false, name: 0, nameEnd: 0, period: 0, periodEnd: 0 };
  readonly #columns: PlainColumns;
  readonly #dictionary: WardDictionary;
  readonly #delimiter: number;
  /** the decimal mark, counted from the digit 0 as bytes of numbers are */
  readonly #mark: number;

  /** @param mark the byte of the file's decimal mark; 0 when it has none */
  constructor(columns: PlainColumns, dictionary: WardDictionary, delimiter: number, mark: number) {
    this.#columns = columns;
    this.#dictionary = dictionary;
    this.#delimiter = delimiter;
    this.#mark = mark === 0 ? Number.NaN : mark - ZERO;
  }

  /**
   * Reads the row that begins at `start` into row `row` of the columns. A line feed must stand somewhere behind it.
   * @returns where the next row begins; -1 when the row is not plain
   */
  read(bytes: Uint8Array, start: number, row: number): number {
    const { kinds, numbers, hot } = this.#columns;
    const { values, states, offsets, least, most, decimals: scales, plainDecimals } = hot;
    const { found } = this;
    const delimiter = this.#delimiter;
    const mark = this.#mark;
    const last = kinds.length - 1;
    found.name = found.nameEnd = start;
    found.known = -1;
    found.hasKnownName = false;
    let place = start;
    for (let column = 0; column <= last; column++) {
      const offset = offsets[column] ?? -1;
      let digit = (bytes[place] ?? 0) - ZERO;
      if (offset >= 0 && digit >>> 0 <= 9) {
        // The common case, without a call: digits, perhaps with the decimal mark, and the end of the cell behind them.
        const begin = place;
        let digits = digit;
        for (;;) {
          digit = (bytes[++place] ?? 0) - ZERO;
          if (digit >>> 0 > 9) break;
          digits = (Math.imul(digits, 10) + digit) | 0;
        }
        let lacking = scales[column] ?? 0;
        let isPlain = true;
        if (digit === mark) {
          const point = place;
          for (;;) {
            digit = (bytes[++place] ?? 0) - ZERO;
            if (digit >>> 0 > 9) break;
            digits = (Math.imul(digits, 10) + digit) | 0;
          }
          const decimals = place - point - 1;
          isPlain = decimals !== 0 && decimals !== 3 && decimals <= (plainDecimals[column] ?? 0);
          lacking -= decimals;
        }
        const value = digits * (TENS[lacking & 7] ?? 0);
        const isShort = isPlain && lacking >= 0 && place - begin <= SHORT;
        if (isShort && value >= (least[column] ?? 0) && value <= (most[column] ?? 0)) {
          const isEnd = column < last ? digit === delimiter - ZERO : digit === LINE_FEED - ZERO;
          if (isEnd) {
            values[offset + row] = value;
            states[offset + row] = State.present;
            place++;
            continue;
          }
        }
        place = begin;
      }
      const isQuoted = bytes[place] === QUOTE;
      if (isQuoted) place++;
      const begin = place;
      const end = isQuoted ? QUOTE : delimiter;
      switch (kinds[column]) {
        case Kind.number:
          place = this.#number(bytes, place, numbers[column] as NumberPlace, row);
          break;
        case Kind.ward: {
          const digits = fiveDigitsAt(bytes, place);
          if (digits >= 0 && bytes[place + 5] === end) {
            found.known = this.#dictionary.findDigits(digits);
            place += 5;
          } else place = plainEnd(bytes, place, end);
          found.ward = begin;
          found.wardEnd = place;
          break;
        }
        case Kind.name: {
          const known = found.known < 0 ? -1 : this.#dictionary.endOfName(found.known, bytes, place, end);
          found.hasKnownName = known >= 0;
          place = known < 0 ? plainEnd(bytes, place, end) : known;
          found.name = begin;
          found.nameEnd = place;
          break;
        }
        case Kind.period:
          place = plainEnd(bytes, place, end);
          found.period = begin;
          found.periodEnd = place;
          break;
        default:
          place = this.#word(bytes, place, column, row, end);
      }
      if (place < 0) return -1;
      if (isQuoted && bytes[place++] !== QUOTE) return -1;
      const next = bytes[place];
      if (column < last) {
        if (next !== delimiter) return -1;
        place++;
      } else if (next === LINE_FEED) place++;
      else if (next === RETURN && bytes[place + 1] === LINE_FEED) {
        this.hasReturns = true;
        place += 2;
      } else return -1;
    }
    return this.#hasSoundRatios(row) ? place : -1;
  }

  /** A number of digits, perhaps with the decimal mark; nothing at all is a missing figure. */
  #number(bytes: Uint8Array, start: number, number: NumberPlace, row: number): number {
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

  /** A text that its column has a meaning for, or that must only be no heading. */
  #word(bytes: Uint8Array, start: number, column: number, row: number, delimiter: number): number {
    const words = this.#columns.words[column] as WordDictionary;
    const target = this.#columns.targets[column];
    let word = words.recent(bytes, start, delimiter);
    let end = start + words.length;
    if (word === undefined) {
      end = plainEnd(bytes, start, delimiter);
      word = end === start ? NOTHING : words.read(bytes, start, end);
    }
    if (word.isDoubtful) return -1;
    if (target === undefined) return end;
    const { value, whole, truth } = target;
    put(value, row, word.state, word.value);
    if (target.type === "boolean") truth[row] = word.truth;
    else if (target.type === "ratio") put(whole, row, word.state, word.whole);
    return end;
  }

  /** Are ratios of two columns both there or both missing, and no part more than its whole? */
  #hasSoundRatios(row: number): boolean {
    const { values, states, parts, wholes, partFactors, wholeFactors } = this.#columns.hot;
    for (let place = 0; place < parts.length; place++) {
      const part = (parts[place] ?? 0) + row;
      const whole = (wholes[place] ?? 0) + row;
      const state = states[part] ?? 0;
      if (state !== states[whole]) return false;
      const n = values[part] ?? 0;
      const over = n * (partFactors[place] ?? 0);
      const isSound = n >= 0 && over <= (values[whole] ?? 0) * (wholeFactors[place] ?? 0);
      if (state === State.present && !isSound) return false;
    }
    return true;
  }
}

function put(column: NumberColumn, row: number, state: number, value: number): void {
  if (column.scale === 1) {
    column.numerator[row] = value;
    column.state[row] = state;
    return;
  }
  if (state === State.present) column.setSafe(row, value, 1);
  else column.setState(row, state);
}
