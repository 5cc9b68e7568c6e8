import { describe, expect, test } from "vitest";
import { runInMemory, type World } from "../support/memory-host.ts";

// Whole commands with what they print and their exit code. A changed transcript is read by a person before it is kept
// (npx vitest run test/cli/transcripts.test.ts -u).

const STANDARD = `format: 1
id: thu/phuong-mau
version: "1"
title: {vi: Phường mẫu để thử, en: Sample standard for tests}
provenance: secondary
in_force: {from: 2019-01-01}
fields:
  households: {label: {vi: Tổng số hộ, en: Households}, type: count, unit: {vi: hộ, en: households}}
  poor: {label: {vi: Hộ nghèo, en: Poor households}, type: count, unit: {vi: hộ, en: households}, at_most: households}
  groups: {label: {vi: Tổ kiểu mẫu, en: Model groups}, type: ratio, unit: {vi: tổ, en: groups}}
  income: {label: {vi: Thu nhập, en: Income}, type: number, unit: {vi: triệu đồng, en: million VND}}
  clean: {label: {vi: Tổng vệ sinh, en: Weekly cleaning}, type: boolean}
checks:
  - {id: K1, title: {vi: Có hộ, en: There are households}, require: households > 0, severity: warn}
criteria:
  - {id: TC1, clause: Điều 1, title: {vi: Giảm nghèo, en: Poverty}, value: poor / households, require: ≤ 1%}
  - {id: TC2, clause: Điều 2, title: {vi: Văn hóa, en: Culture}, value: groups, require: ≥ 7/8}
  - {id: TC3, clause: Điều 3, title: {vi: Thu nhập, en: Income}, value: income, require: ≥ 62.5}
  - {id: TC4, clause: Điều 4, title: {vi: Môi trường, en: Environment}, value: clean}
levels:
  - {id: eligible, title: {vi: đủ điều kiện đề nghị, en: eligible to be proposed}, require: {criteria: all}}
`;

const WARDS = `Mã phường,Tên phường,Năm,Tổng số hộ,Hộ nghèo,Tổ kiểu mẫu,Thu nhập,Tổng vệ sinh
00001,Phường 01,2020,2000,5,7/8,62.5,Có
00002,Phường 02,2020,2000,27,9/12,62.499,Không
00003,Phường 03,2020,2000,20,8/8,70,
00004,Phường 04,2020,,3,7/8,65,Có
00005,Phường 05,2020,1000,9,6/8,65,Có
`;

/** One waiver that hides "not met", one that hides missing data, one that has expired, one for nobody. */
const WAIVERS = `format: 1
waivers:
  - {ward: "00002", node: TC1, reason: {vi: Bão lũ, en: Flood}, approved_by: {vi: UBND tỉnh, en: Provincial People's Committee}, from: 2020-10-01, until: 2021-09-30, document: 5/QĐ-UBND}
  - {ward: "00003", node: TC4, reason: {vi: Đang cải tạo, en: Works}, approved_by: {vi: UBND tỉnh, en: Provincial People's Committee}, from: 2020-01-01, until: 2020-12-31, document: 6/QĐ-UBND}
  - {ward: "00005", node: TC2, reason: {vi: Sáp nhập tổ, en: Groups merged}, approved_by: {vi: UBND tỉnh, en: Provincial People's Committee}, from: 2019-01-01, until: 2020-06-30, document: 7/QĐ-UBND}
  - {ward: "00050", node: TC2, reason: {vi: Sáp nhập tổ, en: Groups merged}, approved_by: {vi: UBND tỉnh, en: Provincial People's Committee}, from: 2019-01-01, until: 2020-12-31, document: 8/QĐ-UBND}
`;

/** Points and two levels: scores just below a bound, a mandatory criterion, points that are still open. */
const POINTS = `format: 1
id: thu/cham-diem
version: "1"
title: {vi: Chấm điểm để thử, en: Points for tests}
provenance: illustrative
fields:
  x: {label: {vi: Điểm X, en: X}, type: number, range: [0, 100]}
  safe: {label: {vi: An toàn, en: Safe}, type: boolean}
criteria:
  - {id: "1", clause: c, title: {vi: Điểm X, en: X}, met_when: scored, points: {value: x, max: 100}}
  - {id: "2", clause: c, title: {vi: An toàn, en: Safety}, value: safe, mandatory: true}
levels:
  - {id: high, title: {vi: tiêu biểu, en: outstanding}, require: {score: ≥ 95}}
  - {id: pass, title: {vi: đạt, en: passed}, require: {score: ≥ 80}}
`;
const SCORES = `ward_code,ward_name,period,x,safe
1,Phường 01,2024,79.997,Có
2,Phường 02,2024,80,Có
3,Phường 03,2024,99,Không
4,Phường 04,2024,,Có
5,Phường 05,2025,96,Có
6,Phường 06,2025,94.5,Có
`;

