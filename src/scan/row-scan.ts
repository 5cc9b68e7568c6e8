import { loopsFor } from "../exact/column-loops.ts";
import { COLUMN_ROWS, ColumnMemory, newMemory } from "../exact/column-memory.ts";
import { compileLoops, LOOP_BYTES } from "../exact/compile-loops.ts";
import { AheadRows } from "./ahead-rows.ts";
import { AheadSlots, sizeOfSlots } from "./ahead-slots.ts";
import type { KnownWards, WardTexts } from "./known-wards.ts";
import type { WordCodes, WordColumns } from "./known-words.ts";
import { FREE, type Loops, scanLoopsFor } from "./loops.ts";
import type { ScanJob } from "./scan-ahead.ts";
import { areaAt, CellKind, LONGEST_KEY, MOST_KEYS, type RowShape, type ScanArrays, sizeOfArea } from "./scan-area.ts";

/** More than a large standard takes, each node some three hundred thousand bytes, and the wards of a country. */
const ROOM = 100_663_296;

/**
 * Rows of a plain file, read from bytes into columns by compiled loops (scan-rows.as.ts). Everything they work on lies
 * in one memory that never grows, and is seen here as arrays.
 */
export class RowScan {
  readonly arrays: ScanArrays;
  /** room for other columns beside those that are read */
  readonly room: ColumnMemory;
  /** what another thread needs to read pieces of the file, and their rows, before they are asked for */
  readonly job: ScanJob | undefined;
  readonly #loops: Loops;
  /** by cell, how many texts of its column are known */
  readonly #keyCounts: Uint8Array;
  readonly #ahead: AheadRows | undefined;

  /** @param isAhead will another thread put the file's pieces into the bytes? */
  constructor(shape: RowShape, isAhead = false) {
    const size = 16 * Math.ceil((FREE + sizeOfArea(shape, true) + (isAhead ? sizeOfSlots(shape) : 0)) / 16);
    const memory = newMemory(size + ROOM);
    this.room = new ColumnMemory(memory, size + LOOP_BYTES, compileLoops(memory, size));
    const { area } = areaAt(memory.buffer, shape, FREE, this.room);
    this.arrays = area.arrays;
    this.#keyCounts = new Uint8Array(shape.kinds.length);
    this.#loops = scanLoopsFor(memory, shape, area);
    const counts = { [CellKind.number]: 0, [CellKind.text]: 0 };
    for (const [cell, kind] of shape.kinds.entries()) {
      this.arrays.kinds[cell] = kind;
      this.arrays.columns[cell] = COLUMN_ROWS * counts[kind]++;
    }
    if (!isAhead) return;
    this.#ahead = new AheadRows(area, new AheadSlots(memory.buffer, shape), this.#loops);
    this.job = { memory, shape };
  }

  /** Has any row ended as Excel ends them? */
  get hasReturns(): boolean {
    return this.#loops.hasReturns.value === 1 || this.#ahead?.hasReturns === true;
  }

  /** The cell that made the last scan stop because it has more decimals than its column has room for. */
  get crowded(): { readonly cell: number; readonly decimals: number } | undefined {
    const cell = this.#loops.crowdedCell.value;
    return cell < 0 ? undefined : { cell, decimals: this.#loops.crowdedDecimals.value };
  }

  /**
   * Reads rows that begin between two places of the bytes into rows of the columns. A line feed must stand before `limit`.
   * @returns how many rows were read; when there was room and there were bytes for more, the next one is not plain
   */
  scan(start: number, limit: number, first: number, end: number): number {
    const taken = this.#ahead?.take(start, first, end) ?? 0;
    const place = taken === 0 ? start : (this.arrays.rowEnds[first + taken - 1] ?? limit);
    return taken + this.#loops.scan(place, limit, first + taken, end);
  }

  /**
   * Takes what texts of a cell say that are known, in some rows.
   * @param into the columns that they go to; undefined: they say nothing
   * @returns the first row whose text is not known or must be looked at
   */
  takeWords(cell: number, words: WordCodes, into: WordColumns | undefined, first: number, end: number): number {
    const { doubts, states, truths, values } = words;
    const truth = into !== undefined && into.truth.length > 0 ? into.truth : undefined;
    const areHere =
      loopsFor(doubts, states, truths, values, into?.state, into?.value) !== undefined &&
      loopsFor(doubts, truth ?? doubts, doubts) !== undefined;
    if (!areHere) return first;
    const places = [doubts, states, truths, values].map(({ byteOffset }) => byteOffset);
    const out = [into?.state, truth, into?.value].map((column) => column?.byteOffset ?? 0);
    return this.#loops.takeWords(this.arrays.columns[cell] ?? 0, ...places, ...out, first, end);
  }

  /**
   * Gives rows of known wards these wards, and notes that they have a row in the period; so it does with new wards that
   * there is room for, when their code and name are plain.
   * @param period as rows have it
   * @param out where the numbers of wards and the lines of rows go, and the line of the first
   * @returns how many rows were taken: the next one's ward is new, has another name or period, or comes twice
   */
  takeWards(
    known: KnownWards,
    { number, text, length }: { readonly number: number; readonly text: Uint8Array; readonly length: number },
    { wards, lines, line }: { readonly wards: Int32Array; readonly lines: Float64Array; readonly line: number },
    texts: WardTexts,
    first: number,
    end: number,
  ): number {
    const { byNumber, names, nameLengths, oddNames, arena, bits, bit } = known;
    const { codes, codeLengths, named, words, most, count, used } = known;
    const areHere =
      loopsFor(byNumber, names, nameLengths, oddNames, arena, bits) !== undefined &&
      loopsFor(byNumber, codes, codeLengths, named, words, text) !== undefined &&
      loopsFor(byNumber, wards, lines) !== undefined;
    if (!areHere || texts.ward < 0) return 0;
    const columns = [byNumber, names, nameLengths, oddNames, arena, bits] as const;
    const places = columns.map(({ byteOffset }) => byteOffset);
    this.#loops.knowWards(...places, bit, text.byteOffset, length, wards.byteOffset);
    const room = [codes, codeLengths, names, nameLengths, named, words, arena].map(({ byteOffset }) => byteOffset);
    this.#loops.makeRoom(...room, arena.length, most, count, used, number);
    return this.#loops.takeWards(texts.ward, texts.name, texts.period, lines.byteOffset, line, first, end);
  }

  /** How many wards there are since rows were taken, and how much of the arena they take. */
  get added(): { readonly count: number; readonly used: number } {
    return { count: this.#loops.wardCount.value, used: this.#loops.arenaUsed.value };
  }

  /** All rows of the piece at hand are there, and are going to be judged. */
  shareWork(): void {
    this.#ahead?.share();
  }

  /** The piece at hand has been read, and the bytes of the next one may be asked for. */
  leavePiece(): void {
    this.#ahead?.leavePiece();
  }

  /** Makes a text known by its bytes in the column of a cell; false when there are as many as can be, or it cannot be one. */
  addKey(cell: number, text: Uint8Array): boolean {
    const count = this.#keyCounts[cell] ?? 0;
    if (count === MOST_KEYS || text.length > LONGEST_KEY || text.length === 0 || text.includes(0)) return false;
    const key = cell * MOST_KEYS + count;
    this.arrays.keys.set(text, key * LONGEST_KEY);
    this.#keyCounts[cell] = count + 1;
    return true;
  }
}
