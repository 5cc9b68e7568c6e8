import { nodesOf, type Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import { statusName } from "../engine/status.ts";
import { type NumberColumn, State } from "../exact/column.ts";
import { ByteBlocks, wordsOf } from "./byte-blocks.ts";
import { csvNumber, csvRows, csvText } from "./csv.ts";
import type { Piece, ReportWriter } from "./report-writer.ts";
import type { RowFormat } from "./writers.ts";

const COMMA = 0x2c;
/** So many statuses that follow one another are written at once, each with three bits of a number. */
const TOGETHER = 4;
const BITS = 3;
/** A spreadsheet runs what begins so as a formula, or it begins with a space that may stand before such a sign. */
const UNSAFE: ReadonlySet<number> = new Set([..." =+-@"].map((sign) => sign.charCodeAt(0)));
/** Longer codes and names are written with care. */
const LONGEST = 1024;
/** A standard of more nodes has longer lines than there is room for. */
export const MOST_NODES = 500;
/** So many different scores are remembered. */
const SCORES = 65_536;

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
  readonly #scores: (Int32Array | undefined)[] = new Array(SCORES).fill(undefined);
  readonly #scoreKeys: Float64Array = new Float64Array(SCORES);
  readonly #scoreScales: Float64Array = new Float64Array(SCORES);

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
    const { batch, selected } = verdicts;
    for (let row = 0; row < batch.count; row++) {
      if (selected[row] !== 1) continue;
      const full = this.#blocks.full();
      if (full !== undefined) yield full;
      if (!this.#names(verdicts, row)) {
        const line = this.#lines.line(verdicts.detail(row));
        if (!this.#blocks.text(line)) yield* [this.#blocks.rest(), line];
      } else {
        this.#blocks.put(this.#period(batch.periods[row]?.label ?? ""));
        this.#blocks.put(this.#level(verdicts, row));
        this.#score(verdicts, row);
        for (let run = 0; run < this.#runs.length; run++) this.#run(verdicts, run, row);
        this.#blocks.end();
      }
    }
  }

  *end(): Generator<Piece> {
    yield this.#blocks.rest();
  }

  /** Code and name as the file has them; false when they need a second look. */
  #names({ batch: { raw } }: VerdictBatch, row: number): boolean {
    const start = raw?.wardStarts[row] ?? -1;
    if (raw === undefined || start < 0) return false;
    const [end, name, nameEnd] = [raw.wardEnds[row] ?? 0, raw.nameStarts[row] ?? 0, raw.nameEnds[row] ?? 0];
    if (nameEnd - name > LONGEST || end - start > LONGEST) return false;
    const isNamed = nameEnd > name;
    const begins = [raw.bytes[start] ?? 0, isNamed ? (raw.bytes[name] ?? 0) : 0];
    if (begins.some((byte) => UNSAFE.has(byte))) return false;
    return this.#blocks.copy(raw.bytes, start, end, isNamed ? name : start, isNamed ? nameEnd : end, COMMA);
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
    const numbers = [levels.reached.numbers[row] ?? 0, plain.reached.numbers[row] ?? 0] as const;
    const known = this.#levels[numbers[0]]?.[numbers[1]];
    if (known !== undefined) return known;
    const [reached, without] = [levels.outcomeAt(row), plain.outcomeAt(row)];
    const cells = [reached.level ?? "", reached.possibleLevels.join(" "), without.level ?? ""];
    const made = wordsOf(`${cells.map((cell) => csvText(cell, ",")).join(",")},`);
    const withoutWaivers = this.#levels[numbers[0]] ?? [];
    withoutWaivers[numbers[1]] = made;
    this.#levels[numbers[0]] = withoutWaivers;
    return made;
  }

  #score({ score, compiled }: VerdictBatch, row: number): void {
    const { low, high } = score.score;
    const isThere = compiled.hasScore && low.state[row] === State.present && high.state[row] === State.present;
    this.#blocks.put(isThere ? this.#number(low, row) : NOTHING);
    this.#blocks.put(isThere ? this.#number(high, row) : NOTHING);
  }

  #number(column: NumberColumn, row: number): Int32Array {
    const [n, d] = [column.numerator[row] ?? 0, column.denominatorAt(row)];
    const slot = Math.abs(n) % SCORES;
    const known = this.#scores[slot];
    if (known !== undefined && this.#scoreKeys[slot] === n && this.#scoreScales[slot] === d && d !== 0) return known;
    const made = wordsOf(`${csvNumber(column.at(row))},`);
    this.#scores[slot] = made;
    this.#scoreKeys[slot] = n;
    this.#scoreScales[slot] = d;
    return made;
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

const NOTHING = wordsOf(",");
