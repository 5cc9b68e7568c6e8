import type { Period } from "../criteria/period.ts";
import type { ColumnMemory } from "../exact/column-memory.ts";
import type { RowScan } from "../scan/row-scan.ts";
import { fiveDigitsAt } from "./code-bytes.ts";
import { isStrange } from "./legacy-text.ts";
import { arePlain, isSame, isTidy } from "./letters.ts";
import { type FirstName, NameWatch } from "./name-watch.ts";
import { codeIn } from "./open-files.ts";
import { PeriodTexts } from "./period-texts.ts";
import type { PlainBatch } from "./plain-batch.ts";
import type { PlainFile } from "./plain-file.ts";
import { FileDoubt } from "./plain-records.ts";
import type { Place, RowStore } from "./table-builder.ts";
import { CodeCounts } from "./ward-codes.ts";
import { WardDictionary } from "./ward-dictionary.ts";

/** More than have codes of five digits. */
const MOST_WARDS = 131_072;
/** Loops are tried again after so many rows at the latest. */
const MOST_IN_VAIN = 256;

/** Whose rows they are: gives plain rows their ward and period, and takes those that were read with care. */
export class PlainStore implements RowStore {
  dictionary!: WardDictionary;
  readonly names: NameWatch = new NameWatch();
  batch!: PlainBatch;
  /** near the beginning of a file broken Vietnamese is looked for */
  looksAtWords = true;
  readonly #newPeriods: (room: ColumnMemory) => PeriodTexts;
  readonly #plain: PlainFile;
  readonly #clear: (row: number) => void;
  #scan!: RowScan;
  #periods!: PeriodTexts;
  /** the first names of wards that have several */
  readonly #first = new Map<number, FirstName>();
  readonly #counts = new CodeCounts();
  #plainRows = 0;
  /** so many rows are taken one by one before the loops for known wards are tried again, and the next time */
  #patience = 0;
  #inVain = 1;
  #pending: { readonly start: number; readonly stop: number; readonly line: number } = { start: 0, stop: 0, line: 0 };
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();

  constructor(
    readPeriod: (text: string) => Period | undefined,
    filePeriod: Period | undefined,
    plain: PlainFile,
    clear: (row: number) => void,
  ) {
    this.#newPeriods = (room) => new PeriodTexts(readPeriod, filePeriod, room);
    this.#plain = plain;
    this.#clear = clear;
  }

  /** Makes room for wards beside the rows. */
  open(scan: RowScan): void {
    this.#scan = scan;
    this.dictionary = new WardDictionary(MOST_WARDS, scan.room);
    this.#periods = this.#newPeriods(scan.room);
  }

  get periods(): readonly string[] {
    return this.#periods.labels;
  }

