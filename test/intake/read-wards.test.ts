import { describe, expect, test } from "vitest";
import { toExactDecimal } from "../../src/exact/decimal.ts";
import { readWards } from "../../src/intake/read-wards.ts";
import { originOf } from "../../src/intake/table.ts";
import { HEAD, read, standardOf, tableOf } from "../support/standards.ts";

const standard = standardOf(`${HEAD}fields:
  households: {label: {vi: Tổng số hộ, en: Households}, type: count, range: [1, 100000], aliases: [Số hộ]}
  poor: {label: {vi: Hộ nghèo, en: Poor households}, type: count, at_most: households}
  rate: {label: {vi: Tỷ lệ, en: Rate}, type: percent, range: [0%, 100%]}
  income: {label: {vi: Thu nhập, en: Income}, type: number}
  groups: {label: {vi: Tổ kiểu mẫu, en: Model groups}, type: ratio, columns: {of: [Tổ đạt], total: [Tổ]}}
  clean: {label: {vi: Tổng vệ sinh, en: Cleaning}, type: boolean}
  quiet: {label: {vi: Không có khiếu kiện, en: No complaints}, type: boolean}
  kind: {label: {vi: Loại, en: Class}, type: choice, values: [I, II]}
  signed: {label: {vi: Ngày ký, en: Signed}, type: date}
  remark: {label: {vi: Ghi chú, en: Remark}, type: text}
  optional: {label: {vi: Tùy chọn, en: Optional}, type: count, not_applicable: allowed}
  income_of_province: {label: {vi: Thu nhập tỉnh, en: Province income}, type: number, same_for: province}
criteria: [{id: A, title: {vi: A, en: A}, value: clean}]
`);

/** The problems but for the warning about absent columns, as `line:column code`. */
const problemsOf = (...texts: string[]) =>
  read(standard, ...texts).problems.flatMap(({ code, at }) =>
    code === "data/absent-columns" ? [] : [`${at?.line ?? ""}:${at?.column ?? ""} ${code}`],
  );

const one = (heading: string, cell: string) => `Mã phường,Năm,${heading}\n00001,2020,${cell}\n`;

/** What a cell is read as: a number as a decimal, or its state. */
function cellOf(field: string, text: string): string {
  const [batch] = tableOf(standard, text).batches;
  const cell = batch?.columns.get(field)?.get(0);
  if (cell?.is === "number") return toExactDecimal(cell.value) ?? "";
  if (cell?.is === "ratio") return `${toExactDecimal(cell.part)}/${toExactDecimal(cell.whole)}`;
  if (cell?.is === "truth") return String(cell.value);
  return cell?.is === "text" ? cell.text : String(cell?.is);
}

