import type { Field } from "../criteria/model.ts";
import { compare, fraction, ZERO } from "../exact/fraction.ts";
import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { type Mark, takeApart } from "./numbers.ts";
import type { IntakeOptions } from "./options.ts";
import type { Reading } from "./ward-row.ts";

const ONE_PERCENT = fraction(1n, 100n);

interface Watched {
  readonly field: Field;
  readonly column: number;
  readonly line: number;
  /** the most decimals that a cell was written with */
  decimals: number;
  /** figures other than 0, and how many of them lie in (0, 1] as percents */
  filled: number;
  small: number;
  signed: boolean;
  /** the first cell whose one mark is certainly the decimal one, and one whose mark could group */
  decimal?: { readonly mark: Mark; readonly text: string };
  open?: { readonly mark: Mark; readonly text: string; readonly line: number };
  grouped: boolean;
}

/** Watches the number columns of one file for what shows only when all their cells are seen together. */
export class ColumnWatch {
  readonly #options: IntakeOptions;
  readonly #columns = new Map<string, Watched>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  see({ field, column, text, read }: Reading, line: number): void {
    if (field.type !== "number" && field.type !== "percent") return;
    const number = takeApart(cleaned(text));
    if (number === undefined) return;
    const fresh: Watched = { field, column, line, decimals: 0, filled: 0, small: 0, signed: false, grouped: false };
    const watched = this.#columns.get(field.id) ?? fresh;
    this.#columns.set(field.id, watched);
    if (number.decimal !== undefined) watched.decimal ??= { mark: number.decimal, text };
    if (number.open !== undefined) watched.open ??= { mark: number.open, text, line };
    if (number.grouping !== undefined) watched.grouped = true;
    watched.decimals = Math.max(watched.decimals, number.part.length);
    if (number.suffix === "%") watched.signed = true;
    // 0 is the same in both readings and tells nothing.
    if (read.cell?.is !== "number" || compare(read.cell.value, ZERO) === 0) return;
    watched.filled++;
    if (compare(read.cell.value, ZERO) > 0 && compare(read.cell.value, ONE_PERCENT) <= 0) watched.small++;
  }

  /** The most decimals of each field's column. */
  decimals(): Map<string, number> {
    return new Map([...this.#columns].map(([id, { decimals }]) => [id, decimals]));
  }

  /** What the whole columns give away; `headings` of the file, `header` its line. */
  problems(file: string, headings: readonly string[], header: number): Problem[] {
    return [...this.#columns.values()].flatMap((watched) => {
      const { column, decimal, open, grouped } = watched;
      const heading = headings[column] ?? "";
      const problems: Problem[] = [];
      if (this.#looksLikeFractions(watched)) {
        const at = { file, line: header, column: column + 1 };
        problems.push(problem("data/percent-as-fraction", { heading, count: watched.filled }, at));
      }
      // 62,5 and 1.234 in one column: the dot may group, or another hand may have typed another decimal mark.
      if (decimal && open && decimal.mark !== open.mark && !grouped && this.#options.decimal === undefined) {
        const at = { file, line: open.line, column: column + 1 };
        problems.push(problem("data/both-marks", { heading, seen: open.text, other: decimal.text }, at));
      }
      return problems;
    });
  }

  #looksLikeFractions({ field, filled, small, signed }: Watched): boolean {
    const low = field.typical?.low;
    if (field.type !== "percent" || low === undefined || compare(low, ONE_PERCENT) <= 0) return false;
    return this.#options.percentAs === undefined && !signed && filled > 0 && small === filled;
  }
}
