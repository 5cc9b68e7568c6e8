import { isNegative } from "../criteria/headings.ts";
import type { Field, Standard } from "../criteria/model.ts";
import { periodExample } from "../criteria/period.ts";
import { toExactDecimal } from "../exact/decimal.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { say } from "../messages/say.ts";
import type { Rule } from "../spreadsheet/write.ts";
import { inLanguage, type Language } from "../text.ts";
import type { FormColumn } from "./form.ts";

/** Wide enough for any count or sum of money; a field's own range is narrower. */
const [LOWEST, HIGHEST] = ["-1000000000000", "1000000000000"];
/** Days as Excel counts them: 1 January 1950 to 31 December 2099. */
const [FIRST_DAY, LAST_DAY] = ["18264", "73050"];
const NOT_APPLICABLE = "Không áp dụng";

/** The words that a field's cell is chosen from; none for figures and free text. */
export function listOf(field: Field, language: Language): readonly string[] {
  const words = field.type === "boolean" ? answersOf(field, language) : field.choices;
  return words.length > 0 && field.notApplicable ? [...words, NOT_APPLICABLE] : words;
}

/** Under a label that says that something is not so, only Đạt and Không đạt are clear. */
const answersOf = (field: Field, language: Language): readonly string[] =>
  isNegative(field) ? ["Đạt", "Không đạt"] : language === "vi" ? ["Có", "Không"] : ["Yes", "No"];

/**
 * What a column of the form takes and how it says so; undefined where anything may be written.
 * @param cell the first cell of the column, which a formula speaks of
 * @param sources the place of each list on the hidden sheet
 */
export function ruleFor(
  column: FormColumn,
  cell: string,
  standard: Standard,
  language: Language,
  sources: ReadonlyMap<string, string>,
): Omit<Rule, "range"> | undefined {
  if ("builtIn" in column) return builtInRule(column, standard, language);
  const { field, heading } = column;
  const allows = allowed(field, cell, sources.get(listOf(field, language).join("\n")));
  if (allows === undefined) return undefined;
  const word = (text: Field["note"]) => (text === undefined ? "" : inLanguage(text, language));
  const unit = field.type === "percent" ? "%" : word(field.unit);
  const wanted = say(language, `form/wants-${field.type}`, { unit: unit || "–" });
  const bounds =
    field.range === undefined ? "" : ` [${shown(field, field.range.low)} – ${shown(field, field.range.high)}]`;
  const leave = say(language, field.notApplicable ? "form/leave-or-not-applicable" : "form/leave");
  return {
    allows,
    title: heading,
    prompt: [`${wanted}${bounds}.`, word(field.note), leave].filter((part) => part !== "").join(" "),
    fault: `${wanted}${bounds}. ${leave}`,
  };
}

function builtInRule(
  { builtIn, heading }: Extract<FormColumn, { builtIn: unknown }>,
  { period }: Standard,
  language: Language,
): Omit<Rule, "range"> | undefined {
  if (builtIn !== "period" && builtIn !== "ward") return undefined;
  const wanted =
    builtIn === "ward"
      ? say(language, "form/wants-code")
      : say(language, "form/wants-period", { example: periodExample(period) });
  return { allows: { is: "formula", formula: "TRUE" }, title: heading, prompt: wanted, fault: wanted };
}

function allowed(field: Field, cell: string, list: string | undefined): Rule["allows"] | undefined {
  if (list !== undefined) return { is: "list", source: list };
  const [low, high] = boundsOf(field);
  switch (field.type) {
    case "text":
      return undefined;
    case "date":
      return { is: "date", low: FIRST_DAY, high: LAST_DAY };
    default: {
      if (!field.notApplicable) return { is: field.type === "count" ? "whole" : "decimal", low, high };
      const whole = field.type === "count" ? `,${cell}=INT(${cell})` : "";
      const isFigure = `AND(ISNUMBER(${cell}),${cell}>=${low},${cell}<=${high}${whole})`;
      return { is: "formula", formula: `OR(${cell}="${NOT_APPLICABLE}",IFERROR(${isFigure},FALSE))` };
    }
  }
}

function boundsOf(field: Field): [string, string] {
  const { type, range, numbers } = field;
  if (numbers.length > 0) return [LOWEST, HIGHEST];
  if (range !== undefined && type !== "ratio") return [shown(field, range.low), shown(field, range.high)];
  return [type === "number" || type === "percent" ? LOWEST : "0", HIGHEST];
}

const shown = ({ type }: Field, value: Fraction): string =>
  toExactDecimal(type === "percent" ? fraction(value.n * 100n, value.d) : value) ?? "";
