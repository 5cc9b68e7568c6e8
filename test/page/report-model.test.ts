import { describe, expect, test } from "vitest";
import { parseExactJson } from "../../src/intake/exact-json.ts";
import { explanationOf, openReport, type ReportModel, withChanges } from "../../src/page/report-model.ts";
import type { PageData, PageWard } from "../../src/report/html/page-data.ts";
import { runInMemory, type World } from "../support/memory-host.ts";

// What the page does with its data, without a browser: the same program as in it.

/** The data that stand in a page. */
async function dataOf(argv: readonly string[], world: World = {}): Promise<PageData> {
  const { code, stdout, stderr } = await runInMemory(["evaluate", ...argv, "--format", "html", "-q"], world);
  expect(code, stderr).toBe(0);
  const [, json = ""] = /<script id="report" type="application\/json">(.*?)<\/script>/s.exec(stdout) ?? [];
  return parseExactJson(json) as PageData;
}

function modelOf(data: PageData): ReportModel {
  const model = openReport(data);
  if ("problems" in model) throw new Error(JSON.stringify(model.problems));
  return model;
}

const opened = async (argv: readonly string[], world?: World): Promise<ReportModel> =>
  modelOf(await dataOf(argv, world));

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
  expect("problems" in model ? [] : model.differing).toEqual([{ is: "verdict", name: "Phường 07", period: "2021" }]);
});

test("a ward is explained down to its cell, as explain does", async () => {
  const model = await opened(WARDS);
  const ward = model.wards.find(({ result }) => result.ward === "90010" && result.period === "2021")?.result;
  if (ward === undefined) throw new Error("no ward");
  const node = explanationOf(model, ward)?.nodes.find((one) => one.node.id === "3.2");
  expect(node?.cells[0]?.origin).toMatchObject({ line: 31, column: 11, text: "874/1000" });
});

describe("what the page does not come to as it was reported is told", () => {
  const POINTS = ["examples/bau-bang/2017.csv", "--criteria", "vn/law-access@2017"];
  type Wards = PageData["wards"];
  const differing = async (change: (wards: Wards) => readonly (PageWard | undefined)[]) => {
    const data = await dataOf(POINTS);
    return modelOf({ ...data, wards: change(data.wards).filter((ward) => ward !== undefined) }).differing;
  };

  test("a ward that the page does not judge", async () => {
    // In 2030 the standard is no longer in force.
    const later = (wards: Wards) =>
      wards.map(([ward, name, province, period, verdict, cells], place): PageWard => {
        return [ward, name, province, place === 0 ? "2030" : period, verdict, cells];
      });
    expect(await differing(later)).toEqual([
      { is: "unjudged", name: "Xã Lai Uyên", period: "2030" },
      { is: "count", reported: 2, found: 1 },
    ]);
  });

  test.each([
    ["a ward that is lacking", (wards: Wards) => wards.slice(1), 1],
    ["all wards", () => [], 0],
    ["a ward that stands there twice", (wards: Wards) => [...wards, ...wards.slice(1)], 3],
    ["a ward in another one's place", ([first]: Wards) => [first, first], 1],
  ])("%s", async (_, change, found) => {
    expect(await differing(change)).toEqual([{ is: "count", reported: 2, found }]);
  });
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
    withChanges(
      model,
      one.result,
      new Map([["some", { cell: { is: "number", value: { n: part, d: 1n } }, text: String(part) }]]),
    );
  expect(tried(4n).ward?.level).toBe("none");
  expect([tried(11n).ward, tried(11n).problems.map(({ code }) => code)]).toEqual([undefined, ["data/more-than"]]);
});

describe("what the reader of files refuses has no verdict when it is tried", () => {
  const standard = `format: 1
id: test/refused
version: "1"
title: {vi: T, en: T}
provenance: illustrative
fields:
  price: {label: {vi: Giá, en: Price}, type: number, same_for: province}
  trees: {label: {vi: Cây, en: Trees}, type: count}
checks: [{id: K1, title: {vi: Không giảm, en: Not fewer}, require: trees ≥ previous(trees), severity: refuse}]
criteria: [{id: X, title: {vi: X, en: X}, clause: c, value: trees, require: ≥ 5}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;
  const table = `ward_code,ward_name,province,period,Price,Trees
1,A,38,2024,10,5
1,A,38,2025,10,9
2,B,38,2025,10,9
`;
  const files = { "s.yaml": standard, "w.csv": table };
  const tried = async (period: string, field: string, n: bigint) => {
    const model = await opened(["w.csv", "--criteria", "s.yaml"], { files });
    const one = model.wards.find(({ result }) => result.ward === "1" && result.period === period);
    if (one === undefined) throw new Error("no ward");
    return withChanges(
      model,
      one.result,
      new Map([[field, { cell: { is: "number", value: { n, d: 1n } }, text: String(n) }]]),
    );
  };

  test.each([
    ["one figure of a province that differs", "2025", "price", 11n, "data/province-differs"],
    ["a check that another period fails by it", "2024", "trees", 20n, "data/check-failed"],
  ])("%s", async (_, period, field, n, code) => {
    const { ward, problems } = await tried(period, field, n);
    expect([ward, problems.map((one) => one.code)]).toEqual([undefined, [code]]);
    const changed = table.replace(
      period === "2024" ? "2024,10,5" : "1,A,38,2025,10,9",
      period === "2024" ? "2024,10,20" : "1,A,38,2025,11,9",
    );
    const run = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml"], {
      files: { ...files, "w.csv": changed },
    });
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining(code)]);
  });

  test("and what it takes has the verdict that it gives", async () => {
    expect((await tried("2024", "trees", 4n)).ward?.level).toBe("none");
  });
});

test("a standard that only bears a bundled name shows nothing as official", async () => {
  const fake = `format: 1
id: vn/law-access
version: "2017"
title: {vi: T, en: T}
provenance: illustrative
fields: {a: {label: {vi: A, en: A}, type: count}}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, provenance: official, value: a, require: ≥ 1}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;
  const files = { "s.yaml": fake, "w.csv": "ward_code,period,A\n1,2017,1\n" };
  const model = await opened(["w.csv", "--criteria", "s.yaml"], { files });
  const [node] = model.wards[0]?.result.nodes ?? [];
  expect([model.standard.provenance, node?.provenance]).toEqual(["illustrative", "illustrative"]);
});

test("a title that looks like a mark of long numbers is a title", async () => {
  const standard = `format: 1
id: test/mark
version: "1"
title: {vi: "\\0integer:abc", en: T}
provenance: illustrative
fields: {a: {label: {vi: A, en: A}, type: number}}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, value: a, require: ≥ 1}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;
  const files = { "s.yaml": standard, "w.csv": "ward_code,period,A\n1,2020,12345678901234567890123\n" };
  expect((await opened(["w.csv", "--criteria", "s.yaml"], { files })).differing).toEqual([]);
  const saved = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "--format", "json"], { files });
  const again = await runInMemory(["report", "r.json", "--format", "json"], { files: { "r.json": saved.stdout } });
  expect([again.code, again.stdout]).toEqual([0, saved.stdout]);
});
