import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { toExactDecimal } from "../../src/exact/decimal.ts";
import type { IntakeOptions } from "../../src/intake/options.ts";
import { readWards } from "../../src/intake/read-wards.ts";
import type { WardTable } from "../../src/intake/table.ts";
import { yearInTitles } from "../../src/intake/title-period.ts";
import { root, runInMemory } from "../support/memory-host.ts";
import { faultsOf, HEAD, judged, standardOf } from "../support/standards.ts";

// Files that people set as traps for the reader, each of which once gave a wrong value without a word.

const standard = standardOf(readFileSync(path.join(root, "test/intake/decisions/standard.yaml"), "utf8"));
const H = "Mã phường,Tên phường,Năm,Hộ nghèo\n";

function readText(text: string, options: IntakeOptions = {}) {
  const files = [{ name: "x.csv", bytes: new TextEncoder().encode(text), sha256: "" }];
  return readWards(standard, files, options);
}

/** `ward period: field value …` of each row, without what is missing. */
function shown(table: WardTable | undefined): string[] {
  return (table?.batches ?? []).flatMap(({ wards, periods, count, columns }) =>
    Array.from({ length: count }, (_, row) => {
      const cells = [...columns].flatMap(([id, column]) => {
        const cell = column.get(row);
        return cell.is === "number" ? [`${id} ${toExactDecimal(cell.value)}`] : [];
      });
      return [`${wards.at(row)} ${periods[row]?.label}:`, ...cells].join(" ");
    }),
  );
}

/** One test for each case, named by its first word. */
function each<Case extends readonly [string, ...unknown[]]>(cases: readonly Case[], run: (one: Case) => void): void {
  for (const one of cases) test(one[0], () => run(one));
}

const codesOf = (text: string, severity: "error" | "warning", options?: IntakeOptions) =>
  readText(text, options)
    .problems.filter((one) => one.severity === severity && one.code !== "data/absent-columns")
    .map(({ code }) => code);

