import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStandard } from "../../src/criteria/parse.ts";

const VALID = `format: 1
id: test/standard
version: "1"
title: {vi: Thử, en: Test}
provenance: illustrative
fields:
  a: {label: {vi: A1, en: A1}, type: count, unit: {vi: hộ, en: households}}
  b: {label: {vi: B1, en: B1}, type: count, unit: {vi: hộ, en: households}}
  p: {label: {vi: P1, en: P1}, type: percent}
  r: {label: {vi: R1, en: R1}, type: ratio}
  f: {label: {vi: F1, en: F1}, type: boolean}
  k: {label: {vi: K1, en: K1}, type: choice, values: [I, II]}
  t: {label: {vi: T1, en: T1}, type: text}
parameters:
  limit: {title: {vi: M, en: M}, type: percent, values: [{value: 1%}]}
criteria:
  - {id: A, clause: c, title: {vi: A, en: A}, value: a / b, require: ≤ limit}
  - id: B
    clause: c
    title: {vi: B, en: B}
    indicators:
      - {id: B1, title: {vi: B, en: B}, value: p, require: ≥ 50%, points: {max: 10}}
      - {id: B2, title: {vi: B, en: B}, value: f, points: {max: 5}}
levels:
  - {id: gold, title: {vi: V, en: G}, require: {criteria: all}}
`;

