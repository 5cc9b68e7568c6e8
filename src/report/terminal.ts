import { visible } from "../messages/visible.ts";
import type { Block, Document } from "./document.ts";
import { type Page, tableLines } from "./terminal-table.ts";
import { cutTo, widthOf, wrap } from "./width.ts";

const NARROWEST = 40;
const BAR = 24;
const HEIGHTS = "▁▂▃▄▅▆▇█";
/** So many periods are drawn, the latest. */
const MOST_DRAWN = 24;

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
    case "trends":
      yield* trendLines(block, page);
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

/** A sparkline a line, with the first and the last figure. */
function* trendLines({ items }: Block & { is: "trends" }, { width, chalk }: Page): Generator<string> {
  const shown = items.map(({ label, points }) => ({
    label: visible(label),
    spark: points
      .slice(-MOST_DRAWN)
      .map(({ share }) => HEIGHTS[Math.min(HEIGHTS.length - 1, Math.floor(share * HEIGHTS.length))] ?? "")
      .join(""),
    ends: points.length === 0 ? "" : `${points[0]?.text} → ${points.at(-1)?.text}`,
  }));
  const sparkWidth = Math.max(0, ...shown.map(({ spark }) => widthOf(spark)));
  const endsWidth = Math.max(0, ...shown.map(({ ends }) => widthOf(ends)));
  const room = Math.max(8, width - sparkWidth - endsWidth - 4);
  const labelWidth = Math.min(room, Math.max(0, ...shown.map(({ label }) => widthOf(label))));
  for (const { label, spark, ends } of shown) {
    const name = cutTo(label, labelWidth);
    const line = `${name}${" ".repeat(labelWidth - widthOf(name))}  ${chalk.cyan(spark)}`;
    if (widthOf(ends) + sparkWidth + labelWidth + 4 > width) yield line;
    else yield `${line}${" ".repeat(sparkWidth - widthOf(spark))}  ${ends}`;
  }
}
