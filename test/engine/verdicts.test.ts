import { describe, expect, test } from "vitest";
import { parseStandard } from "../../src/criteria/parse.ts";
import type { WardResult } from "../../src/engine/result.ts";
import { toExactDecimal } from "../../src/exact/decimal.ts";
import { faultsOf, HEAD, judged, standardOf } from "../support/standards.ts";

// Small standards and wards whose verdicts were worked out by hand from docs/semantics.md.

const FIELDS = `fields:
  a: {label: {vi: A1, en: A1}, type: count, unit: {vi: hộ, en: households}}
  b: {label: {vi: B1, en: B1}, type: count, unit: {vi: hộ, en: households}}
  x: {label: {vi: X1, en: X1}, type: number}
  y: {label: {vi: Y1, en: Y1}, type: number}
  p: {label: {vi: P1, en: P1}, type: percent, range: [50%, 100%]}
  r: {label: {vi: R1, en: R1}, type: ratio, unit: {vi: tổ, en: groups}}
  f: {label: {vi: F1, en: F1}, type: boolean}
  g: {label: {vi: G1, en: G1}, type: boolean}
  k: {label: {vi: K1, en: K1}, type: choice, values: [I, II]}
  d: {label: {vi: D1, en: D1}, type: date}
  n: {label: {vi: N1, en: N1}, type: count, not_applicable: allowed}
`;
const T = "title: {vi: Tên, en: Title}";
const GOLD = (require: string) => `levels: [{id: gold, ${T}, require: {${require}}}]\n`;

function standard(body: string): ReturnType<typeof standardOf> {
  return standardOf(HEAD + FIELDS + body.replaceAll(/\bT:/g, T));
}

/** Judges one row given as `x=5 y= f=Có`; what is not named is missing. */
function one(body: string, cells: string, period = "2020"): WardResult {
  const [ward] = rows(body, [`${period}: ${cells}`]);
  return ward as WardResult;
}

function rows(body: string, lines: readonly string[]): WardResult[] {
  return judged(standard(body), csv(lines));
}

function csv(lines: readonly string[]): string {
  const names = ["a", "b", "x", "y", "p", "r", "f", "g", "k", "d", "n"];
  const records = lines.map((line) => {
    const [period = "", cells = ""] = line.split(": ");
    const given = new Map(
      cells
        .split(" ")
        .filter(Boolean)
        .map((cell) => cell.split("=") as [string, string]),
    );
    return ["00001", period, ...names.map((name) => given.get(name) ?? "")].join(",");
  });
  return [["ward_code", "period", ...names].join(","), ...records].join("\n");
}

const scoreOf = ({ score }: WardResult) => score && [toExactDecimal(score.low), toExactDecimal(score.high)];
const statuses = ({ nodes }: WardResult) => Object.fromEntries(nodes.map(({ id, status }) => [id, status]));
const pointsOf = (ward: WardResult, id: string) => {
  const points = ward.nodes.find((node) => node.id === id)?.points;
  return points && [toExactDecimal(points.low), toExactDecimal(points.high)];
};

describe("missing values", () => {
  const body = `criteria: [{id: A, T:, value: x, require: ≥ 1, points: {value: y, min: 0, max: 10}}]\n${GOLD("score: ≥ 8")}`;

  test("points of a missing value are open, whatever the status", () => {
    const ward = one(body, "x=5");
    expect([ward.level, scoreOf(ward), ward.matters.map(({ field }) => field)]).toEqual([
      "undetermined",
      ["0", "10"],
      ["y"],
    ]);
  });

  test("a missing value is never zero, false or not met", () => {
    const ward = one(
      `criteria: [{id: A, T:, value: x, require: ≤ 5}, {id: B, T:, value: not f}]\n${GOLD("criteria: all")}`,
      "",
    );
    expect([statuses(ward), ward.level]).toEqual([{ A: "unknown", B: "unknown" }, "undetermined"]);
  });

  test("when_missing decides missing cells, not a threshold that no source gives", () => {
    const parameters = `parameters: {t: {T:, type: number, values: [{value: not_found}]}}\n`;
    const leaf = (require: string) =>
      `criteria: [{id: A, T:, value: x, require: ${require}, when_missing: {treat_as: not_met, clause: c}}]\n${GOLD("criteria: all")}`;
    expect(statuses(one(leaf("≥ 1"), ""))).toEqual({ A: "not_met" });
    const unset = one(parameters + leaf("≥ t"), "x=5");
    expect([statuses(unset), unset.level, unset.nodes[0]?.reason]).toEqual([
      { A: "unknown" },
      "undetermined",
      "not_found",
    ]);
  });

  test("linear points stay within what the field's range allows", () => {
    const ward = one(
      `criteria: [{id: A, T:, value: p, require: ≥ 60%, points: {max: 10, linear: {zero_at: 0%, full_at: 100%}}}]\n${GOLD("score: ≥ 5")}`,
      "",
    );
    expect([scoreOf(ward), ward.level]).toEqual([["5", "10"], "gold"]);
  });
});

