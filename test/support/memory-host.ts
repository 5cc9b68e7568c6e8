import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { DraftFiles, Host, Input, OutputFile } from "../../src/cli/host-interface.ts";
import { run } from "../../src/cli/run.ts";
import type { ParsedStandard } from "../../src/criteria/parse.ts";
import { Stopped } from "../../src/interview/terminal.ts";
import type { PageParts } from "../../src/report/html/page-parts.ts";

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
  /** what files hold once somebody has asked whether they were changed, which they are told they were not */
  readonly later?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** the width of a terminal on standard output; none: it is a pipe */
  readonly columns?: number;
  /** how much time has gone by at each look at the clock that measures work */
  readonly secondsPerLook?: number;
  /** a fault of the program, when the time is asked for */
  readonly brokenClock?: boolean;
  /** what a person types at the terminal, line by line; `^C` interrupts, and when all is typed the input ends */
  readonly typed?: readonly string[];
  /** drafts that lie in files already, and where they are left */
  readonly drafts?: Map<string, Uint8Array>;
  /** processes that are alive beside this one */
  readonly alive?: readonly number[];
  /** bundled standards as the build kept them; none: their files are read */
  readonly kept?: (name: string) => ParsedStandard | undefined;
  /** a file that cannot be written, with the system's word for why */
  readonly failing?: Readonly<Record<string, string>>;
}

const built = (name: string): string => readFileSync(path.join(root, "dist", "page", name), "utf8");
const hashed = (text: string): string => createHash("sha256").update(text).digest("base64");
const [script, style] = [built("main.js"), built("style.css")];
/** The page as `npm run build` made it. */
const PAGE: PageParts = { script, style, scriptHash: hashed(script), styleHash: hashed(style) };

const missing = (name: string): Error =>
  Object.assign(new Error(`ENOENT: ${name}`), { code: "ENOENT", syscall: "open" });

/** Runs the whole program in memory. Files of the repository can be read; nothing is ever written to the disk. */
export async function runInMemory(argv: readonly string[], world: World = {}): Promise<Run> {
  const out = { stdout: "", stderr: "" };
  const bytes = new Map<string, Uint8Array>();
  const drafts = world.drafts ?? new Map<string, Uint8Array>();
  const typed = [...(world.typed ?? [])];
  let elapsed = 0;
  const sink = (name: "stdout" | "stderr") => ({
    isTerminal: world.columns !== undefined,
    columns: world.columns,
    write: async (piece: string | Uint8Array) => {
      out[name] += typeof piece === "string" ? piece : new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece);
      return true;
    },
  });
  const host: Host = {
    env: { LANG: "vi_VN.UTF-8", ...world.env },
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    version: (JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string }).version,
    criteriaFolder: path.join(root, "criteria"),
    keptStandard: (name) => world.kept?.(name),
    readFile: async (name) => {
      const own = drafts.get(name) ?? world.files?.[name];
      if (own !== undefined) return typeof own === "string" ? new TextEncoder().encode(own) : own;
      return readFile(path.resolve(root, name)).catch(() => {
        throw missing(name);
      });
    },
    readPage: async () => PAGE,
    readStandardInput: async (most) => {
      const bytes = new TextEncoder().encode(world.stdin ?? "");
      return bytes.length > most ? undefined : bytes;
    },
    listFiles: async (folder) => {
      const inMemory = [...drafts.keys()].filter((file) => file.startsWith(`${folder}/`));
      if (inMemory.length > 0) return inMemory.map((file) => file.slice(folder.length + 1)).toSorted();
      if (!existsSync(path.resolve(root, folder))) return [];
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
    sha256,
    hasher: () => {
      const hash = createHash("sha256");
      return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest("hex") };
    },
    elapsed: () => (elapsed += 1000 * (world.secondsPerLook ?? 0)),
    openInput: async (name) => {
      const bytes = await host.readFile(name, Number.POSITIVE_INFINITY).catch(() => undefined);
      return bytes && memoryInput(bytes, world.later?.[name]);
    },
    drafts: memoryDrafts(drafts, world),
    prompts: {
      isTerminal: world.typed !== undefined,
      ask: async (message, { old }) => {
        const line = typed.shift();
        out.stderr += `? ${message}${old === undefined || old === "" ? "" : ` (${old})`} ${line ?? ""}\n`;
        if (line === undefined || line === "^C") throw new Stopped(line === undefined ? "closed" : "interrupted");
        return line === "" ? (old ?? "") : line;
      },
      close: () => {},
    },
  };
  const code = await run(argv, host);
  const texts = [...bytes].map(([name, content]) => [name, new TextDecoder().decode(content)] as const);
  return { code, ...out, written: new Map(texts), bytes };
}

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

/** Drafts in memory, with the faults that the world gives them. */
function memoryDrafts(files: Map<string, Uint8Array>, world: World): DraftFiles {
  const write = (name: string, bytes: Uint8Array) => {
    const code = world.failing?.[name];
    if (code !== undefined) throw Object.assign(new Error(code), { code, syscall: "write" });
    files.set(name, bytes);
  };
  return {
    makeFolder: async () => {},
    create: async (name, text) => {
      if (files.has(name)) return false;
      write(name, new TextEncoder().encode(text));
      return true;
    },
    append: async (name, text, at, size) => {
      const before = files.get(name) ?? new Uint8Array();
      if (before.length !== size) throw Object.assign(new Error("ESTALE"), { code: "ESTALE", syscall: "write" });
      write(name, Buffer.concat([before.subarray(0, at), Buffer.from(text)]));
    },
    remove: async (name) => {
      files.delete(name);
    },
    makeReadOnly: async () => {},
    measure: async (name) => {
      const own = world.files?.[path.relative(root, name)] ?? world.files?.[name];
      const bytes = typeof own === "string" ? new TextEncoder().encode(own) : own;
      return bytes && { bytes: bytes.length, sha256: sha256(bytes) };
    },
    owner: { pid: 1, host: "here" },
    isAlive: (pid) => world.alive?.includes(pid) ?? false,
  };
}

function memoryInput(before: Uint8Array, later: string | undefined): Input {
  let bytes = before;
  return {
    size: before.length,
    read: async (into, at) => {
      const piece = bytes.subarray(at, at + into.length);
      into.set(piece);
      return piece.length;
    },
    isChanged: async () => {
      const isOther = bytes !== before;
      if (later !== undefined) bytes = new TextEncoder().encode(later);
      return isOther;
    },
    close: async () => {},
  };
}

function memoryFile(name: string, written: Map<string, Uint8Array>, failing: string | undefined): OutputFile {
  const pieces: Uint8Array[] = [];
  return {
    write: async (piece) => {
      pieces.push(typeof piece === "string" ? new TextEncoder().encode(piece) : piece.slice());
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
