import { nodesOf, type Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import { statusName } from "../engine/status.ts";
import { type NumberColumn, State } from "../exact/column.ts";
import { BATCH_ROWS, type ColumnMemory, newTable, newWholes } from "../exact/column-memory.ts";
import { overPowerOfTen } from "../exact/decimal.ts";
import { addFromTable, addShifted } from "../exact/table-loops.ts";
import { periodRuns } from "../intake/period-runs.ts";
import { NO_TEXT } from "./byte-texts.ts";
import { csvNumber, csvRows, csvText } from "./csv.ts";
import { CsvLines } from "./csv-lines.ts";
import type { Piece, ReportWriter } from "./report-writer.ts";

/** So many statuses that follow one another are written at once, each with three bits of a number. */
const TOGETHER = 4;
const BITS = 3;
const STATUSES = Array.from({ length: 1 << BITS }, (_, status) => status);
/** So many rows from a new score on are looked at one by one. */
const FOLLOWING = 32;
/** The texts of scores whose numerators are smaller are kept, and those of levels whose numbers are. */
const KEPT_SCORES = 65_536;
const KEPT_LEVELS = 64;
/** So many texts are kept at most; then all are made anew. */
const MOST_TEXTS = 100_000;
/** A standard of more nodes has longer lines than there is room for. */
export const MOST_NODES = 500;
/** What a line has behind code and name: period, levels, both ends of the score, then statuses. */
const PERIOD = 0;
const LEVELS = 1;
const LOW = 2;
const HIGH = 3;
const BEFORE = 4;

/**
 * The same lines as those of `csvRows`, for the columns of the short form: rows repeat few different texts, so each is
 * made once, its number is found down the columns, and a line is a list of such numbers.
 */
export class CsvBytesWriter implements ReportWriter {
  readonly #head: string;
  readonly #runs: readonly (readonly number[])[];
  #room: ColumnMemory | undefined;
  #known: KnownTexts | undefined;

  constructor(standard: Standard) {
    this.#head = csvRows(standard, { wide: false, excel: false }, { appraisal: null, decisions: null }).first;
    const count = nodesOf(standard.criteria).length;
    const indexes = Array.from({ length: count }, (_, index) => index);
    this.#runs = indexes.flatMap((index) => (index % TOGETHER === 0 ? [indexes.slice(index, index + TOGETHER)] : []));
  }

  begin(): Piece[] {
    return [this.#head];
  }

  *add(verdicts: VerdictBatch): Generator<Piece> {
    const { batch, selected } = verdicts;
    const known = this.#knownIn(batch.room);
    known.number(verdicts);
    const { blocks, numbers, columns } = known.lines;
    const write = (first: number) => known.lines.write(batch, selected, first, batch.count);
    for (let row = write(0); row < batch.count; row = write(row)) {
      const full = blocks.full();
      if (full !== undefined) {
        yield full;
        continue;
      }
      if (selected[row] === 1) {
        const names = namesOf(verdicts, row);
        if (!blocks.text(names)) yield* [blocks.rest(), names];
        blocks.put(numbers, row, columns);
      }
      row++;
    }
  }

  *end(): Generator<Piece> {
    if (this.#known !== undefined) yield this.#known.lines.blocks.rest();
  }

  /** The texts that are known, in the room with the rows. */
  #knownIn(room: ColumnMemory | undefined): KnownTexts {
    const make = () => new KnownTexts(this.#runs, room);
    if (this.#known === undefined || this.#room !== room) this.#known = room?.holding(make) ?? make();
    this.#room = room;
    return this.#known;
  }
}

/** Texts of everything behind code and name, and their numbers in the rows of a batch. */
class KnownTexts {
  readonly lines: CsvLines;
  readonly #runs: readonly (readonly number[])[];
  /** by run, the text of each pattern of statuses */
  readonly #statuses: readonly Int32Array[];
  /** what a status adds to a pattern, by its place */
  readonly #places: readonly Int32Array[];
  readonly #patterns: Int32Array = newWholes(BATCH_ROWS);
  /** by the number of the level, where there are no waivers; by both numbers elsewhere */
  readonly #levels: Int32Array = newWholes(KEPT_LEVELS);
  readonly #otherLevels = new Map<string, number>();
  readonly #periods = new Map<string, number>();
  /** the texts of scores by their numerators, over one denominator */
  readonly #scores: Int32Array = newWholes(KEPT_SCORES);
  #scale = 0;
  readonly #otherScores = new Map<string, number>();

  constructor(runs: readonly (readonly number[])[], room: ColumnMemory | undefined) {
    this.lines = new CsvLines(BEFORE + runs.length, room);
    this.#runs = runs;
    this.#statuses = runs.map(() => newWholes(1 << (TOGETHER * BITS)));
    this.#places = Array.from({ length: TOGETHER }, (_, place) =>
      newTable(
        newWholes,
        STATUSES.map((status) => status << (place * BITS)),
      ),
    );
  }

  /** Finds the texts of all rows. */
  number(verdicts: VerdictBatch): void {
    if (this.lines.texts.count > MOST_TEXTS) this.#forget();
    const { batch, compiled, score } = verdicts;
    const [periods, low, high] = [PERIOD, LOW, HIGH].map((column) => this.lines.column(column)) as [
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    for (const { period, start, end } of periodRuns(batch)) periods.fill(this.#period(period.label), start, end);
    this.#level(verdicts, this.lines.column(LEVELS));
    if (compiled.hasScore) {
      const ends = { low: score.score.low, high: score.score.high };
      this.#score(ends.low, ends, low, batch.count);
      this.#score(ends.high, ends, high, batch.count);
    } else for (const column of [low, high]) column.fill(this.#period(""), 0, batch.count);
    for (const [run, indexes] of this.#runs.entries()) this.#run(verdicts, run, indexes);
  }

  #forget(): void {
    this.lines.texts.clear();
    this.#periods.clear();
    this.#otherLevels.clear();
    this.#otherScores.clear();
    for (const texts of [this.#levels, this.#scores, ...this.#statuses]) texts.fill(NO_TEXT);
  }

  #period(label: string): number {
    const known = this.#periods.get(label);
    if (known !== undefined) return known;
    const made = this.lines.texts.add(`${csvText(label, ",")},`);
    this.#periods.set(label, made);
    return made;
  }

  #level(verdicts: VerdictBatch, out: Int32Array): void {
    const { levels, waivers, batch } = verdicts;
    const { count } = batch;
    if (waivers !== undefined || levels.reached.outcomes.length > KEPT_LEVELS) {
      for (let row = 0; row < count; row++) out[row] = this.#levelAt(verdicts, row);
      return;
    }
    const { numbers } = levels.reached;
    addShifted(numbers, 0, this.#patterns, true, count);
    const find = (first: number) => this.lines.textsOf(this.#patterns, this.#levels, out, first, count);
    for (let row = find(0); row < count; row = find(row))
      this.#levels[numbers[row] ?? 0] = this.#levelAt(verdicts, row);
  }

  #levelAt({ levels, waivers }: VerdictBatch, row: number): number {
    const plain = waivers?.plainLevels ?? levels;
    const reached = levels.outcomeAt(row);
    const cells = [reached.level ?? "", reached.possibleLevels.join(" "), plain.outcomeAt(row).level ?? ""];
    const text = `${cells.map((cell) => csvText(cell, ",")).join(",")},`;
    const made = this.#otherLevels.get(text) ?? this.lines.texts.add(text);
    this.#otherLevels.set(text, made);
    return made;
  }

  /** The texts of one end of scores. */
  #score(end: NumberColumn, both: { low: NumberColumn; high: NumberColumn }, out: Int32Array, rows: number): void {
    const nothing = this.#period("");
    const { scale } = end;
    if (scale !== this.#scale && this.#scale !== 0) this.#scores.fill(NO_TEXT);
    this.#scale = scale;
    const find = (first: number) =>
      scale === 0 ? first : this.lines.textsOfScores(end, both, this.#scores, nothing, out, first, rows);
    // A new score is mostly followed by others.
    for (let row = find(0); row < rows; row = find(row))
      for (const last = Math.min(row + FOLLOWING, rows); row < last; row++)
        out[row] = this.#scoreAt(end, both, row, nothing);
  }

  #scoreAt(end: NumberColumn, { low, high }: { low: NumberColumn; high: NumberColumn }, row: number, nothing: number) {
    if (low.state[row] !== State.present || high.state[row] !== State.present) return nothing;
    const n = end.numerator[row] ?? 0;
    const known = end.scale === 0 ? undefined : this.#scores[n];
    if (known !== undefined && known !== NO_TEXT) return known;
    const text = `${overPowerOfTen(n, end.scale) ?? csvNumber(end.at(row))},`;
    const number = this.#otherScores.get(text) ?? this.lines.texts.add(text);
    this.#otherScores.set(text, number);
    if (known !== undefined) this.#scores[n] = number;
    return number;
  }

  /** The texts of statuses that follow one another. */
  #run({ nodes, batch }: VerdictBatch, run: number, indexes: readonly number[]): void {
    const patterns = this.#patterns;
    for (const [place, index] of indexes.entries())
      addFromTable(
        nodes.statuses[index] as Uint8Array,
        this.#places[place] as Int32Array,
        patterns,
        place === 0,
        batch.count,
      );
    const known = this.#statuses[run] as Int32Array;
    const out = this.lines.column(BEFORE + run);
    const find = (first: number) => this.lines.textsOf(patterns, known, out, first, batch.count);
    for (let row = find(0); row < batch.count; row = find(row)) {
      const pattern = patterns[row] ?? 0;
      known[pattern] = this.#runText(pattern, run, indexes);
    }
  }

  #runText(pattern: number, run: number, indexes: readonly number[]): number {
    const isLast = run === this.#runs.length - 1;
    const words = indexes.map((_, place) => statusName((pattern >> (place * BITS)) & 7));
    return this.lines.texts.add(words.join(",") + (isLast ? "\r\n" : ","));
  }
}

/** Code and name as `csvRows` writes them. */
function namesOf({ batch: { wards, names } }: VerdictBatch, row: number): string {
  const ward = wards.at(row) ?? "";
  return `${csvText(ward, ",")},${csvText(names.at(row) || ward, ",")},`;
}
