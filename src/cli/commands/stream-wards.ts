import { looksBack } from "../../engine/compile.ts";
import { type JudgeOptions, judgeOf, type VerdictBatch } from "../../engine/judge.ts";
import type { ResultFrame } from "../../engine/result.ts";
import { type Survey, SurveyBuilder } from "../../engine/survey.ts";
import { isDraft } from "../../intake/draft.ts";
import type { IntakeOptions } from "../../intake/options.ts";
import { HEAD_BYTES, openPlain, type PlainFile } from "../../intake/plain-file.ts";
import { PlainReader } from "../../intake/plain-reader.ts";
import { FileDoubt } from "../../intake/plain-records.ts";
import type { ReadWards } from "../../intake/reading.ts";
import type { InputFile, WardBatch, WardTable } from "../../intake/table.ts";
import { say } from "../../messages/say.ts";
import { hasErrors, problem } from "../../problem.ts";
import { FORMATS } from "../../report/formats.ts";
import type { ResultHead } from "../../report/report-writer.ts";
import { isZip } from "../../spreadsheet/signature.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import type { Hasher, Input } from "../host-interface.ts";
import { Progress } from "../progress.ts";
import { shownName } from "../read.ts";
import { type LoadedStandard, namedStandard } from "../standards.ts";
import { intakeOptions, periodAsked } from "./intake.ts";
import { asOfDay, type JudgingOptions, nothingJudged, readingOf } from "./judged-wards.ts";
import { endingOf, type Plan, Rendering, type RenderOptions } from "./render.ts";
import { chosenOf, onlyLevel, whereExpression } from "./selection.ts";
import { tellProblems } from "./told-problems.ts";

/** How much of a file's beginning is looked at; more when rows are long. */
const HEADS = [HEAD_BYTES, 1_048_576];
/** Smaller files are read whole as quickly. */
const SMALLEST = 16_384;

interface StreamOptions extends RenderOptions, JudgingOptions {}

/** Everything that is needed to read and judge a file piece by piece. */
interface Stream {
  readonly console: Console;
  readonly input: Input;
  readonly name: string;
  readonly loaded: LoadedStandard;
  readonly plain: PlainFile;
  readonly reading: IntakeOptions;
  readonly judging: JudgeOptions;
}

/**
 * Evaluates one plain CSV file piece by piece, in memory that does not grow with it.
 * @returns undefined when the file, or what is asked of it, needs all rows at hand: then nothing has been told or written
 */
export async function streamWards(
  console: Console,
  names: readonly string[],
  options: StreamOptions,
  plan: Plan,
  generatedAt: string | null,
): Promise<Ending | undefined> {
  const [name = "-"] = names;
  const { criteria, self, appraised, waivers, decisions, keepGoing, ward } = options;
  const needsAll = [self, appraised, waivers, decisions, ward].some((one) => one !== undefined) || keepGoing === true;
  if (names.length !== 1 || name === "-" || criteria === undefined || needsAll) return undefined;
  const input = await console.host.openInput(name);
  if (input === undefined) return undefined;
  try {
    const stream = await opened(console, input, name, options, criteria);
    return stream === undefined ? undefined : await evaluated(stream, options, plan, generatedAt);
  } catch (error) {
    if (error instanceof FileDoubt) return undefined;
    throw error;
  } finally {
    await input.close();
  }
}

async function opened(
  console: Console,
  input: Input,
  name: string,
  options: StreamOptions,
  criteria: string,
): Promise<Stream | undefined> {
  if (input.size < SMALLEST) return undefined;
  const asked = intakeOptions(options);
  const asOf = asOfDay(options.asOf);
  const loaded = await namedStandard(console.host, criteria, () => {
    throw new FileDoubt("which version, all periods tell");
  });
  const { standard } = loaded;
  if (looksBack(standard)) return undefined;
  const period = periodAsked(standard.period, options.period);
  const reading = { ...asked, period };
  for (const size of HEADS) {
    const head = new Uint8Array(Math.min(size, input.size));
    const length = await input.read(head, 0);
    if (length < head.length || isZip(head) || isDraft(head)) return undefined;
    const plain = openPlain(standard, shownName(name), head, head.length === input.size, reading);
    if (plain === undefined) continue;
    const judging: JudgeOptions = {
      asOf,
      period,
      where: whereExpression(standard, options.where),
      level: onlyLevel(standard, options.only),
    };
    return { console, input, name: shownName(name), loaded, plain, reading, judging };
  }
  return undefined;
}

/** One way through the file. */
class Pass {
  readonly #stream: Stream;
  readonly #hasher: Hasher | undefined;
  readonly #reader: PlainReader;
  readonly #file: InputFile;
  readonly #judge: (batch: WardBatch) => VerdictBatch;
  /** the most decimals of columns when the first batch was judged */
  #first: ReadonlyMap<string, number> | undefined;

