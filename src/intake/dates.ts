import { type Day, dayOf, formatDay, parseDay } from "../exact/day.ts";
import { fraction } from "../exact/fraction.ts";
import { type ReadCell, refuse } from "./read-cell.ts";

/** Excel counts days from here: serial 1 is 1 January 1900, and it believes that 1900 was a leap year. */
const SERIAL_ZERO: Day = dayOf(1899, 12, 30);
/** Serials between 1950 and 2100: five digits that are a date rather than a figure. */
const SERIAL = /^\d{5}$/;
const [FIRST_SERIAL, LAST_SERIAL] = [18_264, 73_415];
/** Two-digit years from here on are of the last century, as in Excel. */
const LAST_CENTURY_FROM = 30;
const MONTH =
  "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|thg\\.?\\s?\\d{1,2}|th\\d{1,2}|tháng\\s?(?:\\d{1,2}|\\p{L}+(?: \\p{L}+)?))[a-z]*";
/** The 7th of August, and August the 7th. */
let withMonth: readonly RegExp[] | undefined;
const NUMERIC = /^(?:\d{1,2}([/.-])\d{1,2}\1\d{2,4}|\d{4}([/.-])\d{1,2}\2\d{1,2})(?:\s+\d{1,2}:\d\d(?::\d\d)?)?$/;

/** Databases and workbooks write the time behind the day. */
const TIME_OF_DAY = /(?<=^\d{4}-\d\d-\d\d)[ T]\d\d:\d\d(?::\d\d)?$/;

const serialDay = (text: string): Day | undefined => {
  const serial = SERIAL.test(text) ? Number(text) : 0;
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? SERIAL_ZERO + serial : undefined;
};

/** A year of two digits in full, as Excel takes it; undefined for anything else. */
export const fullYear = (text: string): string | undefined =>
  /^\d{2}$/.test(text) ? `${Number(text) < LAST_CENTURY_FROM ? 20 : 19}${text}` : undefined;

const slashed = (day: Day): string => formatDay(day).split("-").toReversed().join("/");

/** Reads a date: dd/mm/yyyy or yyyy-mm-dd. A date in American order, or a serial number, is refused as such. */
export function readDate(text: string): ReadCell {
  const serial = serialDay(text);
  if (serial !== undefined) return refuse("data/date-serial", { seen: text, day: slashed(serial) });
  const [, first = "", second = "", year = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text) ?? [];
  if (year === "") {
    const day = parseDay(text.replace(TIME_OF_DAY, ""));
    return day === undefined
      ? refuse("data/not-a-date", { seen: text })
      : { cell: { is: "number", value: fraction(BigInt(day)) } };
  }
  if (Number(first) <= 12 && Number(second) > 12) return refuse("data/us-date", { seen: text });
  const short = year.length === 2;
  const full = Number(fullYear(year) ?? year);
  const day = dayOf(full, Number(second), Number(first));
  const written = `${String(full).padStart(4, "0")}-${second.padStart(2, "0")}-${first.padStart(2, "0")}`;
  if (formatDay(day) !== written) return refuse("data/not-a-date", { seen: text });
  const cell = { is: "number", value: fraction(BigInt(day)) } as const;
  return short ? { cell, tally: "data/two-digit-year", args: { year: full } } : { cell };
}

/** The refusal of a ratio or number that Excel turned into a date; undefined when the text is no date. */
export function becameDate(text: string, isRatio: boolean): ReadCell | undefined {
  const serial = isRatio ? serialDay(text) : undefined;
  if (serial !== undefined) return refuse("data/became-serial", { seen: text, day: slashed(serial) });
  withMonth ??= [`^\\d{1,2}[-/\\s]${MONTH}(?:[-/\\s,]+\\d{2,4})?$`, `^${MONTH}[-/\\s]\\d{1,4}$`].map(
    (source) => new RegExp(source, "iu"),
  );
  if (NUMERIC.test(text) || withMonth.some((pattern) => pattern.test(text)))
    return refuse("data/became-date", { seen: text });
  return undefined;
}
