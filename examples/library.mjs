// Judges a ward with the library, and says why. Run: node examples/library.mjs (after npm install model-ward).
import { evaluate, evaluateExpression, explain, loadStandard, readWards, sayProblem } from "model-ward";

const { standard, problems } = loadStandard({
  name: "standard.yaml",
  text: `format: 1
id: example/poverty
version: "1"
title: {vi: Ví dụ, en: Example}
provenance: illustrative
fields:
  households: {label: {vi: Tổng số hộ, en: Households}, type: count, range: [1, 100000]}
  poor: {label: {vi: Hộ nghèo, en: Poor households}, type: count, at_most: households}
criteria:
  - {id: T1, title: {vi: Giảm nghèo, en: Poverty}, clause: "1", value: poor / households, require: ≤ 1%}
levels:
  - {id: pass, title: {vi: đạt, en: passed}, require: {criteria: all}}
`,
});
if (standard === undefined) throw new Error(problems.map((one) => sayProblem("en", one)).join("\n"));

const content = "ward_code,period,households,poor\n00001,2025,3000,30\n00002,2025,3000,31\n00003,2025,3000,\n";
const { table } = readWards(standard, [{ name: "wards.csv", content }]);
if (table === undefined) throw new Error("the data were refused");

for (const { ward, level, matters } of evaluate(standard, table).wards)
  console.log(ward, level, ...matters.map(({ field, origin }) => `needs ${field} (line ${origin?.line})`));

const [second] = explain(standard, table, "00002");
const [node] = second?.nodes ?? [];
console.log(node?.clause, node?.node.status, "too many:", String(node?.node.gap?.more?.n));

const { value } = evaluateExpression("poor / households ≤ 1%", {
  poor: { kind: "number", value: "30" },
  households: { kind: "number", value: "3000" },
});
console.log(value);
