import { nodesOf, type Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import { statusName } from "../engine/status.ts";
import { type NumberColumn, State } from "../exact/column.ts";
import { isSafe } from "../exact/whole.ts";
import { ByteBlocks, wordsOf } from "./byte-blocks.ts";
import { csvNumber, csvRows, csvText } from "./csv.ts";
import type { Piece, ReportWriter } from "./report-writer.ts";
import type { RowFormat } from "./writers.ts";

const COMMA = 0x2c;
const NOTHING = wordsOf(",");
const NO_SCORE = wordsOf(",,");
/** So many statuses that follow one another are written at once, each with three bits of a number. */
const TOGETHER = 4;
const BITS = 3;
/** A spreadsheet runs what begins so as a formula, or it begins with a space that may stand before such a sign. */
const UNSAFE = new Uint8Array(256);
for (const sign of " =+-@") UNSAFE[sign.charCodeAt(0)] = 1;
/** Longer codes and names are written with care. */
const LONGEST = 1024;
/** A standard of more nodes has longer lines than there is room for. */
export const MOST_NODES = 500;

/** The same lines as those of `csvRows`, made of bytes that were made before: for the columns of the short form. */
export class CsvBytesWriter implements ReportWriter {
  readonly #lines: RowFormat;
  readonly #blocks = new ByteBlocks();
  readonly #runs: readonly (readonly number[])[];
  /** the bytes of each run's statuses, by their codes */
  readonly #statuses: (Int32Array | undefined)[][];
  /** by the number of the level with waivers, then of that without */
  readonly #levels: (Int32Array | undefined)[][] = [];
  readonly #periods = new Map<string, Int32Array>();
  /** the denominator of the score written last, and how many decimals scores over it need */
  #scale = 0;
  #decimals = -1;

  constructor(standard: Standard) {
    this.#lines = csvRows(standard, { wide: false, excel: false }, { appraisal: null, decisions: null });
    const count = nodesOf(standard.criteria).length;
    const indexes = Array.from({ length: count }, (_, index) => index);
    this.#runs = indexes.flatMap((index) => (index % TOGETHER === 0 ? [indexes.slice(index, index + TOGETHER)] : []));
    this.#statuses = this.#runs.map(() => []);
  }

  begin(): Piece[] {
    return [this.#lines.first];
  }

  *add(verdicts: VerdictBatch): Generator<Piece> {
    const { batch, selected, compiled, score } = verdicts;
    const { low, high } = score.score;
    let label: string | undefined;
    let period = NOTHING;
    for (let row = 0; row < batch.count; row++) {
      if (selected[row] !== 1) continue;
      const full = this.#blocks.full();
      if (full !== undefined) yield full;
      if (!this.#names(verdicts, row)) {
        const line = this.#lines.line(verdicts.detail(row));
        if (!this.#blocks.text(line)) yield* [this.#blocks.rest(), line];
      } else {
        const own = batch.periods[row]?.label ?? "";
        if (own !== label) period = this.#period(own);
        label = own;
        this.#blocks.put(period);
        this.#blocks.put(this.#level(verdicts, row));
        if (compiled.hasScore) this.#score(low, high, row);
        else this.#blocks.put(NO_SCORE);
        for (let run = 0; run < this.#runs.length; run++) this.#run(verdicts, run, row);
        this.#blocks.end();
      }
    }
  }

  *end(): Generator<Piece> {
    yield this.#blocks.rest();
  }

  /** Code and name as the file has them; false when they need a second look. */
  #names({ batch: { raw, bytes } }: VerdictBatch, row: number): boolean {
    const start = raw?.wardStarts[row] ?? -1;
    if (raw === undefined || bytes === undefined || start < 0) return false;
    const end = raw.wardEnds[row] ?? 0;
    let name = raw.nameStarts[row] ?? 0;
    let nameEnd = raw.nameEnds[row] ?? 0;
    if (nameEnd <= name) {
      name = start;
      nameEnd = end;
    }
    if (nameEnd - name > LONGEST || end - start > LONGEST) return false;
    if (UNSAFE[bytes[start] ?? 0] === 1 || UNSAFE[bytes[name] ?? 0] === 1) return false;
    return this.#blocks.copy(bytes, start, end, name, nameEnd, COMMA);
  }

  #period(label: string): Int32Array {
    const known = this.#periods.get(label);
    if (known !== undefined) return known;
    const made = wordsOf(`${csvText(label, ",")},`);
    this.#periods.set(label, made);
    return made;
  }

  #level({ levels, waivers }: VerdictBatch, row: number): Int32Array {
    const plain = waivers?.plainLevels ?? levels;
    const number = levels.numberAt(row);
    const without = plain.numberAt(row);
    const known = this.#levels[number]?.[without];
    if (known !== undefined) return known;
    const reached = levels.outcomeAt(row);
    const cells = [reached.level ?? "", reached.possibleLevels.join(" "), plain.outcomeAt(row).level ?? ""];
    const made = wordsOf(`${cells.map((cell) => csvText(cell, ",")).join(",")},`);
    const others = this.#levels[number] ?? [];
    others[without] = made;
    this.#levels[number] = others;
    return made;
  }

  #score(low: NumberColumn, high: NumberColumn, row: number): void {
    if (low.state[row] === State.present && high.state[row] === State.present) {
      this.#number(low, row);
      this.#number(high, row);
    } else this.#blocks.put(NO_SCORE);
  }

  #number(column: NumberColumn, row: number): void {
    const n = column.numerator[row] ?? 0;
    const scale = column.denominatorAt(row);
    if (scale !== this.#scale) {
      this.#scale = scale;
      this.#decimals = [0, 1, 2, 3, 4, 5, 6].find((decimals) => scale > 0 && 10 ** decimals % scale === 0) ?? -1;
    }
    const tens = 10 ** this.#decimals / scale;
    if (this.#decimals < 0 || n < 0 || !isSafe(n * tens)) this.#blocks.put(wordsOf(`${csvNumber(column.at(row))},`));
    else this.#blocks.decimal(n * tens, this.#decimals, COMMA);
  }

  #run({ nodes }: VerdictBatch, run: number, row: number): void {
    const indexes = this.#runs[run] as readonly number[];
    let codes = 0;
    for (let place = 0; place < indexes.length; place++)
      codes |= (nodes.statuses[indexes[place] ?? 0]?.[row] ?? 0) << (place * BITS);
    let bytes = this.#statuses[run]?.[codes];
    if (bytes === undefined) {
      const isLast = run === this.#runs.length - 1;
      const words = indexes.map((_, place) => statusName((codes >> (place * BITS)) & 7));
      bytes = wordsOf(words.join(",") + (isLast ? "" : ","));
      (this.#statuses[run] as (Int32Array | undefined)[])[codes] = bytes;
    }
    this.#blocks.put(bytes);
  }
}
