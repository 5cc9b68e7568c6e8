import { describe, expect, test } from "vitest";
import { nodesOf } from "../../src/criteria/model.ts";
import { originOfNode } from "../../src/criteria/origin.ts";
import { parseLayers, parseMerged, parseStandard } from "../../src/criteria/parse.ts";
import { runInMemory } from "../support/memory-host.ts";

const BASE = `format: 1
id: vn/base
version: "1"
title: {vi: Gốc, en: Base}
provenance: official
basis: {document: 1/QĐ-TTg, clause: c}
fields:
  a: {label: {vi: A, en: A}, type: count, range: [0, 100]}
  b: {label: {vi: B, en: B}, type: count}
parameters:
  least_a: {title: {vi: Sàn, en: Floor}, type: count, values: [{value: set_by_overlay}]}
criteria:
  - id: T1
    title: {vi: Một, en: One}
    clause: Điều 1
    indicators:
      - {id: "1.1", title: {vi: A, en: A}, value: a, require: ≥ least_a, points: {max: 5}}
      - {id: "1.2", title: {vi: B, en: B}, value: b, require: ≥ 2, points: {max: 5}}
  - {id: T2, title: {vi: Hai, en: Two}, clause: Điều 2, value: b, require: ≤ 9, points: {max: 5}}
levels:
  - {id: silver, title: {vi: Bạc, en: Silver}, require: {score: ≥ 10}}
  - {id: bronze, title: {vi: Đồng, en: Bronze}, require: {score: ≥ 5}}
examples:
  - {name: hai, period: "2024", given: {b: 2}, expect: {status: {"1.2": met, T2: met}}}
  - {name: ba, period: "2024", given: {b: 10}, expect: {status: {T2: not_met}}}
`;
const HEAD = `format: 1
id: tinh/lop-phu
version: "2"
extends: vn/base@1
provenance: secondary
`;
const FLOOR = "parameters: {least_a: {values: [{value: 3}]}}\n";
const laid = (overlay: string) =>
  parseLayers([
    { name: "base.yaml", text: BASE },
    { name: "overlay.yaml", text: HEAD + overlay },
  ]);
const standardOf = (overlay: string) => {
  const { standard, problems } = laid(overlay);
  if (standard === undefined) throw new Error(JSON.stringify(problems));
  return standard;
};
const codes = (overlay: string) => laid(overlay).problems.map(({ code, at }) => `${code} ${at?.file}:${at?.line}`);

