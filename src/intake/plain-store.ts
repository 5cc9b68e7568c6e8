import type { Period } from "../criteria/period.ts";
import { isStrange } from "./legacy-text.ts";
import { arePlain } from "./letters.ts";
import { type FirstName, NameWatch } from "./name-watch.ts";
import { codeIn } from "./open-files.ts";
import type { PlainBatch } from "./plain-batch.ts";
import type { PlainFile } from "./plain-file.ts";
import { FileDoubt } from "./plain-records.ts";
import type { Place, RowStore } from "./table-builder.ts";
import { CodeCounts } from "./ward-codes.ts";
import { fiveDigitsAt, WardDictionary } from "./ward-dictionary.ts";

const MOST_PERIODS = 1024;
const SPACE = 0x20;

/** Whose rows they are: gives plain rows their ward and period, and takes those that were read with care. */
export class PlainStore implements RowStore {
  readonly dictionary: WardDictionary = new WardDictionary();
  readonly names: NameWatch = new NameWatch();
  batch!: PlainBatch;
  /** near the beginning of a file broken Vietnamese is looked for */
  looksAtWords = true;
  readonly #readPeriod: (text: string) => Period | undefined;
  readonly #filePeriod: Period | undefined;
  readonly #plain: PlainFile;
  readonly #clear: (row: number) => void;
  readonly #periods: Period[] = [];
  readonly #numbers = new Map<number, number>();
  /** the period read last, with its bytes */
  #lastPeriod = -1;
  #lastText: Uint8Array = new Uint8Array(0);
  /** the first names of wards that have several */
  readonly #first = new Map<number, FirstName>();
  /** wards whose name has other letters than plain ones */
  readonly #oddNames = new Set<number>();
  readonly #counts = new CodeCounts();
  #plainRows = 0;
  #pending: { readonly start: number; readonly stop: number; readonly line: number } = { start: 0, stop: 0, line: 0 };
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  constructor(
    readPeriod: (text: string) => Period | undefined,
    filePeriod: Period | undefined,
    plain: PlainFile,
    clear: (row: number) => void,
  ) {
    this.#readPeriod = readPeriod;
    this.#filePeriod = filePeriod;
    this.#plain = plain;
    this.#clear = clear;
  }

  get periods(): readonly string[] {
    return this.#periods.map(({ label }) => label);
  }

