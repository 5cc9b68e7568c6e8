import { describe, expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

const SELF = `Tên xã,Mã xã,Năm,Điểm tiêu chí 1,Điểm tiêu chí 2,Điểm tiêu chí 3,Điểm tiêu chí 4,Điểm tiêu chí 5,Loại xã,Mức độ hài lòng
Lai Uyên,25837,2017,15,29.63,21.25,9.57,20,I,97.35
Trừ Văn Thố,25840,2017,15,28.7,21.5,10,20,II,97.82
Tân Hưng,25843,2017,14,27,20,,19,II,90
`;
const APPRAISED = `Mã xã,Năm,Điểm tiêu chí 2,Điểm tiêu chí 4
25837,2017,28.5,không chấp nhận: hồ sơ thiếu biên bản
25840,2017,29,
25843,2017,27,8
`;
const CRITERIA = ["--criteria", "vn/law-access@2017"];

interface Appraised {
  readonly wards: readonly { ward: string; score: { low: number; high: number }; cells: Record<string, unknown>[] }[];
  readonly appraisal: {
    readonly counts: unknown;
    readonly wards: readonly Record<string, unknown>[];
    readonly over_scored: unknown;
  };
}

const call = (files: Record<string, string>, ...rest: readonly string[]) =>
  runInMemory(["evaluate", "--self", "self.csv", "--appraised", "appraised.csv", ...CRITERIA, ...rest], {
    files: { "self.csv": SELF, "appraised.csv": APPRAISED, ...files },
  });

async function result(files: Record<string, string> = {}, ...rest: readonly string[]): Promise<Appraised> {
  const { code, stdout, stderr } = await call(files, "--format", "json", ...rest);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Appraised;
}

describe("appraised figures over self-assessed ones", () => {
  // By hand: 15 + 28.5 + 21.25 + (0 to 10) + 20; 15 + 29 + 21.5 + 10 + 20; 14 + 27 + 20 + 8 + 19.
  test("replace, reject and leave", async () => {
    const { wards, appraisal } = await result();
    expect(wards.map(({ ward, score }) => [ward, score.low, score.high])).toEqual([
      ["25837", 84.75, 94.75],
      ["25840", 95.5, 95.5],
      ["25843", 88, 88],
    ]);
    // Seven figures each: 5 stay, 1 changes, 1 goes; 6 stay and 1 changes; 6 stay, an absent one comes.
    expect(appraisal.counts).toEqual({ kept: 17, changed: 3, rejected: 1 });
    expect(appraisal.wards.map(({ counts }) => counts)).toEqual([
      { kept: 5, changed: 1, rejected: 1 },
      { kept: 6, changed: 1, rejected: 0 },
      { kept: 6, changed: 1, rejected: 0 },
    ]);
  });

  test("keep what was assessed beside them", async () => {
    const { wards, appraisal } = await result();
    const cellsOf = (place: number) => wards[place]?.cells.filter((cell) => "self" in cell);
    expect(cellsOf(0)).toMatchObject([
      { field: "tc2", value: 28.5, origin: { file: 1, line: 2 }, self: { value: 29.63, origin: { file: 0, line: 2 } } },
      { field: "tc4", state: "missing", rejected: "hồ sơ thiếu biên bản", self: { value: 9.57 } },
    ]);
    expect(cellsOf(2)).toMatchObject([{ field: "tc4", value: 8, self: { state: "missing" } }]);
    // The wards' own scores: 95.45, 95.2, and 14 + 27 + 20 + (0 to 10) + 19.
    expect(appraisal.wards.map(({ self }) => self)).toMatchObject([
      { score: { low: 95.45, high: 95.45 } },
      { score: { low: 95.2, high: 95.2 } },
      { score: { low: 80, high: 90 } },
    ]);
  });

  test("say by how much criteria were over-scored, and in which direction each went", async () => {
    const { appraisal } = await result();
    expect(appraisal.over_scored).toEqual([{ id: "TC2", wards: 1, points: 1.13 }]);
    const directions = appraisal.wards.map(({ nodes }) =>
      (nodes as Record<string, unknown>[]).map(({ id, direction }) => [id, direction]),
    );
    expect(directions).toEqual([
      [
        ["TC2", "lowered"],
        ["TC4", "open"],
      ],
      [["TC2", "raised"]],
      [["TC4", "open"]],
    ]);
  });

  test("an appraised ward that assessed nothing is refused", async () => {
    const { code, stderr, stdout } = await call({ "appraised.csv": `${APPRAISED}25999,2017,20,\n` });
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("appraised.csv:5: lỗi data/appraised-unknown");
  });

  test("a rejection needs its reason, and only an appraiser can reject", async () => {
    const bare = await call({ "appraised.csv": APPRAISED.replace(": hồ sơ thiếu biên bản", "") });
    expect(bare.code).toBe(3);
    expect(bare.stderr).toContain("appraised.csv:2:4: lỗi data/rejection-needs-reason");
    const self = await call({ "self.csv": SELF.replace(",9.57,", ",không chấp nhận: x,") });
    expect(self.code).toBe(3);
    expect(self.stderr).toContain("self.csv:2:7: lỗi data/not-a-number");
  });

  test.each([
    [["evaluate", "--self", "self.csv", ...CRITERIA], "usage/appraisal-pair"],
    [
      ["evaluate", "self.csv", "--self", "self.csv", "--appraised", "appraised.csv", ...CRITERIA],
      "usage/appraisal-pair",
    ],
    [["evaluate", ...CRITERIA], "usage/no-ward-file"],
  ])("%s is refused", async (argv, code) => {
    const run = await runInMemory(argv, { files: { "self.csv": SELF, "appraised.csv": APPRAISED } });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(code);
  });

  test.each(["vi", "en"])(
    "are reported to people, in CSV and in a saved result that says the same again (%s)",
    async (lang) => {
      const table = await call({}, "--lang", lang);
      expect(table.stdout).toContain(
        lang === "vi" ? "17 giữ nguyên, 3 thay đổi, 1 không chấp nhận" : "17 kept, 3 changed, 1 not accepted",
      );
      const csv = await call({}, "--format", "csv");
      const [head = "", first = ""] = csv.stdout.split("\r\n");
      const cell = (name: string) => first.split(",")[head.split(",").indexOf(name)];
      expect([
        cell("self.score_low"),
        cell("TC2.self_points_low"),
        cell("TC2.direction"),
        cell("appraisal.rejected"),
      ]).toEqual(["95.45", "29.63", "lowered", "1"]);
      const json = await call({}, "--format", "json");
      const again = await runInMemory(["report", "r.json", "--format", "json"], { files: { "r.json": json.stdout } });
      expect(again.stdout).toBe(json.stdout);
      const explained = await runInMemory(
        ["explain", "r.json", "--ward", "25837", "--indicator", "TC4", "--lang", lang],
        {
          files: { "r.json": json.stdout },
        },
      );
      expect(explained.stdout.replace(/\s+/g, " ")).toContain("hồ sơ thiếu biên bản");
    },
  );

  test.each([
    ["a self-assessed figure", '"value":29.63', '"value":29.9'],
    ["a rejection", '"rejected":"hồ sơ thiếu biên bản"', '"rejected":"khác"'],
    ["a count", '"kept":17', '"kept":18'],
    ["a direction", '"direction":"lowered"', '"direction":"raised"'],
    ["the whole comparison", /"appraisal":.*?"over_scored":\[.*?\]\},/s, ""],
  ])("a saved result in which %s was changed is refused", async (_, from, to) => {
    const json = await call({}, "--format", "json");
    expect(json.stdout.replace(from, to)).not.toBe(json.stdout);
    const files = { "r.json": json.stdout.replace(from, to) };
    const { code, stderr } = await runInMemory(["report", "r.json"], { files });
    expect(code).toBe(3);
    expect(stderr).toContain("result/differs");
  });
});