const WORLD: World = {
  files: {
    "diem.yaml": POINTS,
    "diem.csv": SCORES,
    "thu.yaml": STANDARD,
    "phuong.csv": WARDS,
    "phuong-2.csv": WARDS.replace("62.5,Có", "62.5,Cơ bản đạt")
      .replace("9/12", "13/12")
      .replace("2000,20,", "2000,2001,"),
    "cu.csv": WARDS.replaceAll(",2020,", ",2018,"),
    "hong.yaml": STANDARD.replace("≤ 1%", ">= 1%")
      .replace("value: income", "value: incme")
      .replace("criteria: all", "criteria: al"),
    "mien-tru.yaml": WAIVERS,
    "mien-tru-hong.yaml": WAIVERS.replace("TC1", "TC9").replace(", document: 7/QĐ-UBND", ""),
    "sai.yaml": `${POINTS}examples:
  - {name: {vi: "95 điểm <tròn>", en: "95 points <round>"}, period: "2024", given: {x: 95, safe: Có}, expect: {level: high, score: 95, points: {"1": 95}}}
  - {name: {vi: sai mức, en: wrong level}, period: "2024", given: {x: 80}, expect: {level: pass, status: {"2": met}, score: [79, 80]}}
  - {name: {vi: quá phạm vi, en: out of range}, period: "2024", given: {x: 101}, expect: {level: none}}
`,
    "lam-viec.yaml": "criteria: thu.yaml\nlang: en\n",
    "lam-viec-sai.yaml": "criteria: thu.yaml\nlang: fr\nwaivers: x\n",
    "thu-2.yaml": STANDARD.replace("require: ≤ 1%", "require: ≤ 0.5%").replace("clause: Điều 3", "clause: Điều 5"),
    "khong-ro.csv": "Cột,Khác\n1,2\n",
  },
  failing: { "day.json": "ENOSPC", "excel.csv": "EBUSY" },
};

const EVALUATE = ["evaluate", "phuong.csv", "--criteria", "thu.yaml"];