  /**
   * Gives the next row of the batch its ward and period; false when they are not plain.
   * @param start where the row begins
   */
  take(start: number, line: number): boolean {
    const { dictionary, batch } = this;
    const { bytes } = batch;
    const { wards, starts, wardStarts, wardEnds, nameStarts, nameEnds, lines } = batch.places;
    const row = batch.count;
    const period = this.#periodOf(bytes, row);
    if (period < 0) return false;
    const code = wardStarts[row] ?? 0;
    const codeEnd = wardEnds[row] ?? 0;
    let ward = dictionary.find(bytes, code, codeEnd);
    if (ward < 0) {
      if (!this.#plain.habit.fiveDigits || codeEnd - code !== 5 || fiveDigitsAt(bytes, code) < 0) return false;
      // Codes of five digits, where all are; elsewhere this reader has none to offer.
      ward = dictionary.add(bytes, code, codeEnd);
    }
    const name = nameStarts[row] ?? 0;
    const nameEnd = nameEnds[row] ?? 0;
    if (name !== nameEnd && !dictionary.hasName(ward, bytes, name, nameEnd)) {
      const isNew = dictionary.name(ward).length === 0;
      if (!isNew || !this.#isPlainName(bytes, name, nameEnd) || isSame(bytes, code, codeEnd, name, nameEnd))
        return false;
      dictionary.rename(ward, period, bytes, name, nameEnd);
    }
    // What letters such a name has, each of its rows is read with care for.
    if (this.#oddNames.has(ward)) return false;
    if (!dictionary.mark(ward, period)) throw new FileDoubt("a ward and period twice");
    batch.count++;
    wards[row] = ward;
    starts[row] = start;
    lines[row] = line;
    batch.periods[row] = this.#periods[period] as Period;
    this.#plainRows++;
    return true;
  }

  /** Letters and spaces that need no second look, and words as Vietnamese has them. */
  #isPlainName(bytes: Uint8Array, start: number, end: number): boolean {
    if (!arePlain(bytes, start, end) || !isTidy(bytes, start, end)) return false;
    return !this.looksAtWords || !isStrange(this.#decoder.decode(bytes.subarray(start, end)));
  }

  /** The number of a row's period; -1 when it is not plain. */
  #periodOf(bytes: Uint8Array, row: number): number {
    if (this.#filePeriod !== undefined) return this.#number(this.#filePeriod);
    const { periodStarts, periodEnds } = this.batch.places;
    const period = periodStarts[row] ?? 0;
    const periodEnd = periodEnds[row] ?? 0;
    const length = periodEnd - period;
    const last = this.#lastText;
    if (length === last.length && this.#lastPeriod >= 0) {
      let place = 0;
      while (place < length && last[place] === bytes[period + place]) place++;
      if (place === length) return this.#lastPeriod;
    }
    if (!arePlain(bytes, period, periodEnd)) return -1;
    const read = this.#readPeriod(this.#decoder.decode(bytes.subarray(period, periodEnd)));
    if (read === undefined) return -1;
    this.#lastText = bytes.slice(period, periodEnd);
    this.#lastPeriod = this.#number(read);
    return this.#lastPeriod;
  }

  #number(period: Period): number {
    const known = this.#numbers.get(period.ordinal);
    if (known !== undefined) return known;
    if (this.#periods.length === MOST_PERIODS) throw new FileDoubt("too many periods");
    const number = this.#periods.push(period) - 1;
    this.#numbers.set(period.ordinal, number);
    return number;
  }

  /** Sees the code of a record, whatever becomes of it. */
  see(record: readonly string[]): void {
    const code = codeIn(this.#plain.sheet.layout, record);
    if (code !== "") this.#counts.add(code);
  }

  /** Where the row lies that is about to be read with care. */
  place(start: number, stop: number, line: number): void {
    this.#pending = { start, stop, line };
    this.batch.pending = this.batch.count;
  }

  /** The row has been read. */
  done(): void {
    this.batch.pending = -1;
  }

  find(ward: string, ordinal: number): number | undefined {
    const code = this.#encoder.encode(ward);
    const [number, period] = [this.dictionary.find(code, 0, code.length), this.#numbers.get(ordinal)];
    if (number >= 0 && period !== undefined && this.dictionary.has(number, period))
      throw new FileDoubt("a ward and period twice");
    return undefined;
  }

  add(ward: string, name: string, province: string, period: Period): number {
    const { dictionary, batch } = this;
    const code = this.#encoder.encode(ward);
    const known = dictionary.find(code, 0, code.length);
    const number = known < 0 ? dictionary.add(code, 0, code.length) : known;
    const periodNumber = this.#number(period);
    dictionary.mark(number, periodNumber);
    // Its name, or name and province, is its key then, and may stand among the codes as well.
    if (name === ward || ward === `${name} (${province})`) throw new FileDoubt("a ward without a code");
    if (name !== "") this.#name(number, ward, name, period, periodNumber);
    const row = batch.count++;
    const { wards, starts, ends, wardStarts, lines } = batch.places;
    wardStarts[row] = -1;
    const { start, stop, line } = this.#pending;
    wards[row] = number;
    starts[row] = start;
    ends[row] = stop;
    lines[row] = line;
    batch.periods[row] = this.#periods[periodNumber] as Period;
    batch.given.set(row, { name, province });
    this.#clear(row);
    return row;
  }

  #name(number: number, ward: string, name: string, { label }: Period, period: number): void {
    const text = this.#encoder.encode(name);
    if (this.dictionary.hasName(number, text, 0, text.length)) return;
    const before = this.#decoder.decode(this.dictionary.name(number));
    if (before !== "") {
      const first = this.#first.get(number) ?? {
        name: before,
        period: this.#periods[this.dictionary.namedIn(number)]?.label ?? "",
      };
      this.#first.set(number, first);
      this.names.see(ward, name, label, first);
    }
    this.dictionary.rename(number, period, text, 0, text.length);
    if (arePlain(text, 0, text.length)) this.#oddNames.delete(number);
    else this.#oddNames.add(number);
  }

  at(row: number): Place {
    return { batch: this.batch, row };
  }

  fill(): void {
    throw new FileDoubt("a ward and period twice");
  }

  keep(): void {
    // The rows stay where they are, in the bytes.
  }

  /** The codes of all rows must have in common what those of the first had. */
  checkHabit(): void {
    this.#counts.add("00000", this.#plainRows);
    const { fiveDigits, haveDigits } = this.#counts.habit;
    const { habit } = this.#plain;
    if (fiveDigits !== habit.fiveDigits || haveDigits !== habit.haveDigits) throw new FileDoubt("codes of two kinds");
  }
}

/** Are the same bytes in both places? */
function isSame(bytes: Uint8Array, start: number, end: number, other: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - other) return false;
  for (let place = start; place < end; place++) if (bytes[place] !== bytes[other + place - start]) return false;
  return true;
}

/** No spaces at the ends, and none side by side. */
function isTidy(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === SPACE || bytes[end - 1] === SPACE) return false;
  for (let place = start + 1; place < end; place++)
    if (bytes[place] === SPACE && bytes[place - 1] === SPACE) return false;
  return true;
}
