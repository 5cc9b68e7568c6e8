import type { Standard } from "../criteria/model.ts";
import type { Chosen, WardResult } from "../engine/result.ts";
import { type Counts, emptyCounts } from "../engine/status.ts";

/** How many of a period's wards came through. */
export interface TrendPoint {
  readonly period: string;
  readonly passed: number;
  readonly of: number;
}

/** One line over the periods: wards that reached a level (`criterion` is null), or meet a criterion, waived or not. */
export interface Trend {
  readonly criterion: string | null;
  readonly points: readonly TrendPoint[];
}

/** Periods in their order. */
export const periodsOf = (wards: readonly WardResult[]): string[] =>
  [...new Set(wards.map(({ period }) => period))].toSorted();

/** Did the ward reach a level? */
export const reachesLevel = ({ level }: Pick<WardResult, "level">): boolean =>
  level !== null && level !== "none" && level !== "undetermined";

/** Wards that were chosen by what they came to are not the same wards from period to period. */
export const comparesPeriods = (chosen: Chosen | null): boolean =>
  chosen === null || (chosen.where === null && chosen.only === null);

/** How many of a period's wards reached a level, and of each criterion how many have each status. */
export interface PeriodCounts {
  readonly period: string;
  readonly wards: number;
  readonly byLevel: ReadonlyMap<string, number>;
  readonly byCriterion: ReadonlyMap<string, Counts>;
}

/**
 * How levels and criteria went over the periods; none where there is one period, or one ward, only. A ward to which a
 * criterion does not apply is not counted there; one whose figures are missing is, as not having passed.
 */
export function trendsOf(standard: Standard, wards: readonly WardResult[], chosen: Chosen | null): Trend[] {
  if (new Set(wards.map(({ ward }) => ward)).size < 2) return [];
  const periods = periodsOf(wards).map((period): PeriodCounts => {
    const all = wards.filter((ward) => ward.period === period);
    const byLevel = new Map<string, number>();
    const byCriterion = new Map(standard.criteria.map(({ id }) => [id, emptyCounts()]));
    for (const { level, nodes } of all) {
      if (level !== null) byLevel.set(level, (byLevel.get(level) ?? 0) + 1);
      for (const { id, status } of nodes) {
        const counts = byCriterion.get(id);
        if (counts !== undefined) counts[status]++;
      }
    }
    return { period, wards: all.length, byLevel, byCriterion };
  });
  return trendsIn(standard, periods, chosen);
}

/** The same from counts of the periods, in their order, over several wards. */
export function trendsIn(standard: Standard, periods: readonly PeriodCounts[], chosen: Chosen | null): Trend[] {
  if (!comparesPeriods(chosen) || periods.length < 2) return [];
  const reached = (byLevel: PeriodCounts["byLevel"]) =>
    [...byLevel].reduce((sum, [level, count]) => sum + (reachesLevel({ level }) ? count : 0), 0);
  const levels: Trend = {
    criterion: null,
    points: periods.map(({ period, wards, byLevel }) => ({ period, passed: reached(byLevel), of: wards })),
  };
  const criteria = standard.criteria.map(({ id }): Trend => {
    const points = periods.map(({ period, byCriterion }): TrendPoint => {
      const { met = 0, not_met = 0, unknown = 0, waived = 0 } = byCriterion.get(id) ?? {};
      return { period, passed: met + waived, of: met + not_met + unknown + waived };
    });
    return { criterion: id, points };
  });
  return [
    ...(standard.levels.length === 0 ? [] : [levels]),
    ...criteria.filter(({ points }) => points.some(({ of }) => of > 0)),
  ];
}
