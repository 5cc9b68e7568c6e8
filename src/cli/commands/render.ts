import { Chalk } from "chalk";
import type { Standard } from "../../criteria/model.ts";
import type { VerdictBatch } from "../../engine/judge.ts";
import type { Result, ResultFrame, WardResult } from "../../engine/result.ts";
import { problem } from "../../problem.ts";
import { FORMAT_NAMES, type FormatName } from "../../report/format-names.ts";
import { FORMATS, formatOfFile, type ReportOptions } from "../../report/formats.ts";
import type { Piece, ReportWriter, ResultHead } from "../../report/report-writer.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { checkOutputs, Outputs, StandardOutput, writeStandardOutput } from "../output.ts";
import { sortedWards } from "./selection.ts";

/** Options that `evaluate` and `report` share. */
export interface RenderOptions {
  readonly only?: string;
  readonly where?: string;
  readonly ward?: readonly string[];
  readonly sort?: "score" | "gap" | "name";
  readonly top?: number;
  readonly format?: string;
  readonly output?: readonly string[];
  readonly failOn?: readonly string[];
  readonly wide?: boolean;
  readonly excel?: boolean;
}

const FAIL_ON = ["not-eligible", "undetermined", "warning"] as const;
type FailOn = (typeof FAIL_ON)[number];

const FILE_WIDTH = 80;

/** What is to be written where, checked before anything is read. */
export interface Plan {
  readonly standardOutput: FormatName | undefined;
  readonly files: readonly { readonly file: string; readonly format: FormatName }[];
  readonly failOn: readonly FailOn[];
}

/** Checks formats, output files and `--fail-on`. */
export async function planned(console: Console, options: RenderOptions, inputs: readonly string[]): Promise<Plan> {
  const values = FORMAT_NAMES.join(", ");
  const unknown = (seen: string) => new Failure({ usage: true }, [problem("usage/unknown-format", { seen, values })]);
  const named = options.format === undefined ? undefined : FORMAT_NAMES.find((format) => format === options.format);
  if (options.format !== undefined && named === undefined) throw unknown(options.format);
  const files = (options.output ?? []).map((file) => {
    const format = formatOfFile(file) ?? (isDevice(file) ? (named ?? "table") : undefined);
    if (format === undefined) throw unknown(file);
    return { file, format };
  });
  if (named !== undefined && FORMATS[named].isBinary === true && !files.some(({ format }) => format === named))
    throw new Failure({ usage: true }, [problem("usage/binary-needs-output", { format: named })]);
  const failOn = (options.failOn ?? [])
    .flatMap((list) => list.split(","))
    .map((word) => {
      const known = FAIL_ON.find((one) => one === word);
      if (known === undefined)
        throw new Failure({ usage: true }, [
          problem("usage/bad-value", { option: "--fail-on", seen: word, wanted: FAIL_ON.join(", ") }),
        ]);
      return known;
    });
  await checkOutputs(
    console.host,
    files.map(({ file }) => file),
    inputs,
    console.language,
  );
  const onScreen = named !== undefined && FORMATS[named].isBinary === true ? undefined : named;
  const standardOutput = onScreen ?? (files.length === 0 ? "table" : undefined);
  return { standardOutput, files, failOn };
}

/** A device has no extension to tell a format by. */
const isDevice = (file: string): boolean => file.startsWith("/dev/");

/**
 * The reports of a run. Files, and what standard output shows of all wards together, are made while the wards go by for
 * the first time; formats with a line for each ward go to standard output in a second pass, when nothing can be refused
 * any more.
 */
export class Rendering {
  readonly #console: Console;
  readonly #plan: Plan;
  readonly #standard: Standard;
  readonly #head: ResultHead;
  readonly #common: Omit<ReportOptions, "width" | "chalk">;
  readonly #writers: readonly ReportWriter[];
  readonly #screen: ReportWriter | undefined;
  #outputs: Outputs | undefined;

  constructor(console: Console, standard: Standard, head: ResultHead, options: RenderOptions, plan: Plan) {
    const { sort } = options;
    const common = {
      language: console.language,
      top: options.top,
      sort: sort && ((wards: Iterable<WardResult>) => sortedWards(standard, wards, sort)),
      wide: options.wide ?? false,
      excel: options.excel ?? false,
      page: () => console.host.readPage(),
    };
    const inFile: ReportOptions = { ...common, width: FILE_WIDTH, chalk: new Chalk({ level: 0 }) };
    this.#console = console;
    this.#plan = plan;
    this.#standard = standard;
    this.#head = head;
    this.#common = common;
    this.#writers = plan.files.map(({ format }) => FORMATS[format].report(standard, head, inFile));
    this.#screen = plan.standardOutput === undefined || this.needsSecondPass ? undefined : this.#screenWriter();
  }

