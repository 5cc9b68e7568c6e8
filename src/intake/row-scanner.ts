import { type NumberColumn, State, Truth } from "../exact/column.ts";
import { plainEnd } from "./letters.ts";
import { NumberScanner, TENS } from "./number-scanner.ts";
import { Kind, type NumberPlace, type PlainColumns } from "./plain-columns.ts";
import { fiveDigitsAt, type WardDictionary } from "./ward-dictionary.ts";
import type { WordDictionary } from "./word-dictionary.ts";

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 0x22;
const ZERO = 0x30;
/** So many digits, or one less and a mark, fit 32 bits. */
const SHORT = 9;
/** An empty cell. */
const NOTHING = { isDoubtful: false, state: State.missing, truth: Truth.missing, value: 0, whole: 0 };

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
  readonly found: Found = {
    ward: 0,
    wardEnd: 0,
    known: -1,
    hasKnownName: false,
    name: 0,
    nameEnd: 0,
    period: 0,
    periodEnd: 0,
  };
  readonly #columns: PlainColumns;
  readonly #dictionary: WardDictionary;
  readonly #numbers: NumberScanner;
  #bytes: Uint8Array = new Uint8Array(0);
  /** the same bytes, for words of four */
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #delimiter: number;
  /** the decimal mark, counted from the digit 0 as bytes of numbers are */
  readonly #mark: number;

  /** @param mark the byte of the file's decimal mark; 0 when it has none */
  constructor(columns: PlainColumns, dictionary: WardDictionary, delimiter: number, mark: number) {
    this.#columns = columns;
    this.#dictionary = dictionary;
    this.#delimiter = delimiter;
    this.#mark = mark === 0 ? Number.NaN : mark - ZERO;
    this.#numbers = new NumberScanner(columns, this.#mark);
  }

  /** Rows come from these bytes from now on. */
  begin(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /**
   * Reads the row that begins at `start` into row `row` of the columns. A line feed must stand somewhere behind it, and
   * four bytes behind that.
   * @returns where the next row begins; -1 when the row is not plain
   */
  read(start: number, row: number): number {
    const bytes = this.#bytes;
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
          place = this.#numbers.read(bytes, place, numbers[column] as NumberPlace, row);
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
    return hot.hasSoundRatios(row) ? place : -1;
  }

  /** A text that its column has a meaning for, or that must only be no heading. */
  #word(bytes: Uint8Array, start: number, column: number, row: number, delimiter: number): number {
    const words = this.#columns.words[column] as WordDictionary;
    const target = this.#columns.targets[column];
    let word = words.recent(this.#view, start, delimiter);
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
