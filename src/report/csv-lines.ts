import { type NumberColumn, State } from "../exact/column.ts";
import { BATCH_ROWS, COLUMN_ROWS, type ColumnMemory, loopsOn, newBytes, newWholes } from "../exact/column-memory.ts";
import { decimalsOf } from "../exact/decimal.ts";
import type { WardBatch } from "../intake/table.ts";
import { ByteBlocks, LIMIT } from "./byte-blocks.ts";
import { ByteTexts, NO_TEXT } from "./byte-texts.ts";
import { CSV_LINES } from "./csv-lines.wasm.ts";

const COMMA = 0x2c;
/** Longer codes and names are written with care. */
const LONGEST = 1024;
/** A spreadsheet runs what begins so as a formula, or it begins with a space that may stand before such a sign. */
const UNSAFE = " =+-@";

/** The loops of csv-lines.as.ts. */
interface Loops {
  readonly place: { value: number };
  readonly textCount: { value: number };
  readonly wordCount: { value: number };
  readonly textsOf: (...placesAndRows: readonly number[]) => number;
  readonly textsOfScores: (...placesAndRows: readonly number[]) => number;
  readonly writeLines: (...placesAndRows: readonly number[]) => number;
}

const placesOf = (...columns: readonly Uint8Array[] | readonly Int32Array[]): number[] =>
  columns.map(({ byteOffset }) => byteOffset);

/**
 * Lines of CSV: code and name as the file has them, and behind them texts that were made once, whose numbers stand in
 * columns. In a room with the rows it is all done by compiled loops (csv-lines.as.ts), and otherwise here: both come to
 * the same.
 */
export class CsvLines {
  readonly texts: ByteTexts = new ByteTexts();
  readonly blocks: ByteBlocks = new ByteBlocks(this.texts);
  readonly columns: number;
  /** the texts of lines, column by column */
  readonly numbers: Int32Array;
  readonly #unsafe: Uint8Array = newBytes(256);
  readonly #room: ColumnMemory | undefined;
  readonly #loops: Loops | undefined;

  /** To be made in the room. */
  constructor(columns: number, room: ColumnMemory | undefined) {
    this.columns = columns;
    this.numbers = newWholes(columns * COLUMN_ROWS);
    for (const sign of UNSAFE) this.#unsafe[sign.charCodeAt(0)] = 1;
    this.#room = room;
    if (room !== undefined) this.#loops = loopsOn(room.memory, CSV_LINES) as Loops;
  }

  /** The texts of a column's rows. */
  column(column: number): Int32Array {
    return this.numbers.subarray(column * COLUMN_ROWS, column * COLUMN_ROWS + BATCH_ROWS);
  }

  /** Do columns lie in the room? */
  #loopsFor(...columns: readonly ArrayBufferView[]): Loops | undefined {
    return columns.every(({ buffer }) => buffer === this.#room?.memory.buffer) ? this.#loops : undefined;
  }

  /**
   * Finds the texts of codes in a table, from the row `first` on.
   * @returns the first row whose text has not been made, or where the rows end
   */
  textsOf(codes: Int32Array, known: Int32Array, out: Int32Array, first: number, rows: number): number {
    const loops = this.#loopsFor(codes, known, out);
    if (loops !== undefined) return loops.textsOf(...placesOf(codes, known, out), first, rows);
    for (let row = first; row < rows; row++) {
      const text = known[codes[row] ?? 0] ?? NO_TEXT;
      if (text === NO_TEXT) return row;
      out[row] = text;
    }
    return rows;
  }

  /**
   * The same for one end of scores, by numerators; `nothing` where there is no score. In the room texts over a power of
   * ten are made on the way.
   */
  textsOfScores(
    end: NumberColumn,
    { low, high }: { readonly low: NumberColumn; readonly high: NumberColumn },
    known: Int32Array,
    nothing: number,
    out: Int32Array,
    first: number,
    rows: number,
  ): number {
    const loops = this.#loopsFor(end.numerator, low.state, high.state, known, out);
    if (loops !== undefined) {
      const { texts } = this;
      const places = [end.numerator, low.state, high.state, known].map(({ byteOffset }) => byteOffset);
      const made = [texts.words, texts.starts, texts.lengths] as const;
      const decimals = this.#loopsFor(...made) === undefined ? undefined : decimalsOf(end.scale);
      const makes = [decimals ?? -1, ...made.map(({ byteOffset }) => byteOffset)];
      const most = [texts.starts.length, texts.words.length];
      loops.textCount.value = texts.count;
      loops.wordCount.value = texts.used;
      const row = loops.textsOfScores(...places, known.length, nothing, out.byteOffset, ...makes, ...most, first, rows);
      texts.made(loops.textCount.value, loops.wordCount.value);
      return row;
    }
    for (let row = first; row < rows; row++) {
      const isThere = low.state[row] === State.present && high.state[row] === State.present;
      const text = isThere ? (known[end.numerator[row] ?? 0] ?? NO_TEXT) : nothing;
      if (text === NO_TEXT) return row;
      out[row] = text;
    }
    return rows;
  }

  /**
   * Writes the lines of selected rows into the block, from the row `first` on.
   * @returns the first row whose code or name needs a second look, or that the block has no room for
   */
  write({ raw, bytes }: WardBatch, selected: Uint8Array, first: number, rows: number): number {
    if (raw === undefined || bytes === undefined) return first;
    const { wardStarts, wardEnds, nameStarts, nameEnds } = raw;
    const { words, starts, lengths } = this.texts;
    const { blocks, numbers } = this;
    const places = [selected, bytes, wardStarts, wardEnds, nameStarts, nameEnds, this.#unsafe, numbers] as const;
    const texts = [words, starts, lengths, blocks.bytes] as const;
    const loops = this.#loopsFor(...places, ...texts);
    if (loops !== undefined) {
      loops.place.value = blocks.place;
      const [at, from] = [places, texts].map((columns) => columns.map(({ byteOffset }) => byteOffset));
      const row = loops.writeLines(...(at ?? []), this.columns, ...(from ?? []), LIMIT, first, rows);
      blocks.place = loops.place.value;
      return row;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let row = first; row < rows; row++) {
      if (selected[row] !== 1) continue;
      if (blocks.place >= LIMIT || !this.#names(raw, bytes, view, row)) return row;
      blocks.put(numbers, row, this.columns);
    }
    return rows;
  }

  /** Code and name as the file has them; false when they need a second look. */
  #names(raw: NonNullable<WardBatch["raw"]>, bytes: Uint8Array, view: DataView, row: number): boolean {
    const start = raw.wardStarts[row] ?? -1;
    if (start < 0) return false;
    const end = raw.wardEnds[row] ?? 0;
    let name = raw.nameStarts[row] ?? 0;
    let nameEnd = raw.nameEnds[row] ?? 0;
    if (nameEnd <= name) {
      name = start;
      nameEnd = end;
    }
    const isLong = nameEnd - name > LONGEST || end - start > LONGEST || Math.max(end, nameEnd) + 4 > view.byteLength;
    if (isLong || this.#unsafe[bytes[start] ?? 0] === 1 || this.#unsafe[bytes[name] ?? 0] === 1) return false;
    const { blocks } = this;
    const { place } = blocks;
    if (blocks.copy(view, start, end, COMMA) && blocks.copy(view, name, nameEnd, COMMA)) return true;
    blocks.place = place;
    return false;
  }
}
