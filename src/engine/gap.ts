import { State } from "../exact/column.ts";
import { ceiling, type Fraction, floor, fraction, multiply, negate, subtract } from "../exact/fraction.ts";
import type { Plan } from "../expression/plan.ts";
import type { CompiledNode } from "./compile-node.ts";
import type { Gap } from "./result.ts";

/**
 * How much a node that is not met lacks: the distance from its value to the threshold, always positive or 0 (0 for a
 * strict test that the value only touches), and for a quotient of counts how many units of the numerator more (or, for
 * a ceiling, fewer). Tests that are not one-sided have no gap.
 */
export const gapOf = (plan: Plan, node: CompiledNode, row: number): Gap | null => distanceOf(plan, node, row);

/** How far a node that is met lies beyond its threshold: what it could lose and still be met, in the same units. */
export function marginOf(plan: Plan, node: CompiledNode, row: number): Gap | null {
  const distance = distanceOf(plan, node, row);
  if (distance === null) return null;
  const { amount, more } = distance;
  return { amount: negate(amount), ...(more !== undefined && { more: negate(more) }) };
}

/** From the value to the threshold: positive when it is not reached. */
function distanceOf(plan: Plan, { value, threshold }: CompiledNode, row: number): Gap | null {
  if (value === undefined || value.logic || threshold === undefined) return null;
  const bound = present(plan, threshold.register, row);
  const reached = present(plan, value.register, row);
  if (bound === undefined || reached === undefined) return null;
  const atLeast = threshold.operator === "≥" || threshold.operator === ">";
  const amount = atLeast ? subtract(bound, reached) : subtract(reached, bound);
  const part = present(plan, threshold.over, row);
  const whole = present(plan, threshold.under, row);
  if (part === undefined || whole === undefined || part.d !== 1n || whole.d !== 1n) return { amount };
  return { amount, more: unitsMore(part, multiply(bound, whole), threshold.operator) };
}

/** Whole units from the numerator to the nearest one that passes. */
function unitsMore(part: Fraction, needed: Fraction, operator: "≥" | ">" | "≤" | "<"): Fraction {
  switch (operator) {
    case "≥":
      return fraction(ceiling(needed) - part.n);
    case ">":
      return fraction(floor(needed) + 1n - part.n);
    case "≤":
      return fraction(part.n - floor(needed));
    case "<":
      return fraction(part.n - (ceiling(needed) - 1n));
  }
}

function present(plan: Plan, register: number | undefined, row: number): Fraction | undefined {
  if (register === undefined) return undefined;
  const column = plan.numbers(register);
  return column.state[row] === State.present ? column.at(row) : undefined;
}
