import { readTexts } from "./cells.ts";
import { splitRecords } from "./csv.ts";
import { isStrange } from "./legacy-text.ts";
import { isPlainText } from "./letters.ts";
import { rulesFor } from "./options.ts";
import type { PlainBatch } from "./plain-batch.ts";
import type { PlainFile } from "./plain-file.ts";
import { type Cell, MISSING } from "./table.ts";
import { WardRow } from "./ward-row.ts";

/** The file cannot be read row by row: the reader of whole files must have it. */
export class FileDoubt extends Error {}

const LINE_FEED = 10;
const QUOTE = 0x22;
/** Letters that the reader of whole files has something to say about, wherever they stand. */
const TELLING = ["Ð", "ð", "\ufffd", "\0"];

/** Where the row that begins at a place ends, line feeds in quotes left out; -1 when that is not before `end`. */
export function endOfRow(bytes: Uint8Array, start: number, end: number): number {
  let isQuoted = false;
  for (let place = start; place < end; place++) {
    if (bytes[place] === QUOTE) isQuoted = !isQuoted;
    else if (bytes[place] === LINE_FEED && !isQuoted) return place + 1;
  }
  return -1;
}

/** Makes records of single rows, and hands the file over when they hold what only a look at the whole file can tell. */
export class PlainRecords {
  readonly #file: string;
  readonly #plain: PlainFile;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  /** has any row ended as Excel ends them? */
  hasReturns = false;

  constructor(file: string, plain: PlainFile) {
    this.#file = file;
    this.#plain = plain;
  }

  /** @param mayDecideMark another decimal mark in this row might be the file's */
  read(bytes: Uint8Array, start: number, stop: number, mayDecideMark: boolean): readonly string[] {
    const text = this.#text(bytes, start, stop);
    if (this.#plain.isSeenWhole) return this.split(text);
    if (TELLING.some((letter) => text.includes(letter))) throw new FileDoubt("telling letters");
    // What encoding a text was broken by is looked for in the beginning of a file.
    if (mayDecideMark && !isPlainText(text.replace(/[\r\n]/g, ""))) throw new FileDoubt("letters of another script");
    if (mayDecideMark && isStrange(text)) throw new FileDoubt("words that may be broken");
    const record = this.split(text);
    if (mayDecideMark && this.#hasOtherMark(record)) throw new FileDoubt("another decimal mark");
    return record;
  }

  /** Above the first ward, rows must end where the look at the beginning of the file has seen them end. */
  expect(bytes: Uint8Array, start: number, stop: number, place: number): void {
    const seen = this.#plain.sheet.records[place] ?? [];
    const record = this.split(this.#text(bytes, start, stop));
    if (record.length !== seen.length || record.some((text, column) => text !== seen[column]))
      throw new FileDoubt("rows end otherwise");
  }

  #text(bytes: Uint8Array, start: number, stop: number): string {
    let end = stop - 1;
    if (end > start && bytes[end - 1] === 13) {
      this.hasReturns = true;
      end--;
    }
    try {
      const text = this.#decoder.decode(bytes.subarray(start, end));
      this.hasReturns ||= text.includes("\r\n");
      return text;
    } catch {
      throw new FileDoubt("no UTF-8");
    }
  }

  /** The cells of a record. */
  split(text: string): readonly string[] {
    const { delimiter } = this.#plain;
    const line = text.replace(/\r?\n$/, "");
    if (!line.includes('"')) {
      if (/[\r\n]/.test(line)) throw new FileDoubt("a line end of its own kind");
      return line.split(delimiter);
    }
    const split = splitRecords(this.#file, line, delimiter);
    const [record] = split.records ?? [];
    if (split.problem !== undefined || split.records.length !== 1 || record === undefined || split.strays.length > 0)
      throw new FileDoubt("stray quotes");
    return record;
  }

  #hasOtherMark(record: readonly string[]): boolean {
    const { layout } = this.#plain.sheet;
    const { mark } = this.#plain.mark;
    const other = mark === "." ? /,/ : mark === "," ? /\./ : /[.,]/;
    return new WardRow(0, 1, record, layout, layout.fields).numberTexts().some((text) => other.test(text));
  }

  /** A text of a batch's row, which decides nothing. */
  text(batch: PlainBatch, field: string, row: number): Cell {
    const place = this.#plain.sheet.layout.fields.get(field);
    const text = batch.sources.at(row)?.[0]?.origin(field)?.text ?? "";
    return place === undefined
      ? MISSING
      : (readTexts(place.field, text, undefined, rulesFor(undefined, {})).cell ?? MISSING);
  }
}