describe("a standard laid over another", () => {
  test("merges by id and key, keeps order, and takes its own name", () => {
    const standard = standardOf(`${FLOOR}criteria:
  - id: T1
    indicators:
      - {id: "1.0", title: {vi: C, en: C}, clause: NQ, value: a + b, require: ≥ 1, points: {max: 1}}
      - {id: "1.1", require: ≥ 4}
  - {id: T2, points: {met: 6, not_met: 1}}
levels:
  - {id: gold, title: {vi: Vàng, en: Gold}, require: {score: ≥ 15}}
  - {id: silver, require: {criteria: all}}
`);
    expect(`${standard.id}@${standard.version}`).toBe("tinh/lop-phu@2");
    expect(standard.title.en).toBe("Base");
    expect(nodesOf(standard.criteria).map(({ id }) => id)).toEqual(["T1", "1.0", "1.1", "1.2", "T2"]);
    const byId = new Map(nodesOf(standard.criteria).map((node) => [node.id, node]));
    expect(byId.get("1.1")?.measure).toMatchObject({ value: { text: "a" }, require: { text: "≥ 4" } });
    expect(byId.get("1.1")?.points).toMatchObject({ form: "status", met: { n: 5n } });
    expect(byId.get("T2")?.points).toMatchObject({ form: "status", met: { n: 6n }, notMet: { n: 1n } });
    expect(standard.levels.map(({ id }) => id)).toEqual(["gold", "silver", "bronze"]);
    expect(standard.levels[1]).toMatchObject({ score: { text: "≥ 10" }, criteria: { form: "all" } });
  });

  test("says of each part which standard set it, and never makes it surer than it is", () => {
    const standard = standardOf(`${FLOOR}criteria:\n  - {id: T2, require: ≤ 8}\n`);
    const origins = nodesOf(standard.criteria).map(({ id, provenance }) => [
      id,
      originOfNode(standard, id),
      provenance,
    ]);
    expect(origins).toEqual([
      ["T1", "vn/base@1", "secondary"],
      ["1.1", "vn/base@1", "secondary"],
      ["1.2", "vn/base@1", "secondary"],
      ["T2", "tinh/lop-phu@2", "secondary"],
    ]);
    expect(standard.provenance).toBe("secondary");
    expect(standard.parameters.get("least_a")?.values[0]?.provenance).toBe("secondary");
  });

  test("what stands below a new criterion is new too; notices of the base stay", () => {
    const added = `${FLOOR}notices: [mới]
criteria:
  - {id: T9, title: {vi: Chín, en: Nine}, clause: c, indicators: [{id: "9.1", title: {vi: B, en: B}, parts: [{id: 9.1.a, title: {vi: B, en: B}, value: b, require: ≥ 1}]}]}
`;
    const layers = [
      { name: "base.yaml", text: BASE.replace("provenance: official", "provenance: official\nnotices: [cũ]") },
      { name: "overlay.yaml", text: HEAD + added },
    ];
    const { standard } = parseLayers(layers);
    if (standard === undefined) throw new Error("refused");
    for (const id of ["T9", "9.1", "9.1.a"]) expect(originOfNode(standard, id), id).toBe("tinh/lop-phu@2");
    expect(standard.notices.map(({ vi }) => vi)).toEqual(["cũ", "mới"]);
  });

  test("what a node took over from its group stays as unsure as it was; words alone make nothing surer", () => {
    const base = BASE.replace("clause: Điều 1", "clause: Điều 1\n    provenance: illustrative");
    const overlay = `${HEAD.replace("secondary", "official")}${FLOOR}criteria:
  - {id: T1, indicators: [{id: "1.1", note: abc}, {id: "1.2", require: ≥ 3}]}
  - {id: T2, title: {vi: Hai mới, en: New two}}
`;
    const { standard } = parseLayers([
      { name: "base.yaml", text: base },
      { name: "overlay.yaml", text: overlay },
    ]);
    const sure = nodesOf(standard?.criteria ?? []).map(({ id, provenance }) => [id, provenance]);
    expect(sure).toEqual([
      ["T1", "illustrative"],
      ["1.1", "illustrative"],
      ["1.2", "illustrative"],
      ["T2", "official"],
    ]);
  });

  test("a name that several things bear is not removed", () => {
    const base = BASE.replace("levels:", "disqualifiers: [{id: T2, title: {vi: X, en: X}, when: b > 50}]\nlevels:");
    const { problems } = parseLayers([
      { name: "base.yaml", text: base },
      { name: "overlay.yaml", text: `${HEAD}${FLOOR}remove: [T2]\n` },
    ]);
    expect(problems.map(({ code }) => code)).toEqual(["overlay/remove-several"]);
    expect(
      codes(
        `${FLOOR}remove: [T1, "1.1", silver, bronze, examples]\nlevels: [{id: x, title: {vi: X, en: X}, require: {criteria: all}}]\n`,
      ),
    ).toEqual([]);
  });

  test("nobody but the program may say what a standard is made of", () => {
    const made = "layers: [{standard: vn/law-access@2017, parts: []}]\n";
    const alone = parseStandard("x.yaml", BASE + made);
    expect(alone.standard).toBeUndefined();
    expect(alone.problems.map(({ code }) => code)).toContain("overlay/layers");
    expect(codes(FLOOR + made)).toEqual(["overlay/layers overlay.yaml:7"]);
  });

  test("an example loses the waiver of what was removed", () => {
    const base = BASE.replace(
      "{name: ba,",
      '{name: mien, period: "2024", given: {b: 10}, waivers: [{node: T2, from: 2024-01-01, until: 2024-12-31}, {node: "1.1", from: 2024-01-01, until: 2024-12-31}], expect: {status: {"1.1": waived, T2: waived}}}\n  - {name: ba,',
    );
    const { standard, problems } = parseLayers([
      { name: "base.yaml", text: base },
      { name: "overlay.yaml", text: `${HEAD}${FLOOR}remove: [T2, bronze]\n` },
    ]);
    expect(problems).toEqual([]);
    const example = standard?.examples.find(({ name }) => name.vi === "mien");
    expect([example?.waivers.map(({ node }) => node), [...(example?.status.keys() ?? [])]]).toEqual([["1.1"], ["1.1"]]);
  });

  test("two files within the bounds whose merger is beyond them are refused", () => {
    const many = (from: number) =>
      Array.from(
        { length: 2600 },
        (_, index) =>
          `  f${from + index}: {label: {vi: Trường số ${from + index} với một cái tên khá là dài để chiếm chỗ, en: Field number ${from + index} with a rather long name}, type: count}`,
      ).join("\n");
    const { standard, problems } = parseLayers([
      { name: "base.yaml", text: BASE.replace("fields:\n", `fields:\n${many(0)}\n`) },
      { name: "overlay.yaml", text: `${HEAD}${FLOOR}fields:\n${many(10_000)}\n` },
    ]);
    expect(standard).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["yaml/too-large"]);
  });

  test("its merged text is the same standard", () => {
    const standard = standardOf(`${FLOOR}remove: [T2, bronze]\nfields: {a: {range: [0, 50]}}\n`);
    const { standard: again, problems } = parseMerged("merged.yaml", standard.text);
    expect(problems).toEqual([]);
    const plain = (one: typeof standard | undefined) => {
      const { text: _, examples, ...rest } = one as typeof standard;
      return { ...rest, examples: examples.map(({ line: __, ...example }) => example) };
    };
    expect(plain(again)).toEqual(plain(standard));
  });

  test("removes what it names, and examples say nothing of it any more", () => {
    const standard = standardOf(`${FLOOR}remove: [T2, bronze]\n`);
    expect(nodesOf(standard.criteria).map(({ id }) => id)).toEqual(["T1", "1.1", "1.2"]);
    expect(standard.levels.map(({ id }) => id)).toEqual(["silver"]);
    expect(standard.examples.map(({ name, status }) => [name.vi, [...status.keys()]])).toEqual([["hai", ["1.2"]]]);
    expect(standardOf(`${FLOOR}remove: [examples]\n`).examples).toEqual([]);
  });

  test.each([
    ["remove: [T9]\n", ["overlay/nothing-to-remove overlay.yaml:6"]],
    ["id: vn/base\n", ["yaml/duplicate-key overlay.yaml:6"]],
    ["criteria:\n  - {id: T2, require: ≤ 8}\n  - {id: T2, require: ≤ 7}\n", ["overlay/twice overlay.yaml:8"]],
    ["remove: [T2]\ncriteria: [{id: T2, require: ≤ 8}]\n", ["overlay/twice overlay.yaml:7"]],
    ["criteria: {id: T2}\n", ["overlay/conflict overlay.yaml:6"]],
    ["criteria: [{id: T2, require: ≤ 8%}]\n", ["expression/kinds-differ overlay.yaml:6"]],
    ["remove: [a]\n", ["expression/unknown-name-like base.yaml:17"]],
  ])("a fault is told where it stands: %s", (overlay, expected) => {
    expect(
      codes(FLOOR + overlay).map((one) =>
        one.replace(/:(\d+)$/, (_, line) => `:${Number(line) - (one.includes("overlay.yaml") ? 1 : 0)}`),
      ),
    ).toEqual(expect.arrayContaining(expected));
  });

  test("one that has the name of its base is refused", () => {
    const { problems } = parseLayers([
      { name: "base.yaml", text: BASE },
      { name: "o.yaml", text: HEAD.replace("tinh/lop-phu", "vn/base").replace('"2"', '"1"') + FLOOR },
    ]);
    expect(problems.map(({ code }) => code)).toContain("overlay/same-name");
  });
});

