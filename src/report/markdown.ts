import { visible } from "../messages/visible.ts";
import type { Block, Document, DocumentColumn } from "./document.ts";

/** Text that Markdown and HTML leave as it is: no emphasis, link, tag, heading, list or table of its own. */
function escaped(text: string): string {
  return visible(text)
    .replace(/&/g, "&amp;")
    .replace(/[\\`*_[\]|<>~]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([-+=#]|\d+[.)])(?=\s|$|#|=)/, "$1\\$2")
    .replace(/\b(https?|ftp|mailto):/gi, "$1&#58;")
    .replace(/\bwww\./gi, (found) => found.replace(".", "&#46;"))
    .replace(/@(?=[\w-]+\.)/g, "&#64;");
}

/** Lays a document out as Markdown with tables. Yields lines without their ends. */
export function* markdownLines(document: Document): Generator<string> {
  let first = true;
  for (const block of document) {
    if (!first) yield "";
    first = false;
    yield* blockLines(block);
  }
}

function* blockLines(block: Block): Generator<string> {
  switch (block.is) {
    case "heading":
      yield `## ${escaped(block.text)}`;
      return;
    case "paragraph":
      yield block.notice === true ? `> ${escaped(block.text)}` : escaped(block.text);
      return;
    case "figures":
      yield [
        ...(block.title === undefined ? [] : [escaped(block.title)]),
        block.items.map(({ label, value }) => `**${escaped(value)}** ${escaped(label)}`).join(" · "),
      ].join(" ");
      return;
    case "list":
      for (const item of block.items) yield `- ${escaped(item)}`;
      return;
    case "bars":
      for (const { label, value, of } of block.items) yield `- ${escaped(label)}: ${value}/${of}`;
      return;
    case "trends":
      for (const { label, points } of block.items)
        yield `- ${escaped(label)}: ${points.map(({ period, text }) => escaped(`${period} ${text}`)).join(" → ")}`;
      return;
    case "table":
      for (const [index, { title, rows }] of block.groups.entries()) {
        if (index > 0) yield "";
        if (title !== undefined) yield* [`### ${escaped(title)}`, ""];
        yield row(block.columns.map((column) => column.title));
        yield `|${block.columns.map(rule).join("|")}|`;
        for (const cells of rows) yield row(block.columns.map((_, place) => cells[place]?.text ?? ""));
      }
  }
}

const row = (texts: readonly string[]): string => `| ${texts.map(escaped).join(" | ")} |`;

function rule({ align }: DocumentColumn): string {
  if (align === "right") return " ---: ";
  return align === "center" ? " :---: " : " --- ";
}