describe("no cases", () => {
  const leaf = (rest: string) => `criteria: [{id: A, T:, value: a / b, require: ≥ 50%${rest}}]\n`;
  test.each([
    ["", "unknown", "no_cases"],
    [", when_no_cases: met", "met", "no_cases"],
    [", when_no_cases: not_met", "not_met", "no_cases"],
    [", when_no_cases: not_applicable", "not_applicable", "no_cases"],
  ])("0/0 with %j is %s", (rest, status, reason) => {
    const ward = one(leaf(rest), "a=0 b=0");
    expect([ward.nodes[0]?.status, ward.nodes[0]?.reason]).toEqual([status, reason]);
  });

  test("a scored leaf takes its points from the rule and stays out of the counts", () => {
    const body = `criteria:
  - id: G
    T:
    met_when: any
    indicators:
      - {id: A, T:, value: a / b, met_when: scored, when_no_cases: met, points: {max: 10, proportional: true}}
      - {id: B, T:, value: y, require: ≥ 1}
${GOLD("criteria: all")}`;
    const ward = one(body, "a=0 b=0 y=0");
    expect([statuses(ward), pointsOf(ward, "A"), ward.level]).toEqual([
      { G: "not_met", A: "scored", B: "not_met" },
      ["10", "10"],
      "none",
    ]);
  });

  test.each([
    ["a value", "criteria: [{id: A, T:, value: a / b, require: ≥ 50%}]\n"],
    ["points", "criteria: [{id: A, T:, met_when: scored, points: {value: x / b, max: 9}}]\n"],
    ["a check", "criteria: [{id: A, T:, value: f}]\nchecks: [{id: K, T:, require: a / b ≤ 50%, severity: refuse}]\n"],
    [
      "a disqualifier",
      `criteria: [{id: A, T:, value: f}]\n${GOLD("criteria: all")}disqualifiers: [{id: D, T:, when: a / b > 50%}]\n`,
    ],
    ["an applies_when", "criteria: [{id: A, T:, value: f, applies_when: a / b > 50%}]\n"],
  ])("something divided by 0 in %s refuses the data", (_, body) => {
    expect(faultsOf(standard(body), csv(["2020: a=5 b=0 x=5 y=0 f=Có"]))).toContain("data/divided-by-zero");
  });
});

