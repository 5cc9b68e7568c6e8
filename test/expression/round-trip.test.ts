import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "../../src/exact/day.ts";
import { fraction } from "../../src/exact/fraction.ts";
import { parseExpression, parseTest } from "../../src/expression/parse.ts";
import { printTree } from "../../src/expression/print.ts";
import type { Members, Tree } from "../../src/expression/tree.ts";

const span = { start: 0, end: 0 };

const { arithmetic, logic, tests } = fc.letrec<{ arithmetic: Tree; logic: Tree; tests: Tree; members: Members }>(
  (tie) => ({
    arithmetic: fc.oneof(
      { maxDepth: 4 },
      fc.nat(99999).map((n): Tree => ({ node: "number", value: fraction(BigInt(n), 100n), span })),
      fc.nat(10000).map((n): Tree => ({ node: "percent", value: fraction(BigInt(n), 10000n), span })),
      fc.constantFrom("poor", "hộ_nghèo", "x1").map((name): Tree => ({ node: "name", name, span })),
      fc.constant<Tree>({ node: "date", day: dayOf(2020, 2, 29), span }),
      fc
        .record({
          operator: fc.constantFrom("+" as const, "-" as const, "×" as const, "/" as const),
          left: tie("arithmetic"),
          right: tie("arithmetic"),
        })
        .map((one): Tree => ({ node: "binary", ...one, span })),
      tie("arithmetic").map((operand): Tree => ({ node: "negative", operand, span })),
      fc
        .record({
          name: fc.constantFrom("min", "sum"),
          items: fc.array(tie("arithmetic"), { minLength: 1, maxLength: 3 }),
        })
        .map(({ name, items }): Tree => ({ node: "call", name, nameSpan: span, items, span })),
    ),
    members: fc.oneof(
      fc.array(tie("arithmetic"), { minLength: 1, maxLength: 3 }).map((items): Members => ({ form: "list", items })),
      fc
        .record({ low: tie("arithmetic"), high: tie("arithmetic"), lowClosed: fc.boolean(), highClosed: fc.boolean() })
        .map((one): Members => ({ form: "interval", ...one })),
    ),
    logic: fc.oneof(
      { maxDepth: 4 },
      fc
        .record({
          operator: fc.constantFrom("=" as const, "≠" as const, "<" as const, "≤" as const, ">" as const, "≥" as const),
          left: tie("arithmetic"),
          right: tie("arithmetic"),
        })
        .map((one): Tree => ({ node: "binary", ...one, span })),
      fc.boolean().map((value): Tree => ({ node: "truth", value, span })),
      fc
        .record({ left: tie("arithmetic"), members: tie("members"), negated: fc.boolean() })
        .map((one): Tree => ({ node: "in", ...one, span })),
      fc
        .record({ operator: fc.constantFrom("and" as const, "or" as const), left: tie("logic"), right: tie("logic") })
        .map((one): Tree => ({ node: "binary", ...one, span })),
      tie("logic").map((operand): Tree => ({ node: "not", operand, span })),
    ),
    tests: fc.oneof(
      { maxDepth: 3 },
      fc
        .record({ operator: fc.constantFrom("=" as const, "≥" as const, "<" as const), right: tie("arithmetic") })
        .map(
          ({ operator, right }): Tree => ({ node: "binary", operator, left: { node: "subject", span }, right, span }),
        ),
      fc
        .record({ members: tie("members"), negated: fc.boolean() })
        .map(({ members, negated }): Tree => ({ node: "in", left: { node: "subject", span }, members, negated, span })),
      fc
        .record({ operator: fc.constantFrom("and" as const, "or" as const), left: tie("tests"), right: tie("tests") })
        .map((one): Tree => ({ node: "binary", ...one, span })),
      tie("tests").map((operand): Tree => ({ node: "not", operand, span })),
    ),
  }),
);

/** A tree without places, and rows of operators leaning left as the parser builds them. */
function bare(tree: Tree): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      key === "span" || key === "nameSpan" ? undefined : typeof value === "bigint" ? String(value) : value,
    ),
  );
}

test("an expression that is printed and parsed is the same", () => {
  fc.assert(
    fc.property(fc.oneof(arithmetic, logic), (tree) => {
      const text = printTree(tree);
      const { tree: again, fault } = parseExpression(text);
      expect(fault, text).toBeUndefined();
      expect(bare(again as Tree), text).toEqual(bare(tree));
    }),
    { numRuns: 2000 },
  );
});

test("a test that is printed and parsed is the same", () => {
  fc.assert(
    fc.property(tests, (tree) => {
      const text = printTree(tree);
      const { tree: again, fault } = parseTest(text);
      expect(fault, text).toBeUndefined();
      expect(bare(again as Tree), text).toEqual(bare(tree));
    }),
    { numRuns: 2000 },
  );
});

test("no text makes the parser throw or hang", () => {
  const piece = fc.constantFrom(
    "(",
    ")",
    "not ",
    "and ",
    "or ",
    "in ",
    "x",
    "1",
    "7/8",
    "≥",
    "<=",
    "%",
    ",",
    "..",
    '"',
    "-",
    "−",
    "2020-01-01",
    "if(",
    "[",
    "]",
    "é",
    "\u0000",
    "1.5",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      parseExpression(pieces.join(""));
      parseTest(pieces.join(""));
    }),
    { numRuns: 3000 },
  );
  for (const text of [
    "(".repeat(9000),
    "not ".repeat(2000),
    "-".repeat(9000),
    "1+".repeat(4000),
    "x in (".repeat(1000),
  ]) {
    expect(parseExpression(text).fault).toBeDefined();
  }
});
