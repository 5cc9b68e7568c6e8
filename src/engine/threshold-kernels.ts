import { type NumberColumn, State, Truth, truthOfState } from "../exact/column.ts";
import { floorQuotient, isSafe } from "../exact/whole.ts";
import type { Threshold } from "./compile-node.ts";

/** How many states a value may be in. */
const STATES = 7;

/**
 * The codes of cases by the state of the value, and whether it reaches the edge: twice the state, and one more where it
 * does.
 * @param caseOf the code for the truth of the test and the state of the value
 */
function casesOf(operator: Threshold["operator"], caseOf: (test: Truth, value: State) => number): Uint16Array {
  const holdsAbove = operator === "≥" || operator === ">";
  return Uint16Array.from({ length: 2 * STATES }, (_, code) => {
    const state = (code >> 1) as State;
    const isAbove = code % 2 === 1;
    const test = state !== State.present ? truthOfState(state) : isAbove === holdsAbove ? Truth.true : Truth.false;
    return caseOf(test, state);
  });
}

/** Compares values with a bound, both in the shortest way that is exact, without a branch that the data decide. */
export class ThresholdKernel {
  readonly #operator: Threshold["operator"];
  readonly #cases: Uint16Array;

  constructor(operator: Threshold["operator"], caseOf: (test: Truth, value: State) => number) {
    this.#operator = operator;
    this.#cases = casesOf(operator, caseOf);
  }

  /** Numbers over one denominator against a constant; false when that needs the long way. */
  numbers({ numerator, state, scale }: NumberColumn, bound: NumberColumn, out: Uint16Array, rows: number): boolean {
    const scaled = (bound.numerator[0] ?? 0) * scale;
    if (scale === 0 || !bound.isConstant || bound.scale === 0 || !isSafe(scaled)) return false;
    const floor = floorQuotient(scaled, bound.scale);
    const isWhole = scaled % bound.scale === 0;
    // Values reach the edge, or are below it: for > and ≤ those that are equal to the bound are below.
    const edge = isWhole && (this.#operator === "≥" || this.#operator === "<") ? floor : floor + 1;
    const cases = this.#cases;
    for (let row = 0; row < rows; row++)
      out[row] = cases[((state[row] ?? 0) << 1) | Number((numerator[row] ?? 0) >= edge)] ?? 0;
    return true;
  }

  /** Quotients of two columns against a constant, cross-multiplied; false when that needs the long way. */
  quotients(over: NumberColumn, under: NumberColumn, bound: NumberColumn, out: Uint16Array, rows: number): boolean {
    if (over.scale === 0 || under.scale === 0 || !bound.isConstant || bound.scale === 0) return false;
    const toLeft = under.scale * bound.scale;
    const toRight = over.scale * (bound.numerator[0] ?? 0);
    if (!isSafe(toLeft) || !isSafe(toRight)) return false;
    // For > and ≤ a quotient equal to the bound is below the edge.
    const least = this.#operator === "≥" || this.#operator === "<" ? 0 : 1;
    const cases = this.#cases;
    const [on, os, un, us] = [over.numerator, over.state, under.numerator, under.state];
    for (let row = 0; row < rows; row++) {
      const n = on[row] ?? 0;
      const d = un[row] ?? 0;
      const left = n * toLeft;
      const right = d * toRight;
      const difference = left - right;
      if (d < 0 || !isSafe(left) || !isSafe(right)) return false;
      let state = Math.max(os[row] ?? 0, us[row] ?? 0);
      if (d === 0 && state === State.present) state = n === 0 ? State.noCases : State.dividedByZero;
      out[row] = cases[(state << 1) | Number(difference >= least)] ?? 0;
    }
    return true;
  }
}
