import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

// What an example may not say: it would pass without testing anything.

const head = `format: 1
id: test/examples
version: "1"
title: {vi: T, en: T}
provenance: illustrative
in_force: {from: 2024-01-01, to: 2024-12-31}
fields: {a: {label: {vi: A, en: A}, type: count}}
criteria: [{id: A, title: {vi: A, en: A}, clause: c, value: a, require: ≥ 10, mandatory: true}]
levels: [{id: pass, title: {vi: P, en: P}, require: {criteria: all}}]
examples:
`;
const tried = async (example: string) =>
  runInMemory(["criteria", "test", "s.yaml", "--lang", "en"], { files: { "s.yaml": `${head}  - ${example}\n` } });

test.each([
  ['{name: n, period: "2024", given: {a: 10}, expect: {score: 550/7}}', 1, "expected 550/7, found none"],
  ['{name: n, period: "2023", given: {a: 10}, expect: {level: pass}}', 1, "not in force in 2023"],
  ['{name: n, period: "2024", given: {a: 9}, expect: {level: pass}}', 1, "expected P, found not eligible"],
  ['{name: n, period: "2024", given: {a: 10}, expect: {status: {}}}', 2, "example-expects-nothing"],
  [
    '{name: n, period: "2024", waivers: [{node: A, from: 2024-01-01, until: 2024-12-31}], expect: {level: pass}}',
    2,
    "waiver/mandatory",
  ],
  ['{name: n, period: "2024", expect: {level: gold}}', 2, "wants-one-of"],
  ['{name: n, period: "2024", expect: {status: {B: met}}}', 2, "example-unknown-id"],
  ['{name: n, period: "2024", given: {b: 1}, expect: {level: none}}', 2, "example-unknown-field"],
  ['{name: n, period: "24", expect: {level: none}}', 2, "example-period"],
])("%s", async (example, code, told) => {
  const run = await tried(example);
  expect(run.code).toBe(code);
  expect(run.stdout + run.stderr).toContain(told);
});
