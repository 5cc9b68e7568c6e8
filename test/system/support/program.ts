import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

const root: string = path.resolve(import.meta.dirname, "..", "..", "..");
const program: string = path.join(root, "bin", "model-ward.js");

/** The built program as words of a command line. */
export const PROGRAM: readonly string[] = [process.execPath, program];

/** An environment that holds nothing of the machine's but what programs cannot do without. */
export const BARE: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  HOME: tmpdir(),
  LANG: "C.UTF-8",
};

/** A folder of its own, removed when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "mw-system-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Makes folders of their own, one in each call, removed when the tests of the file have ended. */
export function temporaryFolders(): () => string {
  const base = temporaryFolder();
  let folders = 0;
  return () => {
    const folder = path.join(base, String(folders++));
    mkdirSync(folder);
    return folder;
  };
}

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end without a terminal; its input is empty. */
export function runCommand(
  command: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const [name = "", ...rest] = command;
    const child = spawn(name, rest, {
      cwd: folder,
      env: { ...BARE, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (piece: Buffer) => stdout.push(piece));
    child.stderr.on("data", (piece: Buffer) => stderr.push(piece));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}

/** Runs the built program to its end. */
export const modelWard = (
  folder: string,
  argv: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<Ended> => runCommand([...PROGRAM, ...argv], folder, environment);

/** Far longer than anything here takes on a busy machine. */
const MOST_SECONDS = 20;

/** Waits until something holds. @throws with what it was at the end, when it never does */
export async function until(holds: () => boolean, told: () => string, milliseconds: number = 25): Promise<void> {
  const end = Date.now() + MOST_SECONDS * 1000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never came to pass within ${MOST_SECONDS} s; the last was:\n${told()}`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}

/** A trace of the stack, which nobody but a programmer should ever see. */
export const STACK_TRACE: RegExp = /\n\s+at \S+ ?\(?(?:file|node):|node:internal|throw err|Unhandled/;

/** A line of a draft, as far as tests look at it. */
export interface DraftLine {
  readonly do: string;
  readonly item?: string;
  readonly text?: string;
  readonly new?: { readonly is: string; readonly text?: string; readonly why?: string };
  readonly corrects?: { readonly file: string } | null;
}

/** The whole lines of a draft. */
export function draftLines(file: string): DraftLine[] {
  const text = readFileSync(file, "utf8");
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as DraftLine);
}

/** The figures of a draft: for each question the last answer. */
export const figuresOf = (file: string): Map<string, string> =>
  new Map(
    draftLines(file).flatMap((line) =>
      line.do === "answer" ? [[line.item ?? "", line.new?.text ?? line.new?.is ?? ""] as const] : [],
    ),
  );

/** The files of a folder, or none when there is no such folder. */
export function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
