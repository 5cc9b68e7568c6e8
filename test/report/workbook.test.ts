import { openXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";
import { xmlParts } from "../support/report-parts.ts";

// The workbook of three wards, read back by a library; what every cell must hold was worked out by hand.

const STANDARD = `format: 1
id: test/workbook
version: "1"
title: {vi: Bộ thử, en: Test set}
provenance: secondary
fields:
  groups: {label: {vi: Tổ dân phố, en: Groups}, type: ratio, unit: {vi: tổ, en: groups}}
  content: {label: {vi: Hài lòng, en: Content}, type: percent}
  income: {label: {vi: Thu nhập, en: Income}, type: number, unit: {vi: triệu đồng, en: million}}
  fire: {label: {vi: Có cháy, en: Fire}, type: boolean}
criteria:
  - {id: TC1, clause: Điều 1, title: {vi: Tổ, en: Groups}, value: groups, require: ≥ 87.5%}
  - id: TC2
    clause: Điều 2
    title: {vi: Đời sống, en: Living}
    indicators:
      - {id: "2.1", title: {vi: Hài lòng, en: Content}, value: content, require: ≥ 90%, points: {max: 10, proportional: true}}
      - {id: "2.2", title: {vi: Thu nhập, en: Income}, value: income, require: ≥ 60}
  - {id: TC3, clause: Điều 3, title: {vi: Không cháy, en: No fire}, value: not fire}
levels: [{id: eligible, title: {vi: đủ điều kiện đề nghị, en: eligible}, require: {criteria: all}}]
`;
const WARDS = `Mã phường;Tên phường;Năm;Tổ dân phố;Hài lòng;Thu nhập;Có cháy
00001;Phường Bắc;2020;7/8;92,5;70;Không
00002;Phường Nam;2020;6/8;89,9;;Không
00003;=1+1;2020;874/1000;95;123456789012345678,5;Có
`;
const WORLD = { files: { "s.yaml": STANDARD, "w.csv": WARDS } };

type Workbook = Awaited<ReturnType<typeof openXlsx>>;
let workbook: Workbook;
let bytes: Uint8Array;

beforeAll(async () => {
  const run = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "-o", "x.xlsx"], WORLD);
  expect(run.code, run.stderr).toBe(0);
  bytes = run.bytes.get("x.xlsx") ?? new Uint8Array();
  workbook = await openXlsx(bytes);
});

const rowsOf = (name: string) =>
  (workbook.sheets.find((sheet) => sheet.name === name)?.rows ?? []).map((row) => row.map((cell) => cell ?? null));

/** The rows of a sheet as records by their headings. */
function records(name: string): Record<string, unknown>[] {
  const [head = [], ...rows] = rowsOf(name);
  return rows.map((row) => Object.fromEntries(head.map((title, place) => [String(title), row[place] ?? null])));
}

test("has its sheets, in order", () => {
  expect(workbook.sheets.map(({ name }) => name)).toEqual([
    "Tóm tắt",
    "Các đơn vị",
    "Chi tiết",
    "Điểm nghẽn",
    "Chất lượng dữ liệu",
    "Giới thiệu",
  ]);
});

test("the wards: codes as texts, figures as numbers, a mark for each criterion", () => {
  const wards = records("Các đơn vị");
  expect(wards.map((ward) => [ward["Mã"], ward["Đơn vị"], ward["Hạng"], ward["Đạt"], ward["Tổng tiêu chí"]])).toEqual([
    ["00001", "Phường Bắc", 1, 3, 3],
    // Neither reached a level; 9,5 points come before 8,99.
    ["00003", "=1+1", 2, 1, 3],
    ["00002", "Phường Nam", 3, 1, 3],
  ]);
  expect(wards.map((ward) => [ward["TC1"], ward["TC2"], ward["TC3"]].join(""))).toEqual(["✓✓✓", "✗✓✗", "✗✗✓"]);
  expect(wards.map((ward) => [ward["Điểm thấp nhất"], ward["Điểm cao nhất"]])).toEqual([
    [9.25, 9.25],
    [9.5, 9.5],
    [8.99, 8.99],
  ]);
});

