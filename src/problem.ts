import { type ProblemCode, type Severity, severityOf } from "./problem-codes.ts";
import type { Text } from "./text.ts";

export type { ProblemCode, Severity } from "./problem-codes.ts";

/** A part of a problem's message: words of the data as they are, a number, or a text in two languages. */
export type Argument = string | number | Text;

/** Where a problem lies. Lines and columns count from 1; for ward files a line is a row as Excel numbers it. */
export interface Position {
  readonly file: string;
  /** the sheet of a workbook */
  readonly sheet?: string;
  readonly line?: number;
  readonly column?: number;
  /** the source line, for the caret */
  readonly source?: string;
}

/** What every layer collects and returns. The words come last, in `messages`. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, Argument>>;
  readonly at?: Position;
}

/** Makes a problem; its severity is the code's. */
export function problem(code: ProblemCode, args: Readonly<Record<string, Argument>> = {}, at?: Position): Problem {
  const severity = severityOf(code);
  return at === undefined ? { code, severity, args } : { code, severity, args, at };
}

/** Does any of the problems stop the work? */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** The name nearest to a mistyped one, for a suggestion in a message; never used to decide anything. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.ceil(name.length / 3) + 1);
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound || a.length > 64) return bound;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + change);
    }
    previous = row;
  }
  return previous[b.length] ?? bound;
}
