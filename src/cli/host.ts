import { closeSync, createReadStream, fstatSync, lstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PageParts } from "../report/html/page-parts.ts";
import { crypto } from "./host-builtin.ts";
import { draftFiles } from "./host-drafts.ts";
import { expectManyThings } from "./host-engine.ts";
import { hasher, openInput } from "./host-input.ts";
import type { Host, Sink } from "./host-interface.ts";
import { openOutput } from "./host-output.ts";
import { attempt, realPath, systemError } from "./host-paths.ts";
import { prompts } from "./host-prompts.ts";
import { keptStandard } from "./host-standards.ts";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The real host: this process, its files and its streams. */
export function host(): Host {
  // Streams are opened by Node when they are first asked for, which takes a while.
  const stdout = once(() => sinkOf(process.stdout));
  const stderr = once(() => sinkOf(process.stderr));
  const people = once(prompts);
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
  return {
    env: process.env,
    get stdout() {
      return stdout();
    },
    get stderr() {
      return stderr();
    },
    version,
    criteriaFolder: path.join(root, "criteria"),
    keptStandard: (name) => keptStandard(path.join(root, "dist", "program", "standards"), name, version),
    readFile: readBounded,
    readStandardInput,
    openInput: async (name) => openInput(name, path.join(root, "dist", "program", "thread.cjs")),
    hasher,
    // The global clock brings a whole library of measuring along.
    elapsed: () => 1000 * process.uptime(),
    readPage,
    listFiles: async (folder) => listFiles(folder),
    realPath: async (name) => realPath(name),
    kindOf: async (name) => kindOf(name),
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
      // A terminal that nobody has told its size says 0.
      return stream.columns || undefined;
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
  const [script, style] = ["main.js", "style.css"].map((name) => readFileSync(path.join(folder, name), "utf8"));
  if (script === undefined || style === undefined) throw new Error("dist/page");
  const hash = (text: string) => crypto().createHash("sha256").update(text).digest("base64");
  return { script, style, scriptHash: hash(script), styleHash: hash(style) };
}

function kindOf(name: string): "file" | "other" | "none" {
  const about = attempt(() => lstatSync(name));
  if (about === undefined) return "none";
  return about.isFile() ? "file" : "other";
}

async function readBounded(name: string, most: number): Promise<Uint8Array> {
  const file = openSync(name, "r");
  try {
    const about = fstatSync(file);
    if (about.isDirectory()) throw systemError("EISDIR", name);
    if (about.isFile() && about.size > most) throw systemError("EFBIG", name);
    if (about.isFile()) return whole(readFileSync(file));
    const bytes = await gathered(createReadStream("", { fd: file, autoClose: false }), most);
    if (bytes === undefined) throw systemError("EFBIG", name);
    return bytes;
  } finally {
    attempt(() => closeSync(file));
  }
}

function whole(bytes: Buffer): Buffer {
  expectManyThings(bytes.length);
  return bytes;
}

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
  return whole(Buffer.concat(chunks));
}

function listFiles(folder: string): string[] {
  const entries = attempt(() => readdirSync(folder, { recursive: true, withFileTypes: true })) ?? [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .toSorted();
}
