import type { ParsedStandard } from "../criteria/parse.ts";
import type { PageParts } from "../report/html/page-parts.ts";
import type { ScanJob } from "../scan/scan-ahead.ts";

/** A stream that the program writes text to. */
export interface Sink {
  /**
   * Writes and waits until it is taken; false when nobody reads any more.
   * @throws with a `code` such as ENOSPC when it cannot be written
   */
  write(piece: string | Uint8Array): Promise<boolean>;
  readonly isTerminal: boolean;
  /** the width of the terminal, when it is one */
  readonly columns: number | undefined;
}

/** A regular file that is read piece by piece. */
export interface Input {
  /** in bytes, when it was opened */
  readonly size: number;
  /** Fills `into` from a place in the file; tells how many bytes there were, fewer only at the end. */
  read(into: Uint8Array, at: number): Promise<number>;
  /** Is it another file by now, or has it been written to? */
  isChanged(): Promise<boolean>;
  /**
   * Has another thread read the file, and its rows, before they are asked for; absent where there is none for it.
   * @param isHashed is the hash of the whole file wanted?
   */
  readonly readAhead?: (job: ScanJob, isHashed: boolean) => Pieces;
  close(): Promise<void>;
}

/** A file that is read piece by piece into places that were agreed upon. */
export interface Pieces {
  /** Waits until the next piece is in its place; tells its length, 0 at the end. */
  next(): Promise<number>;
  /** The SHA-256 of all pieces, once the last one was read; "" where none was wanted. */
  digest(): Promise<string>;
  /** Nothing is read any more, wherever reading is. */
  close(): Promise<void>;
}

/** Computes the SHA-256 of bytes that come one after another, as hexadecimal text. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): string;
}

/** A file being written; it is whole only after `commit`. */
export interface OutputFile {
  write(piece: string | Uint8Array): Promise<void>;
  /** Makes sure that everything is on the disk; the target is still untouched. */
  finish(): Promise<void>;
  /** Puts the file in the target's place. */
  commit(): Promise<void>;
  /** Throws away what was written. */
  discard(): Promise<void>;
}

/** Files that grow line by line and are never written anew. */
export interface DraftFiles {
  makeFolder(folder: string): Promise<void>;
  /** Creates a file with this text, on the disk; false when there is one already. */
  create(path: string, text: string): Promise<boolean>;
  /**
   * Writes text behind the first `at` bytes, in place of the rest, and makes sure that it is on the disk.
   * @param size how long the file must be: another length means that somebody else has written, and nothing is done
   * @throws with a `code` such as ENOSPC; the file ends at `at` then, if that can be had
   */
  append(path: string, text: string, at: number, size: number): Promise<void>;
  remove(path: string): Promise<void>;
  makeReadOnly(path: string): Promise<void>;
  /** Size and hash of a regular file of at most `most` bytes; undefined when there is none. */
  measure(path: string, most: number): Promise<{ readonly bytes: number; readonly sha256: string } | undefined>;
  /** this process, for locks */
  readonly owner: { readonly pid: number; readonly host: string };
  isAlive(pid: number): boolean;
}

/** How a line is asked for. */
export interface AskOptions {
  readonly old: string | undefined;
  /** without redrawing, for screen readers and simple terminals */
  readonly isPlain: boolean;
  readonly hasColour: boolean;
}

/** A person at a terminal. */
export interface Prompts {
  /** are standard input and standard error terminals? */
  readonly isTerminal: boolean;
  /** @throws Stopped when the person interrupts or the input ends */
  ask(message: string, options: AskOptions): Promise<string>;
  /** Lets go of the input, so that the process can end. */
  close(): void;
}

/** Everything outside: files, streams, environment. A test gives one of its own and runs the program in memory. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** the program's own version */
  readonly version: string;
  /** the folder of the bundled standards */
  readonly criteriaFolder: string;
  /** A bundled standard as it was read and checked when the program was built; undefined when none was kept. */
  keptStandard(name: string): ParsedStandard | undefined;
  /**
   * Reads a file of at most `most` bytes.
   * @throws with a `code` such as ENOENT when the file cannot be read, EFBIG when it is larger
   */
  readFile(path: string, most: number): Promise<Uint8Array>;
  /** Opens a regular file to read it piece by piece; undefined for anything else, and when it cannot be opened. */
  openInput(path: string): Promise<Input | undefined>;
  hasher(): Hasher;
  /** Milliseconds since some moment, to tell how long work takes. */
  elapsed(): number;
  /** Standard input, or undefined when it is larger than `most` bytes. */
  readStandardInput(most: number): Promise<Uint8Array | undefined>;
  /** Script and style of the HTML report, as they were built. */
  readPage(): Promise<PageParts>;
  /** All files below a folder, as paths relative to it with `/`; none when there is no such folder. */
  listFiles(folder: string): Promise<string[]>;
  /** The file that a path leads to after all links, for comparing; the path itself when it does not exist. */
  realPath(path: string): Promise<string>;
  /** What stands at a path itself, links not followed. */
  kindOf(path: string): Promise<"file" | "other" | "none">;
  /** Opens an output: a temporary file beside a regular target, the target itself when it is a device or pipe. */
  openOutput(path: string): Promise<OutputFile>;
  /** The clock; asked only when a time stamp is wanted. */
  now(): Date;
  sha256(data: Uint8Array | string): string;
  readonly drafts: DraftFiles;
  readonly prompts: Prompts;
}
