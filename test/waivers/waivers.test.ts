import { describe, expect, test } from "vitest";
import { survey } from "../../src/engine/survey.ts";
import { parseDay } from "../../src/exact/day.ts";
import { parseWaivers } from "../../src/waivers/parse.ts";
import { HEAD, judged, standardOf, tableOf } from "../support/standards.ts";

const STANDARD = standardOf(`${HEAD}fields:
  a: {label: {vi: A, en: A}, type: count, not_applicable: allowed}
  b: {label: {vi: B, en: B}, type: count}
  c: {label: {vi: C, en: C}, type: count}
criteria:
  - id: T1
    title: {vi: Một, en: One}
    clause: c
    met_when: {at_least: 2}
    points: {met: 10, not_met: 0}
    indicators:
      - {id: "1.1", title: {vi: A, en: A}, value: a, require: ≥ 1, points: {max: 5, not_applicable: zero}}
      - {id: "1.2", title: {vi: B, en: B}, value: b, require: ≥ 1}
      - {id: "1.3", title: {vi: C, en: C}, value: c, require: ≥ 1}
  - {id: T2, title: {vi: Hai, en: Two}, clause: c, mandatory: true, indicators: [{id: "2.1", title: {vi: B, en: B}, value: b, require: ≥ 0}]}
  - {id: T3, title: {vi: Ba, en: Three}, clause: c, met_when: scored, points: {value: c, max: 100, clamp: true}}
scoring: {not_applicable: zero, rescale: false}
levels: [{id: pass, title: {vi: Đạt, en: Pass}, require: {criteria: all}}]
`);

const waiver = (node: string, more: Readonly<Record<string, string>> = {}): string => {
  const entry = { ward: '"1"', node: `"${node}"`, reason: "r", approved_by: "a", from: "2020-01-01" };
  const all: Readonly<Record<string, string>> = { ...entry, until: "2020-12-31", document: "d", ...more };
  return `  - {${Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ")}}`;
};
const fileOf = (...entries: readonly string[]) =>
  ["format: 1", entries.length === 0 ? "waivers: []" : "waivers:", ...entries].join("\n");
const granted = (...entries: readonly string[]) => {
  const { waivers, problems } = parseWaivers("w.yaml", fileOf(...entries), STANDARD);
  expect(problems).toEqual([]);
  return waivers;
};
const csv = (...cells: readonly string[]) => `ward_code,period,a,b,c\n1,2020,${cells.join(",")}\n`;
const one = (cells: readonly string[], entries: readonly string[]) => {
  const [ward] = judged(STANDARD, csv(...cells), { waivers: granted(...entries) });
  if (ward === undefined) throw new Error("nothing judged");
  return { ...ward, status: Object.fromEntries(ward.nodes.map(({ id, status }) => [id, status])) };
};

describe("what a waiver does", () => {
  test("not met becomes waived and counts as met; points and value stay", () => {
    const ward = one(["0", "0", "1"], [waiver("1.1")]);
    expect(ward.status).toMatchObject({ "1.1": "waived", "1.2": "not_met", "1.3": "met", T1: "met" });
    expect([ward.level, ward.levelWithoutWaivers]).toEqual(["pass", "none"]);
    // 0 of 5, then 0 of 10 because the group itself is not met without the waiver; 1 from T3.
    expect(ward.score?.low).toEqual({ n: 1n, d: 1n });
    expect(ward.nodes.find(({ id }) => id === "1.1")).toMatchObject({ withoutWaivers: "not_met", reason: null });
    expect(ward.nodes.find(({ id }) => id === "T1")).toMatchObject({ withoutWaivers: "not_met", waiver: null });
  });

  test("unknown becomes waived, marked as not assessed", () => {
    const ward = one(["1", "1", ""], [waiver("1.3")]);
    expect(ward.status["1.3"]).toBe("waived");
    expect(ward.nodes.find(({ id }) => id === "1.3")).toMatchObject({
      withoutWaivers: "unknown",
      reason: "not_assessed",
    });
  });

  // A may yet be declared not applicable: then only one of two is met. The waiver must not decide that in advance.
  test("what may yet turn out not to apply stays open above a waiver", () => {
    const open = one(["", "0", "1"], [waiver("1.1")]);
    expect([open.status["1.1"], open.status["T1"], open.level]).toEqual(["waived", "unknown", "undetermined"]);
    expect(open.matters.map(({ field }) => field)).toEqual(["a"]);
    expect(one(["Không áp dụng", "0", "1"], []).status["T1"]).toBe("not_met");
    expect(one(["0", "0", "1"], [waiver("1.1")]).status["T1"]).toBe("met");
  });

  test("met and not applicable stay as they are, with a warning", () => {
    const { problems } = survey(STANDARD, tableOf(STANDARD, csv("KAD", "1", "1")), {
      waivers: granted(waiver("1.1"), waiver("1.2")),
    });
    expect(problems.map(({ code }) => code)).toEqual(["waiver/hides-nothing", "waiver/hides-nothing"]);
    expect(one(["KAD", "1", "1"], [waiver("1.1")]).status["1.1"]).toBe("not_applicable");
  });

  test("a group can be waived as a whole", () => {
    const ward = one(["0", "0", "1"], [waiver("T1")]);
    expect(ward.status).toMatchObject({ "1.1": "not_met", T1: "waived" });
    expect([ward.level, ward.levelWithoutWaivers]).toEqual(["pass", "none"]);
  });
});

