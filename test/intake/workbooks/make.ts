/** Every workbook of the table in decisions.yaml, from literals that can be read. Nothing is written to the disk. */
import { Buffer } from "node:buffer";
import { constants, crc32, deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import {
  as,
  type Cell,
  deflated,
  type Entry,
  entriesOf,
  exact,
  fault,
  formula,
  inFont,
  inline,
  item,
  partsOf,
  type Row,
  raw,
  rich,
  type SheetSpec,
  sheet,
  stored,
  utf8,
  workbook,
  XML,
  zip,
} from "./raw-workbook.ts";

// ---------------------------------------------------------------- rows that many fixtures share

/** Two wards, three figures, nothing unusual; the same in many dresses. */
const PLAIN_HEAD: readonly Cell[] = [
  "Mã phường",
  "Tên phường",
  "Năm",
  "Hộ nghèo",
  "Tổ dân phố văn hóa",
  "Tổng vệ sinh hằng tuần",
];
const PLAIN_BODY: readonly Row[] = [
  ["14776", "Ba Đình", 2020, 5, "7/8", "Đạt"],
  ["14767", "Điện Biên", 2020, 0, "8/8", "Không đạt"],
];
const PLAIN: readonly Row[] = [PLAIN_HEAD, ...PLAIN_BODY];
const plainSheet = (name: string, more: Omit<SheetSpec, "name"> = {}): SheetSpec => ({ name, rows: PLAIN, ...more });

const WARDS: readonly (readonly [code: string, name: string])[] = [
  ["14776", "Ba Đình"],
  ["14767", "Điện Biên"],
  ["14773", "Lam Sơn"],
  ["14755", "Hàm Rồng"],
  ["14758", "Đông Thọ"],
  ["14779", "Ngọc Trạo"],
  ["14797", "Đông Hải"],
  ["14770", "Phú Sơn"],
  ["14764", "Trường Thi"],
];

/** Rows of 2020, figures from column D on: the n-th stands in line n + 1 and belongs to the n-th ward. */
const table = (headings: readonly Cell[], ...rows: readonly (readonly Cell[])[]): readonly Row[] => [
  ["Mã phường", "Tên phường", "Năm", ...headings],
  ...rows.map((cells, at) => [WARDS[at]?.[0] ?? null, WARDS[at]?.[1] ?? null, 2020, ...cells]),
];
/** The same as a file. */
const columns = (headings: readonly Cell[], ...rows: readonly (readonly Cell[])[]): Uint8Array =>
  sheet(table(headings, ...rows));

const [POOR, HOUSEHOLDS, INCOME, BUDGET] = [
  "Hộ nghèo",
  "Tổng số hộ",
  "Thu nhập bình quân",
  "Kinh phí vệ sinh môi trường",
];
const [WATER, GROUPS, CLEAN, PLAN] = [
  "Tỷ lệ hộ dùng nước sạch",
  "Tổ dân phố văn hóa",
  "Tổng vệ sinh hằng tuần",
  "Ngày ban hành kế hoạch",
];
const COMPLAINTS = "Không có khiếu kiện phức tạp";
const PONDS = "Số hồ được cải tạo";

/** TCVN3 (ABC): the letters that fonts such as .VnTime show as Vietnamese. */
const tcvn3 = (text: string): string => iconv.encode(text.normalize("NFC"), "tcvn").toString("latin1");

// ---------------------------------------------------------------- parts written by hand

/** As a program writes that is not Excel: indented, single quotes, comments, CDATA, empty elements, references of letters. */
const TYPESET = `<?xml version='1.0' encoding='utf-8'?>
<!-- made by hand -->
<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>
  <sheetData>
    <row r='1' spans='1:4'>
      <c r='A1' t='inlineStr'><is><t>M&#227; ph&#x1B0;&#x1EDD;ng</t></is></c>
      <c r='B1' t='inlineStr'><is><t><![CDATA[Tên phường]]></t></is></c>
      <c r='C1' t='inlineStr'><is><t>Năm</t></is></c>
      <c r='D1' t='inlineStr'><is><t>Hộ <!-- no part of the name -->nghèo</t></is></c>
    </row>
    <row r='2'>
      <c r='A2' t='inlineStr'>
        <is>
          <t>14776</t>
        </is>
      </c>
      <c r='B2' t='inlineStr'><is><t>Ba Đình</t></is></c>
      <c r='C2' t='n'><v>2020</v></c>
      <c r='D2' t='n' >
        <v>5</v>
      </c>
    </row>
    <row r='3'/>
    <row r='5'>
      <c r='A5' t='str'><v>14767</v></c><c r='B5' t='str'><v>Điện Biên</v></c><c r='C5'><v>2020</v></c><c r='D5'><v>0</v></c>
    </row>
  </sheetData>
</worksheet>`;

const WORKSHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const SST = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
const CELLS = partsOf({ sheets: [plainSheet("2020")] })["xl/worksheets/sheet1.xml"]?.split(/(?=<sheetData>)/)[1] ?? "";

/** Rows without r beside rows with it: the third is line 5, the fourth line 6. */
const SOME_REFERENCES = `${XML}${WORKSHEET}<sheetData>
<row><c t="inlineStr"><is><t>Mã phường</t></is></c><c t="inlineStr"><is><t>Tên phường</t></is></c><c t="inlineStr"><is><t>Năm</t></is></c><c r="E1" t="inlineStr"><is><t>Hộ nghèo</t></is></c></row>
<row><c t="inlineStr"><is><t>14776</t></is></c><c t="inlineStr"><is><t>Ba Đình</t></is></c><c><v>2020</v></c><c r="E2"><v>5</v></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>14767</t></is></c><c t="inlineStr"><is><t>Điện Biên</t></is></c><c><v>2020</v></c><c r="E5"><v>0</v></c></row>
<row><c t="inlineStr"><is><t>14773</t></is></c><c t="inlineStr"><is><t>Lam Sơn</t></is></c><c><v>2020</v></c><c r="E6" t="inlineStr"><is><t>năm</t></is></c></row>
</sheetData></worksheet>`;

/** A chart on a sheet of its own before the sheet of wards. */
const chartBook = (): Uint8Array => {
  const parts = partsOf({ sheets: [plainSheet("Biểu đồ"), plainSheet("2020")] });
  return zip(
    Object.entries(parts)
      .filter(([name]) => name !== "xl/worksheets/sheet1.xml")
      .map(([name, xml]) =>
        stored(
          name,
          xml
            .replace(
              'relationships/worksheet" Target="worksheets/sheet1.xml"',
              'relationships/chartsheet" Target="chartsheets/sheet1.xml"',
            )
            .replace("/xl/worksheets/sheet1.xml", "/xl/chartsheets/sheet1.xml")
            .replace("spreadsheetml.worksheet+xml", "spreadsheetml.chartsheet+xml"),
        ),
      )
      .concat(
        stored(
          "xl/chartsheets/sheet1.xml",
          `${XML}<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>`,
        ),
      ),
  );
};

/** The parts lie in a folder of another name, and the sheets one folder up. */
const elsewhere = (): Uint8Array =>
  zip(
    Object.entries(partsOf({ sheets: [plainSheet("2020")] })).map(([name, xml]) =>
      stored(
        name.startsWith("xl/worksheets/") ? name.replace("xl/", "") : name.replace("xl/", "book/"),
        xml
          .replaceAll('Target="worksheets/', 'Target="../worksheets/')
          .replaceAll('Target="xl/', 'Target="book/')
          .replaceAll("/xl/worksheets/", "/worksheets/")
          .replaceAll("/xl/", "/book/"),
      ),
    ),
  );

// ---------------------------------------------------------------- zips that are no workbook

const types = (...overrides: readonly (readonly [part: string, type: string])[]): string =>
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join("")}</Types>`;
const rootTo = (target: string): string =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

const ODS: readonly Entry[] = [
  stored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
  stored(
    "content.xml",
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"/>',
  ),
  stored(
    "META-INF/manifest.xml",
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
  ),
];
const DOCX: readonly Entry[] = [
  stored(
    "[Content_Types].xml",
    types(["/word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"]),
  ),
  stored("_rels/.rels", rootTo("word/document.xml")),
  stored(
    "word/document.xml",
    `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>`,
  ),
];
const XLSB: readonly Entry[] = [
  stored("[Content_Types].xml", types(["/xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"])),
  stored("_rels/.rels", rootTo("xl/workbook.bin")),
  stored("xl/workbook.bin", new Uint8Array([0x83, 0x01, 0x00, 0x84, 0x01, 0x00])),
];

// ---------------------------------------------------------------- zips that are broken, or lie

const part = (name: string, xml: string): Uint8Array =>
  workbook({ sheets: [plainSheet("2020")], parts: { [name]: xml } });
const SHEET1 = "xl/worksheets/sheet1.xml";
const changed = (name: string, change: (entry: Entry) => Entry): Uint8Array =>
  zip(
    entriesOf({ sheets: [plainSheet("2020")], pack: "stored" }).map((entry) =>
      entry.name === name ? change(entry) : entry,
    ),
  );

/** Stored, with the figure 5 of line 2 changed into 6 and the sum left as it was. */
const wrongSum = (): Uint8Array =>
  changed(SHEET1, (entry) => ({
    ...entry,
    packed: utf8(Buffer.from(entry.packed).toString("utf8").replace("<v>5</v>", "<v>6</v>")),
  }));

/** Relations of a workbook that has neither strings nor styles. */
const SHEET_ONLY = rootTo("worksheets/sheet1.xml").replace('/officeDocument" T', '/worksheet" T');

const DOCTYPE = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

// ---------------------------------------------------------------- the files

/** Every fixture that is small. */
export const FIXTURES: Readonly<Record<string, Uint8Array>> = {
  // the container, whoever wrote it
  "plain.xlsx": sheet(PLAIN),
  "plain-as.csv": sheet(PLAIN),
  "inline.xlsx": sheet(
    PLAIN.map((row) => ("cells" in row ? row : row.map((cell) => (typeof cell === "string" ? inline(cell) : cell)))),
  ),
  "stored.xlsx": workbook({ sheets: [plainSheet("2020")], pack: "stored" }),
  "streamed.xlsx": zip(entriesOf({ sheets: [plainSheet("2020")] }).map((entry) => ({ ...entry, streamed: true }))),
  "comment.xlsx": zip(entriesOf({ sheets: [plainSheet("2020")] }), "Phòng Văn hóa"),
  "prefixed.xlsx": workbook({ sheets: [plainSheet("2020")], prefix: "x" }),
  "absolute.xlsx": workbook({ sheets: [plainSheet("2020")], absolute: true }),
  "bom-parts.xlsx": workbook({ sheets: [plainSheet("2020")], bom: true }),
  "no-references.xlsx": sheet(table([POOR, GROUPS], [5, null], [null, "8/8"]), { references: false }),
  "some-references.xlsx": workbook({ sheets: [{ name: "2020", xml: SOME_REFERENCES }] }),
  "strict.xlsx": workbook({ sheets: [plainSheet("2020")], strict: true }),
  "macros.xlsm": workbook({
    sheets: [plainSheet("2020")],
    contentType: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
  }),
  "typeset.xlsx": workbook({ sheets: [{ name: "2020", xml: TYPESET }] }),
  "chart.xlsx": chartBook(),
  "bare.xlsx": workbook({
    sheets: [{ name: "2020", xml: TYPESET }],
    parts: { "xl/styles.xml": null, "xl/sharedStrings.xml": null, "xl/_rels/workbook.xml.rels": SHEET_ONLY },
  }),
  "elsewhere.xlsx": elsewhere(),

  // no workbook
  "data.ods": zip(ODS),
  "ods-as.xlsx": zip(ODS),
  "report.docx": zip(DOCX),
  "binary.xlsb": zip(XLSB),
  "zipped.zip": zip([stored("so-lieu.csv", "Mã phường,Tên phường,Năm,Hộ nghèo\r\n14776,Ba Đình,2020,5\r\n")]),

  // broken
  "truncated.xlsx": sheet(PLAIN).slice(0, 900),
  "open-tag.xlsx": part(SHEET1, `${XML}${WORKSHEET}<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Mã phường`),
  "crossed-tags.xlsx": part(
    SHEET1,
    `${XML}${WORKSHEET}<sheetData><row r="1"><c r="A1"><v>1</c></v></row></sheetData></worksheet>`,
  ),
  "unknown-entity.xlsx": part("xl/sharedStrings.xml", `${XML}${SST}<si><t>Mã&nbsp;phường</t></si></sst>`),
  "doctype.xlsx": part(SHEET1, `${XML}${DOCTYPE}${WORKSHEET}${CELLS}`),
  "doctype-strings.xlsx": part(
    "xl/sharedStrings.xml",
    (partsOf({ sheets: [plainSheet("2020")] })["xl/sharedStrings.xml"] ?? "").replace("<sst", "<!DOCTYPE sst><sst"),
  ),
  "wrong-sum.xlsx": wrongSum(),
  "no-deflate.xlsx": changed(SHEET1, (entry) => ({ ...entry, method: 8, packed: utf8("ÿÿ no deflate at all") })),
  "no-part.xlsx": zip(entriesOf({ sheets: [plainSheet("2020")] }).filter(({ name }) => name !== SHEET1)),
  "no-such-string.xlsx": part(
    SHEET1,
    `${XML}${WORKSHEET}${CELLS.replace('<c r="B2" t="s"><v>7</v>', '<c r="B2" t="s"><v>700</v>')}`,
  ),
  "twice.xlsx": zip([
    ...entriesOf({ sheets: [plainSheet("2020")] }),
    stored(SHEET1, `${XML}${WORKSHEET}${CELLS.replace("<v>5</v>", "<v>6</v>")}`),
  ]),
  "understated.xlsx": zip(
    entriesOf({ sheets: [plainSheet("2020")] }).map((entry) =>
      entry.name === SHEET1 ? { ...entry, size: 10 } : entry,
    ),
  ),

  // which sheet
  "guide-first.xlsx": workbook({
    sheets: [
      { name: "Hướng dẫn", rows: [["Hướng dẫn nhập số liệu"], [], ["Mã phường", "gồm năm chữ số"]] },
      plainSheet("Biểu 1"),
    ],
  }),
  "two-sheets.xlsx": workbook({
    sheets: [
      plainSheet("Nửa đầu"),
      { name: "Nửa cuối", rows: [PLAIN_HEAD, ["14773", "Lam Sơn", 2020, 1, "6/8", "Đạt"]] },
    ],
  }),
  "other-sheet.xlsx": workbook({
    sheets: [{ name: "Nước sạch", rows: table([WATER], [62.5], [95.25]) }, plainSheet("Tổng hợp")],
  }),
  "other-no-wards.xlsx": workbook({
    sheets: [
      plainSheet("Tổng hợp"),
      {
        name: "Cả thành phố",
        rows: [
          ["Năm", POOR, HOUSEHOLDS],
          [2020, 5, 950],
        ],
      },
    ],
  }),
  "hidden-better.xlsx": workbook({
    sheets: [
      { name: "Cũ", state: "hidden", rows: table([POOR, GROUPS, CLEAN, WATER], [9, "1/8", "Đạt", 12.5]) },
      plainSheet("Mới"),
    ],
  }),
  "hidden-same.xlsx": workbook({
    sheets: [
      { name: "Nháp", state: "veryHidden", rows: [PLAIN_HEAD, ["14776", "Ba Đình", 2020, 9, "1/8", "Đạt"]] },
      plainSheet("Chính"),
    ],
  }),
  "hidden-only.xlsx": workbook({
    sheets: [{ name: "Bìa", rows: [["PHƯỜNG KIỂU MẪU"]] }, plainSheet("Dữ liệu", { state: "hidden" })],
  }),
  "very-hidden-only.xlsx": workbook({
    sheets: [{ name: "Bìa", rows: [["PHƯỜNG KIỂU MẪU"]] }, plainSheet("Dữ liệu", { state: "veryHidden" })],
  }),
  "no-header.xlsx": workbook({
    sheets: [
      { name: "Bìa", rows: [["PHƯỜNG KIỂU MẪU"]] },
      {
        name: "Số liệu",
        rows: [
          ["Khu vực", "Số nghèo", "Ngày họp"],
          ["Trung tâm", 5, 7],
        ],
      },
    ],
  }),
  "empty-sheets.xlsx": workbook({ sheets: [{ name: "Sheet1" }, { name: "Sheet2" }] }),
  "sheet-name.xlsx": workbook({ sheets: [{ name: "Hộ & nước (1)", rows: table([POOR], [5], ["năm"]) }] }),

  // headers
  "title-merged.xlsx": sheet(
    [
      ["ỦY BAN NHÂN DÂN THÀNH PHỐ THANH HÓA"],
      { cells: ["BÁO CÁO SỐ LIỆU PHƯỜNG KIỂU MẪU"] },
      ["(Kèm theo Công văn số 123/UBND-VX)"],
      [],
      ...PLAIN,
    ],
    { merged: ["A1:F1", "A2:F2", "A3:F3"] },
  ),
  "header-merged.xlsx": sheet(
    [
      ["Mã phường", "Tên phường", "Năm", "Tổ dân phố văn hóa", null, "Rác thải"],
      [null, null, null, "đạt", "tổng số", "tỷ lệ thu gom"],
      ["14776", "Ba Đình", 2020, 7, 8, 95.5],
      ["14767", "Điện Biên", 2020, 8, 8, 87.25],
    ],
    { merged: ["A1:A2", "B1:B2", "C1:C2", "D1:E1"] },
  ),
  "header-merged-titled.xlsx": sheet(
    [
      ["BIỂU TỔNG HỢP"],
      [],
      ["STT", "Mã phường", "Tên phường", "Năm", "Hộ nghèo", "Tổ dân phố văn hóa", null, "Tổng vệ sinh hằng tuần"],
      [null, null, null, null, null, "đạt", "tổng số"],
      ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
      [1, "14776", "Ba Đình", 2020, 5, 7, 8, "Đạt"],
      [2, "14767", "Điện Biên", 2020, "năm", 8, 8, "Không đạt"],
    ],
    { merged: ["A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4"] },
  ),
  "heading-runs.xlsx": columns(
    [
      rich("Hộ ", "nghèo"),
      item('<t>Tổ dân phố văn hóa</t><rPh sb="0" eb="2"><t>ト</t></rPh><phoneticPr fontId="0"/>'),
      item(
        '<r><t xml:space="preserve">Tổng vệ sinh </t></r><r><rPr><b/></rPr><t>hằng tuần</t></r><rPh sb="0" eb="4"><t>ソウ</t></rPh>',
      ),
      inline("Tỷ lệ hộ dùng\nnước sạch"),
      item("<t>Thu nhập_x000D_&#10;bình quân</t>"),
    ],
    [5, rich("7", "/8"), "Đạt", 62.5, 50],
    [0, "8/8", item('<t>Không đạt</t><rPh sb="0" eb="1"><t>フ</t></rPh>'), 95.25, 60],
  ),
  "heading-nfd.xlsx": sheet(
    PLAIN.map((row) =>
      "cells" in row ? row : row.map((cell) => (typeof cell === "string" ? cell.normalize("NFD") : cell)),
    ),
  ),
  "heading-nbsp.xlsx": sheet([
    ["\u00A0Mã\u00A0phường", "Tên phường\u00A0", "\u200BNăm", "Hộ\u00A0 nghèo", "Tổng vệ sinh\u00A0hằng tuần"],
    ["14776\u00A0", "Ba\u00A0Đình", "\u00A02020", "\u00A05\u00A0", "\u00A0Đạt"],
    ["\u00A014767", "Điện Biên", "2020\u200B", 0, "Không\u00A0đạt"],
  ]),
  "heading-formula.xlsx": columns([formula("Tên!A1", "Hộ nghèo"), GROUPS], [5, "7/8"], [0, "8/8"]),
  "title-year.xlsx": sheet(
    [
      ["UBND THÀNH PHỐ THANH HÓA"],
      ["BÁO CÁO SỐ LIỆU NĂM 2020"],
      ["Mã phường", "Tên phường", "Hộ nghèo"],
      ["14776", "Ba Đình", 5],
      ["14767", "Điện Biên", 0],
    ],
    { merged: ["A1:C1", "A2:C2"] },
  ),
  "no-period.xlsx": sheet([
    ["Mã phường", "Tên phường", "Hộ nghèo"],
    ["14776", "Ba Đình", 5],
  ]),
  "right-of-headings.xlsx": sheet([
    PLAIN_HEAD,
    ["14776", "Ba Đình", 2020, 5, "7/8", "Đạt", null, "xem lại", 12.5],
    ["14767", "Điện Biên", 2020, 0, "8/8", "Không đạt"],
  ]),
  "sparse.xlsx": sheet([
    [null, "Mã phường", null, "Tên phường", "Năm", "Hộ nghèo", null, "Tỷ lệ hộ dùng nước sạch"],
    { cells: [null, "14776", null, "Ba Đình", 2020, 5, null, null], at: 4 },
    { cells: [null, "14767", null, "Điện Biên", 2020, null, null, 62.5], at: 9 },
  ]),
  "far-right.xlsx": columns(
    [...Array.from({ length: 24 }, (_, at) => `q${at + 1}`), POOR],
    [...Array.from({ length: 24 }, () => null), 5],
    [...Array.from({ length: 24 }, () => null), "năm"],
  ),

  // numbers
  "digits.xlsx": columns(
    [INCOME, PONDS],
    [exact("0.97499999999999998"), exact("1.2E+5")],
    [exact("0.30000000000000004"), exact("7.0")],
    [exact("62.5"), exact("12.000000000000001")],
    [exact("1E-3"), 0],
    [exact("1.1000000000000001"), null],
    [exact("62.500000000000007"), null],
    [exact("1.2E+4"), null],
  ),
  "dot-three.xlsx": columns([INCOME], [1.234], [62.5], [exact("2.500")]),
  "dot-three-count.xlsx": columns([HOUSEHOLDS], [1.234], [950]),
  "negative-count.xlsx": columns([POOR], [-3], [as("#,##0_);(#,##0)", -5)], [1]),
  "text-numbers.xlsx": columns([HOUSEHOLDS, INCOME], ["1.234 hộ", "62,5"], [950, 70.25]),
  "text-mixed.xlsx": columns([INCOME], [1.234], ["62,5"], [70.5]),
  "text-both.xlsx": columns([INCOME], [1.234], ["62,5"], ["1.234"]),
  "text-ambiguous.xlsx": columns([INCOME], ["62.500"], [70.25], [1.5]),
  "text-grouped.xlsx": columns([HOUSEHOLDS], ["1.234"], [950], [1500]),
  "numbers-only.xlsx": columns([INCOME, WATER], [62.5, 95.25], [70.25, 62.5]),
  "no-number.xlsx": columns([POOR], [exact("năm")], [0]),
  "overlong.xlsx": columns([PONDS], [exact("1E+300")], [0]),
  "number-as-text.xlsx": columns(["Ghi chú"], [2020], [as("@", 62)]),

  // percents
  "percents.xlsx": columns(
    [WATER],
    [as(9, exact("0.97499999999999998"))],
    [as(10, 0.625)],
    [as("0.0%", exact("0.95250000000000001"))],
    [as("0.00%;[Red]-0.00%", 1)],
    [as(9, exact("0.57999999999999996"))],
    [as("0.0%", exact("0.28999999999999998"))],
    [as('0.0"%"', 97.5)],
    [as("0.0\\%", 62.5)],
    [97.25],
  ),
  "small-percents.xlsx": columns(["Tỷ lệ hộ nghèo"], [as("0.0%", exact("1.4500000000000001E-2"))], [as(9, 0)]),
  "percent-text.xlsx": columns([WATER], ["97,5%"], [as(9, 0.625)], [95.25]),
  "fractions.xlsx": columns([WATER], [0.975], [0.625], [1]),
  "fractions-marked.xlsx": columns([WATER], [0.975], [as(9, 0.9525)], [0.625]),
  "fractions-some.xlsx": columns([WATER], [0.95], [95], [62.5]),
  "percents-elsewhere.xlsx": columns(
    [POOR, INCOME, GROUPS],
    [as(9, 0.05), 50, "7/8"],
    [1, as("0.0%", 0.975), "8/8"],
    [1, 50, as(9, 0.875)],
  ),
  "percent-over.xlsx": columns([WATER], [as(9, 1.2)], [as(9, 0.5)]),

  // codes
  "code-numbers.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    [14776, "Ba Đình", 2020, 5],
    [exact("1.4767E4"), "Điện Biên", "2020", 0],
    [as("#,##0", 14773), "Lam Sơn", 2020, 1],
  ]),
  "code-format.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    [as("00000", 267), "Cống Vị", 2020, 5],
    [as("00000", 14776), "Ba Đình", 2020, 0],
  ]),
  "code-lost-zeros.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    [267, "Cống Vị", 2020, 5],
    [14776, "Ba Đình", 2020, 0],
  ]),
  "code-scientific.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    ["1,4776E+04", "Ba Đình", 2020, 5],
    ["14767", "Điện Biên", 2020, 0],
  ]),

  // number formats
  "literals.xlsx": columns(
    [HOUSEHOLDS, BUDGET],
    [as('#,##0 "hộ"', 1234), as('0.0 "triệu"', 62.5)],
    [as('#,##0\\ "households"', 950), as("@", 70)],
    // Vietnamese Excel: _₫ leaves room for the sign, and writes none
    [as('_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"\\ _₫_-;_-@_-', 12), as("[Red]#,##0.00", 62.125)],
    [as(41, 15), as(39, 50.5)],
    [as('[>=1000]#,##0 "hộ";0 "hộ"', 2500), as('General" triệu"', 1.5)],
    [as("[Red]0", 7), as("0.00E+00", 1234.5)],
  ),
  "literal-other-unit.xlsx": columns([POOR, BUDGET], [as('0.0 "triệu"', 5), 62.5], [1, as('0.0 "tỷ"', 62.5)]),
  "literal-currency.xlsx": columns([BUDGET], [as("#,##0 [$₫-42A]", 62)], [70]),
  "literal-inexact.xlsx": columns([POOR, WATER], [as('">"0', 5), 62.5], [1, as('"≥ "0.0', 95.5)]),
  "scaled.xlsx": columns([INCOME], [as("0.0,", 62500)], [70]),
  "zero-hidden.xlsx": columns([POOR], [as("0;-0;;@", 5)], [as("0;-0;;@", 0)], [as("0;-0;;@", "chưa có")]),
  "zero-dash.xlsx": columns([POOR], [as(41, 5)], [as(41, 0)]),
  "fraction-format.xlsx": columns(
    [INCOME, WATER, GROUPS],
    [as("# ?/?", 0.875), 62.5, "7/8"],
    [50, as("# ??/??", 0.875), "8/8"],
    [50, 62.5, as("# ?/?", 0.875)],
  ),

  // dates
  "dates.xlsx": columns(
    [PLAN],
    [as(14, 44050)],
    [as("dd/mm/yyyy", 44050)],
    [as(22, 44050)],
    [as('[$-42A]"Ngày "dd" tháng "mm" năm "yyyy;@', 44050)],
    [as("yyyy\\-mm\\-dd", 44196)],
    ["07/08/2020"],
    [as(16, 44050)],
    [null],
  ),
  "dates-1904.xlsx": workbook({
    date1904: true,
    sheets: [{ name: "2020", rows: table([PLAN], [as(14, 42588)], [as("dd/mm/yyyy", 42588)]) }],
  }),
  "dates-1900.xlsx": columns([PLAN], [as(14, 1)], [as(14, 59)], [as(14, 61)]),
  "dates-none.xlsx": columns([PLAN], [as(14, 60)], [as(14, 0)], [as(14, -1)]),
  "date-time.xlsx": columns([PLAN], [as(22, 44050.5)], [as(14, 44050)]),
  "date-iso.xlsx": columns([PLAN], [as(14, raw('<c{r} t="d"><v>2020-08-07</v></c>'))], [as(14, 44050)]),
  "date-serial.xlsx": columns([PLAN], [44050], [as("@", 44051)], [as("0", 44052)]),
  "became-date.xlsx": columns(
    [GROUPS, POOR, INCOME, WATER],
    [as(16, 44050), 5, 50, 62.5],
    ["7/8", as(14, 44050), 50, 62.5],
    ["7/8", 5, as("dd/mm/yyyy", 44050), 62.5],
    ["7/8", 5, 50, as(17, 44050)],
    [as("d\\-mmm", 44050), 5, 50, 62.5],
  ),
  "became-serial.xlsx": columns([GROUPS], [44050], [as("@", 44051)], ["7/8"]),
  "not-a-ratio.xlsx": columns([GROUPS], [0.875], [7.8], ["7/8"]),
  "period-day.xlsx": sheet([
    ["Mã phường", "Tên phường", "Kỳ", "Hộ nghèo"],
    ["14776", "Ba Đình", as(14, 43861), 7],
    ["14767", "Điện Biên", "2020-02-29", 5],
  ]),
  "year-as-date.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    ["14776", "Ba Đình", as("dd/mm/yyyy", 2020), 7],
  ]),

  // errors and formulas
  "errors.xlsx": columns(
    [POOR, GROUPS, CLEAN],
    [fault("#N/A"), "7/8", "Đạt"],
    [0, fault("#DIV/0!"), "Đạt"],
    [0, "7/8", raw('<c{r} t="e"><f>Cũ!#REF!</f><v>#REF!</v></c>')],
    ["#VALUE!", "7/8", "Đạt"],
  ),
  "errors-unused.xlsx": columns([POOR, "Điện thoại"], [5, fault("#N/A")], [0, fault("#REF!")]),
  "error-total.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    ["14776", "Ba Đình", 2020, 5],
    ["14767", "Điện Biên", 2020, 0],
    [null, "Tổng cộng", null, fault("#REF!")],
    [null, "Bình quân", null, formula("AVERAGE(D2:D3)")],
  ]),
  "formulas.xlsx": columns(
    [POOR, GROUPS, CLEAN, WATER, "Ghi chú"],
    [
      formula("2+3", 5),
      formula('Y2&"/"&Z2', "7/8"),
      raw('<c{r} t="b"><f>D2&gt;1</f><v>1</v></c>'),
      as(9, formula("Y2/Z2", 0.625)),
      formula('IF(D2=0,"","Đã kiểm tra")', "Đã kiểm tra"),
    ],
    [
      raw('<c{r}><f t="shared" ref="D3:D4" si="0">Z3+1</f><v>0</v></c>'),
      formula('IF(Y3="","",Y3)', ""),
      raw('<c{r} t="b"><f>D3&gt;1</f><v>0</v></c>'),
      raw('<c{r} t="str"><f>""</f><v/></c>'),
      formula('IF(D3=0,"","x")', ""),
    ],
    [
      raw('<c{r}><f t="shared" si="0"/><v>1</v></c>'),
      raw('<c{r} t="str"><f t="array" ref="E4">Y4&amp;"/8"</f><v>6/8</v></c>'),
      "Đạt",
      raw('<c{r} t="n"><f>90+5.25</f><v>95.25</v></c>'),
      null,
    ],
  ),
  "formula-no-value.xlsx": columns(
    [POOR, GROUPS],
    [formula("SUM(Y2:Z2)"), "7/8"],
    [0, raw('<c{r}><f>Y3&amp;"/"&amp;Z3</f><v></v></c>')],
    [raw("<c{r}><f>Y4*2</f><v/></c>"), "6/8"],
  ),
  "formula-no-value-unused.xlsx": columns(
    [POOR, "Điện thoại"],
    [5, formula("Z2+1")],
    [0, raw("<c{r}><f>Z3+1</f><v></v></c>")],
  ),
  "formula-no-value-code.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    [formula('TEXT(F2,"00000")'), "Ba Đình", 2020, 5],
    ["14767", "Điện Biên", 2020, 0],
  ]),

  // hidden rows and columns
  "hidden-rows.xlsx": sheet([
    PLAIN_HEAD,
    { cells: ["14776", "Ba Đình", 2020, 5, "7/8", "Đạt"], hidden: true },
    ["14767", "Điện Biên", 2020, 0, "8/8", "Không đạt"],
    { cells: ["14773", "Lam Sơn", 2020, 1, "6/8", "Đạt"], hidden: true },
  ]),
  "filtered.xlsx": sheet(
    [
      PLAIN_HEAD,
      ["14776", "Ba Đình", 2020, 5, "7/8", "Đạt"],
      { cells: ["14767", "Điện Biên", 2020, 0, "8/8", "Không đạt"], hidden: true },
    ],
    { autoFilter: "A1:F3" },
  ),
  "hidden-no-wards.xlsx": sheet([
    { cells: ["BÁO CÁO SỐ LIỆU"], hidden: true },
    ...PLAIN,
    { cells: [], hidden: true },
    { cells: [null, "Tổng cộng", null, 5], hidden: true },
  ]),
  "hidden-columns.xlsx": sheet(PLAIN, { cols: '<col min="4" max="4" width="9" hidden="1" customWidth="1"/>' }),
  "hidden-columns-range.xlsx": sheet(PLAIN, {
    cols: '<col min="1" max="4" width="9"/><col min="5" max="16384" width="0" hidden="1"/>',
  }),
  "hidden-columns-unused.xlsx": sheet(table([POOR, "Điện thoại"], [5, "0373 850 001"], [0, "0373 850 002"]), {
    cols: '<col min="5" max="5" width="0" hidden="1"/>',
  }),

  // legacy fonts
  "tcvn3.xlsx": sheet(
    PLAIN.map((row) =>
      "cells" in row ? row : row.map((cell) => (typeof cell === "string" ? inFont(".VnTime", tcvn3(cell)) : cell)),
    ),
  ),
  "tcvn3-header.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo", "Tổng vệ sinh hằng tuần"].map((cell) =>
      inFont(".VnTimeH", tcvn3(cell)),
    ),
    ["14776", "Ba Đình", 2020, 5, true],
    ["14767", "Điện Biên", 2020, 0, false],
  ]),
  "tcvn3-cells.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo", "Ghi chú"],
    ["14776", "Ba Đình", 2020, 5, "Đã kiểm tra"].map((cell) =>
      typeof cell === "string" ? inFont(".VnTime", tcvn3(cell)) : cell,
    ),
    ["14767", "Điện Biên", 2020, 0, "Chưa kiểm tra lần thứ hai"].map((cell) =>
      typeof cell === "string" ? inFont(".VnTime", tcvn3(cell)) : cell,
    ),
  ]),
  "vni.xlsx": sheet([
    ["Maõ phöôøng", "Teân phöôøng", "Naêm", "Hoä ngheøo"].map((cell) => inFont("VNI-Times", cell)),
    ["14776", inFont("VNI-Times", "Ba Ñình"), 2020, 5],
    ["14767", inFont("VNI-Times", "Ñieän Bieân"), 2020, 0],
  ]),
  "vni-cells.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    ["14776", inFont("VNI-Times", "Phöôøng Ba Ñình"), 2020, 5],
    ["14767", inFont("VNI-Times", "Phöôøng Ñieän Bieân"), 2020, 0],
  ]),

  // cells of other types
  "booleans.xlsx": columns([CLEAN], [true], [false], [1], [0], ["Đạt"], [formula("TRUE()", "Không đạt")]),
  "booleans-negative.xlsx": columns([COMPLAINTS], [true], [1], ["Đạt"]),
  "boolean-count.xlsx": columns([POOR], [true], [0]),
  "boolean-two.xlsx": columns([CLEAN], [2], [true]),
  "text-escapes.xlsx": columns(
    ["Ghi chú"],
    ["=1+1"],
    [item("<t>_x001B_[31mđỏ</t>")],
    ["<script>alert(1)</script>"],
    [item("<t>a_x005F_x000D_b</t>")],
  ),
  "dashes.xlsx": columns([POOR], ["-"], ["n/a"], [7]),

  // rows that are no wards
  "rows.xlsx": sheet([
    ["STT", "Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    [1, 2, 3, 4, 5],
    ["I", null, "Thành phố Thanh Hóa"],
    [1, "14776", "Ba Đình", 2020, 5],
    [2, "14767", "Điện Biên", 2020, 0],
    ["Tổng cộng", null, null, 2020, formula("SUM(E4:E5)", 5)],
    [],
    [null, null, "Thanh Hóa, ngày 31 tháng 12 năm 2020"],
    [null, null, "NGƯỜI LẬP BIỂU"],
    [null, null, "Lê Thị Hoa"],
  ]),
  "perhaps-total.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    ["14776", "Ba Đình", 2020, 5],
    [null, "Tổng số 5 phường", 2020, 5],
  ]),
  "ward-merged.xlsx": sheet(
    [
      ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
      ["14776", "Ba Đình", 2019, 7],
      [null, null, 2020, 5],
      ["14767", "Điện Biên", 2020, 0],
    ],
    { merged: ["A2:A3", "B2:B3"] },
  ),
  "uncomputed.xlsx": workbook({
    sheets: [{ name: "2020", rows: table([POOR, WATER], [formula("SUM(10,5)", 0), 62.5], [5, 70]) }],
    computesOnLoad: true,
  }),
  "merged-figures.xlsx": sheet(table([POOR], [12], [null]), { merged: ["D2:D3"] }),
  "merged-covered.xlsx": sheet(table([POOR], [12], [3]), { merged: ["D2:D3"] }),
  "merged-missing.xlsx": sheet(table([POOR, WATER], ["chưa có", null], [5, 62.5]), { merged: ["D2:E2"] }),
  "two-faced.xlsx": columns([WATER], [as('[>=10]0"%";[<10]0%', 0.9)]),
  "two-faced-alike.xlsx": columns([WATER], [as("[Red][>50]0.0;[Blue]0.0", 62.5)]),
  "zero-words.xlsx": columns([POOR], [as('0;;"chưa có"', 0)], [as('0;;"chưa có"', 4)]),
  "shown-as-nothing.xlsx": columns([POOR], [as(";;;", 7)]),
  "mixed-ratio.xlsx": columns(
    ["Tổ dân phố văn hóa – đạt", "Tổ dân phố văn hóa – tổng số", WATER],
    ["1,1", exact("1.234"), "62,5"],
  ),
  "conflict.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
    ["14776", "Ba Đình", 2020, 5],
    ["14767", "Điện Biên", 2020, 0],
    [14776, "Ba Đình", 2020, 6],
  ]),
  "duplicate.xlsx": sheet([...PLAIN, ["14776", "Ba Đình", 2020, 5, "7/8", "Đạt"]]),
  "header-only.xlsx": sheet([["Mã phường", "Tên phường", "Năm", "Hộ nghèo"]]),
  "long.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Chỉ tiêu", "Giá trị"],
    ["14776", "Ba Đình", 2020, "Hộ nghèo", 5],
    ["14776", "Ba Đình", 2020, "Tổ dân phố văn hóa", "7/8"],
    ["14776", "Ba Đình", 2020, "Tỷ lệ hộ dùng nước sạch", as(9, 0.625)],
    ["14776", "Ba Đình", 2020, "Ngày ban hành kế hoạch", as(14, 44050)],
    ["14767", "Điện Biên", 2020, "Tổng vệ sinh hằng tuần", true],
  ]),
  "long-dates.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Chỉ tiêu", "Giá trị"],
    ["14776", "Ba Đình", 2020, "Tổ dân phố văn hóa", as(16, 44050)],
    ["14776", "Ba Đình", 2020, "Hộ nghèo", fault("#N/A")],
    ["14767", "Điện Biên", 2020, "Hộ nghèo", 0],
  ]),

  // several files
  "join-poor.csv": utf8(
    "Mã phường,Tên phường,Năm,Hộ nghèo,Tỷ lệ hộ dùng nước sạch\r\n14776,Ba Đình,2020,5,62.5\r\n00267,Cống Vị,2020,0,\r\n",
  ),
  "join-culture.xlsx": sheet([
    ["Mã phường", "Tên phường", "Năm", "Tổ dân phố văn hóa", "Tỷ lệ hộ dùng nước sạch"],
    [as("00000", 267), "Cống Vị", 2020, "8/8", as(10, 0.9525)],
    [as("00000", 14776), "Ba Đình", 2020, "7/8", as("0.0%", 0.625)],
  ]),
  "join-conflict.xlsx": workbook({
    sheets: [
      {
        name: "Biểu 2",
        rows: [
          ["Mã phường", "Tên phường", "Năm", "Hộ nghèo"],
          [as("00000", 267), "Cống Vị", 2020, 0],
          [14776, "Ba Đình", 2020, 6],
        ],
      },
    ],
  }),
  "join-clean.xlsx": workbook({
    sheets: [
      { name: "Bìa", rows: [["PHƯỜNG KIỂU MẪU"]] },
      { name: "Biểu 1", rows: table([CLEAN], [true], [false]) },
    ],
  }),

  // many things at once
  "messy.xlsx": workbook({
    sheets: [
      { name: "Hướng dẫn", rows: [["Nhập số liệu vào Biểu 1"]] },
      {
        name: "Danh mục",
        state: "hidden",
        rows: [
          ["Mã phường", "Tên phường", "Năm"],
          ["14776", "Ba Đình", 2019],
        ],
      },
      {
        name: "Biểu 1",
        rows: [
          ["UBND THÀNH PHỐ THANH HÓA"],
          ["BÁO CÁO SỐ LIỆU NĂM 2020"],
          [],
          [
            "STT",
            "Mã phường",
            "Tên phường",
            "Tổng số hộ",
            "Tổ dân phố văn hóa",
            null,
            rich("Tỷ lệ hộ dùng ", "nước sạch"),
            PLAN,
          ],
          [null, null, null, null, "đạt", "tổng số"],
          ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
          ["I", null, "Nội thành"],
          [
            1,
            as("00000", 267),
            "Cống Vị",
            as('#,##0 "hộ"', 1234),
            formula("3+4", 7),
            8,
            as(9, exact("0.97499999999999998")),
            as(14, 44050),
          ],
          { cells: [2, as("00000", 14776), "Ba Đình", "950 hộ", 8, 8, as(10, 0.625), "07/08/2020"], hidden: true },
          [null, null, "Tổng cộng", formula("SUM(D8:D9)"), 15, 16, fault("#DIV/0!")],
          [],
          [null, null, null, "Người lập biểu"],
        ],
        merged: ["A1:H1", "A2:H2", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:F4", "G4:G5", "H4:H5"],
        cols: '<col min="7" max="7" width="0" hidden="1"/>',
      },
    ],
  }),
  "all-problems.xlsx": workbook({
    sheets: [
      { name: "Bìa", rows: [["PHƯỜNG KIỂU MẪU"]] },
      {
        name: "Biểu 1",
        rows: table(
          [POOR, GROUPS, CLEAN, WATER, PLAN],
          ["năm", as(16, 44050), "Đạt", 62.5, as(14, 44050)],
          [0, 44050, "Khá", as(9, 1.2), as(14, 44050)],
          [1.5, "9/8", true, fault("#N/A"), as(14, 44050)],
          [formula("Z5+1"), "7/8", false, as('">"0', 95), 44050],
        ),
      },
    ],
  }),
  "keep-going.xlsx": columns([POOR], [5], [as(16, 44050)], [1]),
};

// ---------------------------------------------------------------- at the bounds

const MIB = 1024 * 1024;

/** So many mebibytes of spaces, deflated to about a thousandth, piece by piece: nothing so large is ever held. */
function spaces(mebibytes: number, head: string, tail: string): Omit<Entry, "name"> {
  const piece = new Uint8Array(MIB).fill(0x20);
  // A full flush ends at a whole byte and forgets what was before it: such pieces can be put one behind the other.
  const flushed = (bytes: Uint8Array): Uint8Array =>
    new Uint8Array(deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH }));
  const packedPiece = flushed(piece);
  const [first, last] = [utf8(head), utf8(tail)];
  let crc = crc32(first);
  for (let at = 0; at < mebibytes; at += 1) crc = crc32(piece, crc);
  const packed = Buffer.concat([
    flushed(first),
    ...Array.from({ length: mebibytes }, () => packedPiece),
    deflateRawSync(last, { level: 9 }),
  ]);
  return {
    packed: new Uint8Array(packed),
    crc: crc32(last, crc),
    size: first.length + mebibytes * MIB + last.length,
    method: 8,
  };
}

const bomb = (mebibytes: number, lies: Partial<Entry>): Uint8Array =>
  zip(
    entriesOf({ sheets: [plainSheet("2020")] }).map((entry) =>
      entry.name === SHEET1
        ? { ...entry, ...spaces(mebibytes, `${XML}${WORKSHEET}<sheetData>`, "</sheetData></worksheet>"), ...lies }
        : entry,
    ),
  );

const wide = (count: number): Uint8Array =>
  columns([POOR, ...Array.from({ length: count - 4 }, (_, at) => `q${at + 1}`)], [5], [0]);

const extraCell = (reference: string, cell: string): Uint8Array => {
  const line = /\d+/.exec(reference)?.[0] ?? "";
  const own =
    line === "2"
      ? CELLS.replace('</row><row r="3"', `${cell}</row><row r="3"`)
      : CELLS.replace("</sheetData>", `<row r="${line}">${cell}</row></sheetData>`);
  return part(SHEET1, `${XML}${WORKSHEET}${own}`);
};

/** Files at a bound: made for the test that needs them. */
export const LARGE: Readonly<Record<string, () => Uint8Array>> = {
  // the directory says 1,000 bytes
  "bomb-lying.xlsx": () => bomb(300, { size: 1000 }),
  "bomb-honest.xlsx": () => bomb(300, {}),
  // the directory says 0 bytes, as if it were not known yet, and the truth follows the data
  "bomb-streamed.xlsx": () => bomb(300, { size: 0, streamed: true }),
  "bomb-strings.xlsx": () =>
    zip(
      entriesOf({ sheets: [plainSheet("2020")] }).map((entry) =>
        entry.name === "xl/sharedStrings.xml"
          ? { ...entry, ...spaces(300, `${XML}${SST}<si><t>`, "</t></si></sst>"), size: 1000 }
          : entry,
      ),
    ),
  // 4 MiB of spaces in the sheet: over the ratio, but below 10 MB
  "spacious.xlsx": () =>
    zip(
      entriesOf({ sheets: [plainSheet("2020")] }).map((entry) =>
        entry.name === SHEET1 ? { ...entry, ...spaces(4, `${XML}${WORKSHEET}`, `${CELLS}`) } : entry,
      ),
    ),
  "entries-2000.xlsx": () => padded(2000),
  "entries-2001.xlsx": () => padded(2001),
  "total-520.xlsx": () => {
    // one mebibyte that shrinks to about a hundredth: the ratio is fine, the sum is not
    const bytes = new Uint8Array(MIB);
    let state = 1;
    for (let at = 0; at < 10_000; at += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      bytes[at] = state >>> 16;
    }
    const one = deflated("", bytes);
    return zip([
      ...entriesOf({ sheets: [plainSheet("2020")] }),
      ...Array.from({ length: 520 }, (_, at) => ({ ...one, name: `xl/media/${at}.bin` })),
    ]);
  },
  "columns-4096.xlsx": () => wide(4096),
  "columns-4097.xlsx": () => wide(4097),
  "cell-xfd.xlsx": () => extraCell("XFD2", '<c r="XFD2"><v>1</v></c>'),
  "empty-xfd.xlsx": () => extraCell("XFD2", '<c r="XFD2" s="0"/>'),
  "last-row.xlsx": () => extraCell("A1048576", '<c r="A1048576" s="0"/>'),
};

function padded(count: number): Uint8Array {
  const own = entriesOf({ sheets: [plainSheet("2020")] });
  return zip([
    ...own,
    ...Array.from({ length: count - own.length }, (_, at) => stored(`customXml/item${at}.xml`, "<a/>")),
  ]);
}