test("appraised and self-assessed figures together must not contradict each other", async () => {
  const standard = `format: 1
id: test/bounded
version: "1"
title: {vi: Thử, en: Test}
provenance: illustrative
assesses: {unit: ward, period: {every: year}}
fields:
  stalls: {label: {vi: Quầy, en: Stalls}, type: count}
  clean: {label: {vi: Quầy sạch, en: Clean stalls}, type: count, at_most: stalls}
criteria:
  - {id: TC1, clause: x, title: {vi: Sạch, en: Clean}, value: clean / stalls, require: ≥ 50%}
`;
  const files = {
    "s.yaml": standard,
    "s.csv": "Mã phường,Năm,Quầy,Quầy sạch\n00001,2020,10,8\n",
    "a.csv": "Mã phường,Năm,Quầy\n00001,2020,5\n",
  };
  const run = await runInMemory(["evaluate", "--self", "s.csv", "--appraised", "a.csv", "--criteria", "s.yaml"], {
    files,
  });
  expect(run.code).toBe(3);
  expect(run.stderr).toContain("data/more-than");
});

test("what looks back at earlier periods sees appraised figures on one side and the wards' own on the other", async () => {
  const standard = `format: 1
id: test/back
version: "1"
title: {vi: Thử, en: Test}
provenance: illustrative
assesses: {unit: ward, period: {every: year}}
fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
criteria:
  - {id: TC1, clause: x, title: {vi: Giảm, en: Fewer}, value: poor - previous(poor), require: ≤ 0}
levels:
  - {id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}
`;
  const self = "Mã phường,Năm,Hộ nghèo\n00001,2019,10\n00001,2020,9\n";
  // 9 against 10 is fewer; against the 8 that the appraiser found for 2019 it is more.
  const appraised = "Mã phường,Năm,Hộ nghèo\n00001,2019,8\n";
  const argv = ["evaluate", "--self", "s.csv", "--appraised", "a.csv", "--criteria", "s.yaml", "--format", "json"];
  const files = { "s.csv": self, "a.csv": appraised, "s.yaml": standard };
  const { code, stdout, stderr } = await runInMemory(argv, { files });
  expect(code, stderr).toBe(0);
  const { wards, appraisal } = JSON.parse(stdout) as {
    wards: { level: string }[];
    appraisal: { wards: { self: { level: string } }[] };
  };
  expect(wards.map(({ level }) => level)).toEqual(["undetermined", "none"]);
  expect(appraisal.wards.map(({ self: own }) => own.level)).toEqual(["undetermined", "met"]);
});

