import { labelBefore, parsePeriod } from "../criteria/period.ts";
import type { CellResult } from "../engine/result.ts";
import type { Step } from "../engine/trace.ts";
import { inputName } from "../intake/table.ts";
import { type LabelCode, letterOf } from "../messages/say.ts";
import { visible } from "../messages/visible.ts";
import { cellText, exact } from "./exact-words.ts";
import type { ShownExplanation } from "./explanation-document.ts";
import { type StepStyle, stepWords } from "./step-words.ts";
import type { Words } from "./words.ts";

/** A figure with the cell that it comes from. */
export function cellLine(
  { field, period, cell, origin }: CellResult,
  { inputs }: ShownExplanation,
  words: Words,
): string {
  const label = words.fields([field]) + (period === null ? "" : ` (${period})`);
  const value = cellText(cell, field, words);
  if (origin === null) return words.say("explain/cell-absent", { label, value });
  const input = inputs[origin.file];
  const place = {
    label,
    value,
    file: visible(input === undefined ? "–" : inputName(input)),
    line: origin.line,
    column: origin.column,
    cell: `${letterOf(origin.column)}${origin.line}`,
    text: visible(origin.text),
  };
  if (origin.answer !== undefined) return words.say("explain/answer", place);
  const onSheet = input?.sheet === undefined ? "" : "-on-sheet";
  if (origin.total === undefined) return words.say(`explain/cell${onSheet}`, place);
  const { column, text } = origin.total;
  return words.say(`explain/cell-of-two${onSheet}`, {
    ...place,
    total: visible(text),
    totalColumn: column,
    totalCell: `${letterOf(column)}${origin.line}`,
  });
}

function styleFor(words: Words, label: string): StepStyle {
  const rule = words.standard.period;
  const here = parsePeriod(label, rule);
  const before = (periods: number) => (here === undefined ? "" : labelBefore(here, periods, rule));
  return {
    field: (id, periods) => words.fields([id]) + (periods === 0 ? "" : ` (${before(periods)})`),
    parameter: (id) => words.text(words.standard.parameters.get(id)?.title),
    number: (value, kind) => exact(value, kind, words),
    truth: (value) => words.say(value ? "truth/true" : "truth/false"),
    connective: (word) => words.say(`connective/${word}`),
    absent: (absent) => words.say(`absent/${absent}`),
  };
}

/** The steps of a computation, each on a line. */
export function stepLines(label: LabelCode, steps: readonly Step[], period: string, words: Words): string[] {
  const style = styleFor(words, period);
  return steps.map((step) => words.say(label, { ...stepWords(step, words.standard, style) }));
}
