import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { HEAD, judged, standardOf } from "../support/standards.ts";

// A database that we did not write judges the same wards: its three-valued logic is that of SQL, with NULL for missing.

/** An expression in our language and in SQL. */
interface Twin {
  readonly ours: string;
  readonly sql: string;
}

const BOOLEANS = ["b0", "b1", "b2"];
const NUMBERS = ["n0", "n1"];
const COMPARISONS = [
  ["=", "="],
  ["≠", "<>"],
  ["<", "<"],
  ["≤", "<="],
  [">", ">"],
  ["≥", ">="],
] as const;

const number: fc.Arbitrary<Twin> = fc.oneof(
  fc.constantFrom(...NUMBERS).map((name) => ({ ours: name, sql: name })),
  fc.integer({ min: -300, max: 300 }).map((n) => {
    const text = (n / 100).toFixed(2);
    return { ours: text, sql: `${text}::DECIMAL(18,2)` };
  }),
  fc.tuple(fc.constantFrom(...NUMBERS), fc.constantFrom("+", "-"), fc.constantFrom(...NUMBERS)).map(([a, sign, b]) => ({
    ours: `(${a} ${sign} ${b})`,
    sql: `(${a} ${sign} ${b})`,
  })),
);

const condition: fc.Arbitrary<Twin> = fc.letrec<{ condition: Twin }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...BOOLEANS).map((name) => ({ ours: name, sql: name })),
    fc.tuple(number, fc.constantFrom(...COMPARISONS), number).map(([a, [ours, sql], b]) => ({
      ours: `${a.ours} ${ours} ${b.ours}`,
      sql: `(${a.sql} ${sql} ${b.sql})`,
    })),
    tie("condition").map(({ ours, sql }) => ({ ours: `not (${ours})`, sql: `(NOT ${sql})` })),
    fc.tuple(tie("condition"), fc.constantFrom("and", "or"), tie("condition")).map(([a, word, b]) => ({
      ours: `(${a.ours}) ${word} (${b.ours})`,
      sql: `(${a.sql} ${word.toUpperCase()} ${b.sql})`,
    })),
  ),
})).condition;

const cell = (values: fc.Arbitrary<string>) => fc.option(values, { nil: "" });
const row = fc.record({
  b0: cell(fc.constantFrom("true", "false")),
  b1: cell(fc.constantFrom("true", "false")),
  b2: cell(fc.constantFrom("true", "false")),
  n0: cell(fc.integer({ min: -300, max: 300 }).map((n) => (n / 100).toFixed(2))),
  n1: cell(fc.integer({ min: -300, max: 300 }).map((n) => (n / 100).toFixed(2))),
});

const FIELDS = `fields:
${BOOLEANS.map((name) => `  ${name}: {label: {vi: ${name}, en: ${name}}, type: boolean}`).join("\n")}
${NUMBERS.map((name) => `  ${name}: {label: {vi: ${name}, en: ${name}}, type: number}`).join("\n")}
`;

test("DuckDB gives the same verdicts over random criteria and data with gaps", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await fc.assert(
    fc.asyncProperty(
      fc.array(condition, { minLength: 1, maxLength: 5 }),
      fc.array(row, { minLength: 1, maxLength: 40 }),
      async (conditions, rows) => {
        const criteria = conditions.map(
          ({ ours }, index) => `  - {id: C${index}, title: {vi: C, en: C}, value: "${ours}"}`,
        );
        const standard = standardOf(
          `${HEAD}${FIELDS}criteria:\n${criteria.join("\n")}\nlevels: [{id: gold, title: {vi: V, en: G}, require: {criteria: all}}]\n`,
        );
        const names = [...BOOLEANS, ...NUMBERS] as const;
        const csv = [
          "ward_code,period,b0,b1,b2,n0,n1",
          ...rows.map((one, index) => `${index},2020,${names.map((name) => one[name as keyof typeof one]).join(",")}`),
        ];
        const wards = judged(standard, csv.join("\n"));

        const value = (text: string, type: string) => (text === "" ? `NULL::${type}` : `'${text}'::${type}`);
        const values = rows.map(
          (one, index) =>
            `(${index}, ${BOOLEANS.map((name) => value(one[name as "b0"], "BOOLEAN")).join(", ")}, ${NUMBERS.map((name) => value(one[name as "n0"], "DECIMAL(18,2)")).join(", ")})`,
        );
        const columns = conditions.map(({ sql }, index) => `${sql} AS c${index}`);
        const all = conditions.map((_, index) => `c${index}`).join(" AND ");
        const query = `SELECT *, (${all}) AS gold FROM (SELECT id, ${columns.join(", ")} FROM (VALUES ${values.join(", ")}) t(id, b0, b1, b2, n0, n1)) ORDER BY id`;
        const found = (await connection.runAndReadAll(query)).getRowObjects();

        for (const [index, ward] of wards.entries()) {
          const truths = conditions.map((_, place) => found[index]?.[`c${place}`]);
          const statuses = truths.map((truth) => (truth === null ? "unknown" : truth === true ? "met" : "not_met"));
          expect(ward.nodes.map(({ status }) => status)).toEqual(statuses);
          const gold = found[index]?.["gold"];
          expect(ward.level).toBe(gold === null ? "undetermined" : gold === true ? "gold" : "none");
        }
      },
    ),
    { numRuns: 150 },
  );
  connection.closeSync();
  instance.closeSync();
});
