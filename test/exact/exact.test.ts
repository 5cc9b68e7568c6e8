import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NumberColumn, State } from "../../src/exact/column.ts";
import { addYears, dayOf, formatDay, monthsBetween, parseDay } from "../../src/exact/day.ts";
import {
  decimalsNeeded,
  overPowerOfTen,
  parseDecimal,
  toExactDecimal,
  toFixed,
  toFraction,
} from "../../src/exact/decimal.ts";
import { add, ceiling, compare, divide, floor, fraction, multiply, round, subtract } from "../../src/exact/fraction.ts";
import { COMPARISONS, compareColumns } from "../../src/expression/compare-kernels.ts";
import { addColumns, divideColumns, multiplyColumns, subtractColumns } from "../../src/expression/number-kernels.ts";

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }), fc.integer({ min: 0, max: 20 }))
  .map(([mantissa, decimals]) => ({ mantissa, decimals }));
const small = fc
  .tuple(fc.bigInt({ min: -999n, max: 999n }), fc.integer({ min: 0, max: 3 }))
  .map(([mantissa, decimals]) => ({ mantissa, decimals }));
const operand = fc.oneof(decimal, small).map(toFraction);

/** The plainest definition there is: cross multiplication without reducing. */
const same = (a: { n: bigint; d: bigint }, n: bigint, d: bigint) => a.n * d === n * a.d;

test("numbers over a power of ten are written as fractions are", () => {
  const scale = fc.constantFrom(1, 10, 100, 10_000, 1_000_000, 1e15);
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -300, max: 300 })), scale, (n, d) => {
      expect(overPowerOfTen(n, d)).toBe(toExactDecimal(fraction(BigInt(n), BigInt(d))));
    }),
  );
  expect(overPowerOfTen(-50, 1000)).toBe("-0.05");
  for (const d of [0, 2, 60, 1001, 2 ** 53]) expect(overPowerOfTen(7, d)).toBeUndefined();
});

describe("columns agree with big-integer fractions", () => {
  const kernels = [
    ["+", addColumns, (a: typeof x, b: typeof x) => [a.n * b.d + b.n * a.d, a.d * b.d]],
    ["-", subtractColumns, (a: typeof x, b: typeof x) => [a.n * b.d - b.n * a.d, a.d * b.d]],
    ["×", multiplyColumns, (a: typeof x, b: typeof x) => [a.n * b.n, a.d * b.d]],
    ["/", divideColumns, (a: typeof x, b: typeof x) => [a.n * b.d, a.d * b.n]],
  ] as const;
  const x = fraction(1n);

  test.each(kernels)("%s", (name, kernel, define) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(operand, operand), { minLength: 1, maxLength: 20 }), (pairs) => {
        const [left, right, out] = [new NumberColumn(), new NumberColumn(), new NumberColumn()];
        for (const [row, [a, b]] of pairs.entries()) {
          left.set(row, a);
          right.set(row, b);
        }
        kernel(left, right, out, pairs.length);
        for (const [row, [a, b]] of pairs.entries()) {
          if (name === "/" && b.n === 0n) {
            expect(out.state[row]).toBe(a.n === 0n ? State.noCases : State.dividedByZero);
            continue;
          }
          const [n = 0n, d = 1n] = define(a, b);
          expect(same(out.at(row), n, d)).toBe(true);
        }
      }),
    );
  });

  test("comparison", () => {
    fc.assert(
      fc.property(operand, operand, (a, b) => {
        const [left, right] = [new NumberColumn(), new NumberColumn()];
        left.set(0, a);
        right.set(0, b);
        const out = new Uint8Array(1);
        compareColumns(left, right, out, 1, COMPARISONS["<"]);
        expect(out[0] === 1).toBe(a.n * b.d < b.n * a.d);
      }),
    );
  });

  test("numbers that grow beyond 4,096 bits are refused, not wrong", () => {
    const column = new NumberColumn();
    column.set(0, fraction(2n ** 4096n));
    column.set(1, fraction(2n ** 4095n));
    expect([...column.state.subarray(0, 2)]).toEqual([State.tooLarge, State.present]);
  });
});

