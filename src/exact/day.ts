/** A calendar day as the number of days since 1970-01-01; no clock, no time zone. */
export type Day = number;

const DAY_MILLISECONDS = 86_400_000;
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})$/;
/** 0001-01-01 and 9999-12-31: days outside cannot be written and are refused. */
export const FIRST_DAY: Day = dayOf(1, 1, 1);
export const LAST_DAY: Day = dayOf(9999, 12, 31);

/** The day of a year, month (1–12) and day of the month; a day beyond the month's end runs over into the next. */
export function dayOf(year: number, month: number, date: number): Day {
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, date);
  return Math.round(instant.getTime() / DAY_MILLISECONDS);
}

/** Year, month (1–12) and day of the month. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  const instant = new Date(day * DAY_MILLISECONDS);
  return { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, date: instant.getUTCDate() };
}

/** Reads `2025-06-30`; undefined for any other form and for a day that does not exist. */
export function parseDay(text: string): Day | undefined {
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return formatDay(day) === text ? day : undefined;
}

/** Writes `2025-06-30`. */
export function formatDay(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** The same date `years` later; 29 February becomes 28 February in a common year. */
export function addYears(day: Day, years: number): Day {
  const { year, month, date } = partsOf(day);
  const moved = dayOf(year + years, month, date);
  return partsOf(moved).month === month ? moved : moved - 1;
}

/** Whole months from a to b; negative when b lies before a. */
export function monthsBetween(a: Day, b: Day): number {
  if (b < a) return -monthsBetween(b, a);
  const from = partsOf(a);
  const to = partsOf(b);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const lastOfMonth = partsOf(b + 1).month !== to.month;
  return to.date >= from.date || lastOfMonth ? months : months - 1;
}
