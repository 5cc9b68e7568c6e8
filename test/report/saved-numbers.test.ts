import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toExactDecimal } from "../../src/exact/decimal.ts";
import { fraction } from "../../src/exact/fraction.ts";
import { jsonText, plainJsonText } from "../../src/report/json-text.ts";
import { savedExact } from "../../src/report/saved.ts";

describe("numbers of a saved result", () => {
  test.each([
    [0n, 1n, 0],
    [-7n, 1n, -7],
    [9545n, 100n, 95.45],
    [1n, 3n, { n: 1, d: 3 }],
    [999_999_999_999_999n, 1n, 999_999_999_999_999],
    [1_000_000_000_000_000n, 1n, { n: 1_000_000_000_000_000, d: 1 }],
    [1n, 1_000_000n, 0.000001],
    [1n, 10_000_000n, { n: 1, d: 10_000_000 }],
    [123_456_789_012_345n, 1_000_000_000n, 123_456.789012345],
    [1_234_567_890_123_457n, 1_000_000_000n, { n: 1_234_567_890_123_457, d: 1_000_000_000 }],
    [1n, 2n ** 60n, { n: 1, d: 2n ** 60n }],
    [10n ** 20n + 1n, 3n, { n: 10n ** 20n + 1n, d: 3 }],
  ])("%s/%s", (n, d, expected) => {
    expect(savedExact(fraction(n, d))).toEqual(expected);
  });

  test("a token is the number that its exact decimal of at most 15 digits says; else both parts are kept", () => {
    const denominators = fc.oneof(
      fc.tuple(fc.nat(20), fc.nat(20)).map(([twos, fives]) => 2n ** BigInt(twos) * 5n ** BigInt(fives)),
      fc.bigInt({ min: 1n, max: 10n ** 6n }),
      fc.bigInt({ min: 1n, max: 10n ** 20n }),
    );
    const numerators = fc.oneof(
      fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }),
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    );
    fc.assert(
      fc.property(numerators, denominators, (n, d) => {
        const value = fraction(n, d);
        const saved = savedExact(value);
        const decimal = toExactDecimal(value, 15);
        if (typeof saved === "number") {
          expect(saved).toBe(Number(decimal));
          expect(String(saved)).not.toMatch(/e/);
        } else {
          expect([BigInt(saved.n), BigInt(saved.d)]).toEqual([value.n, value.d]);
          expect(decimal === undefined || /e/.test(String(Number(decimal)))).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

test("plain data are written as all data are", () => {
  const words = fc.string({
    unit: fc.constantFrom("a", '"', "\\", "\n", "\u007f", "\u200b", "\u2028", "\u202e", "\ufeff", "ệ", "🏠"),
  });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      words,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(words, tie("tree"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.boolean(), (value, hasLarge) => {
      const given = { value, ...(hasLarge && { large: 10n ** 20n }) };
      expect(plainJsonText(given)).toBe(jsonText(given));
    }),
    { numRuns: 2000 },
  );
});
