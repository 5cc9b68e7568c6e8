import { problem } from "../../problem.ts";
import type { Document } from "../../report/document.ts";
import { markdownLines } from "../../report/markdown.ts";
import { terminalLines } from "../../report/terminal.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { writeStandardOutput } from "../output.ts";

/** Formats of what a command shows by itself, which is no report on wards. */
export type ShowFormat = "table" | "markdown" | "json";

/** Checks `--format` of such a command. */
export function formatAsked(asked: string | undefined, formats: readonly ShowFormat[]): ShowFormat {
  const format = asked === undefined ? "table" : formats.find((one) => one === asked);
  if (format !== undefined) return format;
  throw new Failure({ usage: true }, [
    problem("usage/unknown-format", { seen: asked ?? "", values: formats.join(", ") }),
  ]);
}

/** Writes a document to standard output, for people. */
export async function writeDocument(console: Console, document: Document, format: ShowFormat): Promise<void> {
  const page = { width: console.width, chalk: console.chalkFor("stdout") };
  const lines = format === "markdown" ? markdownLines(document) : terminalLines(document, page);
  await writeStandardOutput(
    console.host,
    [...lines].map((line) => `${line}\n`),
    console.language,
  );
}