describe("groups", () => {
  const group = (rule: string, rest = "") => `scoring: {rescale: true}
criteria:
  - id: T
    T:
    met_when: ${rule}
    indicators:
      - {id: A, T:, applies_when: f, value: x, require: ≥ 1, points: {max: 10, not_applicable: exclude}}
      - {id: B, T:, value: y, require: ≥ 1}
${rest}${GOLD("criteria: all")}`;

  test.each([
    ["all", "x=5 y=5", "unknown"],
    ["any", "x=0 y=5", "met"],
    ["any", "x=0 y=0 f=Không", "not_met"],
    ["all", "x=0 y=5 f=Không", "met"],
    ["{share: ≥ 50%}", "x=5 y=0 f=Có", "met"],
    ['{share: "> 50%"}', "x=5 y=0 f=Có", "not_met"],
  ])("%s with %s is %s", (rule, cells, status) => {
    expect(one(group(rule), cells).nodes[0]?.status).toBe(status);
  });

  test("a group by points may turn out not to apply when all its members may", () => {
    const body = `scoring: {rescale: true}
criteria:
  - id: C
    T:
    met_when: any
    indicators:
      - id: S
        T:
        met_when: {points: ≥ 0}
        parts: [{id: A, T:, applies_when: f, value: x, require: ≥ 1, points: {max: 10, not_applicable: exclude}}]
      - {id: B, T:, value: y, require: ≥ 1}
${GOLD("criteria: all")}`;
    expect(one(body, "x=5 y=0").level).toBe("undetermined");
    expect(one(body, "x=5 y=0 f=Không").level).toBe("none");
    expect(one(body, "x=5 y=0 f=Có").level).toBe("gold");
  });

  test.each([
    ["full", "20"],
    ["zero", "10"],
  ])("a group that does not apply has %s points", (mode, score) => {
    const body = `scoring: {rescale: true}
criteria:
  - {id: S, T:, applies_when: f, points: {max: 10, not_applicable: ${mode}}, indicators: [{id: A, T:, value: x, require: ≥ 1, points: {max: 10}}]}
  - {id: B, T:, value: y, require: ≥ 1, points: {max: 10}}
`;
    expect(scoreOf(one(body, "x=5 y=5 f=Không"))).toEqual([score, score]);
  });
});

describe("points", () => {
  const leaf = (rest: string) => `criteria: [{id: A, T:, ${rest}}]\n`;
  test.each([
    ["value: x, require: ≥ 5, points: {max: 4}", "x=5", "4"],
    ["value: x, require: ≥ 5, points: {met: 2, not_met: -0.25}", "x=4", "-0.25"],
    ["value: a / b, require: ≥ 50%, points: {max: 7, proportional: true}", "a=2 b=3", null],
    ["value: a / b, require: ≥ 50%, points: {max: 7, proportional: true, round: 2}", "a=2 b=3", "4.67"],
    ["value: x, require: ≥ 0, points: {max: 10, linear: {zero_at: 20, full_at: 10}}", "x=12.5", "7.5"],
    ["value: x, require: ≥ 0, points: {max: 10, linear: {zero_at: 20, full_at: 10}}", "x=9", "10"],
    [
      "value: x, require: ≥ 0, points: {bands: [{below: 50, points: 0}, {from: 50, below: 70, points: 0.25}, {from: 70, points: 1}]}",
      "x=70",
      "1",
    ],
    [
      "value: x, require: ≥ 0, points: {bands: [{below: 50, points: 0}, {from: 50, below: 70, points: 0.25}, {from: 70, points: 1}]}",
      "x=69.999999999999",
      "0.25",
    ],
    ["met_when: scored, points: {value: x, max: 7, clamp: true}", "x=8", "7"],
  ])("%s with %s gives %s", (rest, cells, points) => {
    const ward = one(leaf(rest), cells);
    expect(pointsOf(ward, "A")).toEqual(points === null ? [undefined, undefined] : [points, points]);
  });

  test("8 points of 7 are refused", () => {
    expect(faultsOf(standard(leaf("met_when: scored, points: {value: x, max: 7}")), csv(["2020: x=8"]))).toEqual([
      "data/points-out-of-range",
    ]);
  });

  test("the sum that binary floating point gets wrong", () => {
    const body = `criteria: [{id: A, T:, met_when: scored, points: {value: x, max: 60}}, {id: B, T:, met_when: scored, points: {value: y, max: 40}}]\n${GOLD("score: ≥ 95.45")}`;
    const ward = one(body, "x=59.63 y=35.82");
    expect([scoreOf(ward), ward.level]).toEqual([["95.45", "95.45"], "gold"]);
  });

  test("a rescaled score counts what is left", () => {
    const body = `scoring: {total: 20, rescale: true}
criteria:
  - {id: A, T:, applies_when: f, value: x, require: ≥ 1, points: {max: 15, not_applicable: exclude}}
  - {id: B, T:, value: y, require: ≥ 1, points: {met: 4, not_met: 1}}
  - {id: C, T:, value: g, points: {max: 1}}
`;
    expect(scoreOf(one(body, "f=Không y=5 g=Không"))).toEqual(["16", "16"]);
  });

  test("nothing is known of a rescaled score that may lose points while it is open what counts", () => {
    const body = `scoring: {rescale: true}
criteria:
  - {id: A, T:, value: x, require: ≥ 1, points: {met: 1, not_met: -1}}
  - {id: B, T:, applies_when: g, value: y, require: ≥ 1, points: {met: 5, not_met: 2, not_applicable: exclude}}
  - {id: C, T:, applies_when: f, value: y, require: ≥ 1, points: {met: 5, not_met: 0, not_applicable: exclude}}
${GOLD("score: ≥ 0")}`;
    expect(["", "f=Không", "f=Có"].map((cells) => one(body, `x=0 y=0 g=Không ${cells}`).level)).toEqual([
      "undetermined",
      "none",
      "none",
    ]);
  });

  test("means go by weights", () => {
    const body = `scoring: {combine: mean}
criteria:
  - {id: A, T:, value: f, points: {max: 10}, weight: 3}
  - {id: B, T:, value: g, points: {max: 10}}
`;
    expect(scoreOf(one(body, "f=Có g=Không"))).toEqual(["7.5", "7.5"]);
  });

  test("adjustments of unknown conditions open the score, clamp closes it", () => {
    const body = `scoring: {clamp: [0, 10]}
criteria: [{id: A, T:, value: f, points: {max: 10}}]
adjustments: [{id: J, T:, when: g, points: 3}, {id: L, T:, when: x > 5, points: -4}]
`;
    expect(scoreOf(one(body, "f=Có"))).toEqual(["6", "10"]);
    expect(scoreOf(one(body, "f=Không g=Không x=9"))).toEqual(["0", "0"]);
  });
});

