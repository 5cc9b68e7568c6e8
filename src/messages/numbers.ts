import { type Day, partsOf } from "../exact/day.ts";
import { decimalsNeeded, toFixed } from "../exact/decimal.ts";
import { compare, type Fraction, fraction } from "../exact/fraction.ts";
import type { Language } from "../text.ts";

const FEW_DECIMALS = 2;
const MOST_DECIMALS = 12;

/** `1.234,5` in Vietnamese, `1,234.5` in English. */
function localized(plain: string, language: Language): string {
  const [whole = "", part] = plain.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language === "vi" ? "." : ",");
  return part === undefined ? grouped : `${grouped}${language === "vi" ? "," : "."}${part}`;
}

/** A number for people with exactly so many decimals, for figures that stand below one another. */
export function showFixed(value: Fraction, language: Language, decimals: number): string {
  return localized(toFixed(value, decimals), language);
}

/**
 * How many decimals figures that stand below one another need: at most two, but so many that none looks equal to a
 * bound that it only comes near.
 */
export function decimalsFor(values: readonly Fraction[], bounds: readonly Fraction[]): number {
  return values.reduce(
    (most, value) =>
      bounds.reduce((more, bound) => Math.max(more, decimalsBeside(value, bound)), Math.max(most, shortest(value))),
    0,
  );
}

const shortest = (value: Fraction): number => Math.min(decimalsNeeded(value) ?? FEW_DECIMALS, FEW_DECIMALS);

/**
 * A number for people, rounded to two decimals. Beside a threshold (`against`), decimals are added until the two
 * differ as they do exactly: a shown number never contradicts its mark.
 */
export function showNumber(value: Fraction, language: Language, against?: Fraction): string {
  return localized(toFixed(value, decimalsBeside(value, against)), language);
}

/**
 * A threshold beside a value: as short as it can be said exactly, and never so short that it looks like the value.
 */
export function showThreshold(threshold: Fraction, language: Language, value: Fraction): string {
  const needed = decimalsNeeded(threshold);
  const decimals = needed !== undefined && needed <= FEW_DECIMALS ? needed : decimalsBeside(threshold, value);
  return localized(toFixed(threshold, decimals), language);
}

/** The same for a share, as percent. */
export const showPercentThreshold = (threshold: Fraction, language: Language, value: Fraction): string =>
  percentSign(showThreshold(asPercent(threshold), language, asPercent(value)), language);

/** A share as percent, by the same rule. */
export function showPercent(value: Fraction, language: Language, against?: Fraction): string {
  return percentSign(showNumber(asPercent(value), language, against && asPercent(against)), language);
}

const asPercent = (share: Fraction): Fraction => fraction(share.n * 100n, share.d);

/** `62,5 %` with a hard space in Vietnamese, `62.5%` in English. */
const percentSign = (shown: string, language: Language): string =>
  language === "vi" ? `${shown}\u00a0%` : `${shown}%`;

function decimalsBeside(value: Fraction, against: Fraction | undefined): number {
  let decimals = shortest(value);
  if (against === undefined) return decimals;
  const order = compare(value, against);
  while (order !== 0 && decimals < MOST_DECIMALS && toFixed(value, decimals) === toFixed(against, decimals)) decimals++;
  return decimals;
}

/** `30/06/2025` in Vietnamese, `2025-06-30` in English. */
export function showDay(day: Day, language: Language): string {
  const { year, month, date } = partsOf(day);
  const [y, m, d] = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(date).padStart(2, "0")];
  return language === "vi" ? `${d}/${m}/${y}` : `${y}-${m}-${d}`;
}
