import type { DataShape } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import { BATCH_ROWS } from "../exact/column-memory.ts";
import type { Problem } from "../problem.ts";
import { PIECES, PlainPieces } from "../scan/pieces.ts";
import type { RowScan } from "../scan/row-scan.ts";
import type { Walk } from "./body-rows.ts";
import { knownHeadings } from "./columns.ts";
import { Consistency } from "./consistency.ts";
import type { IntakeOptions } from "./options.ts";
import { PlainBatch } from "./plain-batch.ts";
import { PlainColumns } from "./plain-columns.ts";
import type { PlainFile } from "./plain-file.ts";
import { endOfRow, FileDoubt, PlainRecords } from "./plain-records.ts";
import { PlainStore } from "./plain-store.ts";
import { Reader } from "./reader.ts";
import type { Reading, ReadWards } from "./reading.ts";
import { RowPlaces } from "./row-places.ts";
import { RowScanner } from "./row-scanner.ts";
import type { InputFile, WardTable } from "./table.ts";

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 0x22;
const OLD_END = 0x1a;
/** A file's decimal mark, and letters of old fonts, are found in so many bytes at most. */
const LOOKED_AT = 4_718_592;

/**
 * Reads a plain file piece by piece into one batch that is used again and again: the program's memory does not grow with
 * the file. It tells nothing itself. A row that is not plain goes through the reader that knows all hazards, in its
 * place among the others; where even that does not do, `FileDoubt` is thrown, and the whole file must go there.
 */
export class PlainReader {
  readonly #plain: PlainFile;
  readonly #walk: Walk;
  readonly #reader: Reader;
  readonly #reading: Reading;
  readonly #columns: PlainColumns;
  readonly #scanner: RowScanner;
  readonly #records: PlainRecords;
  readonly #store: PlainStore;
  readonly #batch: PlainBatch;
  readonly #consistency: Consistency;
  readonly #contradictions: { readonly problem: Problem; readonly ward: string | undefined }[] = [];
  /** where the pieces of the file are to be put; the next one while one is being read */
  readonly pieces: PlainPieces;
  /** where pieces and rows lie, with room for more, and what another thread needs to read ahead there */
  readonly scan: RowScan;
  /** records read so far, which is the row of the last one as Excel counts */
  #line = 0;
  #rows = 0;
  #hasReturns = false;
  /** bytes of blank rows, which say nothing of decimal marks */
  #blank = 0;
  /** so many rows are scanned at once: few behind one that was not plain, for those behind the next are to be read again */
  #run = BATCH_ROWS;

