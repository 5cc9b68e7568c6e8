import { type NumberColumn, State, Truth } from "../exact/column.ts";
import { BATCH_ROWS } from "../exact/column-memory.ts";
import { WordCodes, type WordColumns } from "../scan/known-words.ts";
import type { RowScan } from "../scan/row-scan.ts";
import { TextCode } from "../scan/scan-area.ts";
import { arePlain } from "./letters.ts";
import type { NumberPlace } from "./number-place.ts";
import type { PlainColumns } from "./plain-columns.ts";
import type { FieldColumn } from "./table.ts";
import { DOUBT, type Word, type WordDictionary } from "./word-dictionary.ts";

/** An empty cell. */
const NOTHING: Word = { isDoubtful: false, state: State.missing, truth: Truth.missing, value: 0, whole: 0 };

/** A column whose texts mean something, or must only be no headings. */
interface TextPlace {
  readonly cell: number;
  readonly words: WordDictionary;
  readonly target: FieldColumn | undefined;
  /** what the keys of its column say */
  readonly known: Word[];
  /** the same for loops, and the columns of the target */
  readonly codes: WordCodes;
  readonly into: WordColumns | undefined;
  /** loops know words of one number, not those of ratios */
  readonly isSimple: boolean;
}

/**
 * Reads plain rows from bytes straight into columns. It judges nothing doubtful itself: at anything but plain digits
 * with the file's decimal mark, known words and plain letters it stops, and the row is read with all care.
 */
export class RowScanner {
  readonly #columns: PlainColumns;
  readonly #scan: RowScan;
  readonly #texts: readonly TextPlace[];

  constructor(columns: PlainColumns) {
    this.#columns = columns;
    this.#scan = columns.scan;
    this.#texts = columns.words.flatMap((words, cell) =>
      words === undefined ? [] : [textPlace(cell, words, columns.targets[cell], this.#scan)],
    );
  }

  /**
   * Reads up to `most` rows that begin between two places into the rows of the columns from `first` on. A line feed must
   * stand before `limit`.
   * @returns how many rows were read; if they are fewer, the next one is not plain, or begins at `limit`
   */
  read(start: number, limit: number, first: number, most: number): number {
    const { rowEnds } = this.#scan.arrays;
    const last = Math.min(first + most, BATCH_ROWS);
    let row = first + this.#scan.scan(start, limit, first, last);
    this.#columns.filled(first, row);
    while (this.#makesRoom(row)) {
      const before = row;
      row += this.#scan.scan(row === first ? start : (rowEnds[row - 1] ?? limit), limit, row, last);
      this.#columns.filled(before, row);
    }
    for (const number of this.#columns.numbers) if (number?.watchesSmall === true) row = soundRows(number, first, row);
    for (const text of this.#texts) row = this.#read(text, first, row);
    return row - first;
  }

  /** Makes room for more decimals where the scan stopped for the lack of it. */
  #makesRoom(row: number): boolean {
    const { crowded } = this.#scan;
    const number = crowded && this.#columns.numbers[crowded.cell];
    if (number === undefined) return false;
    number.raise(crowded?.decimals ?? 0, row);
    this.#columns.tell();
    return number.decimals >= (crowded?.decimals ?? 0);
  }

  /** Takes the texts of a column in some rows; tells the first row whose text is doubtful, or where they end. */
  #read(text: TextPlace, first: number, end: number): number {
    const { cell, target, known, into, isSimple } = text;
    const { codes, columns } = this.#scan.arrays;
    const column = columns[cell] ?? 0;
    const areKnown = isSimple && (target?.value.scale ?? 1) === 1;
    for (let row = first; row < end; row++) {
      if (areKnown) row = this.#scan.takeWords(cell, text.codes, into, row, end);
      if (row === end) return end;
      const word = known[codes[column + row] ?? TextCode.unknown] ?? this.#wordAt(text, column + row);
      if (word.isDoubtful) return row;
      if (target !== undefined) take(target, row, word);
    }
    return end;
  }

  /** What a text says that is none of its column's keys. */
  #wordAt({ cell, words, known, codes: wordCodes }: TextPlace, place: number): Word {
    const { bytes, codes, textStarts, textEnds } = this.#scan.arrays;
    if (codes[place] === TextCode.empty) return NOTHING;
    const [start, end] = [textStarts[place] ?? 0, textEnds[place] ?? 0];
    if (!arePlain(bytes, start, end)) return DOUBT;
    const before = words.count;
    const word = words.read(bytes, start, end);
    // A text that came for the first time: rows that were scanned together may all have it.
    if (words.count > before && this.#scan.addKey(cell, bytes.subarray(start, end))) {
      if (!word.isDoubtful) wordCodes.set(known.length, word);
      known.push(word);
    }
    return word;
  }
}

/** The first of some rows whose percent may be a fraction, or where they end. */
function soundRows(number: NumberPlace, first: number, end: number): number {
  for (let row = first; row < end; row++) if (number.isSuspicious(number.numerator[row] ?? 0)) return row;
  return end;
}

function textPlace(cell: number, words: WordDictionary, target: FieldColumn | undefined, { room }: RowScan): TextPlace {
  const codes = room.holding(() => new WordCodes());
  codes.set(TextCode.empty, NOTHING);
  const into = target && { state: target.value.state, truth: target.truth, value: target.value.numerator };
  return { cell, words, target, known: [], codes, into, isSimple: target?.type !== "ratio" };
}

function take(target: FieldColumn, row: number, word: Word): void {
  put(target.value, row, word.state, word.value);
  if (target.type === "boolean") target.truth[row] = word.truth;
  else if (target.type === "ratio") put(target.whole, row, word.state, word.whole);
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