  /**
   * Gives rows of the batch their wards and periods, up to the first whose own are not plain; tells how many.
   * @param start where the next row begins
   * @param end where the rows end that were read
   */
  take(start: number, line: number, end: number): number {
    const { batch } = this;
    const { ends } = batch.places;
    const first = batch.count;
    for (let row = first; row < end; row = batch.count) {
      const begin = row === first ? start : (ends[row - 1] ?? 0);
      if (!this.#takeSome(begin, line + row - first, end)) break;
    }
    return batch.count - first;
  }

  #takeSome(start: number, line: number, end: number): boolean {
    if (this.#patience > 0) this.#patience--;
    else {
      if (this.#takeKnown(start, line, end)) {
        this.#inVain = 1;
        return true;
      }
      // Where one ward is new most are.
      this.#patience = this.#inVain;
      this.#inVain = Math.min(2 * this.#inVain, MOST_IN_VAIN);
    }
    return this.#takeOne(start, line);
  }

  /** Takes rows of the period that is likely, whose wards are known by their codes and names, or have plain ones. */
  #takeKnown(start: number, line: number, end: number): boolean {
    const { batch } = this;
    const { texts, wards, starts, ends, lines } = batch.places;
    const { likely, ofFile } = this.#periods;
    if (likely === undefined) return false;
    const first = batch.count;
    const own = ofFile === undefined ? texts : { ...texts, period: -1 };
    // Codes of five digits, where all are; elsewhere this reader has none to offer.
    const known = this.dictionary.knownWards(likely.number, this.#plain.habit.fiveDigits);
    const count = this.#scan.takeWards(known, likely, { wards, lines, line }, own, first, end);
    if (count === 0) return false;
    this.dictionary.added(this.#scan.added);
    starts.set(ends.subarray(first, first + count - 1), first + 1);
    starts[first] = start;
    batch.take(this.#periods.at(likely.number), count);
    this.#plainRows += count;
    return true;
  }

  #takeOne(start: number, line: number): boolean {
    const { dictionary, batch } = this;
    const { bytes } = batch;
    const { wards, starts, wardStarts, wardEnds, nameStarts, nameEnds, lines, periodStarts, periodEnds } = batch.places;
    const row = batch.count;
    const period = this.#periods.read(bytes, periodStarts[row] ?? 0, periodEnds[row] ?? 0);
    if (period < 0) return false;
    const code = wardStarts[row] ?? 0;
    const codeEnd = wardEnds[row] ?? 0;
    let ward = dictionary.find(bytes, code, codeEnd);
    if (ward < 0) {
      if (!this.#plain.habit.fiveDigits || codeEnd - code !== 5 || fiveDigitsAt(bytes, code) < 0) return false;
      ward = dictionary.add(bytes, code, codeEnd);
    }
    const name = nameStarts[row] ?? 0;
    const nameEnd = nameEnds[row] ?? 0;
    if (name !== nameEnd && !dictionary.hasName(ward, bytes, name, nameEnd)) {
      const isNew = dictionary.name(ward).length === 0;
      if (!isNew || !this.#isPlainName(bytes, name, nameEnd) || isSame(bytes, code, codeEnd, name, nameEnd))
        return false;
      dictionary.rename(ward, period, bytes, name, nameEnd);
      dictionary.learn(bytes, name, nameEnd);
    }
    // What letters such a name has, each of its rows is read with care for.
    if (dictionary.hasOddName(ward)) return false;
    if (!dictionary.mark(ward, period)) throw new FileDoubt("a ward and period twice");
    batch.take(this.#periods.at(period), 1);
    wards[row] = ward;
    starts[row] = start;
    lines[row] = line;
    this.#plainRows++;
    return true;
  }

  /** Letters and spaces that need no second look, and words as Vietnamese has them. */
  #isPlainName(bytes: Uint8Array, start: number, end: number): boolean {
    if (!arePlain(bytes, start, end) || !isTidy(bytes, start, end)) return false;
    return !this.looksAtWords || !isStrange(this.#decoder.decode(bytes.subarray(start, end)));
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
    const [number, period] = [this.dictionary.find(code, 0, code.length), this.#periods.find(ordinal)];
    if (number >= 0 && period !== undefined && this.dictionary.has(number, period))
      throw new FileDoubt("a ward and period twice");
    return undefined;
  }

  add(ward: string, name: string, province: string, period: Period): number {
    const { dictionary, batch } = this;
    const code = this.#encoder.encode(ward);
    const known = dictionary.find(code, 0, code.length);
    const number = known < 0 ? dictionary.add(code, 0, code.length) : known;
    const periodNumber = this.#periods.number(period);
    dictionary.mark(number, periodNumber);
    // Its name, or name and province, is its key then, and may stand among the codes as well.
    if (name === ward || ward === `${name} (${province})`) throw new FileDoubt("a ward without a code");
    if (name !== "") this.#name(number, ward, name, period, periodNumber);
    const row = batch.count;
    batch.take(this.#periods.at(periodNumber), 1);
    const { wards, starts, ends, wardStarts, lines } = batch.places;
    wardStarts[row] = -1;
    const { start, stop, line } = this.#pending;
    wards[row] = number;
    starts[row] = start;
    ends[row] = stop;
    lines[row] = line;
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
        period: this.#periods.at(this.dictionary.namedIn(number)).label,
      };
      this.#first.set(number, first);
      this.names.see(ward, name, label, first);
    }
    this.dictionary.rename(number, period, text, 0, text.length);
    this.dictionary.markName(number, !arePlain(text, 0, text.length));
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
