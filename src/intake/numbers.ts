import { type Decimal, parseDecimal } from "../exact/decimal.ts";

/** Decimal marks. */
export const MARKS = [",", "."] as const;
export type Mark = (typeof MARKS)[number];

/** A number's text taken apart, as far as the text alone tells. */
export interface NumberText {
  readonly negative: boolean;
  /** all digits before the last mark, without grouping */
  readonly whole: string;
  /** the digits behind the last mark; empty when it only groups, or there is none */
  readonly part: string;
  /** the mark that can only be the decimal one */
  readonly decimal?: Mark;
  /** one mark with three digits behind it: it may group or be the decimal one */
  readonly open?: Mark;
  /** the mark that can only group */
  readonly grouping?: Mark;
  /** what stands behind the digits: a unit, % */
  readonly suffix: string;
}

const SPACE = "[ \\u00a0\\u2009\\u202f]";
/** Most figures are digits alone. */
const PLAIN = /^\d+$/;
/** Most others have one mark. */
const SIMPLE = /^(\d+)([.,])(\d+)$/;
const NUMBER = new RegExp(
  `^([-−]?)(\\d{1,3}(?:${SPACE}\\d{3})+(?![\\d])|\\d+)((?:[.,]\\d+)*)(?:\\s?([^\\d\\s.,].*))?$`,
  "su",
);

/** The text that was taken apart last, for several look at a cell one after another. */
let lookedAt: { readonly text: string; readonly number: NumberText | undefined } = { text: "", number: undefined };

/** Takes a number apart; undefined when it is none, such as `1.2.3`. */
export function takeApart(text: string): NumberText | undefined {
  if (text !== lookedAt.text) lookedAt = { text, number: apart(text) };
  return lookedAt.number;
}

function apart(text: string): NumberText | undefined {
  if (PLAIN.test(text)) return { negative: false, whole: text, part: "", suffix: "" };
  const simple = SIMPLE.exec(text);
  if (simple !== null) {
    const [, whole = "", mark = ".", part = ""] = simple;
    return { negative: false, suffix: "", ...oneMark(whole, mark as Mark, part, false) };
  }
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, sign = "", spaced = "", marked = "", suffix = ""] = match;
  const first = spaced.replace(/\D/gu, "");
  const common = { negative: sign !== "", suffix: suffix.trim() };
  const marks = [...marked].filter((letter): letter is Mark => letter === "." || letter === ",");
  const groups = marked.split(/[.,]/).slice(1);
  const last = marks.at(-1);
  const end = groups.at(-1) ?? "";
  if (last === undefined) return { ...common, whole: first, part: "" };
  const isSpaced = spaced !== first;
  if (marks.length === 1) return { ...common, ...oneMark(first, last, end, isSpaced) };
  const inner = marks.slice(0, -1);
  const [grouping = last] = inner;
  const grouped = grouping === last ? groups : groups.slice(0, -1);
  const wellGrouped =
    inner.every((mark) => mark === grouping) &&
    grouped.every(({ length }) => length === 3) &&
    first.length <= 3 &&
    !first.startsWith("0") &&
    !isSpaced;
  if (!wellGrouped) return undefined;
  const whole = first + grouped.join("");
  return grouping === last
    ? { ...common, whole, part: "", grouping }
    : { ...common, whole, part: end, grouping, decimal: last };
}

/** One mark: the decimal one, unless it may group. */
function oneMark(whole: string, mark: Mark, part: string, isSpaced: boolean): Omit<NumberText, "negative" | "suffix"> {
  const canGroup = part.length === 3 && whole.length <= 3 && !whole.startsWith("0") && !isSpaced;
  return canGroup ? { whole, part, open: mark } : { whole, part, decimal: mark };
}

const other = (mark: Mark): Mark => (mark === "." ? "," : ".");

/** The decimal mark that a number's text proves, if it proves any. */
export function provenMark({ decimal, grouping }: NumberText): Mark | undefined {
  return decimal ?? (grouping && other(grouping));
}

/** A number, or why it is none: two ways to read it, another mark than the file's, more digits than can be held. */
export type ReadNumber =
  | { readonly decimal: Decimal; readonly grouped: boolean; readonly suffix: string; readonly fault?: never }
  | { readonly fault: "not-a" | "ambiguous" | "other-mark" | "overlong" | "in-count"; readonly decimal?: never };

/**
 * Reads a number with the file's decimal mark. Where nothing tells the mark, `1.234` is refused, but for counts: they
 * have no decimals, so there it can only group.
 */
export function readNumber(text: string, mark: Mark | undefined, isCount: boolean): ReadNumber {
  const number = takeApart(text);
  if (number === undefined) return { fault: "not-a" };
  const proven = provenMark(number);
  if (proven !== undefined && proven !== mark) return { fault: mark === undefined ? "ambiguous" : "other-mark" };
  const { open, whole, part } = number;
  if (open !== undefined && mark === undefined && !isCount) return { fault: "ambiguous" };
  // Three zeros behind the decimal mark of a count: 21.000 is hardly 21.
  if (open !== undefined && open === mark && isCount) return { fault: "in-count" };
  const groups = open !== undefined && open !== mark;
  const plain = groups || part === "" ? `${whole}${part}` : `${whole}.${part}`;
  const decimal = parseDecimal(`${number.negative ? "-" : ""}${plain}`);
  if (decimal === undefined) return { fault: "overlong" };
  return { decimal, grouped: groups, suffix: number.suffix };
}

/** How many decimals a number was written with; `90` has none. */
export const decimalsWritten = (text: string): number => takeApart(text)?.part.length ?? 0;
