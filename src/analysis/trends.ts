import type { Standard } from "../criteria/model.ts";
import type { Chosen, WardResult } from "../engine/result.ts";

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

/**
 * How levels and criteria went over the periods; none where there is one period, or one ward, only. A ward to which a
 * criterion does not apply is not counted there; one whose figures are missing is, as not having passed.
 */
export function trendsOf(standard: Standard, wards: readonly WardResult[], chosen: Chosen | null): Trend[] {
  if (!comparesPeriods(chosen)) return [];
  const periods = periodsOf(wards);
  if (periods.length < 2 || new Set(wards.map(({ ward }) => ward)).size < 2) return [];
  const byPeriod = periods.map((period) => ({ period, wards: wards.filter((ward) => ward.period === period) }));
  const levels: Trend[] =
    standard.levels.length === 0
      ? []
      : [
          {
            criterion: null,
            points: byPeriod.map(({ period, wards: all }) => ({
              period,
              passed: all.filter(reachesLevel).length,
              of: all.length,
            })),
          },
        ];
  const criteria = standard.criteria.map(({ id }): Trend => {
    const points = byPeriod.map(({ period, wards: all }): TrendPoint => {
      const statuses = all.flatMap(({ nodes }) => nodes.find((node) => node.id === id)?.status ?? []);
      const applying = statuses.filter((status) => status !== "not_applicable" && status !== "scored");
      const passed = applying.filter((status) => status === "met" || status === "waived");
      return { period, passed: passed.length, of: applying.length };
    });
    return { criterion: id, points };
  });
  return [...levels, ...criteria.filter(({ points }) => points.some(({ of }) => of > 0))];
}
