import type { LogicColumn, NumberColumn } from "../exact/column.ts";
import * as exact from "../exact/fraction.ts";
import { fraction } from "../exact/fraction.ts";
import * as compared from "./compare-kernels.ts";
import type { Operation } from "./expression.ts";
import * as gathered from "./gather-kernels.ts";
import { chooseTruth, countTrue, joinTruths, notTruth } from "./logic-kernels.ts";
import * as numbers from "./number-kernels.ts";

/** Runs an operation down the columns of a batch. */
export type Kernel = (
  inputs: readonly (NumberColumn | LogicColumn)[],
  output: NumberColumn | LogicColumn,
  rows: number,
) => void;

/** Operations that only plans know: both bring an interval back to one value where its ends agree. */
export type InnerOperation = "known" | "settle";

type Numbers = readonly [NumberColumn, NumberColumn, ...NumberColumn[]];
type Truths = readonly [LogicColumn, ...LogicColumn[]];

// The checker has made sure of every kind; these three only say so to the compiler.
const numeric = (run: (inputs: Numbers, out: NumberColumn, rows: number) => void): Kernel => run as unknown as Kernel;
const comparing = (operator: keyof typeof compared.COMPARISONS): Kernel =>
  ((inputs: Numbers, out: LogicColumn, rows: number) =>
    compared.compareColumns(inputs[0], inputs[1], out, rows, compared.COMPARISONS[operator])) as unknown as Kernel;
const logical = (run: (inputs: Truths, out: LogicColumn, rows: number) => void): Kernel => run as unknown as Kernel;

const days = (name: "years_between" | "months_between" | "days_between" | "add_years" | "add_days"): Kernel =>
  numeric(([a, b], out, rows) => gathered.dayColumns(a, b, out, rows, name));
const mapped = (change: (x: exact.Fraction) => exact.Fraction): Kernel =>
  numeric(([a], out, rows) => gathered.mapColumn(a, out, rows, change));
const gathering = (how: gathered.Gathering): Kernel =>
  numeric((inputs, out, rows) => gathered.gatherColumns(inputs, out, rows, how));

type Choice = readonly [LogicColumn, NumberColumn, NumberColumn];
const choosing = (strict: boolean): Kernel =>
  ((inputs: Choice, out: NumberColumn, rows: number) =>
    compared.chooseNumber(inputs[0], inputs[1], inputs[2], out, rows, strict)) as unknown as Kernel;

const KERNELS: Readonly<Record<Operation | InnerOperation, Kernel>> = {
  and: logical((inputs, out, rows) => joinTruths("and", inputs, out, rows)),
  or: logical((inputs, out, rows) => joinTruths("or", inputs, out, rows)),
  settle: logical((inputs, out, rows) => joinTruths("settle", inputs, out, rows)),
  one_of: logical((inputs, out, rows) => joinTruths("one_of", inputs, out, rows)),
  within: logical((inputs, out, rows) => joinTruths("within", inputs, out, rows)),
  not: logical(([a], out, rows) => notTruth(a, out, rows)),
  "=": comparing("="),
  "≠": comparing("≠"),
  "<": comparing("<"),
  "≤": comparing("≤"),
  ">": comparing(">"),
  "≥": comparing("≥"),
  "+": numeric(([a, b], out, rows) => numbers.addColumns(a, b, out, rows)),
  "-": numeric(([a, b], out, rows) => numbers.subtractColumns(a, b, out, rows)),
  "×": numeric(([a, b], out, rows) => numbers.multiplyColumns(a, b, out, rows)),
  "/": numeric(([a, b], out, rows) => numbers.divideColumns(a, b, out, rows)),
  known: numeric(([low, high], out, rows) => compared.knownColumn(low, high, out, rows)),
  negate: mapped(exact.negate),
  abs: mapped((x) => (x.n < 0n ? exact.negate(x) : x)),
  floor: mapped((x) => fraction(exact.floor(x))),
  ceil: mapped((x) => fraction(exact.ceiling(x))),
  round: numeric(([a, digits], out, rows) => gathered.roundColumn(a, digits.numerator[0] ?? 0, out, rows)),
  min: gathering("min"),
  max: gathering("max"),
  sum: gathering("sum"),
  mean: numeric((inputs, out, rows) => gathered.meanColumns(inputs, out, rows)),
  if: choosing(false),
  if_strict: choosing(true),
  count_true: ((inputs: Truths, out: NumberColumn, rows: number) => countTrue(inputs, out, rows)) as unknown as Kernel,
  years_between: days("years_between"),
  months_between: days("months_between"),
  days_between: days("days_between"),
  add_years: days("add_years"),
  add_days: days("add_days"),
};

const SAME_TRUTH: Kernel = logical((inputs, out, rows) => joinTruths("same", inputs, out, rows));
const choosingTruth = (strict: boolean): Kernel =>
  logical((inputs, out, rows) => chooseTruth(inputs, out, rows, strict));
const CHOOSE_TRUTH = choosingTruth(false);
const CHOOSE_TRUTH_STRICT = choosingTruth(true);

/** The kernel of an operation for its kinds of columns: `=` and `if` work on truths as well as on numbers. */
export function kernels(operation: Operation | InnerOperation, overNumbers: boolean, toLogic: boolean): Kernel {
  if (operation === "=" && !overNumbers) return SAME_TRUTH;
  if (operation === "if" && toLogic) return CHOOSE_TRUTH;
  if (operation === "if_strict" && toLogic) return CHOOSE_TRUTH_STRICT;
  return KERNELS[operation];
}
