import { nodesOf, type Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import { statusName } from "../engine/status.ts";
import { BATCH_ROWS, type NumberColumn, State } from "../exact/column.ts";
import { ByteBlocks, ByteTexts } from "./byte-blocks.ts";
import { csvNumber, csvRows, csvText } from "./csv.ts";
import type { Piece, ReportWriter } from "./report-writer.ts";

const COMMA = 0x2c;
/** So many statuses that follow one another are written at once, each with three bits of a number. */
const TOGETHER = 4;
const BITS = 3;
const NO_TEXT = -1;
/** The texts of scores whose numerators are smaller are kept. */
const KEPT_SCORES = 65_536;
/** So many texts are kept at most; then all are made anew. */
const MOST_TEXTS = 200_000;
/** A spreadsheet runs what begins so as a formula, or it begins with a space that may stand before such a sign. */
const UNSAFE = new Uint8Array(256);
for (const sign of " =+-@") UNSAFE[sign.charCodeAt(0)] = 1;
/** Longer codes and names are written with care. */
const LONGEST = 1024;
/** A standard of more nodes has longer lines than there is room for. */
export const MOST_NODES = 500;
/** What a line has behind code and name, before the statuses: period, levels, both ends of the score. */
const BEFORE = 4;

/**
 * The same lines as those of `csvRows`, for the columns of the short form: rows repeat few different texts, so each is
 * made once, its number is found down the columns, and a line is a list of such numbers.
 */
export class CsvBytesWriter implements ReportWriter {
  readonly #head: string;
  readonly #texts = new ByteTexts();
  readonly #blocks = new ByteBlocks(this.#texts);
  readonly #runs: readonly (readonly number[])[];
  /** the texts of a line, row behind row */
  readonly #numbers: Int32Array;
  readonly #perRow: number;
  /** by run, the text of each pattern of statuses */
  readonly #statuses: readonly Int32Array[];
  /** by the number of the level with waivers, then of that without */
  #levels: (number | undefined)[][] = [];
  readonly #periods = new Map<string, number>();
  /** the texts of scores by their numerators, over one denominator */
  readonly #scores: Int32Array = new Int32Array(KEPT_SCORES).fill(NO_TEXT);
  #scale = 0;
  readonly #otherScores = new Map<string, number>();

  constructor(standard: Standard) {
    this.#head = csvRows(standard, { wide: false, excel: false }, { appraisal: null, decisions: null }).first;
    const count = nodesOf(standard.criteria).length;
    const indexes = Array.from({ length: count }, (_, index) => index);
    this.#runs = indexes.flatMap((index) => (index % TOGETHER === 0 ? [indexes.slice(index, index + TOGETHER)] : []));
    this.#statuses = this.#runs.map(() => new Int32Array(1 << (TOGETHER * BITS)).fill(NO_TEXT));
    this.#perRow = BEFORE + this.#runs.length;
    this.#numbers = new Int32Array(this.#perRow * BATCH_ROWS);
  }

  begin(): Piece[] {
    return [this.#head];
  }

  *add(verdicts: VerdictBatch): Generator<Piece> {
    const { batch, selected } = verdicts;
    if (this.#texts.count > MOST_TEXTS) this.#forget();
    this.#number(verdicts);
    const view = batch.bytes && new DataView(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
    for (let row = 0; row < batch.count; row++) {
      if (selected[row] !== 1) continue;
      const full = this.#blocks.full();
      if (full !== undefined) yield full;
      if (view === undefined || !this.#names(verdicts, view, row)) {
        const names = namesOf(verdicts, row);
        if (!this.#blocks.text(names)) yield* [this.#blocks.rest(), names];
      }
      this.#blocks.put(this.#numbers, row * this.#perRow, this.#perRow);
    }
  }

  *end(): Generator<Piece> {
    yield this.#blocks.rest();
  }

  #forget(): void {
    this.#texts.clear();
    this.#levels = [];
    this.#periods.clear();
    this.#scores.fill(NO_TEXT);
    this.#otherScores.clear();
    for (const statuses of this.#statuses) statuses.fill(NO_TEXT);
  }

  /** Finds the texts of all rows. */
  #number(verdicts: VerdictBatch): void {
    const { batch, compiled, score } = verdicts;
    const numbers = this.#numbers;
    const nothing = this.#period("");
    for (let row = 0, at = 0; row < batch.count; row++, at += this.#perRow) {
      const isRepeated = row > 0 && batch.periods[row] === batch.periods[row - 1];
      const before = numbers[at - this.#perRow] ?? 0;
      numbers[at] = isRepeated ? before : this.#period(batch.periods[row]?.label ?? "");
      numbers[at + 1] = this.#level(verdicts, row);
    }
    if (compiled.hasScore) this.#score(score.score.low, score.score.high, batch.count);
    else
      for (let row = 0, at = 2; row < batch.count; row++, at += this.#perRow) numbers[at] = numbers[at + 1] = nothing;
    for (const [run, indexes] of this.#runs.entries()) this.#run(verdicts, run, indexes);
  }

  /** Code and name as the file has them; false when they need a second look. */
  #names({ batch: { raw, bytes } }: VerdictBatch, view: DataView, row: number): boolean {
    const start = raw?.wardStarts[row] ?? -1;
    if (raw === undefined || bytes === undefined || start < 0) return false;
    const end = raw.wardEnds[row] ?? 0;
    let name = raw.nameStarts[row] ?? 0;
    let nameEnd = raw.nameEnds[row] ?? 0;
    if (nameEnd <= name) {
      name = start;
      nameEnd = end;
    }
    const isLong = nameEnd - name > LONGEST || end - start > LONGEST || Math.max(end, nameEnd) + 4 > view.byteLength;
    if (isLong || UNSAFE[bytes[start] ?? 0] === 1 || UNSAFE[bytes[name] ?? 0] === 1) return false;
    const { place } = this.#blocks;
    if (this.#blocks.copy(view, start, end, COMMA) && this.#blocks.copy(view, name, nameEnd, COMMA)) return true;
    this.#blocks.back(place);
    return false;
  }

  #period(label: string): number {
    const known = this.#periods.get(label);
    if (known !== undefined) return known;
    const made = this.#texts.add(`${csvText(label, ",")},`);
    this.#periods.set(label, made);
    return made;
  }

  #level({ levels, waivers }: VerdictBatch, row: number): number {
    const plain = waivers?.plainLevels ?? levels;
    const number = levels.numberAt(row);
    const without = plain.numberAt(row);
    const known = this.#levels[number]?.[without];
    if (known !== undefined) return known;
    const reached = levels.outcomeAt(row);
    const cells = [reached.level ?? "", reached.possibleLevels.join(" "), plain.outcomeAt(row).level ?? ""];
    const made = this.#texts.add(`${cells.map((cell) => csvText(cell, ",")).join(",")},`);
    const others = this.#levels[number] ?? [];
    others[without] = made;
    this.#levels[number] = others;
    return made;
  }

  #score(low: NumberColumn, high: NumberColumn, rows: number): void {
    const numbers = this.#numbers;
    const nothing = this.#period("");
    for (let row = 0, at = 2; row < rows; row++, at += this.#perRow) {
      const isThere = low.state[row] === State.present && high.state[row] === State.present;
      numbers[at] = isThere ? this.#end(low, row) : nothing;
      numbers[at + 1] = isThere ? this.#end(high, row) : nothing;
    }
  }

  /** The text of one end of a score. */
  #end(column: NumberColumn, row: number): number {
    const n = column.numerator[row] ?? 0;
    const scale = column.denominatorAt(row);
    if (scale !== this.#scale) {
      this.#scale = scale;
      this.#scores.fill(NO_TEXT);
    }
    const isKept = n >= 0 && n < KEPT_SCORES && scale !== 0;
    const known = isKept ? (this.#scores[n] ?? NO_TEXT) : NO_TEXT;
    return known === NO_TEXT ? this.#addScore(column, row, isKept) : known;
  }

  #addScore(column: NumberColumn, row: number, isKept: boolean): number {
    const text = `${csvNumber(column.at(row))},`;
    const number = this.#otherScores.get(text) ?? this.#texts.add(text);
    this.#otherScores.set(text, number);
    if (isKept) this.#scores[column.numerator[row] ?? 0] = number;
    return number;
  }

  /** The texts of statuses that follow one another. */
  #run({ nodes, batch }: VerdictBatch, run: number, indexes: readonly number[]): void {
    const known = this.#statuses[run] as Int32Array;
    const [a, b, c, d] = [0, 1, 2, 3].map((place) => nodes.statuses[indexes[place] ?? -1] ?? NO_STATUSES) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const numbers = this.#numbers;
    for (let row = 0, at = BEFORE + run; row < batch.count; row++, at += this.#perRow) {
      const pattern =
        (a[row] ?? 0) | ((b[row] ?? 0) << BITS) | ((c[row] ?? 0) << (2 * BITS)) | ((d[row] ?? 0) << (3 * BITS));
      const number = known[pattern] ?? NO_TEXT;
      numbers[at] = number === NO_TEXT ? this.#addRun(pattern, run, indexes) : number;
    }
  }

  #addRun(pattern: number, run: number, indexes: readonly number[]): number {
    const isLast = run === this.#runs.length - 1;
    const words = indexes.map((_, place) => statusName((pattern >> (place * BITS)) & 7));
    const number = this.#texts.add(words.join(",") + (isLast ? "\r\n" : ","));
    (this.#statuses[run] as Int32Array)[pattern] = number;
    return number;
  }
}

/** Code and name as `csvRows` writes them. */
function namesOf({ batch: { wards, names } }: VerdictBatch, row: number): string {
  const ward = wards.at(row) ?? "";
  return `${csvText(ward, ",")},${csvText(names.at(row) || ward, ",")},`;
}

const NO_STATUSES = new Uint8Array(BATCH_ROWS);