test("ranks stay what they are when another order is asked for", async () => {
  const argv = ["evaluate", "w.csv", "--criteria", "s.yaml", "--sort", "name", "-o", "x.xlsx"];
  const { sheets } = await openXlsx((await runInMemory(argv, WORLD)).bytes.get("x.xlsx") ?? new Uint8Array());
  const [head = [], ...rows] = sheets[1]?.rows ?? [];
  const shown = rows.map((row) => [row[head.indexOf("Đơn vị")], row[head.indexOf("Hạng")]]);
  expect(shown).toEqual([
    ["=1+1", 2],
    ["Phường Bắc", 1],
    ["Phường Nam", 3],
  ]);
});

test("the findings: ratios in two columns, shares in percent, digits that a cell cannot hold as text", () => {
  const findings = records("Chi tiết");
  expect(findings).toHaveLength(3 * 5);
  const of = (ward: string, node: string) =>
    findings.find((row) => row["Mã"] === ward && row["Chỉ tiêu"] === node) ?? {};
  const shown = (row: Record<string, unknown>) => [
    row["Kết quả"],
    row["Giá trị"],
    row["Tử số"],
    row["Mẫu số"],
    row["Ngưỡng"],
    row["Còn thiếu"],
    row["Đơn vị còn thiếu"],
    row["Tỷ lệ (%)"],
  ];
  expect(shown(of("00002", "TC1"))).toEqual(["chưa đạt", null, 6, 8, 87.5, 1, "tổ", 75]);
  expect(shown(of("00003", "TC1"))).toEqual(["chưa đạt", null, 874, 1000, 87.5, 1, "tổ", 87.4]);
  expect(shown(of("00002", "2.1"))).toEqual(["chưa đạt", 89.9, null, null, 90, 0.1, "điểm phần trăm", 89.9]);
  expect(of("00002", "2.1")["Điểm (thấp)"]).toBe(8.99);
  expect(of("00002", "2.2")).toMatchObject({ "Kết quả": "chưa đủ số liệu", "Lý do": "thiếu số liệu" });
  expect(of("00003", "2.2")["Giá trị"]).toBe("123456789012345678.5");
  expect(of("00003", "TC3")).toMatchObject({ "Giá trị (chữ)": "sai", "Căn cứ": "Điều 3", "Ô số liệu": "w.csv:4:7" });
});

test("digits that a double cannot hold, letters that the format reads as codes", async () => {
  const files = {
    ...WORLD.files,
    "w.csv":
      "Mã phường;Tên phường;Năm;Tổ dân phố;Hài lòng;Thu nhập;Có cháy\n1;Phường _x0041_;2020;7/8;90;123456789012,3456;Không\n2;B;2020;7/8;90;0,1234567890123456789;Không\n3;C\ufffe\uffff;2020;7/8;90;62,5;Không\n",
  };
  const run = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "-o", "x.xlsx", "-o", "x.docx"], {
    files,
  });
  expect(run.code, run.stderr).toBe(0);
  const { sheets } = await openXlsx(run.bytes.get("x.xlsx") ?? new Uint8Array());
  const [head = [], ...rows] = sheets[2]?.rows ?? [];
  const values = rows
    .filter((row) => row[head.indexOf("Chỉ tiêu")] === "2.2")
    .map((row) => row[head.indexOf("Giá trị")]);
  // The first two are eligible: 60 million are wanted.
  expect(values).toEqual(["123456789012.3456", 62.5, "0.1234567890123456789"]);
  for (const file of ["x.xlsx", "x.docx"]) {
    const all = [...xmlParts(run.bytes.get(file) ?? new Uint8Array()).values()].join("");
    expect(all).not.toMatch(/[\ufffe\uffff]/);
    expect(all).toContain("C\\u{fffe}\\u{ffff}");
    if (file === "x.xlsx") expect(all).toContain("Phường _x005F_x0041_");
  }
});

