import { State, stateOfTruth, Truth } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { Expression } from "../expression/expression.ts";
import type { Plan } from "../expression/plan.ts";

/** Why a register holds nothing. */
export type Absence = "no_cases" | "missing" | "unset" | "not_applicable" | "refused";

/** What a register holds for a row. */
export type Traced = { readonly number: Fraction } | { readonly truth: boolean } | { readonly absent: Absence };

/** An expression with what it came to, so many periods back. */
export interface TracedItem {
  readonly expression: Exclude<Expression, { readonly op: "earlier" }>;
  readonly periods: number;
  readonly value: Traced;
}

/** One step of a computation: an operation on things that are known by then. */
export interface Step extends TracedItem {
  readonly items: readonly TracedItem[];
}

const ABSENCES: Readonly<Record<number, Absence>> = {
  [State.noCases]: "no_cases",
  [State.missing]: "missing",
  [State.unset]: "unset",
  [State.notApplicable]: "not_applicable",
};

const absence = (state: State): Traced => ({ absent: ABSENCES[state] ?? "refused" });

/**
 * How an expression was computed for a row, step by step, innermost first, read from the plan's registers: nothing is
 * computed again. The expression must be part of the plan.
 */
export function stepsOf(plan: Plan, expression: Expression, row: number): Step[] {
  const steps: Step[] = [];
  const seen = new Set<string>();
  const visit = (inner: Expression, periods: number): TracedItem => {
    if (inner.op === "earlier") return visit(inner.item, periods + inner.periods);
    const items = inner.op === "apply" ? inner.items.map((item) => visit(item, periods)) : [];
    const { low } = plan.add(inner, periods);
    const traced = { expression: inner, periods, value: read(plan, inner, low, row) };
    if (inner.op === "apply" && !seen.has(String(low))) steps.push({ ...traced, items });
    seen.add(String(low));
    return traced;
  };
  visit(expression, 0);
  return steps;
}

function read(plan: Plan, { kind }: Expression, register: number, row: number): Traced {
  if (kind.is === "boolean") {
    const truth = plan.truths(register)[row] ?? Truth.missing;
    return truth <= Truth.true ? { truth: truth === Truth.true } : absence(stateOfTruth(truth));
  }
  const column = plan.numbers(register);
  const state = column.stateAt(row);
  return state === State.present ? { number: column.at(row) } : absence(state);
}
