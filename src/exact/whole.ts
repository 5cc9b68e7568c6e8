// Arithmetic of whole numbers that fit a double exactly: up to 2^53 there is no rounding.

/** The largest whole number that a double holds together with all smaller ones. */
export const SAFE: number = Number.MAX_SAFE_INTEGER;

/** Is it a whole number's exact value? A product beyond the bound is rounded to something beyond the bound as well. */
export const isSafe = (value: number): boolean => value <= SAFE && value >= -SAFE;

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

/** The least denominator that both divide; 0 when one is 0 or it would be too large. */
export function commonScale(a: number, b: number): number {
  if (a === b) return a;
  if (a === 0 || b === 0) return 0;
  const scale = (a / greatestCommonDivisor(a, b)) * b;
  return scale <= SAFE ? scale : 0;
}

/** The greatest whole number not above n / d; `d` is positive and both are safe. */
export function floorQuotient(n: number, d: number): number {
  if (Math.abs(n) + d > SAFE) {
    const rest = n % d;
    return (n - rest) / d - (rest < 0 ? 1 : 0);
  }
  // The quotient of doubles is off by less than one, and what is left shows by how much; a remainder takes far longer.
  const near = Math.floor(n / d);
  const rest = n - near * d;
  return rest < 0 ? near - 1 : rest >= d ? near + 1 : near;
}