describe("levels", () => {
  test("a disqualifier blocks, an unknown one leaves the level open", () => {
    const body = `criteria: [{id: A, T:, value: f}]\n${GOLD("criteria: all")}disqualifiers: [{id: D, T:, when: g}]\n`;
    expect(["f=Có g=Có", "f=Có g=Không", "f=Có"].map((cells) => one(body, cells).level)).toEqual([
      "none",
      "gold",
      "undetermined",
    ]);
    expect(one(body, "f=Có").matters.map(({ field }) => field)).toEqual(["g"]);
  });

  test("a mandatory part stands above the count", () => {
    const body = `criteria:
  - {id: A, T:, met_when: any, indicators: [{id: "1", T:, value: f, mandatory: true}, {id: "2", T:, value: g}]}
${GOLD("criteria: all")}`;
    expect(one(body, "f=Không g=Có").level).toBe("none");
  });

  test("conditions are judged and not counted", () => {
    const body = `criteria: [{id: A, T:, value: f}, {id: B, T:, value: g, tags: [condition]}]\n${GOLD("criteria: all")}`;
    const ward = one(body, "f=Có g=Không");
    expect([ward.level, ward.criteria, ward.nodes[1]?.status]).toEqual(["gold", { met: 1, of: 1 }, "not_met"]);
  });

  test("possible levels go down to the first that is sure", () => {
    const body = `criteria: [{id: A, T:, met_when: scored, points: {value: x, max: 10}}, {id: B, T:, met_when: scored, points: {value: y, max: 10}}]
levels:
  - {id: gold, T:, require: {score: ≥ 18}}
  - {id: silver, T:, require: {score: ≥ 12}}
  - {id: bronze, T:, require: {score: ≥ 5}}
`;
    expect(one(body, "x=8").possibleLevels).toEqual(["gold", "silver", "bronze"]);
    expect(one(body, "x=8 y=10").level).toBe("gold");
    expect(one(body, "x=1 y=1").level).toBe("none");
  });

  test("each_criterion, criteria counts and a score of nothing", () => {
    const body = `scoring: {rescale: true}
criteria: [{id: A, T:, applies_when: f, value: x, require: ≥ 1, points: {max: 10, not_applicable: exclude}}, {id: B, T:, value: y, require: ≥ 1, points: {max: 10}}]
levels:
  - {id: gold, T:, require: {each_criterion: ≥ 50%}}
  - {id: silver, T:, require: {where: criteria_failed() ≤ 1 and criteria_met() ≥ 1}}
`;
    expect(one(body, "x=5 y=5 f=Có").level).toBe("gold");
    expect(one(body, "x=0 y=5 f=Có").level).toBe("silver");
    expect(one(body, "x=0 y=5 f=Không").level).toBe("gold");
    expect(one(body, "x=0 y=5").possibleLevels).toEqual(["gold", "silver"]);
    const nothing = `scoring: {rescale: true}\ncriteria: [{id: A, T:, applies_when: f, value: x, require: ≥ 1, points: {max: 10, not_applicable: exclude}}]\n${GOLD("where: score ≥ 0")}`;
    expect(one(nothing, "f=Không").level).toBe("undetermined");
  });
});

