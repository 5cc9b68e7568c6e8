/** A stream that the program writes text to. */
export interface Sink {
  /**
   * Writes and waits until it is taken; false when nobody reads any more.
   * @throws with a `code` such as ENOSPC when it cannot be written
   */
  write(text: string): Promise<boolean>;
  readonly isTerminal: boolean;
  /** the width of the terminal, when it is one */
  readonly columns: number | undefined;
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

/** Everything outside: files, streams, environment. A test gives one of its own and runs the program in memory. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** the program's own version */
  readonly version: string;
  /** the folder of the bundled standards */
  readonly criteriaFolder: string;
  /**
   * Reads a file of at most `most` bytes.
   * @throws with a `code` such as ENOENT when the file cannot be read, EFBIG when it is larger
   */
  readFile(path: string, most: number): Promise<Uint8Array>;
  /** Standard input, or undefined when it is larger than `most` bytes. */
  readStandardInput(most: number): Promise<Uint8Array | undefined>;
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
}
