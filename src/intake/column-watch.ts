import type { Field } from "../criteria/model.ts";
import { compare, fraction, ZERO } from "../exact/fraction.ts";
import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { type Mark, type NumberText, takeApart } from "./numbers.ts";
import type { IntakeOptions } from "./options.ts";
import type { Reading } from "./ward-row.ts";

/** So many lines are named. */
const MOST_LINES = 20;
const ONE_PERCENT = fraction(1n, 100n);

interface Watched {
  readonly field: Field;
  readonly column: number;
  readonly line: number;
  /** the most decimals that a cell was written with */
  decimals: number;
  /** figures other than 0, and how many of them lie in (0, 1] as percents */
  filled: number;
  readonly small: { readonly text: string; readonly line: number }[];
  signed: boolean;
  /** the first cell whose one mark is certainly the decimal one, and by mark the first that could group */
  decimal?: { readonly mark: Mark; readonly text: string };
  readonly open: Map<Mark, { readonly text: string; readonly line: number }>;
  grouped: boolean;
}

/** What cells gave away: the most decimals, a mark that is certainly the decimal one, one that may be it or group. */
export interface ColumnSeen {
  readonly decimals: number;
  readonly hasDecimal: boolean;
  readonly hasOpen: boolean;
}

/** Watches the number columns of one file for what shows only when all their cells are seen together. */
export class ColumnWatch {
  readonly #options: IntakeOptions;
  readonly #columns = new Map<string, Watched>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  see({ field, column, text, isNumber, read }: Reading, line: number): void {
    if (!["count", "number", "percent", "ratio"].includes(field.type)) return;
    for (const side of field.type === "ratio" ? text.split("/") : [text]) {
      const number = takeApart(cleaned(side));
      if (number === undefined) continue;
      const watched = this.#watched(field, column, line);
      if (!isNumber) this.#noteMarks(watched, number, cleaned(side), line);
      if (number.suffix === "%") watched.signed = true;
      watched.decimals = Math.max(watched.decimals, number.part.length);
    }
    // 0 is the same in both readings of a percent and tells nothing.
    const value = field.type === "percent" && read.cell?.is === "number" ? read.cell.value : ZERO;
    const watched = this.#columns.get(field.id);
    if (watched === undefined || compare(value, ZERO) === 0) return;
    watched.filled++;
    if (compare(value, ZERO) > 0 && compare(value, ONE_PERCENT) <= 0 && !text.includes("%"))
      watched.small.push({ text: cleaned(text), line });
  }

  #watched(field: Field, column: number, line: number): Watched {
    const known = this.#columns.get(field.id);
    if (known !== undefined) return known;
    const fresh: Watched = {
      field,
      column,
      line,
      decimals: 0,
      filled: 0,
      small: [],
      signed: false,
      grouped: false,
      open: new Map(),
    };
    this.#columns.set(field.id, fresh);
    return fresh;
  }

  #noteMarks(watched: Watched, number: NumberText, text: string, line: number): void {
    if (number.decimal !== undefined) watched.decimal ??= { mark: number.decimal, text };
    if (number.open !== undefined && !watched.open.has(number.open)) watched.open.set(number.open, { text, line });
    if (number.grouping !== undefined) watched.grouped = true;
  }

  /** What the cells of a field's column have given away so far; `mark` is the file's decimal mark. */
  seen(field: string, mark: Mark | undefined): ColumnSeen {
    const watched = this.#columns.get(field);
    if (watched === undefined) return { decimals: 0, hasDecimal: false, hasOpen: false };
    const { decimals, decimal, open } = watched;
    return { decimals, hasDecimal: decimal !== undefined, hasOpen: mark !== undefined && open.has(mark) };
  }

  /** Counts figures other than 0 that somebody else has read and that are no small percents. */
  addFilled(field: string, count: number): void {
    const watched = this.#columns.get(field);
    if (watched !== undefined) watched.filled += count;
  }

  /** The most decimals of each field's column. */
  decimals(): Map<string, number> {
    return new Map([...this.#columns].map(([id, { decimals }]) => [id, decimals]));
  }

  /** What the whole columns give away; `headings` of the file, `header` its line. */
  problems(file: string, headings: readonly string[], header: number): Problem[] {
    return [...this.#columns.values()].flatMap((watched) => {
      const { column } = watched;
      const heading = headings[column] ?? "";
      const problems: Problem[] = [];
      const at = { file, line: header, column: column + 1 };
      const [first] = watched.small;
      if (this.#looksLikeFractions(watched)) {
        problems.push(problem("data/percent-as-fraction", { heading, count: watched.filled }, at));
      } else if (first !== undefined && this.#isFarBelow(watched)) {
        const lines = watched.small.slice(0, MOST_LINES).map(({ line }) => line);
        const args = { heading, seen: first.text, count: watched.small.length, lines: lines.join(", ") };
        problems.push(problem("data/percent-small", args, { ...at, line: first.line }));
      }
      const clash = this.#clash(watched);
      if (clash !== undefined) {
        const place = { file, line: clash.line, column: column + 1 };
        problems.push(problem("data/both-marks", { heading, seen: clash.text, other: clash.other }, place));
      }
      return problems;
    });
  }

  /** 62,5 and 1.234 in one column: the dot may group, or another hand may have typed another decimal mark. */
  #clash({ field, decimal, open, grouped }: Watched): { text: string; line: number; other: string } | undefined {
    if (this.#options.decimal !== undefined) return undefined;
    const [dot, comma] = [open.get("."), open.get(",")];
    if (field.type === "count" && dot !== undefined && comma !== undefined) return { ...comma, other: dot.text };
    const unlike = decimal && open.get(decimal.mark === "." ? "," : ".");
    return unlike && !grouped ? { ...unlike, other: decimal.text } : undefined;
  }

  #isFarBelow({ field: { typical } }: Watched): boolean {
    return this.#options.percentAs === undefined && typical !== undefined && compare(typical.low, ONE_PERCENT) > 0;
  }

  #looksLikeFractions(watched: Watched): boolean {
    const { filled, small, signed } = watched;
    return this.#isFarBelow(watched) && !signed && filled > 0 && small.length === filled;
  }
}
