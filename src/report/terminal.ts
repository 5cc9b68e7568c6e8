import type { ChalkInstance } from "chalk";
import Table from "cli-table3";
import type { StatusName } from "../engine/status.ts";
import { visible } from "../messages/visible.ts";
import type { Block, Document, DocumentCell, DocumentColumn, RowGroup } from "./document.ts";
import { cutTo, widthOf, wrap } from "./width.ts";

/** The page: its width in columns of the terminal, and the colours, which may be none. */
export interface Page {
  readonly width: number;
  readonly chalk: ChalkInstance;
}

const NARROWEST = 40;
const FEWEST_FLEXIBLE = 12;
const BAR = 24;
const NO_BORDERS = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
} as const;

/** Lays a document out for a terminal; no line is wider than the page. Yields lines without their ends. */
export function* terminalLines(document: Document, page: Page): Generator<string> {
  const width = Math.max(NARROWEST, page.width);
  let before: Block["is"] | undefined;
  for (const block of document) {
    const close = before === "heading" || block.is === "paragraph" || (before === "figures" && block.is === "figures");
    if (before !== undefined && !close) yield "";
    before = block.is;
    yield* blockLines(block, { ...page, width });
  }
}

function* blockLines(block: Block, page: Page): Generator<string> {
  const { chalk, width } = page;
  switch (block.is) {
    case "heading":
      for (const line of wrap(visible(block.text), width)) yield chalk.bold(line);
      return;
    case "paragraph":
      for (const line of wrap(visible(block.text), width)) yield block.notice === true ? chalk.yellow(line) : line;
      return;
    case "figures": {
      const title = block.title === undefined ? "" : `${visible(block.title)} `;
      yield* wrap(
        title + block.items.map(({ label, value }) => `${visible(value)} ${visible(label)}`).join(" · "),
        width,
      );
      return;
    }
    case "list":
      for (const item of block.items) {
        for (const [index, line] of wrap(visible(item), width - 2).entries())
          yield `${index === 0 ? "- " : "  "}${line}`;
      }
      return;
    case "bars":
      yield* barLines(block, page);
      return;
    case "table":
      yield* tableLines(block.columns, block.groups, page);
  }
}

function* barLines({ items }: Block & { is: "bars" }, { width, chalk }: Page): Generator<string> {
  const labels = items.map(({ label }) => visible(label));
  const counts = items.map(({ value, of }) => `${value}/${of}`);
  const countWidth = Math.max(0, ...counts.map(widthOf));
  const labelWidth = Math.min(Math.max(0, ...labels.map(widthOf)), Math.max(8, width - countWidth - BAR - 4));
  for (const [index, { value, of }] of items.entries()) {
    const label = cutTo(labels[index] ?? "", labelWidth);
    const bar =
      of === 0
        ? ""
        : "█".repeat(Math.max(1, Math.round((value / of) * Math.min(BAR, width - labelWidth - countWidth - 4))));
    yield `${label}${" ".repeat(labelWidth - widthOf(label))}  ${(counts[index] ?? "").padStart(countWidth)}  ${chalk.cyan(bar)}`.trimEnd();
  }
}

/**
 * The widths of a table's columns: as wide as their contents, the flexible ones narrower when the page asks for it.
 * Undefined when even so the table does not fit: numbers and marks are never broken.
 */
function columnWidths(
  columns: readonly DocumentColumn[],
  groups: readonly RowGroup[],
  width: number,
): number[] | undefined {
  const widths = columns.map((column, index) => {
    let widest = widthOf(visible(column.title));
    for (const { rows } of groups)
      for (const row of rows) widest = Math.max(widest, widthOf(visible(row[index]?.text ?? "")));
    return Math.max(1, widest);
  });
  let excess = widths.reduce((sum, one) => sum + one, 2 * (columns.length - 1)) - width;
  const flexible = columns
    .flatMap((column, index) => (column.flexible === true ? [index] : []))
    .toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
  for (const index of flexible) {
    if (excess <= 0) break;
    const now = widths[index] ?? 0;
    const narrower = Math.max(Math.min(now, FEWEST_FLEXIBLE), now - excess);
    excess -= now - narrower;
    widths[index] = narrower;
  }
  return excess > 0 ? undefined : widths;
}

function* tableLines(columns: readonly DocumentColumn[], groups: readonly RowGroup[], page: Page): Generator<string> {
  const widths = columnWidths(columns, groups, page.width);
  const head = widths !== undefined && columns.some(({ title }) => title !== "");
  let first = true;
  for (const { title, rows } of groups) {
    if (!first) yield "";
    if (title !== undefined) for (const line of wrap(visible(title), page.width)) yield page.chalk.bold(line);
    if (head && (first || title !== undefined))
      yield* laidOut([columns.map((column) => ({ text: column.title }))], columns, widths, page, true);
    if (widths !== undefined) yield* laidOut(rows, columns, widths, page, false);
    else for (const row of rows) yield* stacked(row, columns, page.width);
    first = false;
  }
}

/** A row as running text, for a page too narrow for the table: `Hạng 1 · Phường 01 · Đạt 8/8 · 1 ✓ · 2 ✗`. */
function* stacked(row: readonly DocumentCell[], columns: readonly DocumentColumn[], width: number): Generator<string> {
  const parts = columns.flatMap(({ title }, index) => {
    const text = visible(row[index]?.text ?? "");
    return text === "" ? [] : [title === "" ? text : `${visible(title)} ${text}`];
  });
  for (const [index, line] of wrap(parts.join(" · "), width - 2).entries()) yield `${index === 0 ? "" : "  "}${line}`;
}

function* laidOut(
  rows: readonly (readonly DocumentCell[])[],
  columns: readonly DocumentColumn[],
  widths: readonly number[],
  page: Page,
  isHead: boolean,
): Generator<string> {
  // A table of a few rows at a time keeps the memory flat and gives the same lines, for all widths are fixed.
  for (let start = 0; start < rows.length; start += 200) {
    const table = new Table({
      chars: NO_BORDERS,
      style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
      colWidths: [...widths],
      colAligns: columns.map(({ align }) => align),
    });
    for (const row of rows.slice(start, start + 200)) {
      table.push(
        columns.map((_, index) =>
          wrap(visible(row[index]?.text ?? ""), widths[index] ?? 1)
            .map((line) => paint(line, row[index]?.status, page, isHead))
            .join("\n"),
        ),
      );
    }
    for (const line of table.toString().split("\n")) yield line.trimEnd();
  }
}

function paint(text: string, status: StatusName | undefined, { chalk }: Page, isHead: boolean): string {
  if (isHead) return chalk.dim(text);
  switch (status) {
    case "met":
    case "waived":
      return chalk.green(text);
    case "not_met":
      return chalk.red(text);
    case "unknown":
      return chalk.yellow(text);
    default:
      return text;
  }
}