describe("why the next level was not reached", () => {
  const body = `criteria:
  - {id: A, T:, value: f, points: {max: 60}}
  - {id: B, T:, value: g, mandatory: true, points: {max: 40}}
disqualifiers: [{id: D, T:, when: x > 5, blocks: [gold]}]
levels:
  - {id: gold, T:, require: {score: ≥ 80, criteria: all}}
  - {id: silver, T:, require: {score: ≥ 40}}
`;
  const reasons = (cells: string) =>
    one(body, cells).blockers.map(({ level, condition, ids, threshold }) => [
      level,
      condition,
      ids.join(),
      threshold && toExactDecimal(threshold),
    ]);

  test.each([
    ["f=Có g=Có x=1", []],
    ["f=Có g=Có x=9", [["gold", "disqualifier", "D", null]]],
    [
      "f=Không g=Có x=1",
      [
        ["gold", "criteria", "", null],
        ["gold", "score", "", "80"],
      ],
    ],
    ["f=Có g=Không x=1", [["silver", "mandatory", "B", null]]],
    ["f=Có", []],
  ])("%s", (cells, expected) => {
    expect(reasons(cells)).toEqual(expected);
  });
});

describe("time", () => {
  test("previous goes by the calendar, not by the order of rows", () => {
    const body = `criteria: [{id: A, T:, value: a < previous(a)}]\n`;
    const found = rows(body, ["2020: a=1", "2018: a=9", "2017: a=8"]).map(({ period, nodes }) => [
      period,
      nodes[0]?.status,
    ]);
    expect(found).toEqual([
      ["2020", "unknown"],
      ["2018", "not_met"],
      ["2017", "unknown"],
    ]);
  });

  test("each_year wants every one of its periods", () => {
    const body = `criteria: [{id: A, T:, value: "each_year(3, x ≥ 5)"}]\n`;
    const found = rows(body, ["2018: x=5", "2019: x=6", "2020: x=7", "2021: x=4"]).map(({ nodes }) => nodes[0]?.status);
    expect(found).toEqual(["unknown", "unknown", "met", "not_met"]);
  });

  test("a dated threshold by class, in force on the period's last day", () => {
    const body = `parameters:
  t: {T:, type: number, values: [{to: 2019-12-31, value: 1}, {from: 2020-01-01, by: k, value: {I: 5, else: 2}}]}
criteria: [{id: A, T:, value: x, require: ≥ t}]
`;
    const found = rows(body, ["2019: x=1", "2020: x=3 k=I", "2021: x=3 k=II", "2022: x=3"]).map(
      ({ nodes }) => nodes[0]?.status,
    );
    expect(found).toEqual(["met", "not_met", "met", "unknown"]);
  });

  test("classes with spaces do not run into one another", () => {
    const text = `${HEAD}fields:
  k: {label: {vi: K1, en: K1}, type: choice, values: [A, A B]}
  l: {label: {vi: L1, en: L1}, type: choice, values: [B C, C]}
  x: {label: {vi: X1, en: X1}, type: number}
parameters:
  t: {${T}, type: number, values: [{by: [k, l], value: {A: {B C: 1, C: 2}, A B: {B C: 3, C: 4}}}]}
criteria: [{id: A, ${T}, value: x, require: ≥ t}]
`;
    const [ward] = judged(standardOf(text), "ward_code,period,k,l,x\n00001,2020,A,B C,3\n");
    expect(ward?.nodes[0]?.status).toBe("met");
  });

  test("dates are counted by the calendar", () => {
    const body = `criteria: [{id: A, T:, value: "years_between(d, as_of)", require: ≥ 2}]\n`;
    expect(one(body, "d=31/12/2018").nodes[0]?.status).toBe("met");
    expect(one(body, "d=2019-01-01").nodes[0]?.status).toBe("not_met");
  });
});