describe("is refused", () => {
  each<readonly [string, string, string, IntakeOptions?]>(
    [
      [
        "a grouped code below a number row",
        "Mã phường;Năm;Hộ nghèo\n(1);(2);(3)\n14776;2020;5\n14.767;2020;2\n",
        "data/number-code",
      ],
      ["a code with a footnote", "Mã phường;Năm;Hộ nghèo\n14776*;2020;5\n14768;2020;1\n", "data/odd-code"],
      ["a letter O in a code", "Mã phường;Năm;Hộ nghèo\n147O1;2020;5\n14768;2020;1\n", "data/odd-code"],
      ["codes that are all grouped", "Mã phường;Năm;Hộ nghèo\n14.776;2020;5\n14.767;2020;3\n", "data/number-code"],
      ["a code grouped by a space", "Mã phường;Năm;Hộ nghèo\n14776;2020;5\n14 767;2020;3\n", "data/number-code"],
      [
        "a city in the column of codes",
        "Mã phường;Năm;Hộ nghèo\nThành phố Thanh Hóa;2020;8\n14776;2020;5\n",
        "data/odd-code",
      ],
      [
        "a district's code",
        "Mã phường;Tên phường;Năm;Hộ nghèo\n280;Huyện Đông Sơn;2020;8\n14776;A;2020;5\n",
        "data/short-code",
      ],
      [
        "a city among names",
        "Tên phường;Hộ nghèo\nThành phố Thanh Hóa;8\nĐông Hải;5\n",
        "data/perhaps-total",
        { period: undefined },
      ],
      [
        "an average by another name",
        "Tên phường;Năm;Hộ nghèo\nĐông Hải;2020;5\nTrung bình cộng;2020;5\n",
        "data/perhaps-total",
      ],
      [
        "a total with a remark in brackets",
        "Tên phường;Năm;Hộ nghèo\nĐông Hải;2020;5\nCộng (2 xã);2020;5\n",
        "data/perhaps-total",
      ],
      ["the first of wards named by numbers", "Tên phường;Hộ nghèo;Năm\n1;2;3\n2;4;2020\n", "data/numbers-or-ward"],
      ["both marks in one count", "Mã phường;Năm;Hộ nghèo\n14701;2020;1.234\n14702;2020;1,234\n", "data/both-marks"],
      [
        "a mark proven by a skipped row only",
        "Mã phường;Năm;Thu nhập bình quân\n14701;2020;62.500\nTrung bình;;62,5\n",
        "data/ambiguous-number",
      ],
      ["more of something", "Mã phường;Năm;Hộ nghèo\n14701;2020;5 trở lên\n", "data/inexact"],
      ["an apostrophe in a number", "Mã phường;Năm;Hộ nghèo\n14701;2020;1'234\n", "data/not-a-number"],
      ["a Vietnamese month", "Mã phường;Năm;Tổ dân phố văn hóa\n14701;2020;7-Thg 8\n", "data/became-date"],
      ["a month in words", "Mã phường;Năm;Tổ dân phố văn hóa\n14701;2020;7-Tháng Tám\n", "data/became-date"],
      [
        "two tables",
        `${H}14776,A,2020,5\n\nMã phường,Tên phường,Năm,Hộ nghèo,Tỷ lệ hộ nghèo\n14773,B,2020,9,3\n`,
        "data/two-tables",
      ],
      ["a ward above the header", `14776,Ba Đình,2020,5\n${H}14767,Điện Biên,2020,7\n`, "data/two-tables"],
      [
        "another unit of money in the title",
        "Đơn vị tính: nghìn đồng,,,\nMã phường,Năm,Thu nhập bình quân\n14776,2020,65000\n",
        "data/title-unit",
      ],
      [
        "another unit in the long layout",
        "Mã phường,Năm,Chỉ tiêu,Đơn vị,Giá trị\n14776,2020,Thu nhập bình quân,nghìn đồng,65000\n",
        "data/other-unit",
      ],
      [
        "thousands of households in the title",
        "Đơn vị tính: nghìn hộ;;\nMã phường;Năm;Hộ nghèo\n14767;2020;5\n",
        "data/title-unit",
      ],
      [
        "a second header row that begins like a total",
        "Mã phường;Năm;Hộ nghèo;Tỷ lệ hộ nghèo\n;;tổng;tỷ lệ\n14767;2020;5;1\n",
        "data/second-header",
      ],
      ["a year merged downwards", `${H}14776,A,2019,5\n14767,B,,7\n`, "data/bad-period"],
      ["UTF-8 through Windows-1258", "ward_code,ward_name,year,poor\n14776,Äiá»‡n BiĂªn,2020,5\n", "data/mojibake"],
      ["letters that were lost", "ward_code,ward_name,year,poor\n14776,B\ufffdch,2020,5\n", "data/lost-letters"],
      [
        "a row inside a cell",
        `Mã phường,Tên phường,Năm,Hộ nghèo,Ghi chú\n14776,A,2020,5,"Tốt\n14767,B,2020,6,Khá"\n`,
        "data/swallowed-row",
      ],
      [
        "a file without figures",
        'Mã phường, "Tên phường", Năm, "Hộ nghèo"\n14776, "A", 2020, "5"\n',
        "data/no-figures",
      ],
      ["a quote in a name that is the only identity", 'Tên phường;Năm;Hộ nghèo\nLam Sơn";2020;5\n', "data/stray-quote"],
      ["an Excel file that was cut", "Mã phường;Năm;Hộ nghèo\r\n14701;2020;15\r\n14702;2020;1", "data/cut-short"],
    ],
    ([, text, code, options]) => {
      const period = { label: "2020", first: 18262, last: 18627, ordinal: 2020, year: 2020 };
      const given = options === undefined ? {} : { period };
      expect(codesOf(text, "error", given)).toContain(code);
      expect(readText(text, given).table).toBeUndefined();
    },
  );
});

