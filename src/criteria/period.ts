import { type Day, dayOf, formatDay, parseDay, partsOf } from "../exact/day.ts";
import type { PeriodLength, PeriodRule } from "./model.ts";

/** A stretch of time that a ward is judged for. `ordinal` counts periods of one length, so that the one before is −1. */
export interface Period {
  readonly label: string;
  readonly first: Day;
  readonly last: Day;
  readonly ordinal: number;
  readonly year: number;
}

/** How periods of each length are written; parts of a year count from its beginning. */
const FORMS: Readonly<
  Record<PeriodLength, { readonly pattern: RegExp; readonly perYear: number; readonly example: string }>
> = {
  year: { pattern: /^(\d{4})()$/, perYear: 1, example: "2020" },
  half_year: { pattern: /^(\d{4})-H([12])$/i, perYear: 2, example: "2020-H1" },
  quarter: { pattern: /^(\d{4})-Q([1-4])$/i, perYear: 4, example: "2020-Q1" },
  month: { pattern: /^(\d{4})-(0[1-9]|1[0-2])$/, perYear: 12, example: "2020-01" },
  inspection: { pattern: /^(\d{4})-(\d\d)-\d\d$/, perYear: 0, example: "2020-01-31" },
};

/** How a period of this rule is written, for messages. */
export const periodExample = (rule: PeriodRule): string => FORMS[rule.every].example;

/** Reads a period; undefined when it is not of the rule's length or does not exist. */
export function parsePeriod(text: string, rule: PeriodRule): Period | undefined {
  const { pattern, perYear } = FORMS[rule.every];
  const match = pattern.exec(text);
  if (match === null || match[1] === "0000") return undefined;
  if (perYear === 0) {
    const day = parseDay(text);
    return day === undefined
      ? undefined
      : { label: text, first: day, last: day, ordinal: day, year: partsOf(day).year };
  }
  const year = Number(match[1]);
  const part = Number(match[2] || 1) - 1;
  const months = 12 / perYear;
  const first = dayOf(year, rule.startMonth + part * months, rule.startDate);
  const last = dayOf(year, rule.startMonth + (part + 1) * months, rule.startDate) - 1;
  return { label: text.toUpperCase(), first, last, ordinal: year * perYear + part, year };
}

/** The label of the period that many before; a period of no calendar has none. */
export function labelBefore(period: Period, periods: number, rule: PeriodRule): string {
  const { perYear } = FORMS[rule.every];
  const ordinal = period.ordinal - periods;
  if (perYear === 0) return formatDay(ordinal);
  const year = String(Math.floor(ordinal / perYear)).padStart(4, "0");
  const part = (ordinal % perYear) + 1;
  if (perYear === 1) return year;
  return perYear === 12 ? `${year}-${String(part).padStart(2, "0")}` : `${year}-${perYear === 2 ? "H" : "Q"}${part}`;
}
