import { type JudgeOptions, judgeOf, type VerdictBatch } from "../../engine/judge.ts";
import type { IntakeOptions } from "../../intake/options.ts";
import type { PlainFile } from "../../intake/plain-file.ts";
import { PlainReader } from "../../intake/plain-reader.ts";
import type { ReadWards } from "../../intake/reading.ts";
import type { InputFile, WardBatch, WardTable } from "../../intake/table.ts";
import { problem } from "../../problem.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import type { Input } from "../host-interface.ts";
import { Progress } from "../progress.ts";
import type { LoadedStandard } from "../standards.ts";
import { piecesOf } from "./file-pieces.ts";
import type { WardChoice } from "./selection.ts";

/** Everything that is needed to read and judge a file piece by piece. */
export interface Stream {
  readonly console: Console;
  readonly input: Input;
  readonly name: string;
  readonly loaded: LoadedStandard;
  /** was the standard found by the file, and not named? */
  readonly isRecognised: boolean;
  readonly plain: PlainFile;
  /** the hash of the file, where its bytes are not those that are read */
  readonly sha256?: string;
  readonly reading: IntakeOptions;
  readonly judging: JudgeOptions;
  /** the wards that are asked for */
  readonly choice: WardChoice;
}

export const fileChanged = (file: string): Failure =>
  new Failure({ refused: true }, [problem("data/file-changed", {}, { file })]);

/** One way through the file. */
export class FilePass {
  readonly #stream: Stream;
  readonly #isHashed: boolean;
  #sha256 = "";
  readonly #reader: PlainReader;
  readonly #file: InputFile;
  readonly #judge: (batch: WardBatch) => VerdictBatch;
  /** the most decimals of columns when the first batch was judged */
  #first: ReadonlyMap<string, number> | undefined;

  /**
   * @param decimals those of whole columns, when an earlier pass has found them
   * @param isHashed is the hash of the file wanted?
   */
  constructor(stream: Stream, decimals: ReadonlyMap<string, number> | undefined, isHashed: boolean) {
    const { loaded, name, plain, reading, judging } = stream;
    const { encoding, delimiter, sheetName } = plain.sheet;
    const reader = new PlainReader(loaded.standard, name, plain, reading, stream.input.readAhead !== undefined);
    const sheet = sheetName === undefined ? {} : { sheet: sheetName };
    this.#file = { name, sha256: "", rows: 0, encoding, delimiter, decimal: plain.mark.mark ?? null, ...sheet };
    const table: WardTable = {
      ...reader.table(this.#file),
      get decimals() {
        return decimals ?? reader.decimals;
      },
    };
    this.#stream = stream;
    this.#isHashed = isHashed;
    this.#reader = reader;
    this.#judge = reader.scan.room.holding(() => judgeOf(loaded.standard, table, judging));
  }

  /** Judges the file, batch after batch. */
  async *verdicts(): AsyncGenerator<VerdictBatch> {
    const { console, input, name } = this.#stream;
    const progress = new Progress(console, input.size);
    try {
      yield* this.#judged(progress);
    } finally {
      await progress.end();
    }
    if (await input.isChanged()) throw fileChanged(name);
  }

  async *#judged(progress: Progress): AsyncGenerator<VerdictBatch> {
    const { console, input, sha256 } = this.#stream;
    const reader = this.#reader;
    const isHashed = this.#isHashed && sha256 === undefined;
    const pieces = piecesOf(input, reader, isHashed ? console.host.hasher() : undefined);
    try {
      for (let length = -1, offset = 0; length !== 0; ) {
        length = await pieces.next();
        offset += length;
        for (const batch of reader.read(length)) {
          this.#first ??= reader.decimals;
          yield this.#judge(batch);
        }
        await progress.tell(reader.rows, offset);
      }
      this.#sha256 = sha256 ?? (await pieces.digest());
    } finally {
      await pieces.close();
    }
  }

  /** The most decimals of each field's column, all rows read. */
  get decimals(): ReadonlyMap<string, number> {
    return this.#reader.decimals;
  }

  /** Did columns turn out to have more decimals than the first verdicts knew of? */
  get hasNewDecimals(): boolean {
    return [...this.decimals].some(([field, most]) => this.#first !== undefined && this.#first.get(field) !== most);
  }

  finish(): { readonly read: ReadWards; readonly input: InputFile; readonly periods: readonly string[] } {
    const input = { ...this.#file, rows: this.#reader.rows, sha256: this.#sha256 };
    return { read: this.#reader.finish(input), input, periods: this.#reader.periods };
  }
}
