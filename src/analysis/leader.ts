import type { Standard } from "../criteria/model.ts";
import type { Chosen, WardResult } from "../engine/result.ts";
import { compare } from "../exact/fraction.ts";
import { levelOrder } from "./ranking.ts";
import { comparesPeriods, periodsOf, reachesLevel } from "./trends.ts";

/** How a period went, in the figures that a leader asks for first. */
export interface PeriodFigures {
  readonly period: string;
  readonly wards: number;
  readonly reached: number;
  /** how many would have reached a level if no waivers were counted */
  readonly reachedWithoutWaivers: number;
  readonly none: number;
  readonly undetermined: number;
  /** how many have a score that no figure still lacking can change */
  readonly scored: number;
  /** the period before, where it was judged as well */
  readonly before: { readonly period: string; readonly wards: number; readonly reached: number } | null;
  /** wards that reach a level now, but stand lower than in the period before, or reach it by a waiver alone */
  readonly atRisk: readonly AtRisk[];
}

/** A ward that reaches its level and may lose it. */
export interface AtRisk {
  readonly ward: WardResult;
  readonly why: "waiver" | "lower_level" | "fewer_criteria" | "lower_score";
}

/** The figures of one period, and of the one before among those that were judged; not where wards were chosen by outcome. */
export function figuresOf(
  standard: Standard,
  wards: readonly WardResult[],
  period: string,
  chosen: Chosen | null,
): PeriodFigures {
  const periods = periodsOf(wards);
  const earlier = comparesPeriods(chosen) ? periods[periods.indexOf(period) - 1] : undefined;
  const now = wards.filter((ward) => ward.period === period);
  const then = new Map(wards.filter((ward) => ward.period === earlier).map((ward) => [ward.ward, ward]));
  return {
    period,
    wards: now.length,
    reached: now.filter(reachesLevel).length,
    reachedWithoutWaivers: now.filter(({ levelWithoutWaivers: level }) => reachesLevel({ level })).length,
    none: now.filter(({ level }) => level === "none").length,
    undetermined: now.filter(({ level }) => level === "undetermined").length,
    scored: now.filter(({ score }) => score !== null && compare(score.low, score.high) === 0).length,
    before:
      earlier === undefined
        ? null
        : { period: earlier, wards: then.size, reached: [...then.values()].filter(reachesLevel).length },
    atRisk: now
      .filter(reachesLevel)
      .toSorted(byCode)
      .flatMap((ward): AtRisk[] => {
        const why = riskOf(standard, ward, then.get(ward.ward));
        return why === undefined ? [] : [{ ward, why }];
      }),
  };
}

const byCode = (a: WardResult, b: WardResult): number => (a.ward < b.ward ? -1 : 1);

function riskOf(standard: Standard, now: WardResult, before: WardResult | undefined): AtRisk["why"] | undefined {
  if (now.levelWithoutWaivers !== now.level) return "waiver";
  if (before === undefined) return undefined;
  const order = levelOrder(standard);
  if (reachesLevel(before) && order.indexOf(now.level) > order.indexOf(before.level)) return "lower_level";
  if (lacking(now) > lacking(before)) return "fewer_criteria";
  const [score, earlier] = [now.score, before.score];
  if (score !== null && earlier !== null && compare(score.high, earlier.low) < 0) return "lower_score";
  return undefined;
}

const lacking = ({ criteria }: WardResult): number => criteria.of - criteria.met;