describe("cells", () => {
  test.each([
    ["households", "Tổng số hộ", "2000", "2000"],
    ["households", "households", "007", "7"],
    ["households", "households", "21.000", "21000"],
    ["households", "SỐ HỘ", "2000", "2000"],
    ["households", "Tổng số hộ", "", "missing"],
    ["households", "Tổng số hộ", "chưa có", "missing"],
    ["rate", "Tỷ lệ", "62.5", "0.625"],
    ["rate", "Rate", '"62,5 %"', "0.625"],
    ["income", "Thu nhập", "-1.5", "-1.5"],
    ["income", "Thu nhập", "−1.5", "-1.5"],
    ["income", "Thu nhập", "12345678901234567890.5", "12345678901234567890.5"],
    ["groups", "Tổ kiểu mẫu", "7/8", "7/8"],
    ["groups", "Model groups", "0/0", "0/0"],
    ["clean", "Tổng vệ sinh", "Đạt", "true"],
    ["clean", "Tổng vệ sinh", "X", "true"],
    ["clean", "Tổng vệ sinh", "không đạt.", "false"],
    ["clean", "Tổng vệ sinh", "0", "false"],
    ["quiet", "Không có khiếu kiện", "Đạt", "true"],
    ["kind", "Loại", "ii", "1"],
    ["signed", "Ngày ký", "29/02/2020", "18321"],
    ["signed", "Ngày ký", "2020-02-29", "18321"],
    ["remark", "Ghi chú", "  =1+1 ", "=1+1"],
    ["optional", "Tùy chọn", "Không áp dụng", "not_applicable"],
    ["optional", "Tùy chọn", "KAD", "not_applicable"],
  ])("%s under %j: %j is %s", (field, heading, cell, expected) => {
    expect(cellOf(field, one(heading, cell))).toBe(expected);
  });

  test.each([
    ["Tổng số hộ", "0", "data/out-of-range"],
    ["Tổng số hộ", "100001", "data/out-of-range"],
    ["Tổng số hộ", "2.5", "data/not-a-count"],
    ["Hộ nghèo", "-1", "data/not-a-count"],
    ["Hộ nghèo", "năm", "data/not-a-number"],
    ["Hộ nghèo", "1e3", "data/not-a-number"],
    ["Hộ nghèo", "5 hộ", "data/not-a-number"],
    ["Hộ nghèo", "Không áp dụng", "data/not-applicable-not-allowed"],
    ["Hộ nghèo", "1".repeat(31), "data/overlong-number"],
    ["Thu nhập", "1.234", "data/ambiguous-number"],
    ["Thu nhập", "5%", "data/percent-not-wanted"],
    ["Tỷ lệ", "101", "data/out-of-range"],
    ["Tổ kiểu mẫu", "9/8", "data/ratio-over-one"],
    ["Tổ kiểu mẫu", "-1/8", "data/ratio-over-one"],
    ["Tổ kiểu mẫu", "7", "data/not-a-ratio"],
    ["Tổ kiểu mẫu", "07-Aug", "data/became-date"],
    ["Tổng vệ sinh", "Cơ bản đạt", "data/not-a-boolean"],
    ["Không có khiếu kiện", "Không", "data/unclear-negative"],
    ["Không có khiếu kiện", "Có", "data/unclear-negative"],
    ["Loại", "IV", "data/not-a-choice"],
    ["Ngày ký", "31/02/2020", "data/not-a-date"],
    ["Ngày ký", "12/31/2020", "data/us-date"],
    ["Ngày ký", "44050", "data/date-serial"],
  ])("under %j: %j is refused", (heading, cell, code) => {
    expect(problemsOf(one(heading, cell))).toEqual([`2:3 ${code}`]);
    expect(read(standard, one(heading, cell)).table).toBeUndefined();
  });

  test("every fault of a file is told in one run, where it stands", () => {
    const text =
      "Mã phường,Năm,Tổng số hộ,Tổ kiểu mẫu\n00001,2020,x,9/8\n,2020,5,7/8\n00003,2O20,5,7/8\n00004,2020,5\n";
    expect(problemsOf(text)).toEqual([
      "2:3 data/not-a-number",
      "2:4 data/ratio-over-one",
      "3: data/no-ward-code",
      "4:2 data/bad-period",
      "5: data/ragged-row",
    ]);
  });
});

describe("files", () => {
  test.each([";", "\t", ","])("the delimiter %j is found, columns come in any order", (mark) => {
    const text = [
      ["Thu nhập", "Năm", "Mã phường"],
      ["62.5", "2020", "00001"],
    ]
      .map((row) => row.join(mark))
      .join("\n");
    const { inputs } = tableOf(standard, text);
    expect([inputs[0]?.delimiter, inputs[0]?.decimal, cellOf("income", text)]).toEqual([mark, ".", "62.5"]);
  });

  test("a semicolon file with decimal commas needs no flag", () => {
    expect(cellOf("income", "Mã phường;Năm;Thu nhập\n00001;2020;62,5\n")).toBe("62.5");
  });

  test("two decimal marks in one file are refused", () => {
    expect(problemsOf('Mã phường,Năm,Thu nhập,Tỷ lệ\n00001,2020,62.5,"62,5"\n')).toContain(
      "2:3 data/two-decimal-marks",
    );
  });

  test("a ratio comes in two columns, by its label or by names of its own", () => {
    for (const heads of ["Tổ kiểu mẫu – đạt,Tổ kiểu mẫu – tổng số", "groups - achieved,groups - total", "Tổ đạt,Tổ"]) {
      expect(cellOf("groups", `Mã phường,Năm,${heads}\n00001,2020,7,8\n`)).toBe("7/8");
    }
    expect(problemsOf("Mã phường,Năm,Tổ đạt,Tổ\n00001,2020,7,\n")).toEqual(["2:3 data/half-ratio"]);
    expect(problemsOf("Mã phường,Năm,Tổ đạt\n00001,2020,7\n")).toEqual(["1:3 data/ratio-columns"]);
  });

  test("spellings that are the same name are the same column, others never are", () => {
    expect(cellOf("households", one("tổng  số hộ".normalize("NFD"), "5"))).toBe("5");
    expect(problemsOf(one("Tong so ho", "5"))).toContain("1:3 data/unknown-column");
    expect(problemsOf(one("Tổng số hô", "5"))).toContain("1:3 data/unknown-column-like");
    expect(problemsOf("Mã phường,Năm,Hộ nghèo,poor\n1,2020,1,1\n")).toEqual(["1:4 data/duplicate-column"]);
  });

  test("quoted line breaks keep the rows that Excel counts", () => {
    expect(problemsOf('Mã phường,Năm,Ghi chú,Hộ nghèo\n00001,2020,"a\nb",1\n00002,2020,,x\n')).toEqual([
      "3:4 data/not-a-number",
    ]);
  });

  test.each([
    ["empty", "", "data/empty"],
    ["header alone", "Mã phường,Năm,Hộ nghèo\n", "data/no-rows"],
    ["no header", "a,b\n1,2\n", "data/no-header"],
    ["no ward", "Năm,Hộ nghèo\n2020,1\n", "data/no-ward-column"],
    ["no period", "Mã phường,Hộ nghèo\n1,1\n", "data/no-period"],
    ["open quote", 'Mã phường,Năm,Ghi chú\n1,2020,"abc\n', "data/unclosed-quote"],
    ["a zero byte", "Mã phường,Năm\u0000", "data/nul-bytes"],
    ["a workbook without a directory", "PK\u0003\u0004", "data/xlsx-broken"],
  ])("%s is refused with its own reason", (_, text, code) => {
    expect(read(standard, text).problems.map((problem) => problem.code)).toEqual([code]);
  });

  test("bytes that are no UTF-8 are refused, with their line", () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("Mã phường,Năm\n"), 0xd0, 0x20, 0x0a]);
    const { problems } = readWards(standard, [{ name: "x.csv", bytes, sha256: "" }]);
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([["data/not-utf8", 2]]);
  });
});