  /** Must the wards go by once more, for standard output? */
  get needsSecondPass(): boolean {
    const { standardOutput } = this.#plan;
    return standardOutput !== undefined && FORMATS[standardOutput].isByWard === true;
  }

  #screenWriter(): ReportWriter {
    // Only a screen that is written to is asked how wide it is: to open its stream takes a while.
    const screen = { width: this.#console.width, chalk: this.#console.chalkFor("stdout") };
    const format = FORMATS[this.#plan.standardOutput ?? "table"];
    return format.report(this.#standard, this.#head, { ...this.#common, ...screen });
  }

  /** Opens the files. */
  async begin(): Promise<void> {
    const names = this.#plan.files.map(({ file }) => file);
    this.#outputs = await Outputs.open(this.#console.host, names, this.#console.language);
    for (const [place, writer] of this.#writers.entries()) await this.#put(place, writer.begin());
  }

  async #put(place: number, pieces: Iterable<Piece>): Promise<void> {
    for (const piece of pieces) await this.#outputs?.put(place, piece);
  }

  /** Takes a batch. */
  async add(verdicts: VerdictBatch): Promise<void> {
    for (const [place, writer] of this.#writers.entries()) await this.#put(place, writer.add(verdicts));
    for (const _ of this.#screen?.add(verdicts) ?? []) throw new Error("nothing is shown before everything is known");
  }

  /** Ends the files and puts them in place, then shows what standard output shows of all wards together. */
  async finish(result: ResultFrame): Promise<void> {
    checkSize(result, this.#plan);
    for (const [place, writer] of this.#writers.entries()) await this.#put(place, await writer.end(result));
    await this.#outputs?.commit();
    if (this.#screen === undefined) return;
    const { host, language } = this.#console;
    await writeStandardOutput(host, [...this.#screen.begin(), ...(await this.#screen.end(result))], language);
  }

  /** Shows a line for each ward, in a second pass. */
  async show(batches: AsyncIterable<VerdictBatch> | Iterable<VerdictBatch>, result: ResultFrame): Promise<void> {
    const writer = this.#screenWriter();
    const output = new StandardOutput(this.#console.host, this.#console.language);
    const put = async (pieces: Iterable<Piece>): Promise<boolean> => {
      for (const piece of pieces) if (!(await output.put(piece))) return false;
      return true;
    };
    if (!(await put(writer.begin()))) return;
    for await (const verdicts of batches) if (!(await put(writer.add(verdicts)))) return;
    if (await put(await writer.end(result))) await output.end();
  }

  /** Leaves no file behind. */
  async discard(): Promise<void> {
    await this.#outputs?.discard();
  }
}

/** Whether what was asked for failed. */
export const endingOf = (result: ResultFrame, { failOn }: Plan): Ending => ({
  failed: failOn.some((what) => fails(result, what)),
});

/** Writes a result everywhere it is wanted, and tells whether what was asked for failed. */
export async function render(
  console: Console,
  standard: Standard,
  result: Result,
  options: RenderOptions,
  plan: Plan,
): Promise<Ending> {
  checkSize(result, plan);
  const rendering = new Rendering(console, standard, result, options, plan);
  await rendering.begin();
  try {
    for (const verdicts of result.batches()) await rendering.add(verdicts);
    await rendering.finish(result);
  } catch (error) {
    await rendering.discard();
    throw error;
  }
  if (rendering.needsSecondPass) await rendering.show(result.batches(), result);
  return endingOf(result, plan);
}

/** A page or document of more wards than anyone opens would take all memory first. */
function checkSize({ summary }: ResultFrame, { standardOutput, files }: Plan): void {
  const asked = new Set([
    ...files.map(({ format }) => format),
    ...(standardOutput === undefined ? [] : [standardOutput]),
  ]);
  const count = summary.wards;
  const problems = [...asked].flatMap((format) => {
    const { most } = FORMATS[format];
    return most !== undefined && count > most ? [problem("usage/too-many-wards", { format, most, count })] : [];
  });
  if (problems.length > 0) throw new Failure({ usage: true }, problems);
}

function fails({ summary }: ResultFrame, what: FailOn): boolean {
  if (what === "undetermined") return summary.undetermined > 0;
  if (what === "warning") return summary.problems.warning > 0;
  return (summary.byLevel.get("none") ?? 0) > 0;
}
