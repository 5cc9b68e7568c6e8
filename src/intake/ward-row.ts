import type { BuiltIn } from "../criteria/headings.ts";
import type { Field, FieldType } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { cleaned, readTexts } from "./cells.ts";
import { columnsOf, type FieldPlace, type Layout } from "./columns.ts";
import { FORMS } from "./forms.ts";
import type { CellRules } from "./options.ts";
import { type ReadCell, refuse } from "./read-cell.ts";
import { rejectionOf } from "./rejection.ts";
import { MISSING, type Origin, type RowSource } from "./table.ts";

const NUMERIC: ReadonlySet<FieldType> = new Set(["count", "number", "percent", "ratio"]);

/** One field of a row as it was read; the column counts from 0. */
export interface Reading {
  readonly field: Field;
  readonly column: number;
  readonly text: string;
  /** does a workbook hold the number itself, so that its text tells nothing of decimal marks? */
  readonly isNumber: boolean;
  readonly read: ReadCell;
}

/** A row of a file with its layout: knows where each cell stands. In the long layout it has one figure. */
export class WardRow implements RowSource {
  readonly file: number;
  readonly line: number;
  readonly record: readonly string[];
  readonly #layout: Layout;
  readonly #places: ReadonlyMap<string, FieldPlace>;
  /** of a workbook, a letter for each cell */
  readonly #forms: string;

  /** @param line as Excel counts, from 1 */
  constructor(
    file: number,
    line: number,
    record: readonly string[],
    layout: Layout,
    places: ReadonlyMap<string, FieldPlace>,
    forms: string = "",
  ) {
    this.file = file;
    this.line = line;
    this.record = record;
    this.#layout = layout;
    this.#places = places;
    this.#forms = forms;
  }

  /** Do all these columns hold numbers themselves, rather than texts? */
  #areNumbers(columns: readonly number[]): boolean {
    if (this.#forms === "") return false;
    return columns.every((column) => this.#forms[column] === FORMS.number || this.#forms[column] === FORMS.answer);
  }

  /** A ratio of a number with decimals and a text: the text may have another mark than the number. */
  #isMixed(columns: readonly number[]): boolean {
    const numbers = columns.filter((column) => this.#areNumbers([column]));
    const isBroken = numbers.some((column) => (this.record[column] ?? "").includes("."));
    return isBroken && columns.some((column) => !numbers.includes(column) && (this.record[column] ?? "").trim() !== "");
  }

  #isAnswer(place: FieldPlace): boolean {
    return this.#forms[columnsOf(place)[0] ?? 0] === FORMS.answer;
  }

