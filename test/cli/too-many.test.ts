import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

// 20,001 wards: no page and no document; data formats have no such bound.

const STANDARD = `format: 1
id: test/many
version: "1"
title: {vi: T, en: T}
provenance: illustrative
fields: {a: {label: {vi: A, en: A}, type: count}}
criteria: [{id: X, title: {vi: X, en: X}, clause: c, value: a, require: ≥ 1}]
levels: [{id: met, title: {vi: Đạt, en: Met}, require: {criteria: all}}]
`;
const ROWS = Array.from({ length: 20_001 }, (_, index) => `${String(index).padStart(5, "0")},2020,1`);
const WORLD = { files: { "s.yaml": STANDARD, "w.csv": `ward_code,period,A\n${ROWS.join("\n")}\n` } };

test("more wards than a page holds are refused before anything is written", async () => {
  const outputs = ["-o", "x.html", "-o", "x.xlsx", "-o", "x.docx", "-o", "x.csv"];
  const run = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", ...outputs], WORLD);
  expect([run.code, [...run.bytes.keys()]]).toEqual([2, []]);
  expect(run.stderr.match(/usage\/too-many-wards/g)).toHaveLength(3);
  const data = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "-o", "x.csv"], WORLD);
  expect([data.code, [...data.bytes.keys()]]).toEqual([0, ["x.csv"]]);
});