/** What is put in place of what, the code that it must give, and the line and column under which it must stand. */
const FAULTS: readonly (readonly [from: string, to: string, code: string, place?: string])[] = [
  ["format: 1", "format: 2", "yaml/wants-one-of", "1:9"],
  ["format: 1\n", "", "yaml/missing-key"],
  ["id: test/standard", "id: Test Standard", "criteria/bad-standard-id", "2:5"],
  ['version: "1"', "version: '1 2'", "criteria/bad-version"],
  ["title: {vi: Thử, en: Test}", "title: {vi: Thử}", "criteria/one-language"],
  ["title: {vi: Thử, en: Test}", "title: {vi: Thử, fr: Essai}", "yaml/unknown-key", "4:18"],
  ["provenance: illustrative\n", "", "criteria/no-provenance"],
  ["provenance: illustrative", "provenance: sure", "yaml/wants-one-of"],
  ["provenance: illustrative", "provenance: illustrative\nextends: x@1", "overlay/unresolved"],
  ["provenance: illustrative", "provenance: illustrative\nremove: [A]", "overlay/unresolved"],
  ["provenance: illustrative", "provenance: illustrative\nprovenance: official", "yaml/duplicate-key", "6:1"],
  ["provenance: illustrative", "provenance:", "yaml/empty-value"],
  [
    "provenance: illustrative",
    "provenance: illustrative\nin_force: {from: 2020-01-01, to: 2019-01-01}",
    "criteria/dates-order",
  ],
  ["provenance: illustrative", "provenance: illustrative\nin_force: {from: 01/01/2020}", "yaml/wants-day"],
  [
    "provenance: illustrative",
    "provenance: illustrative\nassesses: {period: {every: year, starts: 13-01}}",
    "criteria/starts",
  ],
  ["type: ratio}", "type: ratoi}", "yaml/wants-one-of"],
  ["type: ratio}", "type: ratio, range: [0, 1]}", "criteria/key-not-for-type"],
  ["type: ratio}", "type: ratio, columns: {of: [X]}}", "criteria/columns-both"],
  ["type: percent}", "type: percent, range: [0, 100]}", "criteria/percent-sign"],
  ["type: percent}", "type: percent, range: [90%, 10%]}", "criteria/range-order"],
  ["  p: {label", "  P: {label: {vi: Q, en: Q}, type: count}\n  p: {label", "criteria/names-alike"],
  ["  p: {label", "  min: {label: {vi: Q, en: Q}, type: count}\n  p: {label", "criteria/name-taken"],
  ["  p: {label", "  p-q: {label: {vi: Q, en: Q}, type: count}\n  p: {label", "criteria/bad-name"],
  ["{vi: P1, en: P1}", "{vi: R1, en: P1}", "criteria/heading-shared"],
  ["{vi: P1, en: P1}", "{vi: Năm, en: P1}", "criteria/heading-shared"],
  ["{vi: F1, en: F1}", "{vi: Không có F, en: F1}", "criteria/negative-label"],
  [
    "type: count, unit: {vi: hộ, en: households}}\n  b",
    "type: count, unit: {vi: hộ, en: households}, at_most: r}\n  b",
    "criteria/at-most",
  ],
  [
    "type: count, unit: {vi: hộ, en: households}}\n  b: {label: {vi: B1, en: B1}, type: count, unit: {vi: hộ, en: households}",
    "type: count, unit: {vi: hộ, en: households}, at_most: b}\n  b: {label: {vi: B1, en: B1}, type: count, unit: {vi: hộ, en: households}, at_most: a",
    "criteria/cycle",
  ],
  ["values: [{value: 1%}]", "values: [{value: 1}]", "criteria/percent-sign"],
  ["values: [{value: 1%}]", "values: [{from: 2020-01-01, value: 1%}]", "criteria/parameter-gap"],
  ["values: [{value: 1%}]", "values: [{value: 1%}, {value: 2%}]", "criteria/parameter-twice"],
  ["values: [{value: 1%}]", "values: [{by: k, value: {I: 1%}}]", "criteria/class-missing"],
  ["values: [{value: 1%}]", "values: [{by: k, value: {I: 1%, III: 2%, else: 3%}}]", "criteria/unknown-class"],
  ["values: [{value: 1%}]", "values: [{by: f, value: {I: 1%}}]", "criteria/by-needs-choice"],
  ["values: [{value: 1%}]", "values: [{value: {I: 1%}}]", "criteria/by-missing"],
  ["values: [{value: 1%}]", "values: [{value: set_by_overlay}]", "criteria/set-by-overlay"],
  ["id: B1", "id: A", "criteria/duplicate-id", "22:14"],
  ["id: B1", "id: 'B 1'", "criteria/bad-id"],
  ["value: a / b", "value: a / bb", "expression/unknown-name-like", "17:58"],
  ["value: a / b", "value: t", "expression/text-decides-nothing"],
  ["value: a / b, ", "value: a, ", "expression/kinds-differ"],
  ["value: a / b, require: ≤ limit", "value: a / b", "yaml/missing-key"],
  ["value: a / b, require: ≤ limit", "require: ≤ limit", "yaml/missing-key"],
  ["value: f,", "value: f, require: = true,", "criteria/require-on-condition"],
  ["value: f,", "value: f, met_when: all,", "criteria/leaf-rule"],
  ["value: f, points: {max: 5}", "value: f, met_when: scored, points: {max: 5}", "criteria/scored-by-status"],
  ["value: f, points: {max: 5}", "value: p, met_when: scored", "criteria/scored-without-points"],
  ["    indicators:", "    value: f\n    indicators:", "criteria/leaf-and-group"],
  ["    indicators:", "    parts:", "criteria/wrong-children"],
  ["    indicators:", "    when_no_cases: met\n    indicators:", "criteria/leaf-only"],
  ["    indicators:", "    met_when: {at_least: 3}\n    indicators:", "criteria/at-least-too-many"],
  ["    indicators:", "    met_when: {at_least: 1, share: ≥ 50%}\n    indicators:", "criteria/one-rule"],
  ["    indicators:", "    met_when: {share: ≥ 150%}\n    indicators:", "criteria/test-never"],
  ["    indicators:", "    met_when: {points: ≥ 16}\n    indicators:", "criteria/test-never"],
  ["    indicators:", "    points: {max: 14}\n    indicators:", "criteria/points-sum"],
  [
    "    indicators:",
    "    met_when: {points: ≥ 5}\n    points: {met: 1, not_met: 0}\n    indicators:",
    "criteria/circular-points",
  ],
  ["points: {max: 10}", "points: {max: 10, met: 3, not_met: 0, proportional: true}", "criteria/points-ways"],
  ["points: {max: 10}", "points: {max: 10, min: 0}", "criteria/points-key"],
  ["points: {max: 10}", "points: {max: 10, linear: {zero_at: 5%, full_at: 5%}}", "criteria/linear-flat"],
  ["points: {max: 10}", "points: {max: 10, proportional: false}", "criteria/proportional-false"],
  ["points: {max: 10}", "points: {bands: []}", "criteria/no-bands"],
  ["points: {max: 10}", "points: {bands: [{below: 50%, points: 1}, {from: 60%, points: 2}]}", "criteria/bands-gap"],
  ["points: {max: 10}", "points: {bands: [{to: 50%, points: 1}, {from: 50%, points: 2}]}", "criteria/bands-overlap"],
  [
    "points: {max: 10}",
    "points: {bands: [{from: 1%, above: 2%, points: 1}, {below: 1%, points: 2}]}",
    "criteria/band-bounds",
  ],
  ["points: {max: 10}", "points: {max: 3, bands: [{points: 2}]}", "criteria/band-over-max"],
  [
    "require: ≥ 50%, points: {max: 10}",
    "require: ≤ 50%, points: {max: 10, proportional: true}",
    "criteria/proportional-with-at-most",
  ],
  ["require: ≥ 50%", "require: 'in [80% .. 20%]'", "criteria/test-never"],
  ["value: f, points: {max: 5}", "value: f, applies_when: f, points: {max: 5}", "criteria/not-applicable-unsaid"],
  ["value: f, points: {max: 5}", "value: f, weight: 0, points: {max: 5}", "criteria/weight"],
  ["criteria: all", "criteria: {at_least: 3}", "criteria/at-least-too-many"],
  ["criteria: all", "score: ≥ 16", "criteria/level-never"],
  ["criteria: all", "score: ≥ 8 and < 7", "criteria/level-never"],
  ["criteria: all", "each_criterion: ≥ 50%", "criteria/no-points"],
  ["criteria: all", "where: score ≥ 99", "criteria/level-never"],
  ["criteria: all", 'where: met("C")', "expression/unknown-id"],
  ["criteria: all", 'where: points("A") ≥ 5', "criteria/no-points"],
  ["criteria: all", 'where: previous(met("A"))', "expression/only-fields-move"],
  ["require: {criteria: all}", "require: {}", "criteria/level-without-rule"],
  ["id: gold", "id: none", "criteria/name-taken"],
  ["levels:", "scoring: {total: 14}\nlevels:", "criteria/total-differs"],
  [
    "levels:",
    "disqualifiers: [{id: D, title: {vi: D, en: D}, when: f, blocks: [silver]}]\nlevels:",
    "criteria/unknown-level",
  ],
  [
    "levels:",
    'checks: [{id: K, title: {vi: K, en: K}, require: met("A"), severity: refuse}]\nlevels:',
    "expression/levels-only",
  ],
  [
    "value: f, points: {max: 5}}\nlevels:\n  - {id: gold, title: {vi: V, en: G}, require: {criteria: all}}",
    "value: f, applies_when: f, points: {max: 5, not_applicable: exclude}}\nlevels:\n  - {id: gold, title: {vi: V, en: G}, require: {score: ≥ 5}}",
    "criteria/exclude-without-rescale",
  ],
  ["require: ≤ limit", "require: >= 1%", "yaml/looks-like-block"],
  ["require: ≤ limit", "require: != 1%", "yaml/not-equal"],
  ["title: {vi: A, en: A}", "title: A: b", "yaml/syntax"],
  ["title: {vi: Thử, en: Test}", "title: Chuẩn: mới", "yaml/colon-in-text"],
  ["title: {vi: Thử, en: Test}", "title: &x {vi: Thử, en: Test}", "yaml/alias"],
  ["title: {vi: Thử, en: Test}", "title: !!map {vi: Thử, en: Test}", "yaml/tag"],
  ["format: 1", "%YAML 1.2\n---\nformat: 1", "yaml/directive"],
  ["levels:", "---\nlevels:", "yaml/several-documents"],
  ["  - {id: A", "\u00a0 - {id: A", "yaml/hard-space"],
  ["value: f,", "value: |\n          f\n        ,", "yaml/looks-like-block"],
];

