import { type LogicColumn, type NumberColumn, State, stateOfTruth, Truth } from "../exact/column.ts";
import { joinByTable } from "../exact/table-loops.ts";

const CODES = 8;
const table = (result: (a: number, b: number) => number): Uint8Array =>
  Uint8Array.from({ length: CODES * CODES }, (_, index) => result(Math.floor(index / CODES), index % CODES));

/** F wins, then not applicable is left out, then the stronger reason for not knowing, then T. */
const AND = table((a, b) => {
  if (a === Truth.false || b === Truth.false) return Truth.false;
  if (a === Truth.notApplicable) return b;
  if (b === Truth.notApplicable) return a;
  return Math.max(a, b);
});

/** T wins, then not applicable is left out, then the stronger reason for not knowing, then F. */
const OR = table((a, b) => {
  if (a === Truth.true || b === Truth.true) return Truth.true;
  if (a === Truth.notApplicable) return b;
  if (b === Truth.notApplicable) return a;
  return Math.max(a, b);
});

/** `in` is a comparison: an operand without value leaves it without result, whatever the other members say. */
const strict = (result: (a: boolean, b: boolean) => boolean): Uint8Array =>
  table((a, b) => {
    if (a > Truth.true || b > Truth.true) return Math.max(a > Truth.true ? a : 0, b > Truth.true ? b : 0);
    return result(a === Truth.true, b === Truth.true) ? Truth.true : Truth.false;
  });

/** Equality is a comparison: not applicable with either operand gives not applicable, missing gives missing. */
const SAME = strict((a, b) => a === b);

/** The one truth when both ends of an interval agree, else missing. */
const SETTLE = table((certain, possible) =>
  certain === possible ? certain : Math.max(Truth.missing, certain, possible),
);

const NOT = Uint8Array.from({ length: CODES }, (_, a) => (a <= Truth.true ? 1 - a : a));

const TABLES = {
  and: AND,
  or: OR,
  same: SAME,
  settle: SETTLE,
  one_of: strict((a, b) => a || b),
  within: strict((a, b) => a && b),
};

/** Joins columns by a truth table, from left to right; the tables are associative. */
export function joinTruths(
  name: "and" | "or" | "same" | "settle" | "one_of" | "within",
  inputs: readonly LogicColumn[],
  out: LogicColumn,
  rows: number,
): void {
  const lookup = TABLES[name];
  const [first, ...rest] = inputs as [LogicColumn, ...LogicColumn[]];
  out.set(first.subarray(0, rows));
  for (const input of rest) joinByTable(lookup, input, out, rows);
}

export function notTruth(input: LogicColumn, out: LogicColumn, rows: number): void {
  for (let row = 0; row < rows; row++) out[row] = NOT[input[row] ?? 0] ?? Truth.missing;
}

/** How many conditions hold; those that are not applicable are left out, and when all are, so is the count. */
export function countTrue(inputs: readonly LogicColumn[], out: NumberColumn, rows: number): void {
  for (let row = 0; row < rows; row++) {
    let count = 0;
    let applicable = 0;
    let state: number = State.present;
    for (const input of inputs) {
      const truth = input[row] ?? Truth.missing;
      if (truth === Truth.notApplicable) continue;
      applicable++;
      if (truth === Truth.true) count++;
      state = Math.max(state, stateOfTruth(truth));
    }
    if (state !== State.present) out.setState(row, state);
    else if (applicable === 0) out.setState(row, State.notApplicable);
    else out.setSafe(row, count, 1);
  }
}

/**
 * Chooses between two conditions. An unknown test gives a value only when both branches are the same, and not even
 * then when it is `strict`: then it may still turn out not applicable.
 */
export function chooseTruth(
  [test, yes, no]: readonly LogicColumn[],
  out: LogicColumn,
  rows: number,
  strict: boolean,
): void {
  for (let row = 0; row < rows; row++) {
    const truth = test?.[row] ?? Truth.missing;
    const a = yes?.[row] ?? Truth.missing;
    const b = no?.[row] ?? Truth.missing;
    if (truth === Truth.true) out[row] = a;
    else if (truth === Truth.false) out[row] = b;
    else out[row] = !strict && a === b && truth <= Truth.unset && a <= Truth.true ? a : truth;
  }
}
