import { toExactDecimal, toFixed } from "../../exact/decimal.ts";
import type { Fraction } from "../../exact/fraction.ts";
import { visible } from "../../messages/visible.ts";
import type { Block } from "../document.ts";

/** What a cell of a workbook holds. */
export type CellOut = string | number | null;

/** A program that keeps numbers as doubles shows so many digits, and no cell holds more letters. */
const [MOST_DIGITS, MOST_LETTERS] = [15, 32_767];
/** Longer ones than a cell of a ward file may hold come from computation alone. */
const MOST_WRITTEN = 40;

/** `_x0041_` stands for a letter in this format; where it is meant as it is, its first sign is written so itself. */
const CODED = /_(?=x[0-9a-f]{4}_)/gi;

/** A text with its control characters shown, no longer than a cell may be. */
export function textCell(text: string): string {
  const shown = visible(text).replace(CODED, "_x005F_");
  return shown.length > MOST_LETTERS ? `${shown.slice(0, MOST_LETTERS - 1)}…` : shown;
}

/** A number as a number; one whose digits a double cannot hold stays a text, so that none is lost. Endless ones are rounded. */
export function numberCell(value: Fraction): number | string {
  const exact = toExactDecimal(value, MOST_DIGITS);
  if (exact !== undefined) return Number(exact);
  return toExactDecimal(value, MOST_WRITTEN) ?? Number(toFixed(value, MOST_DIGITS));
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