describe("criteria files", () => {
  test("the valid one has no problem", () => {
    expect(parseStandard("x.yaml", VALID).problems).toEqual([]);
  });

  test.each(FAULTS.map(([from, to, code, place]) => ({ from, to, code, place })))(
    "$from → $to: $code",
    ({ from, to, code, place }) => {
      const text = VALID.replace(from, to);
      expect(text).not.toBe(VALID);
      const { problems } = parseStandard("x.yaml", text);
      const found = problems.find((one) => one.code === code);
      expect(problems.map((one): string => one.code)).toContain(code);
      if (place !== undefined) expect(`${found?.at?.line}:${found?.at?.column}`).toBe(place);
    },
  );

  test("all faults are told at once", () => {
    const text = VALID.replace("type: ratio", "type: x")
      .replace("value: a / b", "value: aa / b")
      .replace("≤ limit", "≤ limt")
      .replace("criteria: all", "criteria: al");
    expect(parseStandard("x.yaml", text).problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["yaml/wants-one-of", "expression/unknown-name-like", "yaml/wants-one-of"]),
    );
    expect(
      parseStandard("x.yaml", text).problems.filter(({ code }) => code === "expression/unknown-name-like"),
    ).toHaveLength(2);
  });

  test.each([
    ["a byte order mark and Windows line ends", `\ufeff${VALID.replaceAll("\n", "\r\n")}`],
    ["decomposed letters", VALID.normalize("NFD")],
    ["ASCII operators", VALID.replace("≤ limit", "'<= limit'").replace("≥ 50%", "'>= 50%'")],
  ])("%s change nothing", (_, text) => {
    const { standard, problems } = parseStandard("x.yaml", text);
    expect([problems, standard?.criteria]).toEqual([[], parseStandard("x.yaml", VALID).standard?.criteria]);
  });
});

