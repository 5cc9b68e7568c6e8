import { type NumberColumn, State } from "../exact/column.ts";
import { plainEnd } from "./letters.ts";
import { Kind, type PlainColumns } from "./plain-columns.ts";

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
/** So many digits are exact in a double. */
const MOST_DIGITS = 15;
const TENS = Float64Array.from({ length: 8 }, (_, power) => 10 ** power);

/** Where the scanner found what is no field in the row it read last. */
export interface Found {
  ward: number;
  wardEnd: number;
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
  readonly found: Found = { ward: 0, wardEnd: 0, name: 0, nameEnd: 0, period: 0, periodEnd: 0 };
  readonly #columns: PlainColumns;
  readonly #delimiter: number;
  readonly #mark: number;

  /** @param mark the byte of the file's decimal mark; 0 when it has none */
  constructor(columns: PlainColumns, delimiter: number, mark: number) {
    this.#columns = columns;
    this.#delimiter = delimiter;
    this.#mark = mark;
  }

  /**
   * Reads the row that begins at `start` into row `row` of the columns. A line feed must stand somewhere behind it.
   * @returns where the next row begins; -1 when the row is not plain
   */
  read(bytes: Uint8Array, start: number, row: number): number {
    const { kinds } = this.#columns;
    const { found } = this;
    const last = kinds.length - 1;
    found.name = found.nameEnd = start;
    let place = start;
    for (let column = 0; column <= last; column++) {
      const isQuoted = bytes[place] === QUOTE;
      if (isQuoted) place++;
      const begin = place;
      switch (kinds[column]) {
        case Kind.number:
          place = this.#number(bytes, place, column, row);
          break;
        case Kind.ward:
          place = plainEnd(bytes, place, isQuoted ? QUOTE : this.#delimiter);
          found.ward = begin;
          found.wardEnd = place;
          break;
        case Kind.name:
          place = plainEnd(bytes, place, isQuoted ? QUOTE : this.#delimiter);
          found.name = begin;
          found.nameEnd = place;
          break;
        case Kind.period:
          place = plainEnd(bytes, place, isQuoted ? QUOTE : this.#delimiter);
          found.period = begin;
          found.periodEnd = place;
          break;
        default:
          place = this.#word(bytes, place, column, row, isQuoted ? QUOTE : this.#delimiter);
      }
      if (place < 0) return -1;
      if (isQuoted && bytes[place++] !== QUOTE) return -1;
      const next = bytes[place];
      if (column < last) {
        if (next !== this.#delimiter) return -1;
        place++;
      } else if (next === LINE_FEED) place++;
      else if (next === RETURN && bytes[place + 1] === LINE_FEED) place += 2;
      else return -1;
    }
    return this.#hasSoundRatios(row) ? place : -1;
  }

  /** A number of digits, perhaps with the decimal mark; nothing at all is a missing figure. */
  #number(bytes: Uint8Array, start: number, column: number, row: number): number {
    const number = this.#columns.numbers[column];
    if (number === undefined) return -1;
    const { numerator, state } = number.column;
    let place = start;
    let digit = (bytes[place] ?? 0) - ZERO;
    const isNegative = digit === MINUS - ZERO;
    if (isNegative) digit = (bytes[++place] ?? 0) - ZERO;
    if (digit >>> 0 > 9) {
      if (isNegative) return -1;
      numerator[row] = 0;
      state[row] = State.missing;
      return place;
    }
    const first = place;
    let value = digit;
    for (;;) {
      digit = (bytes[++place] ?? 0) - ZERO;
      if (digit >>> 0 > 9) break;
      value = value * 10 + digit;
    }
    let decimals = 0;
    if (digit === this.#mark - ZERO && this.#mark !== 0) {
      const begin = place;
      for (;;) {
        digit = (bytes[++place] ?? 0) - ZERO;
        if (digit >>> 0 > 9) break;
        value = value * 10 + digit;
      }
      decimals = place - begin - 1;
      if (decimals > number.decimals) number.raise(decimals, row);
      const { seen } = number;
      // What is new in its column is told by the reader that watches columns.
      const isNews = !seen.hasDecimal || decimals > seen.decimals || (decimals === 3 && !seen.hasOpen);
      if (isNews || decimals === 0 || decimals > number.decimals || number.isWhole || number.field.type === "count")
        return -1;
    }
    value *= TENS[number.decimals - decimals] ?? Number.NaN;
    if (isNegative) value = -value;
    if (place - first > MOST_DIGITS || !(value >= number.least && value <= number.most)) return -1;
    if (value > 0 && value <= number.suspicious) return -1;
    if (value !== 0) number.filled++;
    numerator[row] = value;
    state[row] = State.present;
    // A row that was read with all care may have left the rows with denominators of their own.
    if (number.column.scale === 0) number.column.denominator[row] = number.scale;
    return place;
  }

  /** A text that its column has a meaning for, or that must only be no heading. */
  #word(bytes: Uint8Array, start: number, column: number, row: number, delimiter: number): number {
    const end = plainEnd(bytes, start, delimiter);
    const target = this.#columns.targets[column];
    if (target === undefined) {
      if (end === start) return end;
      return this.#columns.words[column]?.read(bytes, start, end).isDoubtful === false ? end : -1;
    }
    const { value, whole, truth } = target;
    if (end === start) {
      target.set(row, { is: "missing" });
      return end;
    }
    const word = this.#columns.words[column]?.read(bytes, start, end);
    if (word === undefined || word.isDoubtful) return -1;
    put(value, row, word.state, word.value);
    if (target.type === "boolean") truth[row] = word.truth;
    else if (target.type === "ratio") put(whole, row, word.state, word.whole);
    return end;
  }

  /** Are ratios of two columns both there or both missing, and no part more than its whole? */
  #hasSoundRatios(row: number): boolean {
    for (const { part, whole } of this.#columns.ratios) {
      const isThere = part.column.state[row] === State.present;
      if (isThere !== (whole.column.state[row] === State.present)) return false;
      const [n, d] = [part.column.numerator[row] ?? 0, whole.column.numerator[row] ?? 0];
      if (isThere && !(n >= 0 && n * whole.scale <= d * part.scale)) return false;
    }
    return true;
  }
}

function put(column: NumberColumn, row: number, state: number, value: number): void {
  if (state === State.present) column.setSafe(row, value, 1);
  else column.setState(row, state);
}