describe("is judged with a warning", () => {
  each<readonly [string, string, string, readonly string[], IntakeOptions?]>(
    [
      [
        "another unit in a heading",
        "Mã phường;Năm;Hộ nghèo;Thu nhập bình quân (nghìn đồng)\n14776;2020;5;65000\n",
        "data/heading-unit",
        ["14776 2020: poor 5"],
      ],
      [
        "a plan above the column",
        `,,,Kế hoạch năm 2021\n${H}14776,A,2020,5\n`,
        "data/group-row",
        ["14776 2020: poor 5"],
      ],
      [
        "fractions among percents",
        "Mã phường;Năm;Tỷ lệ hộ dùng nước sạch\n14776;2020;95%\n14767;2020;0,95\n",
        "data/percent-small",
        ["14776 2020: water 0.95", "14767 2020: water 0.0095"],
      ],
      [
        "a section among codes of letters and digits",
        "Mã phường;Tên phường;Năm;Hộ nghèo\nI;Khu vực 1;2020;8\nP01;Ba;2020;5\nP02;Bốn;2020;3\n",
        "data/skipped-row",
        ["P01 2020: poor 5", "P02 2020: poor 3"],
      ],
      [
        "signatures on the right",
        "Mã phường;Tên phường;Năm;Hộ nghèo;Ghi chú\n14776;A;2020;5;\n;;;;Hà Nội, ngày 5 tháng 1 năm 2021\n;;;CHỦ TỊCH;\n;;;Nguyễn Văn A;\n",
        "data/skipped-row",
        ["14776 2020: poor 5"],
      ],
      [
        "zeros lost beside grouped figures",
        "Mã phường;Năm;Hộ nghèo\n(1);(2);(3)\n14776;2020;5\n4;2020;3\n",
        "data/lost-zeros",
        ["14776 2020: poor 5", "00004 2020: poor 3"],
      ],
      [
        "a dash in a ratio, whatever dashes are",
        "Mã phường;Năm;Tổ dân phố văn hóa\n14701;2020;-\n",
        "data/dash-missing",
        ["14701 2020:"],
        { dash: "zero" },
      ],
      [
        "Ð for Đ",
        `${H}14776,Ðông Hải,2020,5\n14767,Ðoàn Kết,2020,7\n`,
        "data/eth-letter",
        ["14776 2020: poor 5", "14767 2020: poor 7"],
      ],
      ["no last line end", "Mã phường;Năm;Hộ nghèo\n14701;2020;15", "data/no-line-end", ["14701 2020: poor 15"]],
    ],
    ([, text, code, rows, options]) => {
      expect(codesOf(text, "warning", options)).toContain(code);
      expect(shown(readText(text, options).table)).toEqual(rows);
    },
  );
});

describe("is read without a word", () => {
  each<readonly [string, string, readonly string[], IntakeOptions?]>(
    [
      [
        "units and numbers in rows of their own",
        "Mã phường;Tên phường;Năm;Hộ nghèo;Tỷ lệ hộ dùng nước sạch\nĐơn vị tính;;;hộ;%\n\n(1);(2);(3);(4);(5)\n14776;A;2020;5;95\n",
        ["14776 2020: poor 5 water 0.95"],
      ],
      [
        "the header on each page",
        `${H}14776,A,2020,5\n${H}14767,B,2020,7\n`,
        ["14776 2020: poor 5", "14767 2020: poor 7"],
      ],
      [
        "wards whose names begin like totals",
        `${H}14801,Cộng Hòa,2020,1\n14802,Tổng Cọt,2020,2\n14803,Trung Bình,2020,3\n14804,Toàn Thắng,2020,4\n`,
        ["14801 2020: poor 1", "14802 2020: poor 2", "14803 2020: poor 3", "14804 2020: poor 4"],
      ],
      [
        "a good UTF-8 file beside one in TCVN3",
        "ward_code,ward_name,year,poor\n14776,Hà Nam,2020,5\n",
        ["14776 2020: poor 5"],
        { encoding: "tcvn3" },
      ],
      [
        "old fonts in the cells of a Unicode file, converted",
        `${H}14776,Ba §×nh,2020,5\n14767,§iÖn Biªn,2020,7\n`,
        ["14776 2020: poor 5", "14767 2020: poor 7"],
        { encoding: "tcvn3" },
      ],
      [
        "a unit of its own field",
        "Mã phường,Năm,Chỉ tiêu,Đơn vị tính,Giá trị\n14776,2020,Thu nhập bình quân,triệu đồng,65\n",
        ["14776 2020: income 65"],
      ],
      ["an invisible letter in a code", `${H}14776\u200b,A,2020,5\n`, ["14776 2020: poor 5"]],
      [
        "codes that keep their zeros as a formula",
        'Mã phường;Năm;Hộ nghèo\n"=""00267""";2020;5\n"=""14767""";2020;6\n',
        ["00267 2020: poor 5", "14767 2020: poor 6"],
      ],
      ["a dot behind the words", "Mã phường;Năm;Số hồ được cải tạo\n14701;2020;Không áp dụng.\n", ["14701 2020:"]],
    ],
    ([, text, rows, options]) => {
      expect(codesOf(text, "warning", options)).toEqual([]);
      expect(shown(readText(text, options).table)).toEqual(rows);
    },
  );

  test("a choice that is called like a missing value", () => {
    const own = standardOf(`${HEAD}fields:
  plan: {label: {vi: Kế hoạch, en: Plan}, type: choice, values: [Đã có, Chưa có]}
criteria: [{id: A, title: {vi: A, en: A}, value: 'plan = "Chưa có"'}]
`);
    expect(judged(own, "Mã phường,Năm,Kế hoạch\n1,2020,Chưa có\n")[0]?.nodes[0]?.status).toBe("met");
  });
});

