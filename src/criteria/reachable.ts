import { NumberColumn, Truth } from "../exact/column.ts";
import { forRows } from "../exact/column-memory.ts";
import { add, compare, divide, type Fraction, fraction, negate, ONE } from "../exact/fraction.ts";
import { type Expression, visitExpression } from "../expression/expression.ts";
import { Plan } from "../expression/plan.ts";
import type { Domain } from "./domain.ts";

const TESTING: ReadonlySet<string> = new Set(["and", "or", "not", "one_of", "within", "=", "<", "≤", ">", "≥"]);
const MOST_TRIED = 1000;

/**
 * Can a test hold for any value of a domain? It is tried at every number it names, between them, and at the ends. A
 * test that also reads a parameter, a field or a day is taken to be possible.
 */
export function canHold(test: Expression, { low, high }: Domain): boolean {
  const turning = turningPoints(test);
  if (turning === undefined) return true;
  const ends = [low, high].flatMap((end) => end ?? []);
  const beyond = [...turning, ...ends].flatMap((value) => [add(value, ONE), add(value, negate(ONE))]);
  const within = (value: Fraction) =>
    (low === undefined || compare(value, low) >= 0) && (high === undefined || compare(value, high) <= 0);
  const corners = [...ends, ...turning, ...beyond].filter(within).toSorted(compare);
  const between = corners.slice(1).map((value, index) => divide(add(value, corners[index] ?? value), fraction(2n)));
  const tried = [...corners, ...between].slice(0, MOST_TRIED);
  if (tried.length === 0) return turning.length === 0;
  return forRows(tried.length, () => holdsForAny(test, tried));
}

function holdsForAny(test: Expression, values: readonly Fraction[]): boolean {
  const column = new NumberColumn();
  for (const [row, value] of values.entries()) column.set(row, value);
  const plan = new Plan();
  const { low: register } = plan.add(test);
  plan.begin(() => column, values.length);
  return plan.truths(register).subarray(0, values.length).includes(Truth.true);
}

/** The numbers that a test of one value names, or undefined when it reads anything else. */
function turningPoints(test: Expression): Fraction[] | undefined {
  const found: Fraction[] = [];
  let only = true;
  visitExpression(test, (inner) => {
    if (inner.op === "constant") found.push(inner.value);
    else if (inner.op === "apply") only &&= TESTING.has(inner.operation);
    else only &&= inner.op === "subject" || (inner.op === "outcome" && inner.name === "score");
  });
  return only ? found : undefined;
}
