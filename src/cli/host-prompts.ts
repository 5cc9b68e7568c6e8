import { createInterface, type Interface } from "node:readline";
import { Stopped } from "../interview/terminal.ts";
import type { AskOptions, Prompts } from "./host-interface.ts";

/** The person at the terminal of this process: asked on standard error, so that standard output stays for data. */
export function prompts(): Prompts {
  const plain = new PlainPrompt();
  return {
    isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true,
    ask: (message, options) =>
      options.isPlain
        ? plain.ask(message, options)
        : askDrawn({ input: process.stdin, output: process.stderr }, message, options),
    close: () => plain.close(),
  };
}

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
  const ask = inquirer.createPromptModule({ input, output });
  const bare = (text: string) => text;
  const theme = hasColour
    ? {}
    : { prefix: "?", style: { message: bare, answer: bare, defaultAnswer: (text: string) => `(${text})` } };
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
  }
}

/** Lines as they come, nothing redrawn. One reader for all questions, so that lines typed ahead are kept. */
class PlainPrompt {
  #reader: Interface | undefined;
  readonly #lines: string[] = [];
  #stopped: Stopped | undefined;
  #wake: (() => void) | undefined;

  async ask(message: string, { old }: AskOptions): Promise<string> {
    this.#reader ??= this.#open();
    this.#reader.setPrompt(`${message}${old ? ` [${old}]` : ""} `);
    this.#reader.prompt();
    while (this.#lines.length === 0 && this.#stopped === undefined)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const line = this.#lines.shift();
    if (line === undefined) throw this.#stopped ?? new Stopped("closed");
    return line === "" ? (old ?? "") : line;
  }

  close(): void {
    this.#reader?.close();
    this.#reader = undefined;
  }

  #open(): Interface {
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    const stop = (why: Stopped["why"]) => {
      this.#stopped ??= new Stopped(why);
      this.#wake?.();
    };
    reader.on("line", (line) => {
      this.#lines.push(line);
      this.#wake?.();
    });
    reader.on("SIGINT", () => stop("interrupted"));
    reader.on("close", () => stop("closed"));
    return reader;
  }
}
