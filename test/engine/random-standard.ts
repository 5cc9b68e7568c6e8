import fc from "fast-check";
import { HEAD } from "../support/standards.ts";

/** A random standard over a few small fields, as the text of a criteria file. */
export interface RandomStandard {
  readonly text: string;
}

/** The fields, with every value that each can have: small enough to try all ways of filling gaps. */
export const DOMAINS: Readonly<Record<string, readonly string[]>> = {
  b0: ["Có", "Không"],
  b1: ["Có", "Không"],
  n0: ["0", "1", "2", "3"],
  n1: ["0", "1", "2", "3"],
  c0: ["I", "II"],
  a0: ["0", "2", "KAD"],
  c1: ["I", "II", "KAD"],
  r0: ["0/0", "0/1", "1/2", "2/2"],
};

const FIELDS = `fields:
  b0: {label: {vi: Bê không, en: Bee none}, type: boolean}
  b1: {label: {vi: Bê một, en: Bee one}, type: boolean}
  n0: {label: {vi: Nờ không, en: En none}, type: count, range: [0, 3]}
  n1: {label: {vi: Nờ một, en: En one}, type: count, range: [0, 3]}
  c0: {label: {vi: Cê không, en: Cee none}, type: choice, values: [I, II]}
  a0: {label: {vi: A không, en: Ay none}, type: count, range: [0, 3], not_applicable: allowed}
  c1: {label: {vi: Cê một, en: Cee one}, type: choice, values: [I, II], not_applicable: allowed}
  r0: {label: {vi: Rờ không, en: Ar none}, type: ratio}
parameters:
  lost: {title: {vi: Mất, en: Lost}, type: count, values: [{value: not_found}]}
  other:
    title: {vi: Mức khác, en: Other limit}
    type: count
    values: [{by: c1, value: {I: 0, II: 3}}]
  limit:
    title: {vi: Mức, en: Limit}
    type: count
    values: [{by: c0, value: {I: 1, II: 2}}]
`;

const condition = fc.constantFrom(
  "b0",
  "b1",
  "not b0",
  "b0 and b1",
  "b0 or n0 ≥ 2",
  "n0 > n1",
  'c0 = "I"',
  "n0 in (1, 3)",
  "n0 in [1 .. 2)",
);
const number = fc.constantFrom("n0", "n1", "n0 + n1", "a0", "max(n0, n1)", "if(b0, n0, n1)", "if(a0 ≥ 1, n0, n1)");
const test = fc.constantFrom("≥ 1", "≥ limit", "≥ other", "≥ lost", "= 2", "< 3", "≥ 1 and ≤ 2", "in (0, 2)", '"> 0"');
const applies = fc.option(fc.constantFrom("b1", "b0 or b1", 'c0 = "II"', "n1 > 0"), { nil: undefined, freq: 4 });
const mode = fc.constantFrom("exclude", "full", "zero");

const points = fc.oneof(
  mode.map((one) => `points: {max: 4, not_applicable: ${one}}`),
  mode.map((one) => `points: {met: 2, not_met: -0.25, not_applicable: ${one}}`),
  mode.map((one) => `points: {max: 6, linear: {zero_at: 3, full_at: 0}, not_applicable: ${one}}`),
  mode.map(
    (one) =>
      `points: {bands: [{below: 1, points: 1}, {from: 1, below: 3, points: 0.5}, {from: 3, points: 2}], not_applicable: ${one}}`,
  ),
  mode.map((one) => `points: {value: n1, max: 3, not_applicable: ${one}}`),
);

/**
 * A quotient that may have no cases, with what the standard says of that. Rules for missing data are not among what is
 * made here: they decide by the gap itself, and filling it may overturn that.
 */
const quotient = fc
  .record({
    require: fc.constantFrom("≥ 50%", "= 100%", "≤ 50%"),
    noCases: fc.option(fc.constantFrom("met", "not_met", "not_applicable"), { nil: undefined }),
  })
  .map(({ require, noCases }) => ["value: r0", `require: ${require}`, ...optional("when_no_cases", noCases)]);

/** A leaf that only carries points. */
const scored: fc.Arbitrary<Part> = fc
  .record({
    of: fc.constantFrom(
      ["value: r0", "when_no_cases: met", "points: {max: 4, linear: {zero_at: 0%, full_at: 200%}"],
      ["value: r0", "points: {max: 3, proportional: true"],
      ["points: {value: n0, max: 3"],
      ["points: {value: a0, max: 3"],
    ),
    mode,
  })
  .map(({ of, mode: one }) => ({
    lines: () => [
      "met_when: scored",
      ...of.map((line) => (line.startsWith("points") ? `${line}, not_applicable: ${one}}` : line)),
    ],
  }));

interface Part {
  readonly lines: (id: string, depth: number) => string[];
}

const optional = (key: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`${key}: ${value}`];

const leaf: fc.Arbitrary<Part> = fc
  .record({
    value: fc.oneof(
      quotient,
      condition.map((one) => [`value: ${one}`]),
      fc.tuple(number, test).map(([value, require]) => [`value: ${value}`, `require: ${require}`]),
    ),
    applies,
    points: fc.option(points, { nil: undefined, freq: 1 }),
    mandatory: fc.boolean(),
  })
  .map(({ value, applies: when, points: earned, mandatory }) => ({
    lines: () => {
      const numeric = value.some((line) => line.startsWith("require"));
      const byValue = earned !== undefined && /linear|bands/.test(earned);
      return [
        ...value,
        ...optional("applies_when", when),
        ...(earned !== undefined && (numeric || !byValue) ? [earned] : []),
        ...(mandatory ? ["mandatory: true"] : []),
      ];
    },
  }));

