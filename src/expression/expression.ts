import type { Fraction } from "../exact/fraction.ts";
import type { Kind } from "./kind.ts";
import type { Comparison } from "./tree.ts";

/** What arithmetic and functions come down to; one kernel each. */
export type Operation =
  | "and"
  | "or"
  | "not"
  | "one_of"
  | "within"
  | Comparison
  | "+"
  | "-"
  | "×"
  | "/"
  | "negate"
  | "min"
  | "max"
  | "sum"
  | "mean"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "if"
  /** `if` over a figure that may be declared not applicable: an unknown test leaves that open */
  | "if_strict"
  | "count_true"
  | "years_between"
  | "months_between"
  | "days_between"
  | "add_years"
  | "add_days";

/** Names that the period and the as-of date give. */
export type CalendarName = "as_of" | "period_start" | "period_end" | "year";

/** Names that only a judged ward has, for levels and warn-checks. */
export type OutcomeName =
  | "score"
  | "score_share"
  | "met"
  | "points"
  | "share"
  | "max_points"
  | "criteria_met"
  | "criteria_failed"
  | "criteria_applicable"
  | "level"
  | "status";

/** What of a field is read: its value, or a ratio's two numbers. */
export type Aspect = "value" | "part" | "whole";

/**
 * A checked expression: every name is resolved, every kind fits. Choices are numbers (the index in the declared
 * values), dates are days; `each_year`, `in` and the like have been spelled out.
 */
export type Expression = { readonly kind: Kind } & (
  | { readonly op: "constant"; readonly value: Fraction }
  | { readonly op: "truth"; readonly value: boolean }
  | { readonly op: "field"; readonly field: string; readonly aspect: Aspect; readonly declarable: boolean }
  | { readonly op: "parameter"; readonly parameter: string }
  | { readonly op: "calendar"; readonly name: CalendarName }
  /** `of` is a node's id for met, points, max_points, status; a tag or "" for the counts */
  | { readonly op: "outcome"; readonly name: OutcomeName; readonly of: string }
  | { readonly op: "subject" }
  | { readonly op: "apply"; readonly operation: Operation; readonly items: readonly Expression[] }
  /** the same, so many periods back */
  | { readonly op: "earlier"; readonly periods: number; readonly item: Expression }
);

/** Builds the application of an operation. */
export function apply(operation: Operation, kind: Kind, ...items: readonly Expression[]): Expression {
  return { op: "apply", operation, items, kind };
}

/** Calls `visit` for an expression and everything inside it, with the number of periods back. */
export function visitExpression(
  expression: Expression,
  visit: (inner: Expression, periods: number) => void,
  periods: number = 0,
): void {
  visit(expression, periods);
  if (expression.op === "apply") for (const item of expression.items) visitExpression(item, visit, periods);
  if (expression.op === "earlier") visitExpression(expression.item, visit, periods + expression.periods);
}

/** Puts a value where a test looks at its subject. */
export function substitute(test: Expression, subject: Expression): Expression {
  if (test.op === "subject") return subject;
  if (test.op === "apply") return { ...test, items: test.items.map((item) => substitute(item, subject)) };
  return test.op === "earlier" ? { ...test, item: substitute(test.item, subject) } : test;
}

/** A field that an expression reads, and how many periods back. */
export interface FieldUse {
  readonly field: string;
  readonly periods: number;
}

/** The fields that expressions read, each once, in reading order. */
export function fieldsUsed(...expressions: readonly (Expression | undefined)[]): FieldUse[] {
  const uses = new Map<string, FieldUse>();
  for (const expression of expressions) {
    if (expression === undefined) continue;
    visitExpression(expression, (inner, periods) => {
      if (inner.op === "field") uses.set(`${inner.field} ${periods}`, { field: inner.field, periods });
    });
  }
  return [...uses.values()];
}

/** The parameters that expressions read, each once. */
export function parametersUsed(...expressions: readonly (Expression | undefined)[]): string[] {
  const uses = new Set<string>();
  for (const expression of expressions) {
    if (expression === undefined) continue;
    visitExpression(expression, (inner) => {
      if (inner.op === "parameter") uses.add(inner.parameter);
    });
  }
  return [...uses];
}
