import { toExactDecimal, toFixed } from "../../exact/decimal.ts";
import type { Fraction } from "../../exact/fraction.ts";
import { visible } from "../../messages/visible.ts";
import type { Block } from "../document.ts";

/** What a cell of a workbook holds. */
export type CellOut = string | number | null;

/** A program that keeps numbers as doubles shows so many digits, and no cell holds more letters. */
const [MOST_DIGITS, MOST_LETTERS] = [15, 32_767];

/** A text with its control characters shown, no longer than a cell may be. */
export function textCell(text: string): string {
  const shown = visible(text);
  return shown.length > MOST_LETTERS ? `${shown.slice(0, MOST_LETTERS - 1)}…` : shown;
}

/** A number as a number; one whose digits a double cannot hold stays a text, so that none is lost. */
export function numberCell(value: Fraction): number | string {
  const exact = toExactDecimal(value, MOST_DIGITS);
  if (exact !== undefined) return Number(exact);
  const size = value.n / value.d;
  return size > 10n ** 15n || size < -(10n ** 15n)
    ? (toExactDecimal(value) ?? toFixed(value, 2))
    : Number(toFixed(value, MOST_DIGITS));
}

/** Pieces of a report as rows, and which of them are titles. */
export function blockRows(blocks: readonly Block[]): { readonly rows: CellOut[][]; readonly titles: number[] } {
  const rows: CellOut[][] = [];
  const titles: number[] = [];
  const title = (text: string) => {
    if (rows.length > 0) rows.push([]);
    titles.push(rows.length);
    rows.push([textCell(text)]);
  };
  for (const block of blocks) {
    switch (block.is) {
      case "heading":
        title(block.text);
        break;
      case "paragraph":
        rows.push([textCell(block.text)]);
        break;
      case "list":
        rows.push(...block.items.map((item) => [textCell(item)]));
        break;
      case "figures":
        rows.push([
          textCell([block.title ?? "", ...block.items.map(({ label, value }) => `${value} ${label}`)].join(" ")),
        ]);
        break;
      case "bars":
        rows.push(...block.items.map(({ label, value, of }) => [textCell(label), value, of]));
        break;
      case "trends":
        rows.push(
          ...block.items.map(({ label, points }) => [textCell(label), ...points.map(({ text }) => textCell(text))]),
        );
        break;
      case "table":
        rows.push(block.columns.map((column) => textCell(column.title)));
        rows.push(...block.groups.flatMap((group) => group.rows.map((row) => row.map(({ text }) => textCell(text)))));
    }
  }
  return { rows, titles };
}
