import { say } from "../messages/say.ts";
import { type Problem, problem } from "../problem.ts";
import type { Content } from "../report/formats.ts";
import type { Language } from "../text.ts";
import { Failure } from "./failure.ts";
import type { Host, OutputFile } from "./host-interface.ts";
import { errorDetail } from "./read.ts";

/** Text is handed on in pieces of about this size. */
const PIECE = 65_536;

/** A file to write and its text or bytes. */
export interface Output {
  readonly file: string;
  readonly chunks: () => Content | Promise<Content>;
}

/** Refuses outputs that are inputs or named twice, whatever links lead to them. */
export async function checkOutputs(
  host: Host,
  outputs: readonly string[],
  inputs: readonly string[],
  language: Language,
): Promise<void> {
  const problems: Problem[] = [];
  const taken = new Set<string>();
  for (const name of inputs) if (name !== "-") taken.add(await host.realPath(name).catch(() => name));
  const seen = new Set<string>();
  for (const name of outputs) {
    const real = await host.realPath(name).catch((error: unknown) => {
      throw unwritable(name, error, language);
    });
    if (taken.has(real)) problems.push(problem("usage/output-is-input", { seen: name }));
    if (seen.has(real)) problems.push(problem("usage/output-twice", { seen: name }));
    seen.add(real);
  }
  if (problems.length > 0) throw new Failure({ usage: true }, problems);
}

/** The failure for an output that cannot be written; a fault of the program is passed on as it is. */
function unwritable(file: string, error: unknown, language: Language): unknown {
  if (!isSystemError(error)) return error;
  const detail = errorDetail(error);
  const advice = say(language, detail === "EBUSY" || detail === "EPERM" ? "close-file" : "check-folder");
  return new Failure({ output: true }, [problem("output/failed", { detail, advice }, { file })]);
}

/** Gathers small texts into pieces, so that a write is worth its wait. */
function* pieces(chunks: Iterable<string>): Generator<string> {
  let parts: string[] = [];
  let size = 0;
  for (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= PIECE) {
      yield parts.join("");
      parts = [];
      size = 0;
    }
  }
  if (parts.length > 0) yield parts.join("");
}

/** Writes all outputs, then puts all in place: each is whole or absent, and an old file stays until the new one is whole. */
export async function writeFiles(host: Host, outputs: readonly Output[], language: Language): Promise<void> {
  const open: { readonly name: string; readonly file: OutputFile }[] = [];
  let current = "";
  try {
    for (const { file: name, chunks } of outputs) {
      current = name;
      const file = await host.openOutput(name);
      open.push({ name, file });
      const content = await chunks();
      if (content instanceof Uint8Array) await file.write(content);
      else for (const piece of pieces(content)) await file.write(piece);
      await file.finish();
    }
    for (const { name, file } of open) {
      current = name;
      await file.commit();
    }
  } catch (error) {
    for (const { file } of open) await file.discard();
    throw unwritable(current, error, language);
  }
}

const isSystemError = (error: unknown): boolean => error instanceof Error && "code" in error && "syscall" in error;

/** Writes to standard output; stops quietly when nobody reads any more. */
export async function writeStandardOutput(host: Host, chunks: Iterable<string>, language: Language): Promise<void> {
  try {
    for (const piece of pieces(chunks)) if (!(await host.stdout.write(piece))) return;
  } catch (error) {
    throw unwritable("stdout", error, language);
  }
}