const rule = fc.constantFrom(
  "all",
  "any",
  "{at_least: 2}",
  "{share: ≥ 50%}",
  "{share: = 100%}",
  "{points: ≥ 2}",
  "{points: ≥ 50%}",
  "scored",
);

const group = (child: fc.Arbitrary<Part>): fc.Arbitrary<Part> =>
  fc
    .record({ children: fc.array(child, { minLength: 2, maxLength: 3 }), applies, rule })
    .map(({ children, applies: when, rule: by }) => ({
      lines: (id, depth) => [
        `met_when: ${by}`,
        ...optional("applies_when", when),
        depth === 1 ? "indicators:" : "parts:",
        ...children.flatMap((one, index) => item(`${id}.${index + 1}`, depth + 1, one)),
      ],
    }));

function item(id: string, depth: number, part: Part): string[] {
  const [first = "", ...rest] = [`id: "${id}"`, `title: {vi: Mục ${id}, en: Item ${id}}`, ...part.lines(id, depth)];
  return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
}

const level = fc.constantFrom(
  "require: {criteria: all}",
  "require: {criteria: {at_least: 1}}",
  "require: {criteria: {share: ≥ 50%}}",
  'require: {where: met("1") and n0 ≥ 1}',
  "require: {where: criteria_failed() ≤ 1}",
  "require: {score: ≥ 3, criteria: {at_least: 1}}",
  "require: {score: ≥ 20%}",
  "require: {each_criterion: ≥ 1}",
  "require: {each_criterion: ≥ 30%, criteria: {at_least: 1}}",
  "require: {where: criteria_applicable() ≥ 2}",
  'require: {where: points("1") ≥ 1 or criteria_met() ≥ 2}',
  "require: {where: score ≥ 2 or b0}",
);

/** A random standard of two or three criteria, up to three deep, with levels, a disqualifier and an adjustment. */
export const randomStandard: fc.Arbitrary<RandomStandard> = fc
  .record({
    criteria: fc.array(
      fc.oneof(leaf, group(fc.oneof(leaf, scored)), scored, group(fc.oneof(leaf, group(fc.oneof(leaf, scored))))),
      { minLength: 2, maxLength: 3 },
    ),
    levels: fc.array(level, { minLength: 1, maxLength: 2 }),
    disqualifier: fc.option(fc.constantFrom("b1", "n0 = 0"), { nil: undefined }),
    adjustment: fc.option(fc.constantFrom("b0", "n1 > 2"), { nil: undefined }),
    rescale: fc.boolean(),
    combine: fc.constantFrom("sum", "mean"),
  })
  .map(({ criteria, levels, disqualifier, adjustment, rescale, combine }) => {
    const body = criteria.flatMap((one, index) => item(String(index + 1), 1, one));
    const scored = body.some((line) => line.includes("points:"));
    const usable = levels.filter((one) => scored || !/score|points|each/.test(one));
    const named = (usable.length > 0 ? usable : ["require: {criteria: all}"]).map(
      (one, index) => `  - {id: l${index}, title: {vi: Mức ${index}, en: Level ${index}}, ${one}}`,
    );
    const text = [
      HEAD + FIELDS,
      `scoring: {rescale: ${rescale || body.some((line) => line.includes("exclude"))}, combine: ${combine}}`,
      "criteria:",
      ...body,
      ...(adjustment === undefined || !scored
        ? []
        : ["adjustments:", `  - {id: plus, title: {vi: Cộng, en: Plus}, when: ${adjustment}, points: 1.5}`]),
      ...(disqualifier === undefined
        ? []
        : ["disqualifiers:", `  - {id: out, title: {vi: Loại, en: Out}, when: ${disqualifier}}`]),
      "levels:",
      ...named,
    ].join("\n");
    return { text };
  });

/** A row with gaps: each field a value or empty, at most four empty. */
export const randomRow: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .record(
    Object.fromEntries(
      Object.entries(DOMAINS).map(([id, values]) => [id, fc.option(fc.constantFrom(...values), { nil: "" })]),
    ),
  )
  .filter((row) => Object.values(row).filter((value) => value === "").length <= 4);

/** Every way to fill the named gaps of a row. */
export function* fillings(
  row: Readonly<Record<string, string>>,
  gaps: readonly string[],
): Generator<Readonly<Record<string, string>>> {
  const [first, ...rest] = gaps;
  if (first === undefined) yield row;
  else for (const value of DOMAINS[first] ?? []) yield* fillings({ ...row, [first]: value }, rest);
}

/** Rows as the CSV of made-up wards. */
export function csvOf(rows: Iterable<Readonly<Record<string, string>>>): string {
  const ids = Object.keys(DOMAINS);
  const lines = [["ward_code", "period", ...ids].join(",")];
  for (const row of rows)
    lines.push([String(lines.length).padStart(5, "0"), "2020", ...ids.map((id) => row[id] ?? "")].join(","));
  return `${lines.join("\n")}\n`;
}