describe("time of a waiver", () => {
  // First and last day in force, the day before and after; the as-of date is the last day of the period unless given.
  test.each([
    { from: "2020-12-31", until: "2021-12-31", asOf: undefined, effect: "waived", code: undefined },
    { from: "2021-01-01", until: "2021-12-31", asOf: undefined, effect: "not_met", code: "waiver/not-begun" },
    { from: "2019-01-01", until: "2020-12-31", asOf: undefined, effect: "waived", code: undefined },
    { from: "2019-01-01", until: "2020-12-30", asOf: undefined, effect: "not_met", code: "waiver/expired" },
    { from: "2021-01-01", until: "2021-12-31", asOf: "2021-01-01", effect: "waived", code: undefined },
    { from: "2019-01-01", until: "2020-12-31", asOf: "2021-01-01", effect: "not_met", code: "waiver/expired" },
  ])("$from to $until, as of $asOf: $effect", ({ from, until, asOf, effect, code }) => {
    const options = {
      waivers: granted(waiver("1.2", { from, until })),
      ...(asOf !== undefined && { asOf: parseDay(asOf) }),
    };
    const table = tableOf(STANDARD, csv("1", "0", "1"));
    const [ward] = judged(STANDARD, csv("1", "0", "1"), options);
    expect(ward?.nodes.find(({ id }) => id === "1.2")?.status).toBe(effect);
    expect(survey(STANDARD, table, options).problems.map((problem) => problem.code)).toEqual(code ? [code] : []);
  });
});

describe("faults of a waiver file", () => {
  test.each([
    ["an unknown node", waiver("9.9"), "waiver/unknown-node"],
    ["a mandatory node", waiver("T2"), "waiver/mandatory"],
    ["an indicator below a mandatory one", waiver("2.1"), "waiver/mandatory"],
    ["a node that only carries points", waiver("T3"), "waiver/scored"],
    ["an end before the beginning", waiver("1.1", { until: "2019-12-31" }), "waiver/dates-order"],
    ["a day that does not exist", waiver("1.1", { until: "2020-02-30" }), "yaml/wants-day"],
    ["an unknown key", waiver("1.1", { grade: "x" }), "yaml/unknown-key"],
    [
      "two for the same days",
      `${waiver("1.1")}\n${waiver("1.1", { from: "2020-12-31", until: "2021-12-31" })}`,
      "waiver/overlap",
    ],
  ])("%s", (_, entries, code) => {
    const { waivers, problems } = parseWaivers("w.yaml", fileOf(entries), STANDARD);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.at?.line).toBeGreaterThan(2);
    expect(waivers).toEqual([]);
  });

  test.each(["ward", "node", "reason", "approved_by", "from", "until", "document"])("without %s", (key) => {
    const text = fileOf(waiver("1.1").replace(new RegExp(`${key}: [^,}]+(, )?`), ""));
    expect(parseWaivers("w.yaml", text, STANDARD).problems.map(({ code }) => code)).toEqual(["yaml/missing-key"]);
  });

  test("all faults at once, and two that follow one another are none", () => {
    const text = fileOf(waiver("T2", { until: "2019-01-01" }), waiver("8"), waiver("1.1", { extra: "x" }));
    expect(
      parseWaivers("w.yaml", text, STANDARD)
        .problems.map(({ code }) => code)
        .toSorted(),
    ).toEqual(["waiver/dates-order", "waiver/mandatory", "waiver/unknown-node", "yaml/unknown-key"]);
    granted(waiver("1.1"), waiver("1.1", { from: "2021-01-01", until: "2021-12-31" }));
  });

  test("years before a waiver began are no news where it does its work later", () => {
    const table = tableOf(STANDARD, "ward_code,period,a,b,c\n1,2019,1,0,1\n1,2020,1,0,1\n1,2021,1,0,1\n");
    const codes = survey(STANDARD, table, { waivers: granted(waiver("1.2")) }).problems.map(({ code }) => code);
    expect(codes).toEqual(["waiver/expired"]);
  });

  test("a ward that the data do not have is warned of", () => {
    const waivers = granted(waiver("1.1", { ward: '"01"' }));
    const { problems } = survey(STANDARD, tableOf(STANDARD, csv("1", "1", "1")), { waivers });
    expect(problems.map(({ code }) => code)).toEqual(["waiver/unused"]);
  });
});
