import path from "node:path";
import { MOST_YAML_BYTES } from "../criteria/yaml-file.ts";
import type { WardFile } from "../intake/sheet.ts";
import { type Problem, problem } from "../problem.ts";
import { isZip } from "../spreadsheet/signature.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";

const MOST_INPUT = 256 * 1024 * 1024;
/** A file is held in memory as one text, which cannot be longer. */
const MOST_FILE = 500 * 1024 * 1024;

/** What the system said of a file, in one or two words. */
export function errorDetail(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return code === "" ? error.message : code;
}

/** Reads ward files; `-` is standard input, which is held in memory and bounded. */
export async function readWardFiles(host: Host, names: readonly string[]): Promise<WardFile[]> {
  const files: WardFile[] = [];
  for (const name of names) files.push(await readWardFile(host, name));
  return files;
}

async function readWardFile(host: Host, name: string): Promise<WardFile> {
  const bytes = name === "-" ? await readInput(host) : await readFile(host, name);
  const file = { name: shownName(name), bytes, sha256: host.sha256(bytes), digest: host.sha256 };
  return isZip(bytes) ? { ...file, openWorkbook: (await import("../spreadsheet/workbook.ts")).openWorkbook } : file;
}

/** The ward files of one call, each read once, whoever asks for it. */
export class WardFiles {
  readonly #host: Host;
  readonly #read = new Map<string, WardFile>();

  constructor(host: Host) {
    this.#host = host;
  }

  async read(names: readonly string[]): Promise<WardFile[]> {
    const files: WardFile[] = [];
    for (const name of names) {
      const file = this.#read.get(name) ?? (await readWardFile(this.#host, name));
      this.#read.set(name, file);
      files.push(file);
    }
    return files;
  }
}

/** The name as reports and messages show it: as given, but no absolute path gets into a result. */
export function shownName(name: string): string {
  if (name === "-") return "stdin";
  return path.isAbsolute(name) ? path.basename(name) : name.split(path.sep).join("/");
}

async function readInput(host: Host): Promise<Uint8Array> {
  const bytes = await host.readStandardInput(MOST_INPUT);
  if (bytes !== undefined) return bytes;
  throw new Failure({ refused: true }, [
    problem("data/input-too-large", { most: MOST_INPUT / 1024 / 1024 }, { file: "stdin" }),
  ]);
}

/** Reads a file of at most so many bytes. */
export async function readFile(host: Host, name: string, most: number = MOST_FILE): Promise<Uint8Array> {
  try {
    return await host.readFile(name, most);
  } catch (error) {
    if (errorDetail(error) === "EFBIG") {
      throw new Failure({ refused: true }, [
        problem("data/input-too-large", { most: most / 1024 / 1024 }, { file: name }),
      ]);
    }
    throw new Failure({ usage: true }, [problem("usage/cannot-read", { detail: errorDetail(error) }, { file: name })]);
  }
}

/** Reads the text of a YAML file; or why it cannot be: not there, too large, no UTF-8. */
export async function readYaml(
  host: Host,
  file: string,
  shown: string,
): Promise<{ readonly text: string; readonly problem?: never } | { readonly problem: Problem; readonly text?: never }> {
  let bytes: Uint8Array;
  try {
    bytes = await host.readFile(file, MOST_YAML_BYTES);
  } catch (error) {
    const detail = errorDetail(error);
    if (detail === "EFBIG") return { problem: problem("yaml/too-large", { most: MOST_YAML_BYTES }, { file: shown }) };
    return { problem: problem("usage/cannot-read", { detail }, { file: shown }) };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problem: problem("yaml/not-utf8", {}, { file: shown }) };
  }
}
