/** An exact rational number: `d` is positive, and `n` and `d` have no common divisor. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** No intermediate may have more bits than this in numerator or denominator: beyond, data are refused. */
export const MOST_BITS = 4096;
/** A number in a cell or a criteria file may have at most so many digits. */
export const MOST_DIGITS = 30;

const BOUND = 1n << BigInt(MOST_BITS);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/**
 * Makes the reduced fraction n/d.
 * @throws RangeError when d is 0: callers decide what a division by zero means before they divide.
 */
export function fraction(n: bigint, d: bigint = 1n): Fraction {
  if (d === 0n) throw new RangeError("a fraction needs a denominator other than 0");
  if (d === 1n) return { n, d };
  const size = greatestCommonDivisor(n, d);
  const divisor = d < 0n ? -size : size;
  return divisor === 1n ? { n, d } : { n: n / divisor, d: d / divisor };
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const ONE: Fraction = { n: 1n, d: 1n };

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
/** @throws RangeError when b is 0 */
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
export const negate = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });

/** Negative when a < b, 0 when equal, positive when a > b. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const equal = (a: Fraction, b: Fraction): boolean => a.n === b.n && a.d === b.d;
export const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Fraction, b: Fraction): Fraction => (compare(a, b) >= 0 ? a : b);

/** The greatest whole number not above a. */
export function floor(a: Fraction): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

/** The least whole number not below a. */
export const ceiling = (a: Fraction): bigint => -floor(negate(a));

/** Rounds to `digits` decimals, half away from zero. */
export function round(a: Fraction, digits: number): Fraction {
  const scale = 10n ** BigInt(digits);
  const doubled = (a.n < 0n ? -a.n : a.n) * scale * 2n + a.d;
  const size = doubled / (2n * a.d);
  return fraction(a.n < 0n ? -size : size, scale);
}

/** Has numerator or denominator outgrown the bound on intermediates? */
export function tooLarge(a: Fraction): boolean {
  return a.n >= BOUND || a.n <= -BOUND || a.d >= BOUND;
}
