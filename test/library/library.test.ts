import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { evaluate, evaluateExpression, explain, loadStandard, type NamedValue, readWards } from "../../src/index.ts";
import { root } from "../support/memory-host.ts";

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

test("the example runs as a program of its own, on the built package", () => {
  const printed = execFileSync(process.execPath, [path.join(root, "examples/library.mjs")], { encoding: "utf8" });
  expect(printed).toBe(read("examples/library.expected.txt"));
});

describe("evaluateExpression", () => {
  const number = (value: string): NamedValue => ({ kind: "number", unit: "hộ", value });
  const names: Readonly<Record<string, NamedValue>> = {
    poor: number("1"),
    households: number("3"),
    none: number("0"),
    lost: { kind: "number", unit: "hộ", value: "missing" },
    left: { kind: "boolean", value: "not_applicable" },
    clean: { kind: "boolean", value: true },
    rate: { kind: "share", value: { n: 7n, d: 8n } },
    signed: { kind: "date", value: "2025-12-31" },
    class: { kind: "choice", values: ["I", "II"], value: "II" },
  };
  test.each([
    ["poor / households", { is: "share", value: { n: 1n, d: 3n } }],
    ["poor + households × 2", { is: "number", value: { n: 7n, d: 1n } }],
    ["rate ≥ 87.5%", { is: "truth", value: true }],
    ["poor < lost", { is: "unknown" }],
    ["clean or poor < lost", { is: "truth", value: true }],
    ["clean and left", { is: "truth", value: true }],
    ["not left", { is: "not_applicable" }],
    ["none / none", { is: "no_cases" }],
    ["poor / none", { is: "divided_by_zero" }],
    ["add_days(signed, 1)", { is: "date", value: "2026-01-01" }],
    ['class = "I"', { is: "truth", value: false }],
  ])("%s", (text, value) => {
    expect(evaluateExpression(text, names).value).toEqual(value);
  });

  test.each([
    ["poor +", "expression/expected-value"],
    ["pour", "expression/unknown-name-like"],
    ["poor ≥ 10%", "expression/kinds-differ"],
    ["poor == 1", "expression/write-instead"],
  ])("%s is refused with a place", (text) => {
    const { faults } = evaluateExpression(text, names);
    expect(faults?.length).toBeGreaterThan(0);
    expect(faults?.[0]?.span.start).toBeGreaterThanOrEqual(0);
  });

  test("values that do not fit their kind are the caller's mistake", () => {
    expect(() => evaluateExpression("x", { x: { kind: "number", value: "1e3" } })).toThrow(RangeError);
    expect(() => evaluateExpression("x", { x: { kind: "date", value: "31/12/2025" } })).toThrow(RangeError);
    expect(() => evaluateExpression("x", { x: { kind: "choice", values: ["I"], value: "V" } })).toThrow(RangeError);
  });
});

test("the library judges as the command does, with waivers, and explains", () => {
  const { standard } = loadStandard({ name: "s.yaml", text: read("criteria/thanh-hoa/model-ward@2019.yaml") });
  if (standard === undefined) throw new Error("the standard is refused");
  const { table } = readWards(standard, [{ name: "d.csv", content: read("examples/dien-bien/dien-bien.csv") }]);
  if (table === undefined) throw new Error("the data are refused");
  const plain = evaluate(standard, table, { period: "2020" });
  expect(plain.wards.map(({ level }) => level)).toEqual(["undetermined"]);
  const text = `format: 1
waivers:
  - {ward: "14767", node: TC8, reason: r, approved_by: a, from: 2020-01-01, until: 2020-12-31, document: d}
`;
  const [ward] = evaluate(standard, table, { period: "2020", waivers: { name: "w.yaml", text } }).wards;
  expect(ward?.nodes.find(({ id }) => id === "TC8")?.status).toBe("waived");
  expect(explain(standard, table, "14767", { period: "2020" })).toHaveLength(1);
  expect(() => evaluate(standard, table, { period: "2020-H1" })).toThrow(RangeError);
  expect(evaluate(standard, table, { waivers: { name: "w.yaml", text: "format: 2" } }).wards).toEqual([]);
});
