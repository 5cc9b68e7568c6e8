import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStandard } from "../../src/criteria/parse.ts";
import type { WardResult } from "../../src/engine/result.ts";
import { BATCH_ROWS } from "../../src/exact/column-memory.ts";
import { HEAD, judged, standardOf } from "../support/standards.ts";

// What a ward comes to does not depend on which others stand before it, however many different points they have.

const FIELDS = `fields:
  b0: {label: {vi: Bê không, en: Bee none}, type: boolean}
  b1: {label: {vi: Bê một, en: Bee one}, type: boolean}
  n0: {label: {vi: Nờ không, en: En none}, type: count, range: [0, 1000]}
  n1: {label: {vi: Nờ một, en: En one}, type: count, range: [0, 1000]}
`;

const ofTruth = fc.constantFrom(
  "points: {max: 10}",
  "points: {met: 4, not_met: -1}",
  "points: {met: 0.5, not_met: 0.25}",
);
// Whole numbers share a denominator, so that sums go down the columns as they do in long files.
const ofNumber = fc.constantFrom(
  "points: {max: 10}",
  "points: {max: 10, linear: {zero_at: 0, full_at: 1000}}",
  "points: {max: 7, linear: {zero_at: 200, full_at: 950}, round: 2}",
  "points: {bands: [{below: 300, points: 0}, {from: 300, below: 600, points: 1.5}, {from: 600, points: 3}]}",
);
const applies = fc.constantFrom("", "", "applies_when: b0, ", "applies_when: n1 ≥ 500, ");
const leaf = fc
  .record({ applies, isTruth: fc.boolean(), field: fc.constantFrom("0", "1"), truth: ofTruth, number: ofNumber })
  .map(({ applies: when, isTruth, field, truth, number }) =>
    isTruth ? `value: b${field}, ${when}${truth}` : `value: n${field}, require: ≥ 500, ${when}${number}`,
  );
const criterion = fc.oneof(
  leaf.map((one) => (id: string) => `{id: "${id}", title: {vi: A, en: A}, ${one}}`),
  fc.array(leaf, { minLength: 2, maxLength: 4 }).map((leaves) => (id: string) => {
    const inside = leaves.map((one, place) => `{id: "${id}.${place}", title: {vi: A, en: A}, ${one}}`);
    return `{id: "${id}", title: {vi: A, en: A}, indicators: [${inside.join(", ")}]}`;
  }),
);
const scoring = fc.constantFrom(
  "{}",
  "{not_applicable: exclude}",
  "{not_applicable: full}",
  "{not_applicable: zero, clamp: [0, 20]}",
  "{rescale: true, not_applicable: exclude}",
  "{combine: mean, not_applicable: exclude}",
);
const standards = fc
  .record({
    scoring,
    criteria: fc.array(criterion, { minLength: 2, maxLength: 3 }),
    least: fc.constantFrom("3", "40%"),
  })
  .map(({ scoring: rules, criteria, least }) => {
    const nodes = criteria.map((one, place) => `  - ${one(`C${place}`)}\n`).join("");
    const level = `levels:\n  - {id: l0, title: {vi: L, en: L}, require: {score: ≥ ${least}}}\n`;
    return `${HEAD}${FIELDS}scoring: ${rules}\ncriteria:\n${nodes}${level}`;
  })
  .filter((text) => parseStandard("random.yaml", text).standard !== undefined);

const truth = fc.constantFrom("Có", "Không", "");
const number = fc.oneof({ weight: 6, arbitrary: fc.nat(1000).map(String) }, { weight: 1, arbitrary: fc.constant("") });
const row = fc.tuple(truth, truth, number, number).map((cells) => cells.join(","));

const csvOf = (rows: readonly string[]): string =>
  [
    "Mã phường,Năm,Bê không,Bê một,Nờ không,Nờ một",
    ...rows.map((cells, place) => `${String(place).padStart(5, "0")},2020,${cells}`),
    "",
  ].join("\n");

const verdictOf = ({ level, possibleLevels, score, nodes }: WardResult) => ({ level, possibleLevels, score, nodes });

test("a ward among others is judged as alone", () => {
  fc.assert(
    fc.property(standards, fc.array(row, { minLength: 40, maxLength: 50 }), (text, rows) => {
      const standard = standardOf(text);
      for (const [place, ward] of judged(standard, csvOf(rows)).entries()) {
        if (place % 10 > 0) continue;
        const [alone] = judged(standard, csvOf([rows[place] ?? ""]));
        expect(verdictOf(ward)).toEqual(alone && verdictOf(alone));
      }
    }),
    { numRuns: 250, endOnFailure: true },
  );
}, 60_000);

test("gaps in the first batch leave as much open as those in the second", () => {
  // Worked out by hand: 1.1 may turn out not to apply, so that nobody knows what the score is out of.
  const standard = standardOf(`${HEAD}${FIELDS}scoring: {rescale: true, not_applicable: exclude}
criteria:
  - id: "1"
    title: {vi: A, en: A}
    indicators:
      - {id: "1.1", title: {vi: A, en: A}, value: b1, applies_when: b0, points: {max: 10}}
      - {id: "1.2", title: {vi: A, en: A}, value: b1, points: {max: 10}}
  - {id: "2", title: {vi: B, en: B}, value: n0, require: ≥ 500, points: {max: 10, linear: {zero_at: 0, full_at: 1000}}}
levels:
  - {id: l0, title: {vi: L, en: L}, require: {score: ≥ 40%}}
`);
  const rows = Array.from({ length: BATCH_ROWS + 5 }, (_, place) => `,Không,${place % 1000},`);
  const wards = judged(standard, csvOf(rows));
  expect(new Set(wards.map(({ level }) => level))).toEqual(new Set(["undetermined"]));
  expect(new Set(wards.map(({ score }) => `${score?.low.n} to ${score?.high.n}`))).toEqual(new Set(["0 to 30"]));
});
