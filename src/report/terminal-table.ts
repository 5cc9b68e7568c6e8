import type { ChalkInstance } from "chalk";
import Table from "cli-table3";
import type { StatusName } from "../engine/status.ts";
import { visible } from "../messages/visible.ts";
import type { DocumentCell, DocumentColumn, RowGroup } from "./document.ts";
import { widthOf, wrap } from "./width.ts";

/** The page: its width in columns of the terminal, and the colours, which may be none. */
export interface Page {
  readonly width: number;
  readonly chalk: ChalkInstance;
}

const FEWEST_FLEXIBLE = 12;
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

/** A flexible last column narrower than this stands below its row instead, where the table does not fit. */
const FEWEST_BESIDE = 30;

/**
 * A table as lines. Where the page is too narrow for it, single marks are put into one column and the last flexible
 * column below each row; where even that does not fit, rows become running text.
 */
export function* tableLines(
  all: readonly DocumentColumn[],
  rowGroups: readonly RowGroup[],
  page: Page,
): Generator<string> {
  const fits = columnWidths(all, rowGroups, page.width) !== undefined;
  const { columns, groups } = (fits ? undefined : withMarksJoined(all, rowGroups)) ?? {
    columns: all,
    groups: rowGroups,
  };
  const asTable = columnWidths(columns, groups, page.width);
  const below = columns.at(-1);
  const hangs = !fits && below?.flexible === true && (asTable?.at(-1) ?? 0) < FEWEST_BESIDE;
  const beside = hangs ? columns.slice(0, -1) : columns;
  const widths = hangs ? columnWidths(beside, groups, page.width) : asTable;
  const head = widths !== undefined && columns.some(({ title }) => title !== "");
  let first = true;
  for (const { title, rows } of groups) {
    if (!first) yield "";
    if (title !== undefined) for (const line of wrap(visible(title), page.width)) yield page.chalk.bold(line);
    if (head && (first || title !== undefined))
      yield* laidOut([beside.map((column) => ({ text: column.title }))], beside, widths, page, true);
    if (widths === undefined) for (const row of rows) yield* stacked(row, columns, page.width);
    else if (!hangs) yield* laidOut(rows, columns, widths, page, false);
    else for (const row of rows) yield* [...laidOut([row], beside, widths, page, false), ...hanging(row, below, page)];
    first = false;
  }
}

/** The last cell of a row, on lines of its own below it. */
function hanging(row: readonly DocumentCell[], column: DocumentColumn, { width }: Page): string[] {
  const text = visible(row.at(-1)?.text ?? "");
  if (text === "") return [];
  return wrap(`${visible(column.title)}: ${text}`, width - HANGING.length).map((line) => `${HANGING}${line}`);
}

const HANGING = "      ";

/**
 * A table whose columns of single marks are one column, `✓✓✗–`, for a page too narrow for it otherwise. Undefined when
 * there are no such columns beside one another, or a mark is longer.
 */
function withMarksJoined(
  columns: readonly DocumentColumn[],
  groups: readonly RowGroup[],
): { columns: DocumentColumn[]; groups: RowGroup[] } | undefined {
  const from = columns.findIndex(({ align }) => align === "center");
  const to = columns.findLastIndex(({ align }) => align === "center");
  const isMark = (row: readonly DocumentCell[]) => row.slice(from, to + 1).every(({ text }) => widthOf(text) === 1);
  const isRun = to > from && columns.slice(from, to + 1).every(({ align }) => align === "center");
  if (!isRun || !groups.every(({ rows }) => rows.every(isMark))) return undefined;
  const joined = <One>(items: readonly One[], one: One): One[] => [
    ...items.slice(0, from),
    one,
    ...items.slice(to + 1),
  ];
  const title = `${columns[from]?.title ?? ""}–${columns[to]?.title ?? ""}`;
  return {
    columns: joined(columns, { title, align: "left" }),
    groups: groups.map((group) => ({
      ...group,
      rows: group.rows.map((row) => {
        const marks = row.slice(from, to + 1).map(({ text }) => text);
        return joined(row, { text: marks.join("") });
      }),
    })),
  };
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
