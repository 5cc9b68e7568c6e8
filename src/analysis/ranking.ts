import type { Standard } from "../criteria/model.ts";
import type { WardResult } from "../engine/result.ts";
import { compare } from "../exact/fraction.ts";

/** A ward with its rank in its period; a ward whose level or score is still open has none. */
export interface RankedWard {
  readonly ward: WardResult;
  readonly rank: number | undefined;
}

/** Wards of one period that reached the same level, or none, or are undetermined. */
export interface LevelGroup {
  readonly period: string;
  /** a level's id, "none", "undetermined", or null when the standard has no levels */
  readonly level: string | null;
  readonly wards: readonly RankedWard[];
}

/** The order of levels in reports: best first, then none, then undetermined. */
export function levelOrder(standard: Standard): (string | null)[] {
  return [null, ...standard.levels.map(({ id }) => id), "none", "undetermined"];
}

/** Compares two wards by level, score (low end), criteria met and code. */
export function byMerit(standard: Standard): (a: WardResult, b: WardResult) => number {
  const order = levelOrder(standard);
  return (a, b) => order.indexOf(a.level) - order.indexOf(b.level) || withinLevel(a, b) || byCode(a, b);
}

function withinLevel(a: WardResult, b: WardResult): number {
  if (a.score !== null && b.score !== null) {
    const order = compare(b.score.low, a.score.low);
    if (order !== 0) return order;
  }
  return b.criteria.met - a.criteria.met;
}

const byCode = (a: WardResult, b: WardResult): number =>
  a.ward < b.ward ? -1 : a.ward > b.ward ? 1 : a.period < b.period ? -1 : 1;

/** Groups wards by period (latest first) and level, ranked inside a period; ties share a rank. */
export function rankedGroups(standard: Standard, wards: readonly WardResult[]): LevelGroup[] {
  const periods = [...new Set(wards.map(({ period }) => period))].toSorted().toReversed();
  return periods.flatMap((period) => {
    const sorted = wards.filter((ward) => ward.period === period).toSorted(byMerit(standard));
    const ranked = sorted.map(
      (ward, index): RankedWard => ({ ward, rank: isOpen(ward) ? undefined : rankAt(sorted, index) }),
    );
    return levelOrder(standard).flatMap((level): LevelGroup[] => {
      const group = ranked.filter(({ ward }) => ward.level === level);
      return group.length === 0 ? [] : [{ period, level, wards: group }];
    });
  });
}

/** Is it not known where the ward stands: its level, or its score? */
const isOpen = ({ level, score }: WardResult): boolean =>
  level === "undetermined" || (score !== null && compare(score.low, score.high) !== 0);

/** The place of the first ward that is not better. */
function rankAt(sorted: readonly WardResult[], index: number): number {
  let first = index;
  const here = sorted[index] as WardResult;
  while (first > 0) {
    const before = sorted[first - 1] as WardResult;
    if (before.level !== here.level || withinLevel(before, here) !== 0) break;
    first--;
  }
  return first + 1;
}
