import { describe, expect, test } from "vitest";
import { parseExactJson } from "../../src/intake/exact-json.ts";
import { explanationOf, openReport, type ReportModel, withChanges } from "../../src/page/report-model.ts";
import type { PageData } from "../../src/report/html/page-data.ts";
import { runInMemory, type World } from "../support/memory-host.ts";

// What the page does with its data, without a browser: the same program as in it.

async function opened(argv: readonly string[], world: World = {}): Promise<ReportModel> {
  const { code, stdout, stderr } = await runInMemory(["evaluate", ...argv, "--format", "html", "-q"], world);
  expect(code, stderr).toBe(0);
  const [, json = ""] = /<script id="report" type="application\/json">(.*?)<\/script>/s.exec(stdout) ?? [];
  const model = openReport(parseExactJson(json) as PageData);
  if ("problems" in model) throw new Error(JSON.stringify(model.problems));
  return model;
}

const folder = "examples/model-wards";
const WARDS = [
  `${folder}/wards.csv`,
  "--criteria",
  `${folder}/model-ward@2019-example.yaml`,
  "--waivers",
  `${folder}/waivers.yaml`,
];

describe("the page judges as the report did", () => {
  test.each([
    ["34 wards with waivers", WARDS],
    ["one period of them", [...WARDS, "--period", "2021"]],
    ["some of them", [...WARDS, "--where", "satisfaction ≥ 90%"]],
    ["one level", [...WARDS, "--only", "undetermined"]],
    ["points only", ["examples/bau-bang/2017.csv", "--criteria", "vn/law-access@2017"]],
    ["another as-of date", [...WARDS, "--as-of", "2021-12-30"]],
    [
      "an appraisal",
      [
        "--self",
        "docs/samples/self.csv",
        "--appraised",
        "docs/samples/appraised.csv",
        "--criteria",
        "vn/law-access@2017",
      ],
    ],
    ["a draft", ["docs/samples/self-assessment.jsonl", "--criteria", "docs/samples/market-ward@2026.yaml"]],
    ["a workbook", ["docs/samples/wards.xlsx", "--criteria", "docs/samples/tidy-ward@2026.yaml"]],
  ])("%s", async (_, argv) => {
    const model = await opened(argv);
    const { stdout } = await runInMemory(["evaluate", ...argv, "--format", "json", "-q"]);
    const { wards } = JSON.parse(stdout) as { wards: { ward: string; period: string; level: string | null }[] };
    expect(model.differing).toEqual([]);
    expect(model.wards.length).toBe(wards.length);
    expect(model.wards.length).toBeGreaterThan(0);
    const said = new Map(wards.map(({ ward, period, level }) => [`${ward} ${period}`, level]));
    for (const { result } of model.wards) expect(result.level).toBe(said.get(`${result.ward} ${result.period}`));
  });

  test("also figures beyond 2^53", async () => {
    const standard = `format: 1
id: test/big
version: "1"
title: {vi: T, en: T}
provenance: illustrative
fields: {a: {label: {vi: A, en: A}, type: number}}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, value: a, require: "≥ 12345678901234567890.5"}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;
    const files = {
      "s.yaml": standard,
      "w.csv": "ward_code,period,A\n1,2020,12345678901234567890.5\n2,2020,12345678901234567890.4\n",
    };
    const model = await opened(["w.csv", "--criteria", "s.yaml"], { files });
    expect(model.wards.map(({ result }) => [result.ward, result.level])).toEqual([
      ["1", "met"],
      ["2", "none"],
    ]);
  });
});

test("a verdict that was changed in the data is found", async () => {
  const { stdout } = await runInMemory(["evaluate", ...WARDS, "--format", "html", "-q"]);
  const [, json = ""] = /<script id="report" type="application\/json">(.*?)<\/script>/s.exec(stdout) ?? [];
  const data = parseExactJson(json.replace('"none;', '"eligible;')) as PageData;
  const model = openReport(data);
  expect("problems" in model ? [] : model.differing.map(({ name, period }) => `${name} ${period}`)).toEqual([
    "Phường 07 2021",
  ]);
});

test("a ward is explained down to its cell, as explain does", async () => {
  const model = await opened(WARDS);
  const ward = model.wards.find(({ result }) => result.ward === "90010" && result.period === "2021")?.result;
  if (ward === undefined) throw new Error("no ward");
  const node = explanationOf(model, ward)?.nodes.find((one) => one.node.id === "3.2");
  expect(node?.cells[0]?.origin).toMatchObject({ line: 31, column: 11, text: "874/1000" });
});

test("figures that contradict each other give no verdict when they are tried", async () => {
  const standard = `format: 1
id: test/checks
version: "1"
title: {vi: T, en: T}
provenance: illustrative
fields:
  some: {label: {vi: Phần, en: Part}, type: count, at_most: every}
  every: {label: {vi: Cả, en: Whole}, type: count}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, value: some / every, require: ≥ 50%}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;
  const files = { "s.yaml": standard, "w.csv": "ward_code,period,Part,Whole\n1,2020,5,10\n" };
  const model = await opened(["w.csv", "--criteria", "s.yaml"], { files });
  const [one] = model.wards;
  if (one === undefined) throw new Error("no ward");
  const tried = (part: bigint) =>
    withChanges(model, one.result, new Map([["some", { is: "number", value: { n: part, d: 1n } }]]));
  expect(tried(4n).ward?.level).toBe("none");
  expect([tried(11n).ward, tried(11n).problems.map(({ code }) => code)]).toEqual([undefined, ["data/more-than"]]);
});
