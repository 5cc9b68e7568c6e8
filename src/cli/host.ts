import { readFileSync, unlinkSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PageParts } from "../report/html/page-parts.ts";
import { crypto, files } from "./host-builtin.ts";
import { draftFiles } from "./host-drafts.ts";
import { hasher, openInput } from "./host-input.ts";
import type { Host, OutputFile, Sink } from "./host-interface.ts";
import { prompts } from "./host-prompts.ts";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The real host: this process, its files and its streams. */
export function host(): Host {
  // Streams are opened by Node when they are first asked for, which takes a while.
  const stdout = once(() => sinkOf(process.stdout));
  const stderr = once(() => sinkOf(process.stderr));
  const people = once(prompts);
  return {
    env: process.env,
    get stdout() {
      return stdout();
    },
    get stderr() {
      return stderr();
    },
    version: (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string }).version,
    criteriaFolder: path.join(root, "criteria"),
    readFile: readBounded,
    readStandardInput,
    openInput,
    hasher,
    elapsed: () => performance.now(),
    readPage,
    listFiles,
    realPath,
    kindOf,
    openOutput,
    now: () => new Date(),
    drafts: draftFiles(),
    get prompts() {
      return people();
    },
    sha256: (data) => crypto().createHash("sha256").update(data).digest("hex"),
  };
}

/** Makes a thing when it is first asked for. */
function once<Thing>(make: () => Thing): () => Thing {
  let made: Thing | undefined;
  return () => (made ??= make());
}

function sinkOf(stream: NodeJS.WriteStream): Sink {
  // Every fault comes back to the writer through its callback; without a listener it would end the process.
  stream.on("error", () => {});
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    write: (piece) =>
      new Promise((resolve, reject) => {
        stream.write(piece, (error) => {
          const code = error && "code" in error ? error.code : undefined;
          if (error === null || error === undefined) resolve(true);
          else if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") resolve(false);
          else reject(error);
        });
      }),
  };
}

/** Built beside the program from `src/page`. */
async function readPage(): Promise<PageParts> {
  const folder = path.join(root, "dist", "page");
  const [script, style] = await Promise.all(
    ["main.js", "style.css"].map((name) => files().readFile(path.join(folder, name), "utf8")),
  );
  if (script === undefined || style === undefined) throw new Error("dist/page");
  const hash = (text: string) => crypto().createHash("sha256").update(text).digest("base64");
  return { script, style, scriptHash: hash(script), styleHash: hash(style) };
}

async function kindOf(name: string): Promise<"file" | "other" | "none"> {
  const about = await files()
    .lstat(name)
    .catch(() => undefined);
  if (about === undefined) return "none";
  return about.isFile() ? "file" : "other";
}

async function readBounded(name: string, most: number): Promise<Uint8Array> {
  const handle = await files().open(name, "r");
  try {
    const about = await handle.stat();
    if (about.isDirectory()) throw systemError("EISDIR", name);
    if (about.isFile() && about.size > most) throw systemError("EFBIG", name);
    if (about.isFile()) return await handle.readFile();
    const stream = handle.createReadStream({ autoClose: false });
    const bytes = await gathered(stream, most);
    if (bytes === undefined) throw systemError("EFBIG", name);
    return bytes;
  } finally {
    await handle.close().catch(() => {});
  }
}

const systemError = (code: string, name: string): Error =>
  Object.assign(new Error(`${code}: ${name}`), { code, syscall: "open" });

const readStandardInput = (most: number): Promise<Uint8Array | undefined> => gathered(process.stdin, most);

/** Everything that a stream gives, or undefined when it is more than `most` bytes. */
async function gathered(stream: AsyncIterable<unknown>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > most) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await files()
    .readdir(folder, { recursive: true, withFileTypes: true })
    .catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .toSorted();
}

/** Follows links step by step, also those that lead to nothing yet. */
async function realPath(name: string, links: number = 0): Promise<string> {
  try {
    return await files().realpath(name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || links > 40) throw error;
    const folder = await files()
      .realpath(path.dirname(name))
      .catch(() => path.resolve(path.dirname(name)));
    const here = path.join(folder, path.basename(name));
    const target = await files()
      .readlink(here)
      .catch(() => undefined);
    return target === undefined ? here : realPath(path.resolve(folder, target), links + 1);
  }
}

/** Temporary files to remove when the process is interrupted. */
const unfinished = new Set<string>();

function removeUnfinished(signal: NodeJS.Signals): void {
  for (const name of unfinished) {
    try {
      unlinkSync(name);
    } catch {
      // gone already
    }
  }
  // The default action of the signal ends the process, so that the shell sees 130 or 143.
  process.removeListener(signal, removeUnfinished);
  process.kill(process.pid, signal);
}

function watchSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    if (process.listenerCount(signal) === 0) process.on(signal, removeUnfinished);
}

async function openOutput(name: string): Promise<OutputFile> {
  const target = await realPath(name);
  const kind = await files()
    .stat(target)
    .catch(() => undefined);
  if (kind !== undefined && !kind.isFile()) {
    if (kind.isDirectory()) throw systemError("EISDIR", name);
    return directOutput(await files().open(target, "w"));
  }
  const temporary = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${crypto().randomBytes(6).toString("hex")}.tmp`,
  );
  const handle = await files().open(temporary, "wx", kind?.mode ?? 0o666);
  unfinished.add(temporary);
  // The mode that the old file had, whatever the process's mask would make of it.
  if (kind !== undefined) await handle.chmod(kind.mode).catch(() => {});
  watchSignals();
  return temporaryOutput(handle, temporary, target);
}

/** A device or pipe: there is nothing to put in place and nothing to take back. */
function directOutput(handle: FileHandle): OutputFile {
  let read = true;
  return {
    write: async (piece) => {
      if (!read) return;
      await handle.writeFile(piece).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE") throw error;
        read = false;
      });
    },
    finish: () => handle.close(),
    commit: async () => {},
    discard: () => handle.close().catch(() => {}),
  };
}

/** So much is written before the disk is asked to keep it. */
const SAVE_EVERY = 16_777_216;

function temporaryOutput(handle: FileHandle, temporary: string, target: string): OutputFile {
  const forget = async () => {
    unfinished.delete(temporary);
    await files()
      .unlink(temporary)
      .catch(() => {});
  };
  let unsaved = 0;
  let saving: Promise<void> = Promise.resolve();
  return {
    write: async (piece) => {
      await handle.writeFile(piece);
      unsaved += piece.length;
      if (unsaved < SAVE_EVERY) return;
      unsaved = 0;
      // While the rest is being made, so that nobody waits for all of it at the end, where a fault is met.
      saving = saving.then(() => handle.datasync());
      saving.catch(() => {});
    },
    finish: async () => {
      await saving;
      await handle.sync();
      await handle.close();
    },
    commit: async () => {
      await files().rename(temporary, target);
      unfinished.delete(temporary);
    },
    discard: async () => {
      await saving.catch(() => {});
      await handle.close().catch(() => {});
      await forget();
    },
  };
}