  /** The built-in columns and figures whose formula no program has computed; columns count from 0. */
  uncomputed(): { readonly column: number; readonly text: string; readonly isFigure: boolean }[] {
    if (!this.#forms.includes(FORMS.formula)) return [];
    const figures = [...this.#places.values()].flatMap(columnsOf);
    return [...new Set([...this.#layout.builtIn.values(), ...figures])]
      .filter((column) => this.#forms[column] === FORMS.formula)
      .map((column) => ({ column, text: this.record[column] ?? "", isFigure: figures.includes(column) }));
  }

  /** A built-in column's text, or undefined when the file has no such column. */
  builtIn(column: BuiltIn): string | undefined {
    const place = this.#layout.builtIn.get(column);
    return place === undefined ? undefined : cleaned(this.record[place] ?? "");
  }

  origin(field: string): Origin | undefined {
    const place = this.#places.get(field);
    if (place === undefined) return undefined;
    const at = (column: number) => ({ column: column + 1, text: this.record[column] ?? "" });
    const { file, line } = this;
    // Most cells, and without putting objects together.
    if (this.#forms === "") {
      if ("value" in place) return { file, line, column: place.value + 1, text: this.record[place.value] ?? "" };
      return { file, line, column: place.part + 1, text: this.record[place.part] ?? "", total: at(place.whole) };
    }
    const isNumber = this.#areNumbers(columnsOf(place));
    const kind = { ...(isNumber && { number: true as const }), ...(this.#isAnswer(place) && { answer: this.line }) };
    const here = { file, line, ...kind };
    return "value" in place ? { ...here, ...at(place.value) } : { ...here, ...at(place.part), total: at(place.whole) };
  }

  heading(field: string): string | undefined {
    const place = this.#places.get(field);
    if (place === undefined) return undefined;
    // A draft names its fields by their ids, which are nothing to read.
    if (this.#isAnswer(place)) return undefined;
    const named = this.#layout.isLong ? this.builtIn("field") : undefined;
    return named ?? this.#layout.headings["value" in place ? place.value : place.part]?.trim();
  }

  /** The texts of the row's numbers, each side of a ratio by itself. */
  numberTexts(): string[] {
    return [...this.#places.values()].flatMap((place) => {
      if (!NUMERIC.has(place.field.type)) return [];
      const columns = columnsOf(place).filter((column) => !this.#areNumbers([column]));
      const texts = columns.map((column) => this.record[column] ?? "");
      if (place.field.type !== "ratio" || "part" in place) return texts;
      const sides = (texts[0] ?? "").split("/");
      return sides.length === 2 ? sides : [];
    });
  }

  /** The field that a column holds in this row; columns count from 0. */
  fieldAt(column: number): Field | undefined {
    return [...this.#places.values()].find((place) => columnsOf(place).includes(column))?.field;
  }

  /** Has the other row a cell for a field of this one? */
  shares(other: RowSource): boolean {
    return [...this.#places.keys()].some((field) => other.origin(field) !== undefined);
  }

  /** Every field of the row, read as its type says. */
  readings(rules: CellRules): Reading[] {
    return [...this.#places.values()].map((place) => {
      const [column, total] = "value" in place ? [place.value] : [place.part, place.whole];
      const text = this.record[column] ?? "";
      const columns = columnsOf(place);
      const isNumber = this.#areNumbers(columns);
      if (total !== undefined && this.#isMixed(columns))
        return {
          field: place.field,
          column,
          text,
          isNumber,
          read: refuse("data/not-a-ratio", { seen: `${text} / ${this.record[total ?? -1] ?? ""}` }),
        };
      const own: CellRules = isNumber ? { ...rules, mark: "." } : rules;
      // Told apart, with the formula; it is no figure that could be read.
      if (columns.some((one) => this.#forms[one] === FORMS.formula))
        return { field: place.field, column, text, isNumber, read: { cell: MISSING } };
      const rejected = own.takesRejections === true ? rejectedCell([text, this.record[total ?? -1] ?? ""]) : undefined;
      if (rejected !== undefined) return { field: place.field, column, text, isNumber, read: rejected };
      const wrongUnit = this.#layout.isLong ? unitFault(place.field, this.builtIn("unit") ?? "") : undefined;
      const read =
        wrongUnit ?? readTexts(place.field, text, total === undefined ? undefined : (this.record[total] ?? ""), own);
      return { field: place.field, column, text, isNumber, read };
    });
  }
}

/** A figure that an appraiser does not accept; the reason must be there. */
function rejectedCell(texts: readonly string[]): ReadCell | undefined {
  const [rejection] = texts.flatMap((text) => rejectionOf(text) ?? []);
  if (rejection === undefined) return undefined;
  return rejection.why === "" ? refuse("data/rejection-needs-reason", { seen: texts[0] ?? "" }) : { cell: MISSING };
}

/** The long layout names the unit of each figure; it must be the field's own. */
function unitFault({ type, unit }: Field, written: string): ReadCell | undefined {
  const units = [type === "percent" ? "%" : undefined, unit?.vi, unit?.en].filter((name) => name !== undefined);
  if (written === "" || units.length === 0 || units.some((name) => fold(name) === fold(written))) return undefined;
  return refuse("data/other-unit", { seen: written, unit: units.join(" / ") });
}
