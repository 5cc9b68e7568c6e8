import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Host, OutputFile } from "../../src/cli/host-interface.ts";
import { run } from "../../src/cli/run.ts";

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** what was written to files, by name */
  readonly written: ReadonlyMap<string, string>;
  /** the same as bytes */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

export interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** the width of a terminal on standard output; none: it is a pipe */
  readonly columns?: number;
  /** a fault of the program, when the time is asked for */
  readonly brokenClock?: boolean;
  /** a file that cannot be written, with the system's word for why */
  readonly failing?: Readonly<Record<string, string>>;
}

const missing = (name: string): Error =>
  Object.assign(new Error(`ENOENT: ${name}`), { code: "ENOENT", syscall: "open" });

/** Runs the whole program in memory. Files of the repository can be read; nothing is ever written to the disk. */
export async function runInMemory(argv: readonly string[], world: World = {}): Promise<Run> {
  const out = { stdout: "", stderr: "" };
  const bytes = new Map<string, Uint8Array>();
  const sink = (name: "stdout" | "stderr") => ({
    isTerminal: world.columns !== undefined,
    columns: world.columns,
    write: async (text: string) => {
      out[name] += text;
      return true;
    },
  });
  const host: Host = {
    env: { LANG: "vi_VN.UTF-8", ...world.env },
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    version: (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string }).version,
    criteriaFolder: path.join(root, "criteria"),
    readFile: async (name) => {
      const own = world.files?.[name];
      if (own !== undefined) return typeof own === "string" ? new TextEncoder().encode(own) : own;
      return readFile(path.resolve(root, name)).catch(() => {
        throw missing(name);
      });
    },
    readStandardInput: async (most) => {
      const bytes = new TextEncoder().encode(world.stdin ?? "");
      return bytes.length > most ? undefined : bytes;
    },
    listFiles: async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .toSorted();
    },
    kindOf: async (name) => {
      const isThere = world.files?.[name] !== undefined || existsSync(path.resolve(root, name));
      return isThere ? "file" : "none";
    },
    realPath: async (name) => path.resolve(root, name),
    openOutput: async (name) => memoryFile(name, bytes, world.failing?.[name]),
    now: () => {
      if (world.brokenClock === true) throw new Error("no clock");
      return new Date(0);
    },
    sha256: (data) => createHash("sha256").update(data).digest("hex"),
  };
  const code = await run(argv, host);
  const texts = [...bytes].map(([name, content]) => [name, new TextDecoder().decode(content)] as const);
  return { code, ...out, written: new Map(texts), bytes };
}

function memoryFile(name: string, written: Map<string, Uint8Array>, failing: string | undefined): OutputFile {
  const pieces: Uint8Array[] = [];
  return {
    write: async (piece) => {
      pieces.push(typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
    },
    finish: async () => {
      if (failing !== undefined) throw Object.assign(new Error(failing), { code: failing, syscall: "fsync" });
    },
    commit: async () => {
      written.set(name, Buffer.concat(pieces));
    },
    discard: async () => {
      written.delete(name);
    },
  };
}
