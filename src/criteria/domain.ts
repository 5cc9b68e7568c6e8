import { type Fraction, ONE, ZERO } from "../exact/fraction.ts";
import type { Expression } from "../expression/expression.ts";
import type { Field } from "./model.ts";

/** The values that something can take; an absent end is open. Both ends are possible values. */
export interface Domain {
  readonly low?: Fraction;
  readonly high?: Fraction;
  /** only whole numbers */
  readonly whole?: boolean;
}

/** The values a field can take by its type and range. */
export function fieldDomain(field: Field): Domain {
  if (field.type === "ratio") return { low: ZERO, high: ONE };
  const { range } = field;
  const whole = field.type === "count";
  if (range !== undefined) return { ...range, whole };
  return whole ? { low: ZERO, whole } : {};
}

/**
 * The values an expression can take, as far as its form shows: a constant, a field, or the quotient of two counts of
 * which one is at most the other. Anything else may be any number.
 */
export function domainOf(expression: Expression, fields: ReadonlyMap<string, Field>): Domain {
  if (expression.op === "constant") return { low: expression.value, high: expression.value };
  if (expression.op === "field") {
    const field = fields.get(expression.field);
    if (field === undefined) return {};
    return expression.aspect === "value" ? fieldDomain(field) : { low: ZERO };
  }
  if (expression.op !== "apply" || expression.operation !== "/") return {};
  const [over, under] = expression.items;
  if (over?.op !== "field" || under?.op !== "field") return {};
  const part = fields.get(over.field);
  const whole = fields.get(under.field);
  const counts = part?.type === "count" && whole?.type === "count";
  if (!counts) return {};
  return part.atMost === under.field ? { low: ZERO, high: ONE } : { low: ZERO };
}