  /** @param isAhead will another thread put the pieces into their places? `scan.job` is what it needs */
  constructor(shape: DataShape, name: string, plain: PlainFile, options: IntakeOptions, isAhead = false) {
    const { sheet, mark, habit } = plain;
    const { layout } = sheet;
    this.#plain = plain;
    this.#walk = plain.newWalk();
    this.#records = new PlainRecords(name, plain);
    const textOf = (field: { readonly id: string }, row: number) => this.#records.text(this.#batch, field.id, row);
    this.#store = new PlainStore(
      (period) => parsePeriod(period, shape.period),
      sheet.period,
      plain,
      (row) => this.#columns.clear(row),
    );
    const own = { habit, leaveOut: undefined, store: this.#store };
    this.#reader = new Reader(shape, [{ name, bytes: new Uint8Array(0), sha256: "" }], options, own);
    for (const one of plain.problems) this.#reader.tell(one);
    this.#reading = this.#reader.open(sheet, mark);
    const known = knownHeadings(shape.fields);
    const bytes = { bytes: PIECES, delimiter: plain.delimiter, mark: plain.numberMark, isAhead };
    this.#columns = new PlainColumns(shape, layout, known, this.#reading.rules, options, bytes, textOf);
    this.scan = this.#columns.scan;
    this.#scanner = new RowScanner(this.#columns);
    this.pieces = new PlainPieces(this.scan.arrays.bytes);
    this.#store.open(this.scan);
    const places = this.scan.room.holding(() => new RowPlaces(this.scan, layout));
    this.#batch = new PlainBatch(this.#columns.fields, places, this.#store.dictionary, sheet, (text) =>
      this.#records.split(text),
    );
    this.#store.batch = this.#batch;
    this.#consistency = new Consistency(shape, [name], (problem, ward) => this.#contradictions.push({ problem, ward }));
  }

  /** The most decimals of each field's column so far. */
  get decimals(): ReadonlyMap<string, number> {
    return this.#reading.watch.decimals();
  }

  /** Wards whose code has several names. */
  get renamed(): ReadonlySet<string> {
    return this.#store.names.renamed;
  }

  /** The labels of the periods that were read. */
  get periods(): readonly string[] {
    return this.#store.periods;
  }

  /** Rows of wards read so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Reads a piece of so many bytes that was put into its place; an empty piece ends the file. Each batch is good until the
   * next is asked for.
   */
  read(length: number): Iterable<PlainBatch> {
    const { start, end } = this.pieces.take(length);
    return this.#batches(this.pieces.isFirst ? start + this.#plain.offset : start, end, length === 0);
  }

  *#batches(start: number, end: number, isLast: boolean): Generator<PlainBatch> {
    const { bytes } = this.pieces;
    let place = start;
    // Rows that begin before the last line feed of the piece end in it, unless they have line feeds in quotes.
    const limit = isLast ? place : bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
    this.#start();
    while (place < limit) {
      if (this.#line >= this.#plain.sheet.start && this.#walk.isAmongWards) place = this.#plainly(place, limit);
      if (place < limit && this.#batch.count < BATCH_ROWS) {
        const next = this.#oddly(place, end);
        if (next < 0) break;
        place = next;
      }
      if (this.#batch.count === BATCH_ROWS) yield* this.#full();
    }
    if (isLast && place < end) this.#last(place, end);
    this.scan.shareWork();
    yield* this.#full();
    if (!this.pieces.leave(isLast ? end : place, end)) throw new FileDoubt("a row is too long");
    this.scan.leavePiece();
  }

  #start(): void {
    this.#batch.begin(this.pieces.bytes);
    this.#columns.start();
  }

  *#full(): Generator<PlainBatch> {
    if (this.#batch.count === 0) return;
    this.#batch.close();
    this.#consistency.check(this.#batch);
    yield this.#batch;
    this.#start();
  }

  /** Reads plain rows until the batch is full; tells where the first begins that is not plain. */
  #plainly(start: number, limit: number): number {
    const batch = this.#batch;
    const { ends } = batch.places;
    let place = start;
    this.#store.looksAtWords = this.#isNearBeginning(start);
    while (place < limit && batch.count < BATCH_ROWS) {
      const first = batch.count;
      const most = Math.min(this.#run, BATCH_ROWS - first);
      const end = first + this.#scanner.read(place, limit, first, most);
      const taken = this.#store.take(place, this.#line + 1, end);
      this.#line += taken;
      if (taken > 0) place = ends[batch.count - 1] ?? limit;
      this.#columns.taken(first, batch.count);
      this.#rows += batch.count - first;
      if (batch.count < first + most && place < limit) {
        this.#run = 1;
        break;
      }
      this.#run = Math.min(2 * this.#run, BATCH_ROWS);
    }
    return place;
  }

  /** Reads the row that begins at a place with all care; -1 when its end is not there yet. */
  #oddly(start: number, end: number): number {
    const { bytes } = this.pieces;
    const { sheet } = this.#plain;
    if (bytes[start] === LINE_FEED || (bytes[start] === RETURN && bytes[start + 1] === LINE_FEED)) {
      this.#line++;
      this.#hasReturns ||= bytes[start] === RETURN;
      const length = bytes[start] === RETURN ? 2 : 1;
      this.#blank += length;
      return start + length;
    }
    const stop = endOfRow(bytes, start, end);
    if (stop < 0) return -1;
    this.#line++;
    if (this.#line > sheet.start) this.#carefully(start, stop, this.#reading);
    else this.#records.expect(bytes, start, stop, this.#line - 1);
    return stop;
  }

  /** Does a place lie where decimal marks and broken letters are looked for? Blank rows tell nothing of either. */
  #isNearBeginning(place: number): boolean {
    return this.pieces.offsetOf(place) - this.#blank < LOOKED_AT;
  }

  /** Reads a row with all care. */
  #carefully(start: number, stop: number, reading: Reading): void {
    const record = this.#records.read(this.pieces.bytes, start, stop, this.#isNearBeginning(start));
    this.#store.see(record);
    if (record.every((text) => text.trim() === "")) {
      this.#blank += stop - start;
      return;
    }
    this.#columns.makeRoom(record, this.#plain.numberMark, this.#batch.count);
    this.#store.place(start, stop, this.#line);
    if (this.#reader.take(reading, this.#walk.read(record, this.#line))) this.#rows++;
    this.#store.done();
    this.#columns.learn(reading.watch, reading.mark.mark, this.#plain.isSeenWhole);
  }

  /** The last row, which no line feed ends. */
  #last(start: number, end: number): void {
    const { bytes } = this.pieces;
    if (bytes[end - 1] === OLD_END) throw new FileDoubt("the mark of old systems at the end");
    bytes[end] = LINE_FEED;
    this.#line++;
    const { sheet } = this.#plain;
    const isEnded = bytes[end - 1] === QUOTE || bytes[end - 1] === RETURN;
    const ways = [sheet.isExcelEnded, this.#hasReturns, this.#records.hasReturns, this.scan.hasReturns];
    const ended = { ...sheet, isEnded, isExcelEnded: ways.includes(true), lastLine: this.#line };
    if (this.#line > sheet.start) this.#carefully(start, end + 1, { ...this.#reading, sheet: ended });
  }

  /** The table that problems of judging are told by; its rows have gone by. */
  table(input: InputFile): WardTable {
    const { decimals, renamed, rows } = this;
    return { inputs: [input], rows, batches: [], decimals, renamed, find: () => undefined };
  }

  /** Tells what shows only when all rows are read. */
  finish(input: InputFile): ReadWards {
    this.#store.checkHabit();
    this.#columns.tellFilled(this.#reading.watch);
    this.#reader.close(this.#reading, { index: 0, notes: this.#walk.notes }, this.#rows);
    return this.#reader.finish(this.table(input), [this.#plain.sheet], {
      renames: this.#store.names.problems,
      contradictions: (tell) => {
        for (const { problem, ward } of this.#contradictions) tell(problem, ward);
      },
    });
  }
}
