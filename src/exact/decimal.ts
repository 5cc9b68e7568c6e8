import { type Fraction, fraction, MOST_DIGITS, round } from "./fraction.ts";

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

/** A decimal as it was written: mantissa / 10^decimals. */
export interface Decimal {
  readonly mantissa: bigint;
  readonly decimals: number;
}

/**
 * Reads a plain decimal: an optional minus, digits, perhaps a dot and digits. Leading zeros are allowed here.
 * @returns undefined for anything else, for an exponent, and for more than 30 digits
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", part = ""] = match;
  if (whole.length + part.length > MOST_DIGITS) return undefined;
  const size = BigInt(whole + part);
  return { mantissa: sign === "-" ? -size : size, decimals: part.length };
}

/** The exact value of a written decimal. */
export function toFraction({ mantissa, decimals }: Decimal): Fraction {
  return fraction(mantissa, 10n ** BigInt(decimals));
}

/** How many decimals a fraction needs to be written exactly; undefined when it never ends (1/3). */
export function decimalsNeeded({ d }: Fraction): number | undefined {
  let twos = 0;
  let fives = 0;
  let rest = d;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** Writes a fraction with exactly `decimals` decimals and a dot, rounded half away from zero. */
export const toFixed = (value: Fraction, decimals: number): string =>
  placed(scaled(round(value, decimals), decimals), decimals);

/** Writes a fraction exactly as a decimal, or undefined when it never ends or needs more than `most` digits in all. */
export function toExactDecimal(value: Fraction, most: number = MOST_DIGITS): string | undefined {
  const decimals = decimalsNeeded(value);
  if (decimals === undefined || decimals > most) return undefined;
  const mantissa = scaled(value, decimals);
  const size = mantissa < 0n ? -mantissa : mantissa;
  return size < 10n ** BigInt(most) ? placed(mantissa, decimals) : undefined;
}

/** The mantissa of a fraction that so many decimals are enough for. */
const scaled = ({ n, d }: Fraction, decimals: number): bigint =>
  d === 1n && decimals === 0 ? n : n * (10n ** BigInt(decimals) / d);

/** Writes a mantissa with the dot before its last `decimals` digits. */
function placed(mantissa: bigint, decimals: number): string {
  if (decimals === 0) return mantissa.toString();
  const digits = (mantissa < 0n ? -mantissa : mantissa).toString().padStart(decimals + 1, "0");
  return `${mantissa < 0n ? "-" : ""}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Which power of ten a safe integer is; undefined where it is none. */
export function decimalsOf(scale: number): number | undefined {
  const decimals = String(scale).length - 1;
  return 10 ** decimals === scale ? decimals : undefined;
}

/** The same for n / scale, both safe integers, where `scale` is a power of ten; undefined where it is none. */
export function overPowerOfTen(n: number, scale: number): string | undefined {
  const decimals = decimalsOf(scale);
  if (decimals === undefined) return undefined;
  const digits = String(Math.abs(n)).padStart(decimals + 1, "0");
  const end = digits.length - decimals;
  let last = digits.length;
  while (last > end && digits[last - 1] === "0") last--;
  return `${n < 0 ? "-" : ""}${digits.slice(0, end)}${last === end ? "" : "."}${digits.slice(end, last)}`;
}
