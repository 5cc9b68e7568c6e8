import type { Terminal } from "../../interview/terminal.ts";
import { visible } from "../../messages/visible.ts";
import { wrap } from "../../report/width.ts";
import type { Console } from "../console.ts";

const DEFAULT_WIDTH = 80;

/** Breaks a line to a width; what follows the first part stands below it. */
function indented(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  return wrap(line.slice(indent.length), width - indent.length).map((part) => (part === "" ? "" : indent + part));
}

/** The person at the terminal. Lines go to standard error, within its width as it is at the time. */
export function terminalOf(console: Console, isPlain: boolean): Terminal {
  const { host } = console;
  const hasColour = console.chalkFor("stderr").level > 0;
  return {
    say: async (...lines) => {
      // A terminal that does not know its width says 0.
      const width = host.stderr.columns || DEFAULT_WIDTH;
      const text = lines.flatMap((line) => line.split("\n")).flatMap((line) => indented(visible(line), width));
      await host.stderr.write(`${text.join("\n")}\n`);
    },
    ask: (message, old) =>
      host.prompts.ask(message, { old, isPlain: isPlain || host.env["TERM"] === "dumb", hasColour }),
  };
}
