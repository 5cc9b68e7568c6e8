import { letterOf } from "../column-letters.ts";
import { labelBefore, parsePeriod } from "../criteria/period.ts";
import type { CellResult } from "../engine/result.ts";
import type { Step } from "../engine/trace.ts";
import { inputName, type Origin } from "../intake/table.ts";
import type { LabelCode } from "../messages/say.ts";
import { visible } from "../messages/visible.ts";
import { cellText, exact } from "./exact-words.ts";
import type { ShownExplanation } from "./explanation-document.ts";
import { type StepStyle, stepWords } from "./step-words.ts";
import type { Words } from "./words.ts";

/** A figure with the cell that it comes from; of an appraised one also what the ward itself had assessed. */
export function cellLine(result: CellResult, { inputs }: ShownExplanation, words: Words): string {
  const { field, period, cell, origin } = result;
  const label = words.fields([field]) + (period === null ? "" : ` (${period})`);
  const value = cellText(cell, field, words);
  if (origin === null) return words.say("explain/cell-absent", { label, value });
  const line = placeLine(label, value, origin, inputs, words);
  if (origin.self === undefined) return line;
  const { cell: own, origin: place } = origin.self;
  const before = words.say("explain/self", {
    value: cellText(own, field, words),
    place: place === undefined ? "–" : placeName(place, inputs),
  });
  const why =
    origin.rejected === undefined ? "" : `; ${words.say("explain/rejected", { why: visible(origin.rejected) })}`;
  return `${line}${why}; ${before}`;
}

type Inputs = ShownExplanation["inputs"];

/** `file:line:column`, or `file:sheet!cell`. */
export function placeName({ file, line, column }: Origin, inputs: Inputs): string {
  const { name = "–", sheet } = inputs[file] ?? {};
  return sheet === undefined
    ? `${visible(name)}:${line}:${column}`
    : `${visible(`${name}:${sheet}`)}!${letterOf(column)}${line}`;
}

function placeLine(label: string, value: string, origin: Origin, inputs: Inputs, words: Words): string {
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

/** How people read expressions: labels, exact numbers, words for what is absent. */
export function styleFor(words: Words, label: string): StepStyle {
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
