import { say } from "../messages/say.ts";
import { type Problem, problem } from "../problem.ts";
import type { Piece } from "../report/report-writer.ts";
import type { Language } from "../text.ts";
import { Failure } from "./failure.ts";
import type { Host, OutputFile } from "./host-interface.ts";
import { errorDetail } from "./read.ts";

/** Text is handed on in pieces of at most this size. */
const PIECE = 65_536;

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

const isSystemError = (error: unknown): boolean => error instanceof Error && "code" in error && "syscall" in error;

/** A sink for pieces: gathers texts as bytes in one of two blocks, while the other one is being written. */
class Gathered {
  readonly #write: (piece: Uint8Array) => Promise<unknown>;
  readonly #encoder = new TextEncoder();
  readonly #blocks = [new Uint8Array(PIECE), new Uint8Array(PIECE)] as const;
  #current: 0 | 1 = 0;
  #place = 0;
  #pending: Promise<unknown> = Promise.resolve();

  constructor(write: (piece: Uint8Array) => Promise<unknown>) {
    this.#write = write;
  }

  async put(piece: Piece): Promise<void> {
    if (typeof piece !== "string") {
      await this.#flush();
      await this.#start(piece);
      return;
    }
    let rest = piece;
    for (;;) {
      const room = this.#blocks[this.#current].subarray(this.#place);
      const { read, written } = this.#encoder.encodeInto(rest, room);
      this.#place += written;
      if (read === rest.length) return;
      await this.#flush();
      rest = rest.slice(read);
    }
  }

  async #flush(): Promise<void> {
    if (this.#place === 0) return;
    const filled = this.#blocks[this.#current].subarray(0, this.#place);
    this.#current = this.#current === 0 ? 1 : 0;
    this.#place = 0;
    await this.#start(filled);
  }

  /** Waits for the piece before and begins to write this one. */
  async #start(piece: Uint8Array): Promise<void> {
    await this.#pending;
    this.#pending = this.#write(piece);
    // Its fault is met where it is waited for.
    this.#pending.catch(() => {});
  }

  /** Waits until everything is written. */
  async end(): Promise<void> {
    await this.#flush();
    await this.#pending;
  }
}

/** Files being written: each is whole or absent, and old files stay until all new ones are whole. */
export class Outputs {
  readonly #language: Language;
  readonly #open: { readonly name: string; readonly file: OutputFile; readonly sink: Gathered }[] = [];

  private constructor(language: Language) {
    this.#language = language;
  }

  static async open(host: Host, names: readonly string[], language: Language): Promise<Outputs> {
    const outputs = new Outputs(language);
    for (const name of names) {
      await outputs.#guarded(name, async () => {
        const file = await host.openOutput(name);
        outputs.#open.push({ name, file, sink: new Gathered((piece) => file.write(piece)) });
      });
    }
    return outputs;
  }

  /** Writes a piece to the file at a place in the list of names. */
  async put(place: number, piece: Piece): Promise<void> {
    const { name = "", sink } = this.#open[place] ?? {};
    await this.#guarded(name, async () => sink?.put(piece));
  }

  /** Writes all to the end, then puts all in place. */
  async commit(): Promise<void> {
    for (const { name, file, sink } of this.#open) {
      await this.#guarded(name, async () => {
        await sink.end();
        await file.finish();
      });
    }
    for (const { name, file } of this.#open) await this.#guarded(name, () => file.commit());
  }

  async discard(): Promise<void> {
    for (const { file, sink } of this.#open) {
      await sink.end().catch(() => {});
      await file.discard();
    }
  }

  async #guarded(name: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      await this.discard();
      throw unwritable(name, error, this.#language);
    }
  }
}

/** Writes a whole file; it is whole or absent. */
export async function writeFile(host: Host, name: string, pieces: Iterable<Piece>, language: Language): Promise<void> {
  const outputs = await Outputs.open(host, [name], language);
  for (const piece of pieces) await outputs.put(0, piece);
  await outputs.commit();
}

/** Standard output, which may be closed by who reads it. */
export class StandardOutput {
  readonly #language: Language;
  readonly #sink: Gathered;
  #isRead = true;

  constructor(host: Host, language: Language) {
    this.#language = language;
    this.#sink = new Gathered(async (piece) => {
      this.#isRead &&= await host.stdout.write(piece);
    });
  }

  /** False when nobody reads any more. */
  async put(piece: Piece): Promise<boolean> {
    await this.#guarded(() => this.#sink.put(piece));
    return this.#isRead;
  }

  async end(): Promise<void> {
    await this.#guarded(() => this.#sink.end());
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      throw unwritable("stdout", error, this.#language);
    }
  }
}

/** Writes to standard output; stops quietly when nobody reads any more. */
export async function writeStandardOutput(host: Host, pieces: Iterable<Piece>, language: Language): Promise<void> {
  const output = new StandardOutput(host, language);
  for (const piece of pieces) if (!(await output.put(piece))) return;
  await output.end();
}
