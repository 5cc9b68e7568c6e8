import type { Interface } from "node:readline";
import { Stopped } from "../interview/terminal.ts";
import { readline } from "./host-builtin.ts";
import type { AskOptions, Prompts } from "./host-interface.ts";

/** The person at the terminal of this process: asked on standard error, so that standard output stays for data. */
export function prompts(): Prompts {
  const plain = new PlainPrompt();
  const streams = { input: process.stdin, output: process.stderr };
  return {
    isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask: (message, options) => (options.isPlain ? plain.ask(message, options) : askDrawn(streams, message, options)),
    close: () => plain.close(),
  };
}

/** A prompt that is answered is settled by then. */
const SETTLES_WITHIN = 50;

/** Where a line comes from and where it is drawn. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks for a line that is drawn and edited by the library, which is loaded only here. @throws Stopped */
export async function askDrawn(
  { input, output }: PromptStreams,
  message: string,
  { old, hasColour }: AskOptions,
): Promise<string> {
  const { default: inquirer } = await import("inquirer");
  // At Ctrl-D the input is let go of, and the library waits on: nothing keeps the process then, and it would end with
  // things unsaid. So it is kept, and the prompt given up.
  const ended = new AbortController();
  let soon: NodeJS.Timeout | undefined;
  const giveUp = () => {
    soon ??= setTimeout(() => ended.abort(), SETTLES_WITHIN);
  };
  const kept = setInterval(() => {}, 60_000);
  input.on("pause", giveUp);
  const ask = inquirer.createPromptModule({ input, output, signal: ended.signal });
  const bare = (text: string) => text;
  const style = { message: bare, answer: bare, defaultAnswer: (text: string) => `(${text})` };
  const theme = hasColour ? {} : { prefix: "?", style };
  try {
    const question = {
      type: "input" as const,
      name: "line" as const,
      message,
      theme,
      ...(old ? { default: old } : {}),
    };
    const { line } = await ask([question]);
    return String(line);
  } catch (error) {
    if (!(error instanceof Error) || !["ExitPromptError", "AbortPromptError"].includes(error.name)) throw error;
    throw new Stopped(error.message.includes("SIGINT") ? "interrupted" : "closed");
  } finally {
    input.removeListener("pause", giveUp);
    clearTimeout(soon);
    clearInterval(kept);
  }
}

const BACKSPACE = "\b";

/** Lines as the terminal itself gives them, nothing drawn. One reader for all questions keeps lines typed ahead. */
class PlainPrompt {
  #reader: Interface | undefined;
  readonly #lines: string[] = [];
  #stopped: Stopped | undefined;
  #wake: (() => void) | undefined;
  readonly #interrupt = () => this.#stop("interrupted");

  async ask(message: string, { old }: AskOptions): Promise<string> {
    this.#reader ??= this.#open();
    process.stderr.write(`${message}${old ? ` [${old}]` : ""} `);
    while (this.#lines.length === 0 && this.#stopped === undefined)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const line = this.#lines.shift();
    if (line === undefined) throw this.#stopped ?? new Stopped("closed");
    return line === "" ? (old ?? "") : line;
  }

  close(): void {
    process.removeListener("SIGINT", this.#interrupt);
    this.#reader?.close();
    this.#reader = undefined;
  }

  #stop(why: Stopped["why"]): void {
    this.#stopped ??= new Stopped(why);
    this.#wake?.();
  }

  #open(): Interface {
    const reader = readline().createInterface({ input: process.stdin, terminal: false });
    reader.on("line", (line) => {
      this.#lines.push(withoutTakenBack(line));
      this.#wake?.();
    });
    reader.on("close", () => this.#stop("closed"));
    process.on("SIGINT", this.#interrupt);
    return reader;
  }
}

/** An input method may take letters back with a backspace that a terminal which edits lines itself keeps. */
function withoutTakenBack(line: string): string {
  if (!line.includes(BACKSPACE)) return line;
  const kept: string[] = [];
  for (const letter of line) {
    if (letter === BACKSPACE) kept.pop();
    else kept.push(letter);
  }
  return kept.join("");
}
