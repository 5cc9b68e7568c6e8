import { type CaseColumns, edgeCases, quotientCases } from "../exact/case-loops.ts";
import { type NumberColumn, State, Truth, truthOfState } from "../exact/column.ts";
import { newTable, newWords } from "../exact/column-memory.ts";
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
  const cases = Array.from({ length: 2 * STATES }, (_, code) => {
    const state = (code >> 1) as State;
    const isAbove = code % 2 === 1;
    const test = state !== State.present ? truthOfState(state) : isAbove === holdsAbove ? Truth.true : Truth.false;
    return caseOf(test, state);
  });
  return newTable(newWords, cases);
}

/** Compares values with a bound, both in the shortest way that is exact, without a branch that the data decide. */
export class ThresholdKernel {
  readonly #operator: Threshold["operator"];
  readonly #cases: Uint16Array;

  constructor(operator: Threshold["operator"], caseOf: (test: Truth, value: State) => number) {
    this.#operator = operator;
    this.#cases = casesOf(operator, caseOf);
  }

  /** Numbers over one denominator against a constant: the bits of all statuses; -1 when that needs the long way. */
  numbers({ numerator, state, scale }: NumberColumn, bound: NumberColumn, out: CaseColumns, rows: number): number {
    const scaled = (bound.numerator[0] ?? 0) * scale;
    if (scale === 0 || !bound.isConstant || bound.scale === 0 || !isSafe(scaled)) return -1;
    const floor = floorQuotient(scaled, bound.scale);
    const isWhole = scaled % bound.scale === 0;
    // Values reach the edge, or are below it: for > and ≤ those that are equal to the bound are below.
    const edge = isWhole && (this.#operator === "≥" || this.#operator === "<") ? floor : floor + 1;
    return edgeCases(numerator, state, edge, this.#cases, out, rows);
  }

  /** Quotients of two columns against a constant, cross-multiplied; -1 when that needs the long way. */
  quotients(over: NumberColumn, under: NumberColumn, bound: NumberColumn, out: CaseColumns, rows: number): number {
    if (over.scale === 0 || under.scale === 0 || !bound.isConstant || bound.scale === 0) return -1;
    const toLeft = under.scale * bound.scale;
    const toRight = over.scale * (bound.numerator[0] ?? 0);
    if (!isSafe(toLeft) || !isSafe(toRight)) return -1;
    // For > and ≤ a quotient equal to the bound is below the edge.
    const least = this.#operator === "≥" || this.#operator === "<" ? 0 : 1;
    return quotientCases(over, under, { toLeft, toRight, least }, this.#cases, out, rows);
  }
}
