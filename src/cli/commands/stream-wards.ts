import type { Standard } from "../../criteria/model.ts";
import { parsePeriod } from "../../criteria/period.ts";
import { looksBack } from "../../engine/compile.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import type { ResultFrame } from "../../engine/result.ts";
import { type Survey, SurveyBuilder } from "../../engine/survey.ts";
import { HEAD_BYTES, openPlain } from "../../intake/plain-file.ts";
import { FileDoubt } from "../../intake/plain-records.ts";
import { recognise } from "../../intake/recognise.ts";
import type { WardTable } from "../../intake/table.ts";
import { say } from "../../messages/say.ts";
import { hasErrors } from "../../problem.ts";
import { FORMATS } from "../../report/formats.ts";
import type { ResultHead } from "../../report/report-writer.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import type { Input } from "../host-interface.ts";
import { shownName } from "../read.ts";
import { type LoadedStandard, type Look, namedStandard, recognisedStandard } from "../standards.ts";
import { FilePass, fileChanged, type Stream } from "./file-pass.ts";
import { intakeOptions, periodAsked } from "./intake.ts";
import { asOfDay, type JudgingOptions, nothingJudged, readingOf } from "./judged-wards.ts";
import { endingOf, type Plan, Rendering, type RenderOptions } from "./render.ts";
import { chosenOf, onlyLevel, whereExpression } from "./selection.ts";
import { tellProblems } from "./told-problems.ts";

/** How much of a file's beginning is looked at; more when rows are long. */
const HEADS = [HEAD_BYTES, 1_048_576];
/** Smaller files are read whole as quickly; where the standard must be found, for both ways would have to find it. */
const SMALLEST = { named: 16_384, unnamed: 1_048_576 } as const;

interface StreamOptions extends RenderOptions, JudgingOptions {}

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
  const { self, appraised, waivers, decisions, keepGoing, ward } = options;
  const needsAll = [self, appraised, waivers, decisions, ward].some((one) => one !== undefined) || keepGoing === true;
  if (names.length !== 1 || name === "-" || needsAll) return undefined;
  const input = await console.host.openInput(name);
  if (input === undefined) return undefined;
  try {
    const stream = await opened(console, input, name, options);
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
): Promise<Stream | undefined> {
  if (input.size < (options.criteria === undefined ? SMALLEST.unnamed : SMALLEST.named)) return undefined;
  const asked = intakeOptions(options);
  const asOf = asOfDay(options.asOf);
  const isRecognised = options.criteria === undefined;
  let loaded: LoadedStandard | undefined;
  for (const size of HEADS) {
    const head = new Uint8Array(Math.min(size, input.size));
    const length = await input.read(head, 0);
    if (length < head.length) return undefined;
    loaded ??= await standardFor(console, name, head, options);
    const { standard } = loaded;
    if (looksBack(standard)) return undefined;
    const judging = { asOf, ...chosenBy(standard, options, isRecognised) };
    const reading = { ...asked, period: judging.period };
    const plain = openPlain(standard, shownName(name), head, head.length === input.size, reading);
    if (plain === undefined) continue;
    return { console, input, name: shownName(name), loaded, isRecognised, plain, reading, judging };
  }
  return undefined;
}

/** Which wards the call asks for. What is wrong with that is told after the name of a standard that was found. */
function chosenBy(standard: Standard, options: StreamOptions, isRecognised: boolean): JudgeOptions {
  try {
    return {
      period: periodAsked(standard.period, options.period),
      where: whereExpression(standard, options.where),
      level: onlyLevel(standard, options.only),
    };
  } catch (error) {
    throw isRecognised && error instanceof Failure ? new FileDoubt("what is asked for") : error;
  }
}

/** The standard that the call names, or that the file's beginning tells of. */
async function standardFor(
  { host }: Console,
  name: string,
  head: Uint8Array,
  options: StreamOptions,
): Promise<LoadedStandard> {
  const beginning = { name, bytes: head.subarray(0, head.lastIndexOf(10) + 1), sha256: "" };
  const look: Look = (standard) => {
    const period = parsePeriod(options.period ?? "", standard.period);
    return recognise(standard, [beginning], { ...intakeOptions(options), period });
  };
  try {
    return options.criteria === undefined
      ? await recognisedStandard(host, look, "")
      : await namedStandard(host, options.criteria, look);
  } catch (error) {
    // The whole file may tell; if it does not, that is told there.
    throw error instanceof Failure ? new FileDoubt("which standard") : error;
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
  let rendering = new Rendering(console, standard, head, options, plan);
  let result: ResultFrame;
  let pass = new FilePass(stream, undefined, hasHashes ? host.hasher() : undefined);
  try {
    let surveyed = await taken(pass, rendering, stream);
    if (pass.hasNewDecimals) {
      // A percent on its threshold is warned of when others of its column have more decimals, wherever they stand.
      pass = new FilePass(stream, pass.decimals, hasHashes ? host.hasher() : undefined);
      await rendering.discard();
      rendering = new Rendering(console, standard, head, options, plan);
      surveyed = await taken(pass, rendering, stream);
    }
    result = { ...head, ...(await told(stream, pass, surveyed)) };
    await rendering.finish(result);
  } catch (error) {
    await rendering.discard();
    throw error;
  }
  if (rendering.needsSecondPass) await shown(stream, pass.decimals, rendering, result);
  return endingOf(result, plan);
}

/** Goes through the file once more for standard output. What was read plainly before is plain, or it has changed. */
async function shown(
  stream: Stream,
  decimals: FilePass["decimals"],
  rendering: Rendering,
  result: ResultFrame,
): Promise<void> {
  try {
    await rendering.show(new FilePass(stream, decimals, undefined).verdicts(), result);
  } catch (error) {
    throw error instanceof FileDoubt ? fileChanged(stream.name) : error;
  }
}

async function taken(pass: FilePass, rendering: Rendering, { loaded, judging }: Stream): Promise<Survey> {
  const builder = new SurveyBuilder(loaded.standard, NO_ROWS, judging);
  await rendering.begin();
  for await (const verdicts of pass.verdicts()) {
    builder.add(verdicts);
    await rendering.add(verdicts);
  }
  return builder.finish();
}

/** Tells what there is to tell; data with errors end the command. */
async function told({ console, loaded, isRecognised }: Stream, pass: FilePass, surveyed: Survey) {
  const { standard, problems: before } = loaded;
  const { read, input, periods } = pass.finish();
  if (loaded.isFor?.(periods) === false) throw new FileDoubt("which standard, all periods tell");
  if (isRecognised)
    await console.note(say(console.language, "used-standard", { id: standard.id, version: standard.version }));
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