test("where cities are judged, a city is a row like any other", () => {
  const own = standardOf(`${HEAD}assesses: {unit: city, period: {every: year}}
fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
criteria: [{id: A, title: {vi: A, en: A}, value: poor, require: ≤ 5}]
`);
  const found = judged(own, "Tên đơn vị,Năm,Hộ nghèo\nThành phố Thanh Hóa,2020,5\nKhu vực 1,2020,6\n");
  expect(found.map(({ nodes }) => nodes[0]?.status)).toEqual(["met", "not_met"]);
});

describe("a code that meant another ward", () => {
  const own = standardOf(`${HEAD}fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
criteria: [{id: A, title: {vi: A, en: A}, value: poor < previous(poor)}]
`);
  const status = (text: string) => judged(own, text).find(({ period }) => period === "2025")?.nodes[0]?.status;
  const head = "Mã phường,Tên phường,Năm,Hộ nghèo\n";

  test("has no earlier period, also when a name between is empty", () => {
    expect(status(`${head}14797,Đông Hải,2024,9\n14797,Hạc Thành,2025,5\n`)).toBe("unknown");
    expect(status(`${head}14797,Đông Hải,2023,9\n14797,,2024,9\n14797,Hạc Thành,2025,5\n`)).toBe("unknown");
  });

  test.each(["P. Đông Hải", "Phường Đông Hải", "Đông Hải", "ĐÔNG HẢI", "P.Đông Hải"])(
    "but %s is the same ward",
    (name) => {
      expect(status(`${head}14797,Phường Đông Hải,2024,9\n14797,${name},2025,5\n`)).toBe("met");
      expect(faultsOf(own, `${head}14797,Phường Đông Hải,2024,9\n14797,${name},2025,5\n`)).toEqual([]);
    },
  );
});