describe("what is lacking", () => {
  const gapOf = (body: string, cells: string) => {
    const gap = one(body, cells).nodes[0]?.gap;
    return gap && [toExactDecimal(gap.amount), gap.more && toExactDecimal(gap.more)];
  };
  test.each([
    ["value: r, require: ≥ 7/8", "r=9/12", ["0.125", "2"]],
    ['value: r, require: "> 75%"', "r=9/12", ["0", "1"]],
    ["value: a / b, require: ≤ 1%", "a=27 b=2000", ["0.0035", "7"]],
    ["value: a / b, require: < 1%", "a=20 b=2000", ["0", "1"]],
    ["value: x, require: ≥ 62.5", "x=62.49", ["0.01", undefined]],
    ["value: part(r), require: ≥ 7", "r=6/8", ["1", undefined]],
    ['value: x, require: "in [1 .. 2]"', "x=5", null],
  ])("%s with %s lacks %j", (rest, cells, expected) => {
    expect(gapOf(`criteria: [{id: A, T:, ${rest}}]\n`, cells)).toEqual(expected);
  });
});

describe("provenance", () => {
  test("the weakest threshold that decided names the verdict", () => {
    const text = (HEAD + FIELDS).replace("provenance: illustrative", "provenance: official");
    const body = `parameters: {t: {${T}, type: number, values: [{value: 5, provenance: secondary}]}}
criteria: [{id: A, ${T}, value: x, require: ≥ 1}, {id: B, ${T}, value: y, require: ≥ t}]
${GOLD("criteria: all")}`;
    const ward = (cells: string) => judged(standardOf(text + body), csv([`2020: ${cells}`]))[0]?.provenance;
    expect([ward("x=5"), ward("x=5 y=9")]).toEqual(["official", "secondary"]);
  });

  test("a scored standard is as sure as its points", () => {
    expect(one("criteria: [{id: A, T:, met_when: scored, points: {value: x, max: 10}}]\n", "x=5").provenance).toBe(
      "illustrative",
    );
  });
});

describe("not applicable", () => {
  test("is declared by the ward only where the field allows it, and says so", () => {
    const body = `criteria: [{id: A, T:, value: n, require: ≥ 1}, {id: B, T:, value: f}]\n${GOLD("criteria: all")}`;
    const ward = one(body, "n=KAD f=Có");
    expect([statuses(ward), ward.nodes[0]?.reason, ward.level]).toEqual([
      { A: "not_applicable", B: "met" },
      "declared_not_applicable",
      "gold",
    ]);
  });

  test("a missing figure that could be declared away leaves that open", () => {
    const body = `criteria:
  - {id: T1, T:, met_when: {at_least: 2}, indicators: [{id: A, T:, value: n, require: ≥ 1}, {id: B, T:, value: x, require: ≥ 1, applies_when: f}]}
${GOLD("criteria: all")}`;
    expect(one(body, "f=Không").level).toBe("undetermined");
    expect(one(body, "f=Không n=KAD").criteria.of).toBe(0);
  });
});