const TRANSCRIPTS: readonly (readonly [name: string, argv: readonly string[], world?: World])[] = [
  ["evaluate-vi", EVALUATE],
  ["evaluate-en", [...EVALUATE, "--lang", "en"]],
  ["evaluate-60-columns", EVALUATE, { columns: 60 }],
  ["evaluate-40-columns", [...EVALUATE, "--no-color"], { columns: 40 }],
  ["evaluate-colour", [...EVALUATE, "--color", "--top", "2"]],
  ["evaluate-scores", ["evaluate", "diem.csv", "--criteria", "diem.yaml"]],
  ["evaluate-scores-en", ["evaluate", "diem.csv", "--criteria", "diem.yaml", "--lang", "en", "--period", "2024"]],
  ["evaluate-waivers", [...EVALUATE, "--waivers", "mien-tru.yaml"]],
  ["evaluate-waivers-en", [...EVALUATE, "--waivers", "mien-tru.yaml", "--lang", "en", "--as-of", "2021-01-01"]],
  ["evaluate-waivers-csv", [...EVALUATE, "--waivers", "mien-tru.yaml", "--format", "csv", "-q"]],
  ["evaluate-waivers-wrong-2", [...EVALUATE, "--waivers", "mien-tru-hong.yaml"]],
  [
    "explain",
    ["explain", "phuong.csv", "--criteria", "thu.yaml", "--ward", "00002", "--waivers", "mien-tru.yaml", "-q"],
  ],
  [
    "explain-indicator-en",
    ["explain", "phuong.csv", "--criteria", "thu.yaml", "--ward", "Phường 04", "--indicator", "TC1", "--lang", "en"],
  ],
  ["explain-markdown", ["explain", "diem.csv", "--criteria", "diem.yaml", "--ward", "4", "--format", "markdown"]],
  [
    "explain-json",
    ["explain", "phuong.csv", "--criteria", "thu.yaml", "--ward", "00002", "--indicator", "TC1", "--format", "json"],
  ],
  ["explain-no-such-ward-2", ["explain", "phuong.csv", "--criteria", "thu.yaml", "--ward", "99999"]],
  [
    "explain-no-such-indicator-2",
    ["explain", "phuong.csv", "--criteria", "thu.yaml", "--ward", "00002", "--indicator", "TC9"],
  ],
  ["criteria-test", ["criteria", "test", "vn/law-access@2017", "vn/ward-unit@2025"]],
  ["criteria-test-1", ["criteria", "test", "sai.yaml"]],
  ["criteria-test-json-1", ["criteria", "test", "sai.yaml", "--format", "json"]],
  ["criteria-test-junit-1", ["criteria", "test", "sai.yaml", "thu.yaml", "--format", "junit"]],
  ["criteria-diff", ["criteria", "diff", "vn/law-access@2017", "vn/law-access@2021"]],
  ["criteria-diff-json", ["criteria", "diff", "thu.yaml", "thu-2.yaml", "--format", "json", "--lang", "en"]],
  ["criteria-init-en", ["criteria", "init", "--lang", "en"]],
  ["settings", ["evaluate", "phuong.csv", "--settings", "lam-viec.yaml", "--top", "0"]],
  [
    "settings-overridden",
    [
      "explain",
      "phuong.csv",
      "--settings",
      "lam-viec.yaml",
      "--criteria",
      "thu.yaml",
      "--lang",
      "vi",
      "--ward",
      "00001",
      "--indicator",
      "TC4",
    ],
  ],
  ["settings-wrong-2", ["evaluate", "phuong.csv", "--settings", "lam-viec-sai.yaml"]],
  ["template-no-criteria-2", ["template"]],
  ["evaluate-lost-ward-2", [...EVALUATE, "--ward", "00001", "--ward", "Phường 0l"]],
  ["evaluate-markdown", [...EVALUATE, "--format", "markdown"]],
  ["evaluate-csv", [...EVALUATE, "--format", "csv"]],
  ["evaluate-csv-wide-excel", [...EVALUATE, "--format", "csv", "--wide", "--excel"]],
  ["evaluate-ndjson", [...EVALUATE, "--format", "ndjson", "--ward", "00002"]],
  ["evaluate-where", [...EVALUATE, "--where", 'level = "none" and income ≥ 65']],
  ["evaluate-where-wrong", [...EVALUATE, "--where", "levl = 1"]],
  ["evaluate-only-sorted", [...EVALUATE, "--only", "none", "--sort", "gap", "--format", "csv"]],
  ["evaluate-top-0", [...EVALUATE, "--top", "0"]],
  ["evaluate-fail-on-1", [...EVALUATE, "--top", "0", "--fail-on", "not-eligible"]],
  ["evaluate-no-such-ward-2", [...EVALUATE, "--ward", "99999"]],
  ["evaluate-no-such-file-2", ["evaluate", "khong-co.csv", "--criteria", "thu.yaml"]],
  ["evaluate-no-such-standard-2", ["evaluate", "phuong.csv", "--criteria", "vn/law-acces@2017"]],
  ["evaluate-which-standard-2", ["evaluate", "phuong.csv"]],
  ["evaluate-invalid-criteria-2", ["evaluate", "phuong.csv", "--criteria", "hong.yaml"]],
  ["evaluate-unknown-format-2", [...EVALUATE, "--format", "pdf"]],
  ["evaluate-output-is-input-2", [...EVALUATE, "-o", "phuong.csv"]],
  [
    "evaluate-output-is-criteria-2",
    ["evaluate", "phuong.csv", "--criteria", "thu.yaml", "-o", "x.json", "-o", "./x.json"],
  ],
  ["evaluate-refused-3", ["evaluate", "phuong-2.csv", "--criteria", "thu.yaml", "-o", "x.json"]],
  [
    "evaluate-refused-json-3",
    ["evaluate", "phuong-2.csv", "--criteria", "thu.yaml", "--error-format", "json", "--lang", "en"],
  ],
  ["evaluate-no-rows-3", ["evaluate", "cu.csv", "--criteria", "thu.yaml"]],
  ["evaluate-no-header-3", ["evaluate", "khong-ro.csv", "--criteria", "thu.yaml"]],
  ["evaluate-keep-going-4", ["evaluate", "phuong-2.csv", "--criteria", "thu.yaml", "--keep-going", "--top", "0"]],
  [
    "evaluate-keep-going-json-4",
    ["evaluate", "phuong-2.csv", "--criteria", "thu.yaml", "--keep-going", "--format", "json", "--ward", "00005"],
  ],
  ["evaluate-bad-flag-2", [...EVALUATE, "--decimal", "x"]],
  ["evaluate-percent-as", [...EVALUATE, "--dash", "zero", "--format", "ndjson", "--ward", "00001", "--top", "0"]],
  ["inspect", ["inspect", "phuong-2.csv", "--criteria", "thu.yaml"]],
  ["inspect-en-50-columns", ["inspect", "phuong-2.csv", "--criteria", "thu.yaml", "--lang", "en"], { columns: 50 }],
  ["inspect-json", ["inspect", "phuong.csv", "--criteria", "thu.yaml", "--format", "json"]],
  ["inspect-markdown", ["inspect", "phuong.csv", "--criteria", "thu.yaml", "--format", "markdown"]],
  ["inspect-unknown", ["inspect", "khong-ro.csv"]],
  ["inspect-no-such-file-2", ["inspect", "khong-co.csv"]],
  ["evaluate-stdin", ["evaluate", "-", "--criteria", "thu.yaml", "--top", "0"], { stdin: WARDS }],
  ["evaluate-disk-full-74", [...EVALUATE, "-o", "day.json", "-o", "x.csv"]],
  ["evaluate-open-in-excel-74", [...EVALUATE, "-o", "excel.csv"]],
  ["unknown-command-2", ["evaluat"]],
  ["unknown-option-2", [...EVALUATE, "--tpo", "3", "--lang", "en"]],
  ["bad-number-2", [...EVALUATE, "--top", "x"]],
  ["help-vi", ["--help"]],
  ["help-evaluate-en", ["evaluate", "--help", "--lang", "en"]],
  ["template-vi", ["template", "--criteria", "thu.yaml"]],
  ["template-en", ["template", "--criteria", "thu.yaml", "--lang", "en"]],
  ["criteria-list", ["criteria", "list"]],
  ["criteria-show", ["criteria", "show", "thu.yaml"]],
  [
    "criteria-show-markdown-en",
    ["criteria", "show", "thanh-hoa/model-ward@2019", "--format", "markdown", "--lang", "en"],
  ],
  ["criteria-validate-2", ["criteria", "validate", "hong.yaml", "thu.yaml", "khong-co.yaml"]],
];