describe("fractions", () => {
  test("the sum that binary floating point gets wrong", () => {
    const sum = ["15", "29.63", "21.25", "9.57", "20"]
      .map((text) => toFraction(parseDecimal(text) ?? { mantissa: 0n, decimals: 0 }))
      .reduce(add);
    expect(toExactDecimal(sum)).toBe("95.45");
  });

  test.each([
    ["0.5", 0, "1"],
    ["-0.5", 0, "-1"],
    ["1.5", 0, "2"],
    ["2.4999", 0, "2"],
    ["-2.5", 0, "-3"],
    ["87.485", 2, "87.49"],
    ["-87.485", 2, "-87.49"],
    ["0.05", 1, "0.1"],
  ])("%s rounded to %i is %s: half away from zero", (text, digits, expected) => {
    const value = toFraction(parseDecimal(text) ?? { mantissa: 0n, decimals: 0 });
    expect(toExactDecimal(round(value, digits))).toBe(expected);
  });

  test.each([
    ["7/2", 3n, 4n],
    ["-7/2", -4n, -3n],
    ["4/2", 2n, 2n],
    ["-1/3", -1n, 0n],
  ])("floor and ceiling of %s", (text, low, high) => {
    const [n = "0", d = "1"] = text.split("/");
    expect([floor(fraction(BigInt(n), BigInt(d))), ceiling(fraction(BigInt(n), BigInt(d)))]).toEqual([low, high]);
  });

  test("field axioms", () => {
    fc.assert(
      fc.property(operand, operand, operand, (a, b, c) => {
        expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0);
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        if (b.n !== 0n) expect(compare(multiply(divide(a, b), b), a)).toBe(0);
      }),
    );
  });
});

describe("decimals", () => {
  test("write and read back", () => {
    fc.assert(
      fc.property(decimal, (one) => {
        const value = toFraction(one);
        const text = toFixed(value, decimalsNeeded(value) ?? 0);
        expect(compare(toFraction(parseDecimal(text) ?? { mantissa: 1n, decimals: 0 }), value)).toBe(0);
      }),
    );
  });

  test.each(["", "1e5", "1,5", "+1", "1.", ".5", "0x10", "Infinity", "1".repeat(31), " 1"])(
    "%s is no decimal",
    (text) => {
      expect(parseDecimal(text)).toBeUndefined();
    },
  );
});

describe("days", () => {
  test.each(["2020-02-29", "1999-12-31", "0001-01-01", "9999-12-31"])("%s", (text) => {
    expect(formatDay(parseDay(text) ?? 0)).toBe(text);
  });

  test.each(["2021-02-29", "2020-13-01", "2020-1-1", "20200101", "2020-00-10"])("%s is no day", (text) => {
    expect(parseDay(text)).toBeUndefined();
  });

  test.each([
    ["2020-02-29", 1, "2021-02-28"],
    ["2020-02-29", 4, "2024-02-29"],
    ["2020-02-28", 1, "2021-02-28"],
  ])("%s and %i years", (from, years, expected) => {
    expect(formatDay(addYears(parseDay(from) ?? 0, years))).toBe(expected);
  });

  test.each([
    ["2020-01-31", "2020-02-29", 1],
    ["2020-01-31", "2020-02-28", 0],
    ["2020-03-15", "2021-03-14", 11],
    ["2021-03-14", "2020-03-15", -11],
  ])("whole months from %s to %s", (from, to, expected) => {
    expect(monthsBetween(parseDay(from) ?? 0, parseDay(to) ?? 0)).toBe(expected);
  });

  test("the day count does not depend on the time zone", () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(dayOf(2020, 1, 1)).toBe(18262);
  });
});