describe("finding the base", () => {
  const overlay = (base: string) => `${HEAD.replace("vn/base@1", base)}${FLOOR}`;
  const validate = async (files: Readonly<Record<string, string>>, argument = "d/o.yaml") =>
    runInMemory(["criteria", "validate", argument, "--error-format", "json"], { files });
  const codeOf = (stderr: string) => (JSON.parse(stderr.split("\n")[0] ?? "{}") as { code?: string }).code;

  test("in the same folder, and among the bundled ones", async () => {
    expect((await validate({ "d/o.yaml": overlay("vn/base@1"), "d/base@1.yaml": BASE })).code).toBe(0);
    const bundled = HEAD.replace("vn/base@1", "vn/ward-unit@2025");
    expect((await validate({ "d/o.yaml": `${bundled}remove: [examples, "2"]\n` })).code).toBe(0);
  });

  test("judges, saves and renders again without the base", async () => {
    const files = {
      "d/o.yaml": overlay("vn/base@1"),
      "d/base@1.yaml": BASE,
      "w.csv": "ward_code,period,a,b\n1,2024,3,2\n2,2024,2,2\n",
    };
    const run = await runInMemory(["evaluate", "w.csv", "--criteria", "d/o.yaml", "--format", "json"], { files });
    expect(run.code).toBe(0);
    const again = await runInMemory(["report", "r.json", "--format", "json"], { files: { "r.json": run.stdout } });
    expect(again.stdout).toBe(run.stdout);
    const explained = await runInMemory(["explain", "r.json", "--ward", "2", "--lang", "en"], {
      files: { "r.json": run.stdout },
    });
    expect(explained.stdout).toContain("set by: vn/base@1");
  });

  test.each([
    ["nothing of that name", { "d/o.yaml": overlay("vn/base@1") }, "overlay/no-such-base"],
    [
      "a file that calls itself otherwise",
      { "d/o.yaml": overlay("vn/base@2"), "d/base@2.yaml": BASE },
      "overlay/no-such-base",
    ],
    ["a path", { "d/o.yaml": overlay("../d/base@1") }, "overlay/bad-extends"],
    [
      "a circle",
      {
        "d/o.yaml": overlay("vn/x@1"),
        "d/x@1.yaml": HEAD.replace("tinh/lop-phu", "vn/x").replace('"2"', '"1"').replace("vn/base@1", "vn/x@1"),
      },
      "overlay/cycle",
    ],
  ])("%s is refused", async (_, files, code) => {
    const run = await validate(files);
    expect([run.code, codeOf(run.stderr)]).toEqual([2, code]);
  });

  test("a base that is no YAML is told with its place", async () => {
    const run = await validate({ "d/o.yaml": overlay("vn/base@1"), "d/base@1.yaml": "format: 1\nid: [\n" });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('"code":"yaml/');
    expect(run.stderr).toContain("base@1.yaml");
    expect(run.stderr).not.toContain("no-such-base");
  });

  test("more than five, one over another, are refused", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [
        `d/x@${index}.yaml`,
        HEAD.replace("tinh/lop-phu", "vn/x")
          .replace('"2"', `"${index}"`)
          .replace("vn/base@1", `vn/x@${index + 1}`),
      ]),
    );
    expect(codeOf((await validate(files, "d/x@0.yaml")).stderr)).toBe("overlay/too-deep");
  });
});