describe("several files", () => {
  const a = "Mã phường,Tên phường,Năm,Hộ nghèo\n00001,Phường 01,2020,3\n00002,Phường 02,2020,\n";

  test("are joined by ward and period, cell by cell, in any order", () => {
    const b = "Mã phường,Năm,Thu nhập,Hộ nghèo\n00002,2020,70,4\n00001,2020,65,\n";
    for (const [texts, rows] of [
      [
        [a, b],
        [0, 1],
      ],
      [
        [b, a],
        [1, 0],
      ],
    ] as const) {
      const [batch] = tableOf(standard, ...texts).batches;
      const cells = rows.map((row) => ["poor", "income"].map((field) => batch?.columns.get(field)?.value.at(row).n));
      expect([batch?.count, cells, rows.map((row) => batch?.names.at(row))]).toEqual([
        2,
        [
          [3n, 65n],
          [4n, 70n],
        ],
        ["Phường 01", "Phường 02"],
      ]);
    }
    const [batch] = tableOf(standard, a, b).batches;
    expect(batch && originOf(batch, 1, "poor")).toMatchObject({ file: 1, line: 2, column: 4, text: "4" });
  });

  test("two answers for one cell are refused with both positions", () => {
    const { problems } = read(standard, a, "Mã phường,Năm,Hộ nghèo\n00001,2020,4\n");
    expect(problems.find(({ code }) => code === "data/conflicting-cells")).toMatchObject({
      at: { file: "2.csv", line: 2, column: 3 },
      args: { seen: { vi: "4" }, other: { vi: "3" }, where: "1.csv:2:4" },
    });
  });

  test("a row twice in one file: the same is a warning, another is refused, also where one is empty", () => {
    const twice = (second: string) => problemsOf(`Mã phường,Năm,Hộ nghèo\n1,2020,3\n1,2020,${second}\n`);
    expect(twice("3")).toEqual(["3: data/duplicate-row"]);
    expect(twice("4")).toEqual(["3:3 data/conflicting-cells"]);
    expect(twice("")).toEqual(["3:3 data/conflicting-cells"]);
  });

  test.each([
    ["two names for one code", "Mã phường,Tên phường,Năm\n1,A,2020\n1,B,2020\n", "data/two-names"],
    ["two provinces for one ward", "Mã phường,Tỉnh,Năm\n1,38,2020\n1,40,2020\n", "data/two-provinces"],
    ["more than its bound", "Mã phường,Năm,Tổng số hộ,Hộ nghèo\n1,2020,5,6\n", "data/more-than"],
    [
      "a province's figure that differs",
      "Mã phường,Tỉnh,Năm,Thu nhập tỉnh\n1,38,2020,5\n2,38,2020,6\n",
      "data/province-differs",
    ],
  ])("%s is refused", (_, text, code) => {
    expect(read(standard, text).problems.map((problem) => problem.code)).toContain(code);
  });

  test("wards named without a code are told apart by province", () => {
    const table = tableOf(standard, "Tên phường,Tỉnh,Năm,Hộ nghèo\nBa Đình,38,2020,1\nBa Đình,01,2020,2\n");
    expect([table.rows, table.batches[0]?.wards]).toEqual([2, ["Ba Đình (38)", "Ba Đình (01)"]]);
  });
});
