import type { IParagraphOptions, Paragraph, Table } from "docx";
import { visible } from "../../messages/visible.ts";
import type { PaperPart, PaperRow } from "./paper.ts";

export type Docx = typeof import("docx");

/** Millimetres and points in the units of the format. */
export const millimetres = (length: number): number => Math.round((length * 1440) / 25.4);
export const points = (size: number): number => size * 2;

/** Letters in half points. */
export const SIZE: Readonly<Record<"body" | "head" | "table" | "small" | "sources", number>> = {
  body: points(13),
  head: points(12),
  table: points(11),
  small: points(11),
  sources: points(10),
};

const run = (docx: Docx, text: string, options: { bold?: boolean; italics?: boolean; size?: number } = {}) =>
  new docx.TextRun({ text: visible(text), size: SIZE.body, ...options });

/** A paragraph of one text. */
export function line(
  docx: Docx,
  text: string,
  looks: { bold?: boolean; italics?: boolean; size?: number } = {},
  paragraph: IParagraphOptions = {},
): Paragraph {
  return new docx.Paragraph({ spacing: { before: 60, after: 60 }, ...paragraph, children: [run(docx, text, looks)] });
}

/** A paragraph in the middle, close to the next. */
export const centred = (
  docx: Docx,
  text: string,
  looks: { bold?: boolean; italics?: boolean; size?: number } = {},
): Paragraph => line(docx, text, looks, { alignment: docx.AlignmentType.CENTER, spacing: { before: 0, after: 0 } });

/** The short rule below a heading. */
export const rule = (docx: Docx, indent: number): Paragraph =>
  new docx.Paragraph({
    indent: { left: millimetres(indent), right: millimetres(indent) },
    spacing: { before: 0, after: 60, line: 60, lineRule: docx.LineRuleType.EXACT },
    border: { bottom: { style: docx.BorderStyle.SINGLE, size: 6, space: 1, color: "000000" } },
    children: [],
  });

/** Two columns without lines. */
export function sideBySide(
  docx: Docx,
  left: Paragraph[],
  right: Paragraph[],
  widths: readonly [number, number],
): Table {
  const none = { style: docx.BorderStyle.NONE, size: 0, color: "auto" };
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  const cell = (children: Paragraph[], width: number) =>
    new docx.TableCell({
      width: { size: millimetres(width), type: docx.WidthType.DXA },
      borders: { top: none, bottom: none, left: none, right: none },
      children,
    });
  return new docx.Table({
    width: { size: millimetres(widths[0] + widths[1]), type: docx.WidthType.DXA },
    columnWidths: widths.map(millimetres),
    layout: docx.TableLayoutType.FIXED,
    borders,
    rows: [new docx.TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] })],
  });
}

/** A piece of a report as paragraphs and tables; `staysWithNext`: its end is not parted from what follows. */
export function partElements(
  docx: Docx,
  part: PaperPart,
  width: number,
  staysWithNext: boolean,
): (Paragraph | Table)[] {
  const body = { alignment: docx.AlignmentType.JUSTIFIED, indent: { firstLine: millimetres(12.7) } } as const;
  switch (part.is) {
    case "heading":
      return [line(docx, part.text, { bold: true }, { ...body, spacing: { before: 160, after: 60 }, keepNext: true })];
    case "text":
      return [line(docx, part.text, { italics: part.isBasis === true }, { ...body, keepNext: staysWithNext })];
    case "list":
      // The last two lines go with what follows, so that a signature never stands alone on a page.
      return part.items.map((item, place) =>
        line(docx, `- ${item}`, {}, { ...body, keepNext: staysWithNext && place >= part.items.length - 2 }),
      );
    case "table":
      return [
        table(docx, part, width),
        new docx.Paragraph({
          spacing: { before: 0, after: 0, line: 60, lineRule: docx.LineRuleType.EXACT },
          children: [],
        }),
      ];
  }
}

function table(docx: Docx, { columns, rows }: PaperPart & { is: "table" }, width: number): Table {
  const whole = columns.reduce((sum, one) => sum + one.width, 0);
  const widths = columns.map((one) => millimetres((one.width / whole) * width));
  const align = { left: docx.AlignmentType.LEFT, right: docx.AlignmentType.RIGHT, center: docx.AlignmentType.CENTER };
  const row = ({ cells, isStrong }: PaperRow, isHead: boolean) =>
    new docx.TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: columns.map(
        (column, place) =>
          new docx.TableCell({
            width: { size: widths[place] ?? 0, type: docx.WidthType.DXA },
            margins: { left: 60, right: 60, top: 20, bottom: 20 },
            verticalAlign: isHead ? docx.VerticalAlignTable.CENTER : docx.VerticalAlignTable.TOP,
            children: [
              line(
                docx,
                cells[place] ?? "",
                { bold: isHead || (isStrong && place < 2), size: SIZE.table },
                { alignment: isHead ? align.center : align[column.align], spacing: { before: 0, after: 0 } },
              ),
            ],
          }),
      ),
    });
  return new docx.Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: docx.WidthType.DXA },
    columnWidths: widths,
    layout: docx.TableLayoutType.FIXED,
    rows: [
      row({ cells: columns.map((column) => column.title), isStrong: true }, true),
      ...rows.map((one) => row(one, false)),
    ],
  });
}
