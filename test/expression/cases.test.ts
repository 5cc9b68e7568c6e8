import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Cells, checked, evaluated, fieldsOf, type NameSpec, scopeOf } from "./evaluate.ts";

interface Case {
  readonly expression?: string;
  readonly test?: string;
  readonly of?: string;
  readonly given?: Cells;
  readonly earlier?: Readonly<Record<string, Cells>>;
  readonly gives?: string;
  readonly refused?: string;
}

// The table was worked out by hand from the language's description, not from this program.
const file = parse(readFileSync(new URL("cases.yaml", import.meta.url), "utf8")) as {
  readonly names: Readonly<Record<string, NameSpec>>;
  readonly cases: readonly Case[];
};
const fields = fieldsOf(file.names);
const scope = scopeOf(fields);

describe("conformance table", () => {
  test("is large enough to mean something", () => {
    expect(file.cases.length).toBeGreaterThan(150);
    expect(file.cases.filter(({ refused }) => refused).length).toBeGreaterThan(50);
  });

  test.each(file.cases.map((one) => [JSON.stringify(one), one] as const))("%s", (_, one) => {
    const text = one.expression ?? one.test ?? "";
    const { expression, faults } = checked(text, scope, one.test === undefined ? undefined : one.of);
    if (one.refused !== undefined) {
      expect(faults[0]?.code).toBe(one.refused);
      return;
    }
    expect(faults).toEqual([]);
    if (expression === undefined) throw new Error("no expression");
    expect(evaluated(expression, fields, one.given ?? {}, one.earlier)).toBe(one.gives);
  });
});
