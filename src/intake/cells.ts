import type { Field } from "../criteria/model.ts";
import { dayOf, formatDay, parseDay } from "../exact/day.ts";
import { toExactDecimal, toFraction } from "../exact/decimal.ts";
import { compare, type Fraction, fraction, ZERO } from "../exact/fraction.ts";
import { fold } from "../fold.ts";
import type { Argument, ProblemCode } from "../problem.ts";
import { type Mark, readNumber } from "./numbers.ts";
import { type Cell, MISSING } from "./table.ts";

/** A cell, or what is wrong with it; the caller knows the place. */
export type ReadCell =
  | { readonly cell: Cell; readonly code?: never }
  | { readonly code: ProblemCode; readonly args: Readonly<Record<string, Argument>>; readonly cell?: never };

const MISSING_WORDS: ReadonlySet<string> = new Set(
  ["", "chưa có", "không có số liệu", "chưa có số liệu", "…", "..."].map(fold),
);
const NOT_APPLICABLE_WORDS: ReadonlySet<string> = new Set(["không áp dụng", "kad"].map(fold));
const YES: ReadonlySet<string> = new Set(["đạt", "có", "rồi", "x", "✓", "1", "true", "yes"].map(fold));
const NO: ReadonlySet<string> = new Set(["không đạt", "chưa đạt", "không", "chưa", "0", "false", "no"].map(fold));
/** Under a label that begins with Không or Chưa, "Không" would be good news: only these words are clear there. */
const CLEAR_YES: ReadonlySet<string> = new Set(["đạt", "x"].map(fold));
const CLEAR_NO: ReadonlySet<string> = new Set(["không đạt"].map(fold));

const NUMBER_FAULTS = {
  "not-a": "data/not-a-number",
  ambiguous: "data/ambiguous-number",
  overlong: "data/overlong-number",
} as const;

const refuse = (code: ProblemCode, args: Readonly<Record<string, Argument>>): ReadCell => ({ code, args });
const wordOf = (text: string): string => fold(text).replace(/\.$/, "");

/** Reads one cell as its field's type says. `text` is NFC and trimmed. */
export function readCell(field: Field, text: string, mark: Mark | undefined): ReadCell {
  const word = wordOf(text);
  if (MISSING_WORDS.has(word) || text === "...") return { cell: MISSING };
  if (field.type === "text") return { cell: { is: "text", text } };
  if (NOT_APPLICABLE_WORDS.has(word)) return notApplicable(field, text);
  switch (field.type) {
    case "boolean":
      return readBoolean(field, text, word);
    case "date":
      return readDate(text);
    case "choice":
      return readChoice(field, text);
    case "ratio":
      return readRatio(text, mark);
    default:
      return readQuantity(field, text, mark);
  }
}

function notApplicable(field: Field, text: string): ReadCell {
  return field.notApplicable
    ? { cell: { is: "not_applicable" } }
    : refuse("data/not-applicable-not-allowed", { seen: text });
}

const isNegative = (field: Field): boolean => /^(không|chưa)(?!\p{L})/iu.test(field.label.vi ?? "");

function readBoolean(field: Field, text: string, word: string): ReadCell {
  const [yes, no] = isNegative(field) ? [CLEAR_YES, CLEAR_NO] : [YES, NO];
  if (yes.has(word)) return { cell: { is: "truth", value: true } };
  if (no.has(word)) return { cell: { is: "truth", value: false } };
  return refuse(isNegative(field) ? "data/unclear-negative" : "data/not-a-boolean", { seen: text });
}

function readDate(text: string): ReadCell {
  const [, date, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const day = year === undefined ? parseDay(text) : dayOf(Number(year), Number(month), Number(date));
  const written = year === undefined ? text : `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`;
  if (day === undefined || formatDay(day) !== written) return refuse("data/not-a-date", { seen: text });
  return { cell: { is: "number", value: fraction(BigInt(day)) } };
}

function readChoice(field: Field, text: string): ReadCell {
  const index = field.choices.findIndex((choice) => fold(choice) === fold(text));
  if (index < 0) return refuse("data/not-a-choice", { seen: text, values: field.choices.join(", ") });
  return { cell: { is: "number", value: fraction(BigInt(index)) } };
}

function readRatio(text: string, mark: Mark | undefined): ReadCell {
  const [, over, under] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (over === undefined || under === undefined) return refuse("data/not-a-ratio", { seen: text });
  return readRatioParts(over.trim(), under.trim(), mark);
}

/** Reads a ratio from its two numbers, whether they stood in one cell or in two. */
export function readRatioParts(over: string, under: string, mark: Mark | undefined): ReadCell {
  const part = readNumber(over, mark);
  const whole = readNumber(under, mark);
  const seen = `${over}/${under}`;
  if ("fault" in part || "fault" in whole || part.percent || whole.percent) return refuse("data/not-a-ratio", { seen });
  const [n, d] = [toFraction(part.decimal), toFraction(whole.decimal)];
  if (compare(n, ZERO) < 0 || compare(n, d) > 0) return refuse("data/ratio-over-one", { seen });
  return { cell: { is: "ratio", part: n, whole: d } };
}

function readQuantity(field: Field, text: string, mark: Mark | undefined): ReadCell {
  const read = readNumber(text, mark);
  if ("fault" in read) return refuse(NUMBER_FAULTS[read.fault], { seen: text });
  if (read.percent && field.type !== "percent") return refuse("data/percent-not-wanted", { seen: text });
  const value = toFraction(read.decimal);
  // `21.000` households are not 21: a count with any mark in it is refused, whatever the mark means elsewhere.
  const marked = read.decimal.decimals > 0;
  if (field.type === "count" && (marked || value.n < 0n)) return refuse("data/not-a-count", { seen: text });
  return withinRange(field, text, field.type === "percent" ? fraction(value.n, value.d * 100n) : value);
}

/** A value outside the field's range or its list of values is refused, never judged. */
function withinRange(field: Field, text: string, value: Fraction): ReadCell {
  const { range, numbers } = field;
  const shown = (bound: Fraction) =>
    field.type === "percent" ? `${toExactDecimal(fraction(bound.n * 100n, bound.d))}%` : (toExactDecimal(bound) ?? "");
  if (range !== undefined && (compare(value, range.low) < 0 || compare(value, range.high) > 0)) {
    return refuse("data/out-of-range", { seen: text, low: shown(range.low), high: shown(range.high) });
  }
  if (numbers.length > 0 && !numbers.some((allowed) => compare(allowed, value) === 0)) {
    return refuse("data/not-a-choice", { seen: text, values: numbers.map(shown).join(", ") });
  }
  return { cell: { is: "number", value } };
}

/** Are two cells the same answer? */
export function sameCell(a: Cell, b: Cell): boolean {
  if (a.is === "number" && b.is === "number") return compare(a.value, b.value) === 0;
  if (a.is === "ratio" && b.is === "ratio") return compare(a.part, b.part) === 0 && compare(a.whole, b.whole) === 0;
  if (a.is === "truth" && b.is === "truth") return a.value === b.value;
  if (a.is === "text" && b.is === "text") return a.text === b.text;
  return a.is === b.is;
}
