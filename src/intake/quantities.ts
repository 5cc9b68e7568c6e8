import type { Field } from "../criteria/model.ts";
import { toExactDecimal, toFraction } from "../exact/decimal.ts";
import { compare, type Fraction, fraction, ZERO } from "../exact/fraction.ts";
import { fold } from "../fold.ts";
import type { ProblemCode } from "../problem.ts";
import { isInexact, saysDash } from "./cell-words.ts";
import { becameDate } from "./dates.ts";
import { type ReadNumber, readNumber } from "./numbers.ts";
import type { CellRules } from "./options.ts";
import { type ReadCell, refuse } from "./read-cell.ts";
import { MISSING } from "./table.ts";

const FAULTS: Readonly<Record<NonNullable<ReadNumber["fault"]>, ProblemCode>> = {
  "not-a": "data/not-a-number",
  ambiguous: "data/ambiguous-number",
  "other-mark": "data/two-decimal-marks",
  overlong: "data/overlong-number",
  "in-count": "data/not-a-count",
};

/** Reads a count, a number or a percent, with its unit behind it or without. */
export function readQuantity(field: Field, text: string, rules: CellRules): ReadCell {
  if (saysDash(text)) return readDash(field, text, rules);
  const isCount = field.type === "count";
  const read = readNumber(text, rules.mark, isCount);
  if (read.fault !== undefined) return becameDate(text, false) ?? faulty(text, read.fault, rules);
  const wrongUnit = unitFault(field, text, read.suffix);
  if (wrongUnit !== undefined) return wrongUnit;
  const value = toFraction(read.decimal);
  if (isCount && (value.d !== 1n || value.n < 0n)) return refuse("data/not-a-count", { seen: text });
  const asShare = field.type === "percent" && (rules.percentAs === "percent" || read.suffix === "%");
  const within = withinRange(field, text, asShare ? fraction(value.n, value.d * 100n) : value);
  const guessed = read.grouped && rules.mark === undefined;
  return guessed && within.cell !== undefined
    ? { ...within, tally: "data/grouped-count" as const, args: { read: toExactDecimal(value) ?? "" } }
    : within;
}

/** Why a text is no number: a range or an inequality, two ways to read it, or nothing like a number. */
function faulty(text: string, fault: NonNullable<ReadNumber["fault"]>, { mark }: CellRules): ReadCell {
  if (isInexact(text)) return refuse("data/inexact", { seen: text });
  return refuse(FAULTS[fault], fault === "other-mark" ? { seen: text, mark: mark ?? "" } : { seen: text });
}

function readDash(field: Field, text: string, { dash }: CellRules): ReadCell {
  if (dash === "missing") return { cell: MISSING, tally: "data/dash-missing" };
  const within = withinRange(field, text, ZERO);
  return within.cell === undefined ? within : { ...within, tally: "data/dash-zero" as const };
}

/** Behind a number only the field's own unit may stand. */
function unitFault({ type, unit }: Field, text: string, suffix: string): ReadCell | undefined {
  if (suffix === "") return undefined;
  if (suffix === "%") return type === "percent" ? undefined : refuse("data/percent-not-wanted", { seen: text });
  if (isInexact(text)) return refuse("data/inexact", { seen: text });
  const units = type === "percent" ? ["%"] : [unit?.vi, unit?.en].filter((name) => name !== undefined);
  if (units.some((name) => fold(name) === fold(suffix))) return undefined;
  const known = becameDate(text, false);
  if (known !== undefined) return known;
  // A unit is a word behind a space; 1'234, 1e5, 5/7 and 1O are typing.
  const isWord = /\s/.test(text) && /^[\p{L}\p{M}][\p{L}\p{M}\s./²³%-]*$/u.test(suffix);
  if (units.length === 0 || !isWord) return refuse("data/not-a-number", { seen: text });
  return refuse("data/other-unit", { seen: text, unit: units.join(" / ") });
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

/** Reads a ratio from one cell: `7/8`, perhaps with the field's unit behind it. */
export function readRatio(field: Field, text: string, rules: CellRules): ReadCell {
  // A dash may be no figure or 0, but 0 of how many it does not say.
  if (saysDash(text)) return { cell: MISSING, tally: "data/dash-missing" };
  const [, over, under] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const date = becameDate(text, true);
  if (date !== undefined) return date;
  if (over === undefined || under === undefined)
    return refuse(isInexact(text) && !/^\d+-\d+$/.test(text) ? "data/inexact" : "data/not-a-ratio", { seen: text });
  return readRatioParts(field, over.trim(), under.trim(), rules);
}

/** Reads a ratio from its two numbers, whether they stood in one cell or in two. */
export function readRatioParts(field: Field, over: string, under: string, rules: CellRules): ReadCell {
  const seen = `${over}/${under}`;
  const sides = [over, under].map((text) => (saysDash(text) && rules.dash === "zero" ? "0" : text));
  const [part, whole] = sides.map((text) => readNumber(text, rules.mark, false)) as [ReadNumber, ReadNumber];
  for (const read of [part, whole]) {
    if (read.fault === "ambiguous" || read.fault === "other-mark") return faulty(seen, read.fault, rules);
    if (read.fault !== undefined)
      return refuse(isInexact(over) || isInexact(under) ? "data/inexact" : "data/not-a-ratio", { seen });
    if (read.suffix === "%") return refuse("data/not-a-ratio", { seen });
    const wrongUnit = unitFault(field, seen, read.suffix);
    if (wrongUnit !== undefined) return wrongUnit;
  }
  if (part.fault !== undefined || whole.fault !== undefined) return refuse("data/not-a-ratio", { seen });
  const [n, d] = [toFraction(part.decimal), toFraction(whole.decimal)];
  if (compare(n, ZERO) < 0 || compare(n, d) > 0) return refuse("data/ratio-over-one", { seen });
  return { cell: { is: "ratio", part: n, whole: d } };
}