  /** @param decimals those of whole columns, when an earlier pass has found them */
  constructor(stream: Stream, decimals: ReadonlyMap<string, number> | undefined, hasher: Hasher | undefined) {
    const { loaded, name, plain, reading, judging } = stream;
    const { encoding, delimiter } = plain.sheet;
    const reader = new PlainReader(loaded.standard, name, plain, reading);
    this.#file = { name, sha256: "", rows: 0, encoding, delimiter, decimal: plain.mark.mark ?? null };
    const table: WardTable = {
      ...reader.table(this.#file),
      get decimals() {
        return decimals ?? reader.decimals;
      },
    };
    this.#stream = stream;
    this.#hasher = hasher;
    this.#reader = reader;
    this.#judge = judgeOf(loaded.standard, table, judging);
  }

  /** Judges the file, batch after batch. */
  async *verdicts(): AsyncGenerator<VerdictBatch> {
    const { console, input, name } = this.#stream;
    const reader = this.#reader;
    const progress = new Progress(console, input.size);
    let offset = 0;
    let space = reader.space;
    let coming = input.read(space, offset);
    for (let length = -1; length !== 0; ) {
      length = await coming;
      offset += length;
      this.#hasher?.update(space.subarray(0, length));
      const batches = reader.read(length);
      // The next piece is on its way while this one is judged.
      space = reader.space;
      if (length > 0) coming = input.read(space, offset);
      coming.catch(() => {});
      for (const batch of batches) {
        this.#first ??= reader.decimals;
        yield this.#judge(batch);
      }
      await progress.tell(reader.rows, offset);
    }
    await progress.end();
    if (await input.isChanged())
      throw new Failure({ refused: true }, [problem("data/file-changed", {}, { file: name })]);
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
    const input = { ...this.#file, rows: this.#reader.rows, sha256: this.#hasher?.digest() ?? "" };
    return { read: this.#reader.finish(input), input, periods: this.#reader.periods };
  }
}

async function evaluated(
  stream: Stream,
  options: StreamOptions,
  plan: Plan,
  generatedAt: string | null,
): Promise<Ending> {
  const { console, loaded, judging, reading } = stream;
  const { host } = console;
  const { standard } = loaded;
  const formats = [...plan.files.map(({ format }) => format), ...(plan.standardOutput ? [plan.standardOutput] : [])];
  const hasHashes = formats.some((format) => FORMATS[format].hasHashes);
  const head: ResultHead = {
    toolVersion: host.version,
    generatedAt,
    sha256: loaded.sha256,
    asOf: judging.asOf ?? null,
    waivers: null,
    chosen: chosenOf(options),
    reading: readingOf(reading),
    appraisal: null,
    decisions: null,
  };
  const rendering = new Rendering(console, standard, head, options, plan);
  let result: ResultFrame;
  let pass = new Pass(stream, undefined, hasHashes ? host.hasher() : undefined);
  try {
    let surveyed = await taken(pass, rendering, stream);
    if (pass.hasNewDecimals) {
      // A percent on its threshold is warned of when others of its column have more decimals, wherever they stand.
      pass = new Pass(stream, pass.decimals, hasHashes ? host.hasher() : undefined);
      await rendering.discard();
      surveyed = await taken(pass, rendering, stream);
    }
    result = { ...head, ...(await told(stream, pass, surveyed)) };
    await rendering.finish(result);
  } catch (error) {
    await rendering.discard();
    throw error;
  }
  if (rendering.needsSecondPass) await rendering.show(new Pass(stream, pass.decimals, undefined).verdicts(), result);
  return endingOf(result, plan);
}

async function taken(pass: Pass, rendering: Rendering, { loaded, judging }: Stream): Promise<Survey> {
  const builder = new SurveyBuilder(loaded.standard, NO_ROWS, judging);
  await rendering.begin();
  for await (const verdicts of pass.verdicts()) {
    builder.add(verdicts);
    await rendering.add(verdicts);
  }
  return builder.finish();
}

/** Tells what there is to tell; data with errors end the command. */
async function told({ console, loaded }: Stream, pass: Pass, surveyed: Survey) {
  const { standard, problems: before } = loaded;
  const { read, input, periods } = pass.finish();
  const problems = [...before, ...read.problems, ...(read.table === undefined ? [] : surveyed.problems)];
  if (hasErrors(problems)) throw new Failure({ refused: true }, problems);
  if (surveyed.judged === 0) throw new Failure({ refused: true }, [nothingJudged(standard, periods)]);
  if (console.options.verbose === true) await console.note(say(console.language, "reader-bytes", { file: input.name }));
  const { isPartial: _, ...frame } = await tellProblems(console, problems, surveyed, []);
  return { ...frame, inputs: [input], dossier: NO_DOSSIER };
}

const NO_DOSSIER = { papers: [], remarks: [] };
const NO_ROWS: WardTable = {
  inputs: [],
  rows: 0,
  batches: [],
  decimals: new Map(),
  renamed: new Set(),
  find: () => undefined,
};
