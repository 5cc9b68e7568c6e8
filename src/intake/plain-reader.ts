import type { DataShape } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import { BATCH_ROWS } from "../exact/column.ts";
import type { Problem } from "../problem.ts";
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
import { RowScanner } from "./row-scanner.ts";
import type { InputFile, WardTable } from "./table.ts";

/** A row broken by the end of a piece may be so long. */
const HEAD_ROOM = 65_536;
const PIECE = 524_288;
/** Bytes are looked at in words, and so a few behind the last. */
const BEHIND = 8;
const LINE_FEED = 10;
const RETURN = 13;
/** A file's decimal mark is found in so many bytes at most; there no other mark may stand. */
const MARK_LOOKED_FOR = 4_718_592;

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
  /** one piece is read from the file while the one before is being understood */
  readonly #buffers = [newBuffer(), newBuffer()] as const;
  #next: 0 | 1 = 0;
  #bytes: Uint8Array = this.#buffers[1];
  /** bytes of a broken row before the next piece */
  #carried = 0;
  /** where the next piece begins in the file */
  #offset = 0;
  /** records read so far, which is the row of the last one as Excel counts */
  #line = 0;
  #rows = 0;
  #hasReturns = false;

  constructor(shape: DataShape, name: string, plain: PlainFile, options: IntakeOptions) {
    const { sheet, mark, habit } = plain;
    const { layout } = sheet;
    this.#plain = plain;
    this.#walk = plain.newWalk();
    this.#records = new PlainRecords(name, sheet, mark.mark);
    const textOf = (field: { readonly id: string }, row: number) => this.#records.text(this.#batch, field.id, row);
    this.#store = new PlainStore(
      (period) => parsePeriod(period, shape.period),
      sheet.period,
      plain,
      (row) => this.#columns.clear(row),
    );
    this.#reader = new Reader(shape, [{ name, bytes: this.#bytes, sha256: "" }], options, {
      habit,
      leaveOut: undefined,
      store: this.#store,
    });
    for (const one of plain.problems) this.#reader.tell(one);
    this.#reading = this.#reader.open(sheet, mark);
    const known = knownHeadings(shape.fields);
    this.#columns = new PlainColumns(shape, layout, known, this.#reading.rules, options, textOf);
    const byte = (mark: string | undefined) => mark?.charCodeAt(0) ?? 0;
    this.#scanner = new RowScanner(this.#columns, this.#store.dictionary, byte(sheet.delimiter), byte(mark.mark));
    this.#batch = new PlainBatch(this.#columns.fields, this.#store.dictionary, layout, (text) =>
      this.#records.split(text),
    );
    this.#store.batch = this.#batch;
    this.#consistency = new Consistency(shape, [name], (problem, ward) => this.#contradictions.push({ problem, ward }));
  }

  /** Where the next piece of the file is to be put; it may be filled while the one before is being read. */
  get space(): Uint8Array {
    return this.#buffers[this.#next].subarray(HEAD_ROOM, HEAD_ROOM + PIECE);
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
   * Reads a piece of so many bytes that was put into `space`; an empty piece ends the file. Each batch is good until the
   * next is asked for.
   */
  read(length: number): Iterable<PlainBatch> {
    this.#bytes = this.#buffers[this.#next];
    this.#next = this.#next === 0 ? 1 : 0;
    return this.#batches(this.#bytes, length);
  }

  *#batches(bytes: Uint8Array, length: number): Generator<PlainBatch> {
    const end = HEAD_ROOM + length;
    let place = HEAD_ROOM - this.#carried;
    if (this.#offset === 0) place += this.#plain.offset;
    // Rows that begin before the last line feed of the piece end in it, unless they have line feeds in quotes.
    const limit = length === 0 ? place : bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
    this.#scanner.begin(bytes);
    this.#start();
    while (place < limit) {
      const next = this.#row(place, end);
      if (next < 0) break;
      place = next;
      if (this.#batch.count === BATCH_ROWS) yield* this.#full();
    }
    this.#carried = end - place;
    if (length === 0 && this.#carried > 0) this.#last(place, end);
    yield* this.#full();
    if (this.#carried > HEAD_ROOM) throw new FileDoubt("a row is too long");
    this.#buffers[this.#next].set(bytes.subarray(place, end), HEAD_ROOM - this.#carried);
    this.#offset += length;
  }

  #start(): void {
    this.#batch.begin(this.#bytes);
    this.#columns.start();
  }

  *#full(): Generator<PlainBatch> {
    if (this.#batch.count === 0) return;
    this.#batch.close();
    this.#consistency.check(this.#batch);
    yield this.#batch;
    this.#start();
  }

  /** Reads the row that begins at a place; -1 when its end is not there yet. */
  #row(start: number, end: number): number {
    const bytes = this.#bytes;
    const { sheet } = this.#plain;
    const isBlank = bytes[start] === LINE_FEED || (bytes[start] === RETURN && bytes[start + 1] === LINE_FEED);
    if (isBlank) {
      this.#line++;
      this.#hasReturns ||= bytes[start] === RETURN;
      return start + (bytes[start] === RETURN ? 2 : 1);
    }
    const isPlain = this.#line >= sheet.start && this.#walk.isAmongWards;
    const next = isPlain ? this.#scanner.read(start, this.#batch.count) : -1;
    if (next >= 0 && this.#store.take(this.#scanner.found, bytes, start, next, this.#line + 1)) {
      this.#line++;
      this.#rows++;
      return next;
    }
    const stop = endOfRow(bytes, start, end);
    if (stop < 0) return -1;
    this.#line++;
    if (this.#line > sheet.start) this.#carefully(start, stop, this.#reading);
    else this.#records.expect(bytes, start, stop, this.#line - 1);
    return stop;
  }

  /** Reads a row with all care. */
  #carefully(start: number, stop: number, reading: Reading): void {
    const mayDecideMark = this.#offset + start - HEAD_ROOM < MARK_LOOKED_FOR;
    const record = this.#records.read(this.#bytes, start, stop, mayDecideMark);
    this.#store.see(record);
    if (record.every((text) => text.trim() === "")) return;
    this.#store.place(start, stop, this.#line);
    if (this.#reader.take(reading, this.#walk.read(record, this.#line))) this.#rows++;
    this.#store.done();
    for (const number of this.#columns.numbers)
      if (number !== undefined && !number.isWhole)
        number.seen = this.#reading.watch.seen(number.field.id, reading.mark.mark);
    this.#columns.hot.take(this.#columns.numbers, this.#columns.ratios);
  }

  /** The last row, which no line feed ends. */
  #last(start: number, end: number): void {
    this.#bytes[end] = LINE_FEED;
    this.#line++;
    const { sheet } = this.#plain;
    const isEnded = this.#bytes[end - 1] === 0x22;
    const ways = [sheet.isExcelEnded, this.#hasReturns, this.#records.hasReturns, this.#scanner.hasReturns];
    const isExcelEnded = ways.some((isSo) => isSo);
    const ended = { ...sheet, isEnded, isExcelEnded, lastLine: this.#line };
    if (this.#line > sheet.start) this.#carefully(start, end + 1, { ...this.#reading, sheet: ended });
    this.#carried = 0;
  }

  /** The table that problems of judging are told by; its rows have gone by. */
  table(input: InputFile): WardTable {
    const { decimals, renamed, rows } = this;
    return { inputs: [input], rows, batches: [], decimals, renamed, find: () => undefined };
  }

  /** Tells what shows only when all rows are read. */
  finish(input: InputFile): ReadWards {
    this.#store.checkHabit();
    for (const number of this.#columns.numbers)
      if (number !== undefined) this.#reading.watch.addFilled(number.field.id, number.filled);
    this.#reader.close(this.#reading, { index: 0, notes: this.#walk.notes }, this.#rows);
    return this.#reader.finish(this.table(input), [this.#plain.sheet], {
      renames: this.#store.names.problems,
      contradictions: (tell) => {
        for (const { problem, ward } of this.#contradictions) tell(problem, ward);
      },
    });
  }
}

const newBuffer = (): Uint8Array => new Uint8Array(HEAD_ROOM + PIECE + BEHIND);
