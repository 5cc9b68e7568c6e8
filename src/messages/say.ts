import { letterOf } from "../column-letters.ts";
import type { Argument, Position, Problem, Severity } from "../problem.ts";
import { inLanguage, isText, type Language } from "../text.ts";
import { appraisalLabels as appraisalEn } from "./appraisal-labels.en.ts";
import { type AppraisalLabelCode, appraisalLabels as appraisalVi } from "./appraisal-labels.vi.ts";
import { assessLabels as assessEn } from "./assess-labels.en.ts";
import { type AssessLabelCode, assessLabels as assessVi } from "./assess-labels.vi.ts";
import { diffLabels as diffEn } from "./diff-labels.en.ts";
import { type DiffLabelCode, diffLabels as diffVi } from "./diff-labels.vi.ts";
import { explainLabels as explainEn } from "./explain-labels.en.ts";
import { type ExplainLabelCode, explainLabels as explainVi } from "./explain-labels.vi.ts";
import { formLabels as formEn } from "./form-labels.en.ts";
import { type FormLabelCode, formLabels as formVi } from "./form-labels.vi.ts";
import { labels as en } from "./labels.en.ts";
import { type LabelCode as OtherLabelCode, labels as vi } from "./labels.vi.ts";
import { pageLabels as pageEn } from "./page-labels.en.ts";
import { type PageLabelCode, pageLabels as pageVi } from "./page-labels.vi.ts";
import { paperLabels as paperEn } from "./paper-labels.en.ts";
import { type PaperLabelCode, paperLabels as paperVi } from "./paper-labels.vi.ts";
import { problems as problemsEn } from "./problems.en.ts";
import { problems as problemsVi } from "./problems.vi.ts";
import { visible } from "./visible.ts";

export type LabelCode =
  | OtherLabelCode
  | ExplainLabelCode
  | DiffLabelCode
  | FormLabelCode
  | AssessLabelCode
  | AppraisalLabelCode
  | PageLabelCode
  | PaperLabelCode;

type Labels = Readonly<Partial<Record<LabelCode, string>>>;
const LABELS: Readonly<Record<Language, readonly Labels[]>> = {
  vi: [vi, explainVi, diffVi, formVi, assessVi, appraisalVi, pageVi, paperVi],
  en: [en, explainEn, diffEn, formEn, assessEn, appraisalEn, pageEn, paperEn],
};
const PROBLEMS = { vi: problemsVi, en: problemsEn } as const;

type Arguments = Readonly<Record<string, Argument>>;

/** Fills a template: `{name}` becomes the argument, `{{` and `}}` are braces. */
function fill(template: string, args: Arguments, language: Language): string {
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name: string | undefined) => {
    if (name === undefined) return found[0] ?? "";
    const value = args[name];
    if (value === undefined) return found;
    return isText(value) ? inLanguage(value, language) : String(value);
  });
}

/** Words of a report in a language. */
export function say(language: Language, code: LabelCode, args: Arguments = {}): string {
  return fill(wordsFor(LABELS[language], code), args, language);
}

/** The words for a code, which one of the tables has: to make one table of them all would take every call a while. */
function wordsFor<Code extends string>(tables: readonly Readonly<Partial<Record<Code, string>>>[], code: Code): string {
  return tables.find((some) => some[code] !== undefined)?.[code] ?? code;
}

/** A problem's message: what was seen → what to do. Words from files are made visible; `{cell}` is its place in Excel. */
export function sayProblem(language: Language, { code, args, at }: Pick<Problem, "code" | "args" | "at">): string {
  const cell = at?.line === undefined || at.column === undefined ? "–" : `${letterOf(at.column)}${at.line}`;
  const shown = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, shownArgument(value)]));
  const words = wordsFor(PROBLEMS[language], code);
  // What was typed at a question stands in no cell.
  const placed = at?.column === undefined ? words.replace(/^(?:ô|cell) \{cell\} \(\{heading\}\)/u, "{heading}") : words;
  return fill(placed, { cell, ...shown }, language);
}

const LONGEST_ARGUMENT = 300;

function shownArgument(value: Argument): Argument {
  if (typeof value === "number") return value;
  const short = (text: string) =>
    visible(text.length > LONGEST_ARGUMENT ? `${text.slice(0, LONGEST_ARGUMENT)}…` : text);
  if (typeof value === "string") return short(value);
  return {
    ...(value.vi !== undefined && { vi: short(value.vi) }),
    ...(value.en !== undefined && { en: short(value.en) }),
  };
}

/** `file:line:column: error code: what was seen → what to do`, and for criteria files the source line with a caret. */
export function problemLines(language: Language, one: Problem): string[] {
  const { at, code, severity } = one;
  const head = `${placeOf(at)}${severityWord(language, severity)} ${code}: ${sayProblem(language, one)}`;
  if (at?.source === undefined || at.column === undefined) return [head];
  return [head, ...caret(at.source, at.column)];
}

/** `file:line:column: `, in a workbook `file:sheet!cell: `, or nothing where no place is known. */
export function placeOf(at: Position | undefined): string {
  if (at === undefined) return "";
  if (at.sheet !== undefined) return `${visible(at.file)}:${visible(at.sheet)}${cellOnSheet(at)}: `;
  return `${[visible(at.file), at.line, at.column].filter((part) => part !== undefined).join(":")}: `;
}

/** `!E2`, `!2` for a row, nothing for a whole sheet. */
function cellOnSheet({ line, column }: Position): string {
  if (line === undefined) return "";
  return `!${column === undefined ? "" : letterOf(column)}${line}`;
}

const severityWord = (language: Language, severity: Severity): string => say(language, `severity/${severity}`);

const WIDEST = 110;

/** The source line, cut around the column when it is long, and a caret below. */
function caret(source: string, column: number): string[] {
  const from = Math.max(0, Math.min(column - 1 - WIDEST / 2, source.length - WIDEST));
  const part = source.slice(from, from + WIDEST).replace(/\t/g, " ");
  const before = visible(part.slice(0, column - 1 - from));
  return [`    ${visible(part)}`, `    ${" ".repeat([...before].filter((letter) => !/\p{M}/u.test(letter)).length)}^`];
}
