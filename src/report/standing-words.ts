import { figuresOf } from "../analysis/leader.ts";
import { nearlyEligible } from "../analysis/shortfalls.ts";
import type { Standard } from "../criteria/model.ts";
import type { Result, WardResult } from "../engine/result.ts";
import type { Words } from "./words.ts";

// Being near, or at risk, is said of titles alone.

/** The wards of a period that lack one criterion for the next level, and what each lacks; none but for recognition. */
export function nearLines(standard: Standard, wards: readonly WardResult[], period: string, words: Words): string[] {
  if (standard.verdict !== "recognition") return [];
  const ofPeriod = wards.filter((ward) => ward.period === period);
  return nearlyEligible(standard, ofPeriod, Number.POSITIVE_INFINITY).map(
    ({ ward, shortfalls }) => `${ward.name}: ${words.shortfalls(shortfalls)}`,
  );
}

/** The wards of a period that may lose their level, and why; none but for recognition. */
export function riskLines(
  standard: Standard,
  wards: readonly WardResult[],
  period: string,
  chosen: Result["chosen"],
  words: Words,
): string[] {
  if (standard.verdict !== "recognition") return [];
  return figuresOf(standard, wards, period, chosen).atRisk.map(
    ({ ward, why }) => `${ward.name}: ${words.say(`page/risk-${why}`)}`,
  );
}