test("bottlenecks: the counts of every criterion, and a chart of them", () => {
  expect(rowsOf("Điểm nghẽn").slice(2)).toEqual([
    ["TC1 Tổ", 1, 2, 0, 0, 0, 0, 3],
    ["TC2 Đời sống", 2, 1, 0, 0, 0, 0, 3],
    ["TC3 Không cháy", 2, 1, 0, 0, 0, 0, 3],
  ]);
  expect(xmlParts(bytes).get("xl/charts/chart1.xml")).toContain("'Điểm nghẽn'!$C$3:$C$5");
});

test("the summary counts levels by period", () => {
  const rows = rowsOf("Tóm tắt");
  const head = rows.findIndex(([first]) => first === "Kỳ");
  expect(rows.slice(head, head + 2)).toEqual([
    ["Kỳ", "Đơn vị", "đủ điều kiện đề nghị", "chưa đủ điều kiện", "chưa kết luận được", "Có nguy cơ"],
    ["2020", 3, 1, 2, 0, 0],
  ]);
});

describe("Excel takes the parts", () => {
  /** The order of CT_Worksheet in ECMA-376; a part in another order makes Excel offer a repair. */
  const ORDER =
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing".split(
      " ",
    );

  test("each sheet's elements stand in their order", () => {
    for (const [name, xml] of xmlParts(bytes)) {
      if (!/worksheets\/sheet\d+\.xml$/.test(name)) continue;
      const names = topElements(xml);
      const places = names.map((one) => ORDER.indexOf(one));
      expect(places, `${name}: ${names.join(" ")}`).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
    }
  });

  test("frozen panes, filters and coloured marks are there; names with spaces are quoted", () => {
    const parts = xmlParts(bytes);
    const matrix = parts.get("xl/worksheets/sheet2.xml") ?? "";
    expect(matrix).toMatch(/<pane xSplit="3" ySplit="1"[^>]*state="frozen"/);
    expect(matrix).toContain('<autoFilter ref="A1:M4"/>');
    expect(matrix.match(/<cfRule type="cellIs"/g)).toHaveLength(6);
    expect(parts.get("xl/worksheets/sheet3.xml")).toContain('<autoFilter ref="A1:Y16"/>');
    const workbookXml = parts.get("xl/workbook.xml") ?? "";
    for (const [, range = ""] of workbookXml.matchAll(/<definedName [^>]*>([^<]*)</g))
      expect(range).toMatch(/^'[^']+'!(\$\d+:\$\d+|\$A\$1:\$[MY]\$\d+)$/);
    expect(workbookXml.match(/_xlnm\._FilterDatabase/g)).toHaveLength(2);
  });

  test("and of the blank form as well", async () => {
    const run = await runInMemory(["template", "--criteria", "vn/law-access@2025", "-o", "form.xlsx"]);
    const xml = xmlParts(run.bytes.get("form.xlsx") ?? new Uint8Array()).get("xl/workbook.xml") ?? "";
    const ranges = [...xml.matchAll(/<definedName [^>]*>([^<]*)</g)].map(([, range]) => range);
    expect(ranges.length).toBeGreaterThan(0);
    for (const range of ranges) expect(range).toMatch(/^'[^']+'!\$\d+:\$\d+$/);
  });
});

/** The names of the elements right below the root. */
function topElements(xml: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, close, name = "", empty] of xml.matchAll(/<(\/?)([A-Za-z:]+)[^>]*?(\/?)>/g)) {
    if (close === "/") depth--;
    else {
      if (depth === 1 && names.at(-1) !== name) names.push(name);
      if (empty !== "/") depth++;
    }
  }
  return names;
}
