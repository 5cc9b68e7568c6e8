// node test/bench/workbook.mjs CSV XLSX: the same wards as a workbook, laid out as Excel saves one: codes, names and
// words are shared strings, figures are numbers, missing ones have no cell. The same wards give the same bytes.
import { readFileSync, writeFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { FIGURES, HEADINGS } from "./figures.mjs";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Rows are put together piece by piece: one text of all of them would be longer than texts may be. */
const ROWS_A_PIECE = 4096;
/** Zip files have no day before this one. */
const LONG_AGO = new Date(1980, 0, 1);

const letters = HEADINGS.map((_, column) =>
  column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(39 + column)}`,
);
const words = new Set(["ward_code", "ward_name"]);
for (const { is, headings } of FIGURES) if (is === "boolean") words.add(headings[0]);
const isWord = HEADINGS.map((heading) => words.has(heading));

const strings = new Map();
const shared = (text) => {
  if (!strings.has(text)) strings.set(text, strings.size);
  return strings.get(text);
};

function rowXml(line, row) {
  const cells = line.split(",").map((text, column) => {
    if (text === "") return "";
    const place = `r="${letters[column]}${row}"`;
    return row === 1 || isWord[column]
      ? `<c ${place} t="s"><v>${shared(text)}</v></c>`
      : `<c ${place}><v>${text}</v></c>`;
  });
  return `<row r="${row}" spans="1:${HEADINGS.length}">${cells.join("")}</row>`;
}

function sheetXml(lines) {
  const pieces = [Buffer.from(`${XML}<worksheet xmlns="${SHEETS}"><sheetData>`)];
  for (let from = 0; from < lines.length; from += ROWS_A_PIECE) {
    const rows = lines.slice(from, from + ROWS_A_PIECE).map((line, place) => rowXml(line, from + place + 1));
    pieces.push(Buffer.from(rows.join("")));
  }
  pieces.push(Buffer.from("</sheetData></worksheet>"));
  return Buffer.concat(pieces);
}

const [from, to] = process.argv.slice(2);
const sheet = sheetXml(readFileSync(from, "utf8").trimEnd().split("\n"));
const items = [...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join("");
const override = (part, type) => `<Override PartName="/xl/${part}.xml" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
const relation = (id, type, target) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (list) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
const parts = {
  "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override("workbook", "sheet.main")}${override("worksheets/sheet1", "worksheet")}${override("sharedStrings", "sharedStrings")}</Types>`,
  "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
  "xl/workbook.xml": `${XML}<workbook xmlns="${SHEETS}" xmlns:r="${OFFICE}"><sheets><sheet name="Wards" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": relations(
    relation("rId1", "worksheet", "worksheets/sheet1.xml") + relation("rId2", "sharedStrings", "sharedStrings.xml"),
  ),
  "xl/sharedStrings.xml": `${XML}<sst xmlns="${SHEETS}" uniqueCount="${strings.size}">${items}</sst>`,
};
const bytes = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
writeFileSync(to, zipSync({ ...bytes, "xl/worksheets/sheet1.xml": sheet }, { mtime: LONG_AGO }));
