import type { ResultFrame } from "../../engine/result.ts";
import { type Survey, SurveyBuilder } from "../../engine/survey.ts";
import { FileDoubt } from "../../intake/plain-records.ts";
import { inputName, type WardTable } from "../../intake/table.ts";
import { say } from "../../messages/say.ts";
import { hasErrors } from "../../problem.ts";
import { FORMATS } from "../../report/formats.ts";
import type { ResultHead } from "../../report/report-writer.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import type { WardFiles } from "../read.ts";
import { FilePass, fileChanged, type Stream } from "./file-pass.ts";
import { nothingJudged, readingOf } from "./judged-wards.ts";
import { openStream, type StreamOptions } from "./open-stream.ts";
import { endingOf, type Plan, Rendering } from "./render.ts";
import { chosenOf } from "./selection.ts";
import { tellProblems } from "./told-problems.ts";

/**
 * Evaluates one plain file piece by piece: a CSV file in memory that does not grow with it.
 * @param files keeps what was read whole, for who evaluates the file when this does not
 * @returns undefined when the file, or what is asked of it, needs all rows at hand: then nothing has been told or written
 */
export async function streamWards(
  console: Console,
  names: readonly string[],
  options: StreamOptions,
  plan: Plan,
  generatedAt: string | null,
  files: WardFiles,
): Promise<Ending | undefined> {
  const [name = "-"] = names;
  const { self, appraised, waivers, decisions, keepGoing } = options;
  const needsAll = [self, appraised, waivers, decisions].some((one) => one !== undefined) || keepGoing === true;
  if (names.length !== 1 || name === "-" || needsAll) return undefined;
  const input = await console.host.openInput(name);
  if (input === undefined) return undefined;
  try {
    const stream = await openStream(console, input, name, options, files);
    return stream === undefined ? undefined : await evaluated(stream, options, plan, generatedAt);
  } catch (error) {
    if (error instanceof FileDoubt) return undefined;
    throw error;
  } finally {
    await input.close();
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
    sha256: hasHashes ? loaded.sha256() : "",
    asOf: judging.asOf ?? null,
    waivers: null,
    chosen: chosenOf(options),
    reading: readingOf(reading),
    appraisal: null,
    decisions: null,
  };
  let rendering = new Rendering(console, standard, head, options, plan);
  let result: ResultFrame;
  let pass = new FilePass(stream, undefined, hasHashes);
  try {
    let surveyed = await taken(pass, rendering, stream);
    if (pass.hasNewDecimals) {
      // A percent on its threshold is warned of when others of its column have more decimals, wherever they stand.
      pass = new FilePass(stream, pass.decimals, hasHashes);
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
    await rendering.show(new FilePass(stream, decimals, false).verdicts(), result);
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
async function told({ console, loaded, isRecognised, choice }: Stream, pass: FilePass, surveyed: Survey) {
  const { standard, problems: before } = loaded;
  const { read, input, periods } = pass.finish();
  // Which ward may have been meant, only all of them tell.
  if (!choice.sawAll) throw new FileDoubt("a ward that was asked for");
  if (loaded.isFor?.(periods) === false) throw new FileDoubt("which standard, all periods tell");
  if (isRecognised)
    await console.note(say(console.language, "used-standard", { id: standard.id, version: standard.version }));
  const problems = [...before, ...read.problems, ...(read.table === undefined ? [] : surveyed.problems)];
  if (hasErrors(problems)) throw new Failure({ refused: true }, problems);
  if (surveyed.judged === 0) throw new Failure({ refused: true }, [nothingJudged(standard, periods)]);
  if (console.options.verbose === true)
    await console.note(say(console.language, "reader-bytes", { file: inputName(input) }));
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
