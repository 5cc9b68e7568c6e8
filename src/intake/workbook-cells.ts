import { type Day, dayOf, formatDay } from "../exact/day.ts";
import type { NumberFormat } from "../spreadsheet/number-format.ts";
import type { SheetCell } from "../spreadsheet/sheet-row.ts";

/** Excel shows no more digits of a number; what lies beyond them is the noise of binary fractions. */
const DIGITS = 15;
/** A number as it would be written here: no zeros before or behind it, and no exponent. */
const SHORT = /^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
/** Numbers with more zeros than this stay in scientific notation, which no field reads. */
const MOST_ZEROS = 20;
const SECONDS_A_DAY = 86_400;

const DAY_ZERO: Day = dayOf(1899, 12, 30);
/** So many days lie between the two beginnings from which workbooks count. */
const DAYS_TO_1904 = 1_462;
/** Excel believes that there was a 29 February 1900, and counts to the year 9999. */
const [NO_DAY, LAST_DAY] = [60, 2_958_465];
/** What Excel shows where a number cannot be a date. */
const NO_DATE = "#####";

/** A workbook's cell as the text that reading goes by: what Excel shows, but with all digits, a dot and ISO dates. */
export function textOf(cell: SheetCell, from1904: boolean): string {
  return cell.is === "number" ? numberText(cell.text, cell.format, from1904) : cell.text;
}

function numberText(text: string, format: NumberFormat, from1904: boolean): string {
  if (format.is === "date") return dateText(Number(text), from1904);
  const moved = format.is === "percent" ? 2 : 0;
  const isShort = moved === 0 && text.length <= DIGITS && SHORT.test(text);
  const plain = isShort ? text : plainDecimal(Number(text), moved);
  if (plain === "0" && format.zero !== "") return format.zero;
  // 0.75 is shown as 3/4 and perhaps was 6/8, 62500 as 62,5: what was meant, nobody can tell.
  if (format.is === "unclear") return `${plain} (${format.text})`;
  const shown = shownAs(plain, format);
  if (format.before === "" && format.behind === "") return shown;
  return [format.before, shown, format.behind].filter((part) => part !== "").join(" ");
}

function shownAs(plain: string, { is, digits }: NumberFormat): string {
  if (is === "percent") return `${plain}%`;
  return is === "padded" && /^\d+$/.test(plain) ? plain.padStart(digits, "0") : plain;
}

/** A number of at most 15 digits without exponent, its point moved to the right by some places. */
function plainDecimal(number: number, moved: number): string {
  if (number === 0) return "0";
  const [mantissa = "", power = ""] = Math.abs(number)
    .toExponential(DIGITS - 1)
    .split("e");
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  const whole = Number(power) + 1 + moved;
  const sign = number < 0 ? "-" : "";
  if (Math.abs(whole) > MOST_ZEROS) return String(number);
  if (whole <= 0) return `${sign}0.${"0".repeat(-whole)}${digits}`;
  if (whole >= digits.length) return sign + digits.padEnd(whole, "0");
  return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
}

/** The day, and the time of day where there is one. */
function dateText(serial: number, from1904: boolean): string {
  const moved = serial + (from1904 ? DAYS_TO_1904 : 0);
  let days = Math.floor(moved);
  let seconds = Math.round((moved - days) * SECONDS_A_DAY);
  if (seconds === SECONDS_A_DAY) [days, seconds] = [days + 1, 0];
  if (moved < 0 || days > LAST_DAY || days === NO_DAY) return NO_DATE;
  const parts = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)));
  const time = parts.map((part) => part.padStart(2, "0")).join(":");
  if (days === 0) return time;
  const day = formatDay(DAY_ZERO + days + (days < NO_DAY ? 1 : 0));
  return seconds === 0 ? day : `${day} ${time}`;
}
