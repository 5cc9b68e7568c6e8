import type { Period } from "../criteria/period.ts";
import type { WardBatch } from "./table.ts";

/** Rows of one period that follow one another, as most do. */
export interface PeriodRun {
  readonly period: Period;
  readonly start: number;
  /** the row behind the last */
  readonly end: number;
}

/** A batch's rows by runs of one period. */
export function periodRuns({
  runs,
  periods,
  count,
}: Pick<WardBatch, "runs" | "periods" | "count">): readonly PeriodRun[] {
  if (runs !== undefined) return runs;
  const found: PeriodRun[] = [];
  for (let start = 0, end = 0; start < count; start = end) {
    const period = periods[start] as Period;
    while (end < count && periods[end] === period) end++;
    found.push({ period, start, end });
  }
  return found;
}
