import { createHash, randomBytes } from "node:crypto";
import { readFileSync, unlinkSync } from "node:fs";
import { type FileHandle, open, readdir, readFile, realpath, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Host, OutputFile, Sink } from "./host-interface.ts";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The real host: this process, its files and its streams. */
export function host(): Host {
  return {
    env: process.env,
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    version: (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string }).version,
    criteriaFolder: path.join(root, "criteria"),
    readFile: (name) => readFile(name),
    readStandardInput,
    listFiles,
    realPath,
    openOutput,
    now: () => new Date(),
    sha256: (data) => createHash("sha256").update(data).digest("hex"),
  };
}

function sinkOf(stream: NodeJS.WriteStream): Sink {
  let closed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    closed = true;
  });
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    write: (text) =>
      new Promise((resolve) => {
        if (closed) resolve(false);
        else stream.write(text, (error) => resolve(error === null || error === undefined));
      }),
  };
}

async function readStandardInput(most: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > most) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .toSorted();
}

async function realPath(name: string): Promise<string> {
  try {
    return await realpath(name);
  } catch {
    const folder = await realpath(path.dirname(name)).catch(() => path.resolve(path.dirname(name)));
    return path.join(folder, path.basename(name));
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
  const kind = await stat(target).catch(() => undefined);
  if (kind !== undefined && !kind.isFile()) {
    if (kind.isDirectory()) throw Object.assign(new Error(`${name} is a folder`), { code: "EISDIR" });
    return directOutput(await open(target, "w"));
  }
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  const handle = await open(temporary, "wx", kind?.mode ?? 0o666);
  unfinished.add(temporary);
  watchSignals();
  return temporaryOutput(handle, temporary, target);
}

/** A device or pipe: there is nothing to put in place and nothing to take back. */
function directOutput(handle: FileHandle): OutputFile {
  return {
    write: async (text) => {
      await handle.write(text);
    },
    finish: () => handle.close(),
    commit: async () => {},
    discard: () => handle.close().catch(() => {}),
  };
}

function temporaryOutput(handle: FileHandle, temporary: string, target: string): OutputFile {
  const forget = async () => {
    unfinished.delete(temporary);
    await unlink(temporary).catch(() => {});
  };
  return {
    write: async (text) => {
      await handle.writeFile(text);
    },
    finish: async () => {
      await handle.sync();
      await handle.close();
    },
    commit: async () => {
      await rename(temporary, target);
      unfinished.delete(temporary);
    },
    discard: async () => {
      await handle.close().catch(() => {});
      await forget();
    },
  };
}
