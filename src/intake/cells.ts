import { isNegative } from "../criteria/headings.ts";
import type { Field } from "../criteria/model.ts";
import { compare, fraction } from "../exact/fraction.ts";
import { fold } from "../fold.ts";
import { isExcelError, saysDash, saysMissing, saysNotApplicable, wordOf } from "./cell-words.ts";
import { readDate } from "./dates.ts";
import type { CellRules } from "./options.ts";
import { readQuantity, readRatio, readRatioParts } from "./quantities.ts";
import { type ReadCell, refuse } from "./read-cell.ts";
import { type Cell, MISSING } from "./table.ts";

const YES: ReadonlySet<string> = new Set(["đạt", "có", "rồi", "x", "✓", "1", "true", "yes"].map(fold));
const NO: ReadonlySet<string> = new Set(["không đạt", "chưa đạt", "không", "chưa", "0", "false", "no"].map(fold));
/** Under a label that begins with Không or Chưa, "Không" would be good news: only these words are clear there. */
const CLEAR_YES: ReadonlySet<string> = new Set(["đạt", "x"].map(fold));
const CLEAR_NO: ReadonlySet<string> = new Set(["không đạt"].map(fold));

/** Nothing at the ends to take away, and no letters that could be written in two ways. */
const TIDY = /^[!-~](?:[ -~]*[!-~])?$/;
const EDGE = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** NFC, with the spaces of every kind and invisible letters at both ends gone. */
export function cleaned(text: string): string {
  if (text === "" || TIDY.test(text)) return text;
  let [start, end] = [0, text.length];
  while (start < end && EDGE.test(text[start] ?? "")) start++;
  while (end > start && EDGE.test(text[end - 1] ?? "")) end--;
  return text.slice(start, end).normalize("NFC");
}

/** Reads a field from the raw text of its cell, or of the two cells that a ratio was given in. */
export function readTexts(field: Field, text: string, total: string | undefined, rules: CellRules): ReadCell {
  if (total === undefined) return readCell(field, cleaned(text), rules);
  const [part, whole] = [cleaned(text), cleaned(total)];
  const broken = [part, whole].find(isExcelError);
  if (broken !== undefined) return refuse("data/excel-error", { seen: broken });
  const isMissing = (side: string) => saysMissing(side) || (rules.dash === "missing" && saysDash(side));
  if ([part, whole].every(saysNotApplicable)) return notApplicable(field, part);
  if ([part, whole].every(isMissing))
    return [part, whole].some(saysDash) ? { cell: MISSING, tally: "data/dash-missing" } : { cell: MISSING };
  if ([part, whole].some((side) => isMissing(side) || saysNotApplicable(side)))
    return refuse("data/half-ratio", { seen: `${part}/${whole}` });
  const read = readRatioParts(field, part, whole, rules);
  return read.cell !== undefined && [part, whole].some(saysDash) ? { ...read, tally: "data/dash-zero" as const } : read;
}

/** Reads one cell as its field's type says. `text` is NFC and trimmed. */
function readCell(field: Field, text: string, rules: CellRules): ReadCell {
  if (isExcelError(text)) return refuse("data/excel-error", { seen: text });
  if (field.type === "text") return { cell: saysMissing(text) ? MISSING : { is: "text", text } };
  return readWord(field, /\s/.test(text) ? text.replace(/\s+/g, " ") : text, rules);
}

/** A cell that is no free text, with its spaces made single. What a field declares goes before words for missing. */
function readWord(field: Field, text: string, rules: CellRules): ReadCell {
  const choice = field.type === "choice" ? choiceOf(field, text) : undefined;
  if (choice !== undefined) return choice;
  if (saysMissing(text)) return { cell: MISSING };
  if (saysNotApplicable(text)) return notApplicable(field, text);
  switch (field.type) {
    case "boolean":
      return readBoolean(field, text);
    case "date":
      return readDate(text);
    case "choice":
      return refuse("data/not-a-choice", { seen: text, values: field.choices.join(", ") });
    case "ratio":
      return readRatio(field, text, rules);
    default:
      return readQuantity(field, text, rules);
  }
}

function notApplicable(field: Field, text: string): ReadCell {
  return field.notApplicable
    ? { cell: { is: "not_applicable" } }
    : refuse("data/not-applicable-not-allowed", { seen: text });
}

function readBoolean(field: Field, text: string): ReadCell {
  const word = wordOf(text);
  const [yes, no] = isNegative(field) ? [CLEAR_YES, CLEAR_NO] : [YES, NO];
  if (yes.has(word)) return { cell: { is: "truth", value: true } };
  if (no.has(word)) return { cell: { is: "truth", value: false } };
  return refuse(isNegative(field) ? "data/unclear-negative" : "data/not-a-boolean", { seen: text });
}

function choiceOf(field: Field, text: string): ReadCell | undefined {
  const index = field.choices.findIndex((choice) => fold(choice) === fold(text));
  return index < 0 ? undefined : { cell: { is: "number", value: fraction(BigInt(index)) } };
}

/** Are two cells the same answer? */
export function sameCell(a: Cell, b: Cell): boolean {
  if (a.is === "number" && b.is === "number") return compare(a.value, b.value) === 0;
  if (a.is === "ratio" && b.is === "ratio") return compare(a.part, b.part) === 0 && compare(a.whole, b.whole) === 0;
  if (a.is === "truth" && b.is === "truth") return a.value === b.value;
  if (a.is === "text" && b.is === "text") return a.text === b.text;
  return a.is === b.is;
}
