import { isNegative } from "../criteria/headings.ts";
import type { Field } from "../criteria/model.ts";
import { formatDay } from "../exact/day.ts";
import { toExactDecimal } from "../exact/decimal.ts";
import { compare, type Fraction, fraction, ZERO } from "../exact/fraction.ts";
import { fold } from "../fold.ts";
import { cleaned, readTexts } from "../intake/cells.ts";
import type { Answer } from "../intake/draft-lines.ts";
import { type Mark, provenMark, takeApart } from "../intake/numbers.ts";
import { type Cell, MISSING } from "../intake/table.ts";
import { type Problem, problem } from "../problem.ts";
import { cellText } from "../report/exact-words.ts";
import type { Words } from "../report/words.ts";
import type { Language } from "../text.ts";

/** What was understood of a typed line; what is still needed before it is an answer; or what is wrong with it. */
export type ReadAnswer =
  | { readonly is: "answer"; readonly answer: Answer; readonly cell: Cell }
  /** of a ratio only the first number was typed */
  | { readonly is: "half" }
  | { readonly is: "not_applicable" }
  /** 0,97 in percent, where about 97 is usual */
  | { readonly is: "doubtful"; readonly answer: Answer; readonly cell: Cell }
  | { readonly is: "wrong"; readonly problem: Problem };

const MISSING_WORDS: ReadonlySet<string> = new Set(["?", "thiếu", "thiếu số liệu", "missing", "unknown"].map(fold));
const NOT_APPLICABLE_WORDS: ReadonlySet<string> = new Set(["na", "n/a", "not applicable"].map(fold));
const ONE_PERCENT = fraction(1n, 100n);

const TRUTHS = { vi: ["Có", "Không"], en: ["Yes", "No"] } as const;
/** Under a label that says that something is not so, "Không" could mean either. */
const CLEAR_TRUTHS = ["Đạt", "Không đạt"] as const;

/** The words that a question is answered from, in order; none: a figure or free text is typed. */
export function choicesOf(field: Field, language: Language): readonly string[] {
  if (field.type !== "boolean") return field.choices;
  return isNegative(field) ? CLEAR_TRUTHS : TRUTHS[language];
}

/** An answer as a person would type and read it; a draft keeps it otherwise. */
export function shownAnswer(answer: Answer, field: Field, words: Words): string {
  if (answer.is === "missing") return words.say("assess/missing-word");
  if (answer.is === "not_applicable") return "Không áp dụng";
  const cell = cellOfAnswer(answer, field);
  if (cell === undefined) return answer.text;
  if (cell.is === "truth") return choicesOf(field, words.language)[cell.value ? 0 : 1] ?? answer.text;
  return cellText(cell, field.id, words);
}

/** What an answer that a draft keeps says; undefined when its field no longer takes it. */
export function cellOfAnswer(answer: Answer, field: Field): Cell | undefined {
  if (answer.is === "missing") return MISSING;
  if (answer.is === "not_applicable") return field.notApplicable ? { is: "not_applicable" } : undefined;
  return readTexts(field, answer.text, undefined, { mark: ".", dash: "missing", percentAs: "percent" }).cell;
}

/** Choices may be picked by their place, unless they are numbers themselves. */
export const areNumbered = (choices: readonly string[]): boolean => choices.every((choice) => !/^\d/.test(choice));

/**
 * Reads a typed line as an answer. Missing, not applicable and 0 are three answers; words for the first two are those
 * of ward files, and some more.
 * @param whole the second number of a ratio, when it was asked for
 */
export function readAnswer(field: Field, typed: string, language: Language, whole?: string): ReadAnswer {
  const text = cleaned(typed);
  if (MISSING_WORDS.has(fold(text))) return { is: "answer", answer: { is: "missing" }, cell: { is: "missing" } };
  const isDeclared = NOT_APPLICABLE_WORDS.has(fold(text)) && field.type !== "text";
  const chosen = isDeclared ? "Không áp dụng" : pickedWord(field, text, language);
  if (field.type === "ratio" && whole === undefined && /^\d[\d.,\s]*$/.test(chosen)) return { is: "half" };
  const read = readTexts(field, chosen, whole, { mark: markOf(chosen, whole), dash: "missing", percentAs: "percent" });
  if (read.cell === undefined)
    return { is: "wrong", problem: problem(read.code, { heading: field.label, ...read.args }) };
  const { cell } = read;
  if (cell.is === "not_applicable") return { is: "not_applicable" };
  if (cell.is === "missing") return { is: "answer", answer: { is: "missing" }, cell };
  const figure = textOfCell(cell, field);
  if (figure === undefined)
    return { is: "wrong", problem: problem("data/overlong-number", { heading: field.label, seen: text }) };
  const answer: Answer = { is: "figure", text: figure };
  return { is: isDoubtful(field, cell, text) ? "doubtful" : "answer", answer, cell };
}

/** The word at the place that was typed. */
function pickedWord(field: Field, text: string, language: Language): string {
  const choices = choicesOf(field, language);
  if (!/^\d{1,3}$/.test(text) || !areNumbered(choices)) return text;
  return choices[Number(text) - 1] ?? text;
}

/** A person types either mark; where the typed number itself tells which, it is that one. */
function markOf(...texts: readonly (string | undefined)[]): Mark | undefined {
  const marks = texts.flatMap((text) =>
    (text ?? "").split("/").flatMap((side) => {
      const number = takeApart(side.trim());
      return (number && provenMark(number)) ?? [];
    }),
  );
  return new Set(marks).size === 1 ? marks[0] : undefined;
}

/** Far below what is usual for the field, as 0.97 is for 97 %. */
function isDoubtful({ type, typical }: Field, cell: Cell, text: string): boolean {
  if (type !== "percent" || typical === undefined || cell.is !== "number" || text.includes("%")) return false;
  return (
    compare(typical.low, ONE_PERCENT) > 0 && compare(cell.value, ZERO) > 0 && compare(cell.value, ONE_PERCENT) <= 0
  );
}

/** A cell as a draft keeps it, exact; undefined for a number of too many digits. */
export function textOfCell(cell: Cell, { type, choices }: Field): string | undefined {
  switch (cell.is) {
    case "truth":
      return cell.value ? "Đạt" : "Không đạt";
    case "text":
      return cell.text;
    case "ratio": {
      const [part, whole] = [toExactDecimal(cell.part), toExactDecimal(cell.whole)];
      return part === undefined || whole === undefined ? undefined : `${part}/${whole}`;
    }
    case "number":
      return textOfNumber(cell.value, type, choices);
    default:
      return "";
  }
}

function textOfNumber(value: Fraction, type: Field["type"], choices: readonly string[]): string | undefined {
  if (type === "date") return formatDay(Number(value.n));
  if (type === "choice") return choices[Number(value.n)];
  if (type !== "percent") return toExactDecimal(value);
  const points = toExactDecimal(fraction(value.n * 100n, value.d));
  return points === undefined ? undefined : `${points}%`;
}
