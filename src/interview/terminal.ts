import type { Draft } from "../intake/draft.ts";
import type { DraftEntry } from "../intake/draft-lines.ts";

/** Where people are spoken to and asked. */
export interface Terminal {
  /** Shows lines; an empty text is a blank line. */
  say(...lines: readonly string[]): Promise<void>;
  /**
   * Asks for one line. Enter alone gives the old answer when there is one.
   * @throws Stopped when nobody answers any more
   */
  ask(message: string, old?: string): Promise<string>;
}

/** Nobody answers any more: interrupted with Ctrl-C, or the input has ended. */
export class Stopped extends Error {
  readonly why: "interrupted" | "closed";

  constructor(why: Stopped["why"]) {
    super(why);
    this.name = "Stopped";
    this.why = why;
  }
}

/** By its name: the program is built as two files, and each has a class of its own. */
export const isStopped = (error: unknown): error is Stopped => error instanceof Error && error.name === "Stopped";

type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, "at"> : never;
/** An entry before it is written; the journal knows the time. */
export type NewEntry = WithoutTime<DraftEntry>;

/** The draft that is being written. */
export interface Journal {
  readonly draft: Draft;
  /** its whole lines, as they lie on the disk */
  readonly bytes: Uint8Array;
  /** the file, for people */
  readonly name: string;
  /** Writes an entry and makes sure that it is on the disk. @throws when it cannot be written; nothing is lost then */
  add(entry: NewEntry): Promise<void>;
}