describe("decisions", () => {
  const decisions = `format: 1
decisions:
  - {ward: "25837", period: "2017", number: 12/QĐ-UBND, date: 2018-02-01, authority: {vi: UBND huyện, en: District}, outcome: {vi: công nhận, en: recognised}}
`;

  test("are recorded beside the result in every format", async () => {
    const files = { "d.yaml": decisions };
    for (const format of ["table", "markdown", "json", "ndjson", "csv"]) {
      const { code, stdout, stderr } = await call(files, "--decisions", "d.yaml", "--format", format);
      expect(code, stderr).toBe(0);
      expect(stdout).toContain("12/QĐ-UBND");
      expect(stdout).toContain("công nhận");
    }
  });

  test("changed in a saved result are refused", async () => {
    const { stdout } = await call({ "d.yaml": decisions }, "--decisions", "d.yaml", "--format", "json");
    const files = { "r.json": stdout.replace(/"vi":"công nhận"/, '"vi":"công nhận loại I"') };
    expect(files["r.json"]).not.toBe(stdout);
    expect((await runInMemory(["report", "r.json"], { files })).code).toBe(3);
    expect((await runInMemory(["report", "r.json"], { files: { "r.json": stdout } })).code).toBe(0);
  });

  test("on wards that are not in the data are warned of", async () => {
    const files = { "d.yaml": decisions.replace('"25837"', '"99999"') };
    const { code, stderr } = await call(files, "--decisions", "d.yaml");
    expect(code).toBe(0);
    expect(stderr).toContain("decision/not-judged");
  });

  test.each([
    ["twice", `${decisions}${decisions.split("\n").slice(2).join("\n")}`, "decision/twice"],
    ["a period that is none", decisions.replace('"2017"', '"17"'), "decision/bad-period"],
    ["without its date", decisions.replace("date: 2018-02-01, ", ""), "yaml/missing-key"],
  ])("%s: refused", async (_, text, code) => {
    const run = await call({ "d.yaml": text }, "--decisions", "d.yaml");
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(code);
  });
});
