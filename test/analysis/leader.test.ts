import { expect, test } from "vitest";
import { figuresOf } from "../../src/analysis/leader.ts";
import { trendsOf } from "../../src/analysis/trends.ts";
import { HEAD, judged, standardOf } from "../support/standards.ts";

// Worked out by hand: five wards in two years, of which each falls in another way.

const STANDARD = standardOf(
  `${HEAD}fields:
  a: {label: {vi: A, en: A}, type: count}
  b: {label: {vi: B, en: B}, type: count}
criteria:
  - {id: X, title: {vi: X, en: X}, clause: c, value: a, require: ≥ 1, points: {value: a, max: 10}}
  - {id: Y, title: {vi: Y, en: Y}, clause: c, value: b, require: ≥ 1, not_applicable: exclude}
levels:
  - {id: gold, title: {vi: Vàng, en: Gold}, require: {criteria: all, score: ≥ 5}}
  - {id: bronze, title: {vi: Đồng, en: Bronze}, require: {criteria: {at_least: 1}}}
`.replace(", not_applicable: exclude", ""),
);
const TABLE = `ward_code,period,A,B
1,2020,9,1
2,2020,9,1
3,2020,9,1
4,2020,0,0
5,2020,3,1
1,2021,9,1
2,2021,8,1
3,2021,4,1
4,2021,1,0
5,2021,3,0
`;
const WARDS = judged(STANDARD, TABLE);

test("how many reached a level, and how many did in the period before", () => {
  expect(figuresOf(STANDARD, WARDS, "2021", null)).toMatchObject({
    wards: 5,
    reached: 5,
    none: 0,
    undetermined: 0,
    before: { period: "2020", wards: 5, reached: 4 },
  });
  expect(figuresOf(STANDARD, WARDS, "2020", null).before).toBeNull();
});

test("who is at risk: whose level, criteria or score fell; a ward that rose is not", () => {
  const { atRisk } = figuresOf(STANDARD, WARDS, "2021", null);
  expect(atRisk.map(({ ward, why }) => [ward.ward, why])).toEqual([
    ["2", "lower_score"],
    ["3", "lower_level"],
    ["5", "fewer_criteria"],
  ]);
  expect(figuresOf(STANDARD, WARDS, "2020", null).atRisk).toEqual([]);
});

test("scored are those whose score is certain, not those that a missing figure leaves open", () => {
  const standard = standardOf(`${HEAD}fields:
  a: {label: {vi: A, en: A}, type: count}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, met_when: scored, value: a, points: {value: a, max: 10}}]
`);
  // Ward 2 may come to anything from 0 to 10.
  const wards = judged(standard, "ward_code,period,A\n1,2021,9\n2,2021,\n3,2021,0\n");
  expect(figuresOf(standard, wards, "2021", null)).toMatchObject({ wards: 3, scored: 2 });
});

test("trends count levels and criteria by period", () => {
  expect(
    trendsOf(STANDARD, WARDS, null).map(({ criterion, points }) => [
      criterion,
      points.map(({ passed, of }) => `${passed}/${of}`).join(" "),
    ]),
  ).toEqual([
    [null, "4/5 5/5"],
    ["X", "4/5 5/5"],
    ["Y", "4/5 3/5"],
  ]);
});

test("there is no trend of one ward, nor of one period, nor of wards chosen by what they came to", () => {
  const lines = (wards: typeof WARDS) => trendsOf(STANDARD, wards, null);
  expect(lines(WARDS.filter(({ ward }) => ward === "1"))).toEqual([]);
  expect(lines(WARDS.filter(({ period }) => period === "2021"))).toEqual([]);
  const chosen = { period: null, ward: [], where: null, only: "gold" };
  expect(trendsOf(STANDARD, WARDS, chosen)).toEqual([]);
  expect(figuresOf(STANDARD, WARDS, "2021", chosen)).toMatchObject({ before: null, atRisk: [] });
});