const shown = (name: string, text: string): string =>
  text === ""
    ? ""
    : `--- ${name}\n${text.replaceAll("\u001b", "␛").replaceAll("\ufeff", "<BOM>").replaceAll("\r", "␍")}`;

describe("transcripts", () => {
  test.each(TRANSCRIPTS.map(([name, argv, world]) => ({ name, argv, world: world ?? {} })))(
    "$name",
    async ({ name, argv, world }) => {
      const { code, stdout, stderr, written } = await runInMemory(argv, { ...WORLD, ...world });
      const command = argv.map((word) => (/^[\w@./=-]+$/.test(word) ? word : `'${word}'`)).join(" ");
      const parts = [`$ model-ward ${command}\n`, shown("stdout", stdout), shown("stderr", stderr)];
      for (const [file, text] of written) parts.push(shown(`file ${file}`, text));
      parts.push(`--- exit ${code}\n`);
      await expect(parts.join("")).toMatchFileSnapshot(`transcripts/${name}.txt`);
      const declared = /-(\d+)$/.exec(name)?.[1];
      if (declared !== undefined && declared !== "0" && !name.includes("top")) expect(code).toBe(Number(declared));
    },
  );
});

test("a fault of the program is one line and exit 70, with the stack only on request", async () => {
  const broken: World = { ...WORLD, brokenClock: true };
  const quiet = await runInMemory([...EVALUATE, "--timestamp"], broken);
  expect([quiet.code, quiet.stdout, quiet.stderr.trim().split("\n").at(-1)]).toEqual([
    70,
    "",
    expect.stringMatching(/^lỗi của chương trình: /),
  ]);
  expect(quiet.stderr).not.toContain("    at ");
  const told = await runInMemory([...EVALUATE, "--timestamp", "--debug"], broken);
  expect(told.stderr).toContain("    at ");
});

test("a refusal writes nothing, whatever was asked for", async () => {
  const run = await runInMemory(
    ["evaluate", "phuong-2.csv", "--criteria", "thu.yaml", "-o", "a.json", "-o", "b.csv", "--format", "json"],
    WORLD,
  );
  expect([run.code, run.stdout, [...run.written.keys()]]).toEqual([3, "", []]);
});

test("of two outputs, none is put in place when one fails", async () => {
  const run = await runInMemory([...EVALUATE, "-o", "a.json", "-o", "day.json"], WORLD);
  expect([run.code, [...run.written.keys()]]).toEqual([74, []]);
});