describe("a figure that comes later does not overturn a decided verdict", () => {
  const open = `  k2: {label: {vi: K2, en: K2}, type: choice, values: [I, II], not_applicable: allowed}
  f2: {label: {vi: F2, en: F2}, type: boolean, not_applicable: allowed}
`;
  const levels = (body: string, given: readonly string[]) => {
    const standard_ = standardOf(HEAD + FIELDS + open + body.replaceAll(/\bT:/g, T));
    const heads = ["a", "b", "x", "y", "f", "g", "n", "k2", "f2"];
    return given.map((cells) => {
      const map = new Map(
        cells
          .split(" ")
          .filter(Boolean)
          .map((cell) => cell.split("=") as [string, string]),
      );
      const text = `ward_code,period,${heads.join(",")}\n1,2020,${heads.map((head) => map.get(head) ?? "").join(",")}\n`;
      return judged(standard_, text)[0]?.level;
    });
  };
  const applicable = GOLD("where: criteria_applicable() ≥ 1");

  test("an if with equal branches", () => {
    const body = `criteria: [{id: A, T:, value: "if(f2, x, y)", require: ≥ 10}, {id: B, T:, value: g}]\n${GOLD("criteria: all")}`;
    expect(levels(body, ["x=5 y=5 g=Có", "x=5 y=5 g=Có f2=KAD", "x=5 y=5 g=Có f2=Có"])).toEqual([
      "undetermined",
      "gold",
      "none",
    ]);
  });

  test("a class that may be declared not applicable", () => {
    const body = `parameters: {t: {T:, type: number, values: [{by: k2, value: {I: 1, II: 2}}]}}\ncriteria: [{id: A, T:, value: x, require: ≥ t}]\n${applicable}`;
    expect(levels(body, ["x=5", "x=5 k2=KAD", "x=5 k2=I"])).toEqual(["undetermined", "none", "gold"]);
  });

  test("a figure that may be declared not applicable beside a threshold that no source gives", () => {
    const body = `parameters: {t: {T:, type: count, values: [{value: not_found}]}}\ncriteria: [{id: A, T:, value: n, require: ≥ t}]\n${applicable}`;
    expect(levels(body, ["", "n=KAD"])).toEqual(["undetermined", "none"]);
  });

  test("a group that can lose points in a rescaled score", () => {
    const body = `scoring: {rescale: true}
criteria:
  - {id: S, T:, points: {met: 10, not_met: -5}, indicators: [{id: S1, T:, value: x, require: "> 0"}]}
  - {id: B, T:, applies_when: g, value: y, require: "> 0", points: {max: 10, not_applicable: exclude}}
${GOLD("where: score ≥ 0")}`;
    expect(levels(body, ["x=0 y=0", "x=0 y=0 g=Không"])).toEqual(["undetermined", "none"]);
  });

  test("a quotient that may come out as no cases", () => {
    const body = `criteria: [{id: A, T:, met_when: scored, value: a / b, when_no_cases: met, points: {max: 10, linear: {zero_at: 0%, full_at: 200%}}}]\n${GOLD("score: ≥ 6")}`;
    expect(levels(body, ["b=0", "a=0 b=0"])).toEqual(["undetermined", "gold"]);
  });

  test.each(["min: 5", "round: 0"])("a group with %s over points that may be excluded is refused", (key) => {
    const body = `scoring: {rescale: true}
criteria:
  - {id: S, ${T}, points: {${key}}, indicators: [{id: S1, ${T}, applies_when: g, value: x, require: "> 0", points: {max: 10, not_applicable: exclude}}, {id: S2, ${T}, value: y, require: "> 0", points: {max: 2}}]}
`;
    expect(parseStandard("x.yaml", HEAD + FIELDS + body).problems.map(({ code }) => code)).toContain(
      "criteria/group-excluded",
    );
  });
});

test("something divided by 0 in a level refuses the data", () => {
  const body = `criteria: [{id: A, T:, value: f}]\n${GOLD("where: a / b > 50%")}`;
  expect(faultsOf(standard(body), csv(["2020: a=5 b=0 f=Có"]))).toEqual(["data/divided-by-zero"]);
});

test("a unit written as a quotient is that quotient", () => {
  const text = `${HEAD}fields:
  people: {label: {vi: Dân số, en: People}, type: count, unit: {vi: người, en: people}}
  area: {label: {vi: Diện tích, en: Area}, type: number, unit: {vi: km2, en: km2}}
parameters: {dense: {${T}, type: number, unit: {vi: người/km2, en: people/km2}, values: [{value: 100}]}}
criteria: [{id: A, ${T}, value: people / area, require: ≥ dense}]
`;
  const [ward] = judged(standardOf(text), "ward_code,period,people,area\n1,2020,250,2.5\n");
  expect(ward?.nodes[0]?.status).toBe("met");
});

test("a circular group is refused before it can judge anyone", () => {
  const body = `criteria: [{id: S, ${T}, met_when: {points: ≥ 5}, points: {met: 0, not_met: 10}, indicators: [{id: A, ${T}, value: x, require: ≥ 1, points: {max: 10}}]}]\n`;
  expect(parseStandard("x.yaml", HEAD + FIELDS + body).problems.map(({ code }) => code)).toContain(
    "criteria/circular-points",
  );
});
