import { NumberColumn, State, Truth, truthOfState } from "../exact/column.ts";
import { formatDay, parseDay } from "../exact/day.ts";
import { parseDecimal, toFraction } from "../exact/decimal.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { checkTree } from "../expression/check.ts";
import type { Expression } from "../expression/expression.ts";
import type { Fault } from "../expression/fault.ts";
import { BOOLEAN, DATE, type Kind, numberOf, SHARE } from "../expression/kind.ts";
import { parseExpression } from "../expression/parse.ts";
import { type Column, Plan } from "../expression/plan.ts";
import { EMPTY_SCOPE, type Scope } from "../expression/scope.ts";

/** A name with its kind and value. Numbers are exact: decimal text (`"62.5"`, no exponent), a bigint, or n/d. */
export type NamedValue =
  | { readonly kind: "number"; readonly unit?: string; readonly value: ExactGiven | Absent }
  /** a share of 1: 62.5 % is `"0.625"` or 5/8 */
  | { readonly kind: "share"; readonly value: ExactGiven | Absent }
  | { readonly kind: "boolean"; readonly value: boolean | Absent }
  /** `2025-12-31` */
  | { readonly kind: "date"; readonly value: string }
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly value: string };

export type ExactGiven = string | bigint | Fraction;
export type Absent = "missing" | "not_applicable";

/** What an expression gives; `unknown`: it depends on a missing value. */
export type ExpressionValue =
  | { readonly is: "number" | "share"; readonly value: Fraction }
  | { readonly is: "truth"; readonly value: boolean }
  | { readonly is: "date" | "choice"; readonly value: string }
  | { readonly is: "unknown" | "not_applicable" }
  /** 0/0, x/0, or a number beyond 4,096 bits */
  | { readonly is: "no_cases" | "divided_by_zero" | "too_large" };

export type EvaluatedExpression =
  | { readonly value: ExpressionValue; readonly faults?: never }
  /** what is wrong with the text, with the place of each fault in it */
  | { readonly faults: readonly Fault[]; readonly value?: never };

/**
 * Evaluates one expression of the criteria language, exactly and with three values.
 * @throws RangeError when a given value does not fit its kind
 */
export function evaluateExpression(text: string, names: Readonly<Record<string, NamedValue>>): EvaluatedExpression {
  const known = new Map(Object.entries(names));
  const parsed = parseExpression(text.normalize("NFC"));
  if (parsed.fault !== undefined) return { faults: [parsed.fault] };
  const checked = checkTree(parsed.tree, scopeOf(known), "either");
  if (checked.faults !== undefined) return { faults: checked.faults };
  const plan = new Plan();
  const { low } = plan.add(checked.expression);
  plan.begin(({ expression }) => columnOf(expression, known), 1);
  return { value: read(plan, checked.expression, low) };
}

function kindOf(name: NamedValue): Kind {
  switch (name.kind) {
    case "number":
      return numberOf(name.unit);
    case "share":
      return SHARE;
    case "boolean":
      return BOOLEAN;
    case "date":
      return DATE;
    case "choice":
      return { is: "choice", values: name.values };
  }
}

function scopeOf(names: ReadonlyMap<string, NamedValue>): Scope {
  return {
    ...EMPTY_SCOPE,
    names: () => names.keys(),
    name: (name) => {
      const known = names.get(name);
      return known && { op: "field", field: name, aspect: "value", declarable: true, kind: kindOf(known) };
    },
  };
}

function columnOf(expression: Expression, names: ReadonlyMap<string, NamedValue>): Column {
  const name = expression.op === "field" ? names.get(expression.field) : undefined;
  if (name === undefined) throw new Error("only names have columns");
  const absent =
    name.value === "missing" ? State.missing : name.value === "not_applicable" ? State.notApplicable : undefined;
  const isAbsent = absent !== undefined && name.kind !== "choice";
  if (name.kind === "boolean") {
    const truth = name.value === true ? Truth.true : Truth.false;
    return Uint8Array.of(absent === undefined ? truth : truthOfState(absent));
  }
  const column = new NumberColumn(1);
  if (isAbsent) column.setState(0, absent);
  else column.set(0, numberGiven(name));
  return column;
}

function numberGiven(name: Exclude<NamedValue, { kind: "boolean" }>): Fraction {
  if (name.kind === "date") {
    const day = parseDay(name.value);
    if (day === undefined) throw new RangeError(`no day: ${name.value}`);
    return fraction(BigInt(day));
  }
  if (name.kind === "choice") {
    const place = name.values.indexOf(name.value);
    if (place < 0) throw new RangeError(`none of ${name.values.join(", ")}: ${name.value}`);
    return fraction(BigInt(place));
  }
  const { value } = name;
  if (typeof value === "bigint") return fraction(value);
  if (typeof value !== "string") return fraction(value.n, value.d);
  const decimal = parseDecimal(value);
  if (decimal === undefined) throw new RangeError(`no decimal number: ${value}`);
  return toFraction(decimal);
}

const ABSENT: Readonly<Record<number, ExpressionValue>> = {
  [State.noCases]: { is: "no_cases" },
  [State.missing]: { is: "unknown" },
  [State.unset]: { is: "unknown" },
  [State.notApplicable]: { is: "not_applicable" },
  [State.dividedByZero]: { is: "divided_by_zero" },
  [State.tooLarge]: { is: "too_large" },
};

function read(plan: Plan, { kind }: Expression, register: number): ExpressionValue {
  if (kind.is === "boolean") {
    const truth = plan.truths(register)[0] ?? Truth.missing;
    return truth <= Truth.true
      ? { is: "truth", value: truth === Truth.true }
      : (ABSENT[truth - 1] ?? { is: "unknown" });
  }
  const column = plan.numbers(register);
  if (column.state[0] !== State.present) return ABSENT[column.stateAt(0)] ?? { is: "unknown" };
  const value = column.at(0);
  if (kind.is === "date") return { is: "date", value: formatDay(Number(value.n)) };
  if (kind.is === "choice") return { is: "choice", value: kind.values[Number(value.n)] ?? "" };
  return { is: kind.is === "share" ? "share" : "number", value };
}
