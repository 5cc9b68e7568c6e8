import type { Standard } from "../../criteria/model.ts";
import { parsePeriod } from "../../criteria/period.ts";
import { looksBack } from "../../engine/compile.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import { HEAD_BYTES, openPlain } from "../../intake/plain-file.ts";
import { FileDoubt } from "../../intake/plain-records.ts";
import { openPlainWorkbook, type SheetBytes } from "../../intake/plain-workbook.ts";
import { recognise } from "../../intake/recognise.ts";
import type { WardFile } from "../../intake/sheet.ts";
import { isZip } from "../../spreadsheet/signature.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import type { Input } from "../host-interface.ts";
import { shownName, type WardFiles } from "../read.ts";
import { type LoadedStandard, type Look, namedStandard, recognisedStandard } from "../standards.ts";
import type { Stream } from "./file-pass.ts";
import { intakeOptions, periodAsked } from "./intake.ts";
import { asOfDay, type JudgingOptions } from "./judged-wards.ts";
import type { RenderOptions } from "./render.ts";
import { onlyLevel, WardChoice, whereExpression } from "./selection.ts";

/** How much of a file's beginning is looked at; more when rows are long. */
const HEADS = [HEAD_BYTES, 1_048_576];
/**
 * Smaller files are read whole as quickly; where the standard must be found, for both ways would have to find it. The
 * bytes of a workbook are packed.
 */
const SMALLEST = { named: 16_384, unnamed: 1_048_576, workbook: 65_536 } as const;

export interface StreamOptions extends RenderOptions, JudgingOptions {}

/** Opens a file to be judged piece by piece; undefined when it must be read whole. */
export async function openStream(
  console: Console,
  input: Input,
  name: string,
  options: StreamOptions,
  files: WardFiles,
): Promise<Stream | undefined> {
  if (input.size < SMALLEST.named) return undefined;
  let loaded: LoadedStandard | undefined;
  for (const size of HEADS) {
    const head = new Uint8Array(Math.min(size, input.size));
    const length = await input.read(head, 0);
    if (length < head.length) return undefined;
    if (isZip(head)) return openWorkbookStream(console, input, name, options, files);
    if (isRecognised(options) && input.size < SMALLEST.unnamed) return undefined;
    loaded ??= await standardFor(console, beginningOf(name, head), options);
    const asked = askedOf(loaded, options);
    if (asked === undefined) return undefined;
    const shown = shownName(name);
    const plain = openPlain(loaded.standard, shown, head, head.length === input.size, asked.reading);
    if (plain !== undefined) return { console, input, name: shown, plain, ...asked };
  }
  return undefined;
}

/** A workbook is read whole, for it must be unpacked; its rows are then judged piece by piece. */
async function openWorkbookStream(
  console: Console,
  input: Input,
  name: string,
  options: StreamOptions,
  files: WardFiles,
): Promise<Stream | undefined> {
  if (input.size < SMALLEST.workbook) return undefined;
  const [file] = await files.read([name]);
  if (file === undefined) return undefined;
  const loaded = await standardFor(console, file, options);
  const asked = askedOf(loaded, options);
  const workbook = asked && openPlainWorkbook(loaded.standard, file, asked.reading);
  if (asked === undefined || workbook === undefined) return undefined;
  const { plain, rows } = workbook;
  return { console, input: inputOf(rows), name: file.name, plain, ...asked, sha256: file.sha256 };
}

/** The rows of a workbook as if they were a file, which is read from its beginning to its end. */
const inputOf = (rows: SheetBytes): Input => ({
  size: rows.size,
  read: async (into, at) => {
    if (at === 0) rows.restart();
    return rows.read(into);
  },
  isChanged: async () => false,
  close: async () => {},
});

const isRecognised = ({ criteria }: StreamOptions): boolean => criteria === undefined;

/** What the call asks for; undefined when the standard looks back, so that all rows must be at hand. */
function askedOf(
  loaded: LoadedStandard,
  options: StreamOptions,
): Pick<Stream, "loaded" | "isRecognised" | "reading" | "judging" | "choice"> | undefined {
  const { standard } = loaded;
  if (looksBack(standard)) return undefined;
  const choice = new WardChoice(options.ward);
  const judging = { asOf: asOfDay(options.asOf), ...chosenBy(standard, options), rows: choice.rows };
  const reading = { ...intakeOptions(options), period: judging.period };
  return { loaded, isRecognised: isRecognised(options), reading, judging, choice };
}

/** Which wards the call asks for. What is wrong with that is told after the name of a standard that was found. */
function chosenBy(standard: Standard, options: StreamOptions): JudgeOptions {
  try {
    return {
      period: periodAsked(standard.period, options.period),
      where: whereExpression(standard, options.where),
      level: onlyLevel(standard, options.only),
    };
  } catch (error) {
    throw isRecognised(options) && error instanceof Failure ? new FileDoubt("what is asked for") : error;
  }
}

const beginningOf = (name: string, head: Uint8Array): WardFile => ({
  name,
  bytes: head.subarray(0, head.lastIndexOf(10) + 1),
  sha256: "",
});

/** The standard that the call names, or that the file's beginning tells of. */
async function standardFor({ host }: Console, file: WardFile, options: StreamOptions): Promise<LoadedStandard> {
  const look: Look = (standard) => {
    const period = parsePeriod(options.period ?? "", standard.period);
    return recognise(standard, [file], { ...intakeOptions(options), period });
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