describe("bad YAML", () => {
  const took = (text: string): number => {
    const start = performance.now();
    parseStandard("x.yaml", text);
    return performance.now() - start;
  };

  test("never throws", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "\n",
        "  ",
        "&a ",
        "*a",
        "!t ",
        "|",
        ">",
        "'",
        '"',
        "#",
        "?",
        "<<",
        "---\n",
        "%Y\n",
        "\t",
        "format: 1\n",
        "criteria:",
        "\u0000",
        "\u00a0",
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => void parseStandard("x.yaml", pieces.join(""))),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(fc.nat(VALID.length), fc.nat(40), fc.array(piece, { maxLength: 4 }), (at, length, pieces) => {
        parseStandard("x.yaml", VALID.slice(0, at) + pieces.join("") + VALID.slice(at + length));
      }),
      { numRuns: 500 },
    );
  }, 30_000);

  test.each([
    ["deep lists", "[".repeat(250_000)],
    ["deep maps", "{a: ".repeat(100_000)],
    ["many items on one line", "- ".repeat(200_000)],
    ["commas", `[${",".repeat(500_000)}]`],
    ["quotes", '"'.repeat(500_000)],
    ["question marks", "?\n".repeat(250_000)],
    ["one long word", "a".repeat(511_000)],
    ["duplicate keys", "a: 1\n".repeat(60_000)],
    ["many keys", Array.from({ length: 40_000 }, (_, index) => `k${index}: 1`).join("\n")],
    ["anchors", "&a ".repeat(100_000)],
    ["too large", "#".repeat(600_000)],
    ["deep indentation", Array.from({ length: 900 }, (_, index) => `${" ".repeat(index)}a:`).join("\n")],
  ])("%s take less than a second", (_, text) => {
    expect(took(text)).toBeLessThan(1000);
  });
});
