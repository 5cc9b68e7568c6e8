import fc from "fast-check";
import { expect, test } from "vitest";
import { WorkbookFault } from "../../../src/spreadsheet/fault.ts";
import type { SheetRow } from "../../../src/spreadsheet/sheet-row.ts";
import { openWorkbook } from "../../../src/spreadsheet/workbook.ts";
import { workbook, XML } from "./raw-workbook.ts";

// Rows that are written as usual are read straight from the text of a sheet. A comment in front of the first row leaves
// all of them to the XML reader: both must come to the same, down to the place of a fault.

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRINGS = ["Phường Hàm Rồng", "", "Đạt"];
const FORMATS = `${XML}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
const SHARED = `${XML}<sst xmlns="${MAIN}">${STRINGS.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`;

function walked(rows: string, isPlain: boolean, take: (row: SheetRow) => boolean = () => true): unknown {
  const [before, behind] = isPlain ? ["<!-- -->", ""] : ["", "<!-- -->"];
  const xml = `${XML}<worksheet xmlns="${MAIN}">${before}<sheetData>${behind}${rows}</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`;
  const bytes = workbook({
    sheets: [{ name: "Xã", xml }],
    parts: { "xl/sharedStrings.xml": SHARED, "xl/styles.xml": FORMATS },
  });
  const taken: unknown[] = [];
  try {
    const end = openWorkbook(bytes).sheets[0]?.walk((row) => {
      taken.push(row);
      return take(row);
    });
    return { taken, end };
  } catch (error) {
    if (!(error instanceof WorkbookFault)) throw error;
    return { kind: error.kind, message: error.message };
  }
}

const sameBothWays = (rows: string): void => {
  expect(walked(rows, true)).toEqual(walked(rows, false));
};

/** What may stand in a cell's place; `§` is the row. */
const PLAIN = [
  '<c r="A§"><v>12.50</v></c>',
  '<c r="B§" t="s"><v>0</v></c>',
  '<c r="C§" s="1"/>',
  '<c r="C§" t="s"><v>1</v></c>',
  '<c r="D§" s="1"><v>-45000</v></c>',
  '<c r="E§" s="0" t="n"><v>1E-3</v></c>',
  '<c r="AA§"><v>.5</v></c>',
  '<c r="XFD§"><v>7</v></c>',
];
const ODD = [
  '<c r="F§" t="b"><v>1</v></c>',
  '<c r="F§" t="e"><v>#REF!</v></c>',
  '<c r="F§" t="str"><f>A1</f><v>x</v></c>',
  '<c r="F§"><f>A1+1</f><v>3</v></c>',
  '<c r="F§"><f>A1+1</f></c>',
  '<c r="F§" t="inlineStr"><is><t>x &amp; y</t></is></c>',
  '<c r="F§"><v>&#49;</v></c>',
  '<c r="F§"><v> 1 </v></c>',
  '<c r="F§"><v></v></c>',
  '<c r="F§"><v xml:space="preserve">1</v></c>',
  '<c r="F§"><!-- </c></row> --><v>1</v></c>',
  '<c r="F§"><v><![CDATA[2]]></v></c>',
  "<c><v>5</v></c>",
  '<c t="s" r="F§"><v>2</v></c>',
  '<c  r="F§"><v>6</v></c>',
  '<c r="F§"><v>1</v><extLst/></c>',
  '<c r="F§"><v>1111111111111111111111111111111111111111111111111111</v></c>',
  "<!-- </row> -->",
  "\n",
];
const BROKEN = [
  '<c r="G§" s="9"><v>1</v></c>',
  '<c r="G§" t="s"><v>3</v></c>',
  '<c r="G§" t="s"><v>x</v></c>',
  '<c r="G§"><v>x</v></c>',
  '<c r="G77"><v>1</v></c>',
  '<c r="g§"><v>1</v></c>',
  '<c r="XFE§"><v>1</v></c>',
  '<c r="A§"><v>1</v></c>',
  '<c r="G§" r="H§"><v>1</v></c>',
  '<c r="G§" t="n><v>1</v></c>',
  '<c r="G§" b=">"><v>1</v></c>',
  '<c r="G§"><v>1</c>',
  '<c r="G§" \u0001=""><v>1</v></c>',
  '<c r="G§">&nothing;</c>',
  '<c r="G§" a="\u0085"><v>1</v></c>',
];
const PLAIN_TAGS = ['<row r="§">', '<row r="§" spans="1:3" x14ac:dyDescent="0.25">', '<row r="§" ht="0" hidden="1">'];
const ODD_TAGS = [
  "<row>",
  '<row  r="§">',
  '<row spans="1:3" r="§">',
  '<row r="§"/><row>',
  '<row r="§"/><!-- </row><row r="§"><c r="A§"><v>1</v></c></row> --><row>',
];
const BROKEN_TAGS = ['<row r="1">', '<row r="§" r="§">', '<row r="12345678">', '<row r="§" a=<>', '<rows r="§">'];
const BETWEEN = ["", "", "", "\n  ", "<!-- </row> -->", "<!-- <sheetData> -->", "<x/>", "x", '<c r="ZZ§"><v>1</v></c>'];

const pick = (plain: readonly string[], odd: readonly string[], broken: readonly string[]) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...plain) },
    { weight: 4, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: fc.constantFrom(...broken) },
  );
const row = fc
  .tuple(
    pick(PLAIN_TAGS, ODD_TAGS, BROKEN_TAGS),
    fc.uniqueArray(pick(PLAIN, ODD, BROKEN), { maxLength: 6 }),
    fc.constantFrom(...BETWEEN),
  )
  .map(([tag, cells, between]) => `${tag}${cells.toSorted().join("")}</row>${between}`);
const rows = fc
  .array(row, { maxLength: 8 })
  .map((list) => list.map((text, place) => text.replaceAll("§", String(place + 1))).join(""));

test("rows are the same by both ways, whatever stands in them", () => {
  fc.assert(fc.property(rows, sameBothWays), { numRuns: 1000 });
});

test.each([...PLAIN, ...ODD, ...BROKEN])("a cell %s between plain ones", (cell) => {
  const one = (number: number, cells: string) => `<row r="${number}">${cells}</row>`.replaceAll("§", String(number));
  sameBothWays([one(1, '<c r="A§"><v>1</v></c>'), one(2, cell), one(3, '<c r="A§"><v>3</v></c>')].join(""));
});

test.each([...PLAIN_TAGS, ...ODD_TAGS, ...BROKEN_TAGS])("a row %s between plain ones", (tag) => {
  const one = (number: number, text: string) => `${text}<c r="A§"><v>1</v></c></row>`.replaceAll("§", String(number));
  sameBothWays([one(1, '<row r="§">'), one(2, tag), one(3, '<row r="§">')].join(""));
});

test("rows over the ends of pieces, and one that is longer than what is kept", () => {
  const many = Array.from({ length: 30_000 }, (_, place) => {
    const number = place + 1;
    return `<row r="${number}" spans="1:9"><c r="A${number}"><v>${number * 7919}</v></c><c r="C${number}" t="s"><v>${number % 3}</v></c></row>`;
  });
  sameBothWays(many.join(""));
  const long = `<row r="1"><c r="A1" t="inlineStr"><is>${"<r><t>x</t></r>".repeat(90_000)}</is></c></row>`;
  sameBothWays(`${long}<row r="2"><c r="A2"><v>1</v></c></row>`);
});

test("a cell outside of rows is a fault, and not left out", () => {
  const one = '<row r="1"><c r="A1"><v>1</v></c></row>';
  for (const stray of ['<c r="B1"><v>2</v></c>', '<c r="A2"><v>2</v></c>', "<c><v>2</v></c>"]) {
    sameBothWays(`${one}${stray}`);
    expect(walked(`${one}${stray}`, true)).toMatchObject({ kind: "broken" });
  }
});

test("a fault of who takes the rows is told before one of the XML behind it", () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</c></row>';
  const fault = new WorkbookFault("bounds", "too much");
  for (const isPlain of [true, false]) {
    const result = walked(rows, isPlain, () => {
      throw fault;
    });
    expect(result).toEqual({ kind: "bounds", message: "too much" });
  }
});

test("behind the last row that is wanted the rest of a piece is looked at as ever", () => {
  const rows = [1, 2, 3].map((row) => `<row r="${row}"><c r="A${row}"><v>${row}</v></c></row>`).join("");
  const untilTwo = (row: { readonly row: number }) => row.row < 2;
  for (const end of ["", '<row r="4"><c r="A4"><v>x</v></c></row>', "</x>"])
    expect(walked(rows + end, true, untilTwo)).toEqual(walked(rows + end, false, untilTwo));
});

test("a row in a comment is no row, whatever tags stand in front of the comment", () => {
  const hidden = '<!-- </row><row r="5"><c r="A5"><v>5</v></c></row> -->';
  for (const before of ['<row r="1"/>', '<row r="1">', '<row r="1"></row>', ""])
    for (const behind of ["", "</row>"]) sameBothWays(`${before}${hidden}${behind}`);
});