describe("--keep-going leaves out whole wards", () => {
  const criteria = `${HEAD}in_force: {from: 2015-01-01}
fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
  rate: {label: {vi: Tỷ lệ, en: Rate}, type: percent}
criteria:
  - {id: A, clause: c, title: {vi: A, en: A}, value: poor < previous(poor), when_missing: {treat_as: not_met, clause: c}}
  - {id: B, clause: c, title: {vi: B, en: B}, value: rate, require: ≥ 50%}
checks: [{id: K, title: {vi: K, en: K}, require: poor < 100, severity: refuse}]
`;
  const keepGoing = async (files: Readonly<Record<string, string>>) => {
    const argv = ["evaluate", ...Object.keys(files), "--criteria", "s.yaml", "--keep-going", "--format", "json"];
    const { code, stdout } = await runInMemory(argv, { files: { ...files, "s.yaml": criteria } });
    const result = stdout === "" ? undefined : (JSON.parse(stdout) as Saved);
    return [
      code,
      result?.wards.map(({ ward, period }) => `${ward} ${period}`),
      result?.not_judged.map(({ ward, period }) => `${ward} ${period}`),
    ];
  };
  interface Saved {
    readonly wards: readonly { ward: string; period: string }[];
    readonly not_judged: readonly { ward: string; period: string }[];
  }

  test("with all their periods, for verdicts go back in time", async () => {
    const file = "Mã phường;Năm;Hộ nghèo;Tỷ lệ\n14701;2019;1O;95\n14701;2020;5;95\n14702;2020;5;95\n";
    expect(await keepGoing({ "a.csv": file })).toEqual([4, ["14702 2020"], ["14701 2019", "14701 2020"]]);
  });

  test("also for faults found while judging", async () => {
    const file = "Mã phường;Năm;Hộ nghèo;Tỷ lệ\n14701;2020;500;95\n14702;2020;5;95\n";
    expect(await keepGoing({ "a.csv": file })).toEqual([4, ["14702 2020"], ["14701 2020"]]);
  });

  test.each([
    [
      "a lost row beside another file",
      { "a.csv": "Mã phường;Năm;Hộ nghèo\n14701;2020;5\n", "b.csv": "Mã phường;Năm;Tỷ lệ\n14701;2020\n" },
    ],
    [
      "a lost row among several periods",
      { "a.csv": "Mã phường;Năm;Hộ nghèo;Tỷ lệ\n14701;2019;5\n14701;2020;5;95\n14702;2019;5;95\n" },
    ],
    [
      "a lost row of the long layout",
      { "a.csv": "Mã phường;Năm;Chỉ tiêu;Giá trị\n14701;2020;Hộ nghèo;5\n14701;2020;;95\n" },
    ],
    ["two decimal marks", { "a.csv": "Mã phường;Năm;Hộ nghèo;Tỷ lệ\n14701;2020;5;9.5\n14702;2020;5;9,5\n" }],
  ])("and nothing is judged with %s", async (_, files) => {
    expect(await keepGoing(files as Record<string, string>)).toEqual([3, undefined, undefined]);
  });
});

test("a saved result remembers how dashes and percents were read", async () => {
  const criteria = `${HEAD}fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
  rate: {label: {vi: Tỷ lệ, en: Rate}, type: percent}
criteria: [{id: B, clause: c, title: {vi: B, en: B}, value: rate, require: ≥ 50%}]
`;
  const files = { "s.yaml": criteria, "a.csv": "Mã phường;Năm;Hộ nghèo;Tỷ lệ\n14701;2020;-;0,95\n14702;2020;3;0,4\n" };
  const call = [
    "evaluate",
    "a.csv",
    "--criteria",
    "s.yaml",
    "--dash",
    "zero",
    "--percent-as",
    "fraction",
    "--format",
    "json",
  ];
  const made = await runInMemory(call, { files });
  expect(made.stdout).toContain('"reading":{"dash":"zero","percent_as":"fraction"}');
  const again = await runInMemory(["report", "r.json", "--format", "json"], { files: { "r.json": made.stdout } });
  expect([again.code, again.stdout]).toEqual([0, made.stdout]);
  const changed = made.stdout.replace('"percent_as":"fraction"', '"percent_as":"percent"');
  expect((await runInMemory(["report", "r.json"], { files: { "r.json": changed } })).code).toBe(3);
});

describe("the year of a title", () => {
  test.each([
    ["BÁO CÁO NĂM 2020", "2020"],
    ["SỐ LIỆU TIẾP CẬN PHÁP LUẬT NĂM 2020", "2020"],
    ["Báo cáo năm 2020 (theo Luật A năm 2016)", "2020"],
    ["Báo cáo năm 2020 so với năm 2019", undefined],
    ["Báo cáo 9 tháng năm 2020", undefined],
    ["Nửa đầu năm 2020", undefined],
    ["Thanh Hóa, ngày     tháng     năm 2021", undefined],
    ["Năm 2019-2020", undefined],
    ["Theo Luật Tiếp cận thông tin năm 2016", undefined],
    ["Dự toán năm 2021", undefined],
    ["Giai đoạn năm 2016-2020", undefined],
    ["Báo cáo năm 2023 (6 tháng đầu năm)", undefined],
    ["Sơ kết năm 2023", undefined],
    ["Tính từ năm 2020 đến nay", undefined],
    ["Quyết định 09/2019/QĐ-UBND", undefined],
  ])("%s: %s", (title, year) => {
    expect(yearInTitles([title])?.year).toBe(year);
  });
});
