import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

// What the explanation says would change a verdict is written into the data: one step less must not do.

const STANDARD = (value: string, require: string) => `format: 1
id: test/changes
version: "1"
title: {vi: T, en: T}
provenance: illustrative
fields:
  a: {label: {vi: A, en: A}, type: count, unit: {vi: hộ, en: hh}}
  b: {label: {vi: B, en: B}, type: count, unit: {vi: hộ, en: hh}}
  p: {label: {vi: P, en: P}, type: percent, range: [0%, 100%]}
  listed: {label: {vi: Listed, en: Listed}, type: count, unit: {vi: hộ, en: hh}, values: [1, 2, 50]}
  class: {label: {vi: Class, en: Class}, type: choice, values: [I, II, III]}
  signed: {label: {vi: Signed, en: Signed}, type: date}
  capped: {label: {vi: Capped, en: Capped}, type: count, unit: {vi: hộ, en: hh}, at_most: b}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, value: '${value}'${require === "" ? "" : `, require: "${require}"`}}]
`;

async function changeLine(value: string, require: string, cells: string): Promise<string[]> {
  const files = {
    "s.yaml": STANDARD(value, require),
    "w.csv": `ward_code,period,a,b,p,capped,listed,class,signed\n1,2025,${cells},2,II,2025-03-10\n`,
  };
  const argv = ["explain", "w.csv", "--criteria", "s.yaml", "--ward", "1", "--lang", "en"];
  const { stdout } = await runInMemory(argv, { files, columns: 500 });
  return [...stdout.matchAll(/^- what would change it: (.+)$/gm)].map(([, line = ""]) => line);
}

// Worked out by hand.
test.each([
  ["a", "≥ 5", "3,10,50,1", ["2 hh more are needed"]],
  ["a", "> 5", "5,10,50,1", ["A = 6 would give met"]],
  ["a / b", "≥ 50%", "3,10,50,1", ["2 hh more are needed"]],
  ["a / (a + b)", "≥ 50%", "3,10,50,1", ["A = 10 would give met", "B = 3 would give met"]],
  ["a × 3", "≥ 50", "3,10,50,1", ["A = 17 would give met"]],
  ["-a", "≥ -2", "3,10,50,1", ["A = 2 would give met"]],
  ["round(a / 3, 0)", "≥ 3", "5,10,50,1", ["A = 8 would give met"]],
  ["max(a, b)", "≥ 90", "3,10,50,1", ["A = 90 would give met", "B = 90 would give met"]],
  ["p", "> 50%", "3,10,50,1", ["P = 50.01% would give met"]],
  ["a", "in (10, 12, 14)", "3,10,50,1", ["A = 10 would give met"]],
  ["a", "≥ 70 and ≤ 90", "3,10,50,1", ["A = 70 would give met"]],
  ["capped = 9", "", "3,8,50,1", []],
  ["capped = 8", "", "3,8,50,1", ["Capped = 8 would give met"]],
  ["listed", "≥ 9", "3,8,50,1", ["Listed = 50 would give met"]],
  ['class = "I"', "", "3,8,50,1", ["Class = I would give met"]],
  ["signed", "≤ 2025-03-01", "3,8,50,1", ["Signed = 2025-03-01 would give met"]],
  ["days_between(signed, 2025-04-01)", "≤ 20", "3,8,50,1", ["Signed = 2025-03-12 would give met"]],
])("%s %s with %s", async (value, require, cells, expected) => {
  expect(await changeLine(value, require, cells)).toEqual(expected);
});
