import { Chalk } from "chalk";
import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { problem } from "../../problem.ts";
import { FORMAT_NAMES, FORMATS, type FormatName, formatOfFile, type ReportOptions } from "../../report/formats.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { checkOutputs, type Output, writeFiles, writeStandardOutput } from "../output.ts";
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

/** Writes a result everywhere it is wanted, and tells whether what was asked for failed. */
export async function render(
  console: Console,
  standard: Standard,
  result: Result,
  options: RenderOptions,
  plan: Plan,
): Promise<Ending> {
  checkSize(result, plan);
  const sorted: readonly WardResult[] | undefined =
    options.sort === undefined ? undefined : sortedWards(standard, result.wards(), options.sort);
  const common = {
    language: console.language,
    top: options.top,
    sorted,
    wide: options.wide ?? false,
    excel: options.excel ?? false,
    page: () => console.host.readPage(),
  };
  const onScreen: ReportOptions = { ...common, width: console.width, chalk: console.chalkFor("stdout") };
  const inFile: ReportOptions = { ...common, width: FILE_WIDTH, chalk: new Chalk({ level: 0 }) };
  const outputs: Output[] = plan.files.map(({ file, format }) => ({
    file,
    chunks: () => FORMATS[format].report(standard, result, inFile),
  }));
  await writeFiles(console.host, outputs, console.language);
  if (plan.standardOutput !== undefined) {
    const content = await FORMATS[plan.standardOutput].report(standard, result, onScreen);
    if (!(content instanceof Uint8Array)) await writeStandardOutput(console.host, content, console.language);
  }
  return { failed: plan.failOn.some((what) => fails(result, what)) };
}

/** A page or document of more wards than anyone opens would take all memory first. */
function checkSize({ summary }: Result, { standardOutput, files }: Plan): void {
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

function fails({ summary }: Result, what: FailOn): boolean {
  if (what === "undetermined") return summary.undetermined > 0;
  if (what === "warning") return summary.problems.warning > 0;
  return (summary.byLevel.get("none") ?? 0) > 0;
}
