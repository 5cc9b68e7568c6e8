import type { Standard } from "../criteria/model.ts";
import { BATCH_ROWS, type NumberColumn, State, Truth } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import { commonScale } from "../exact/whole.ts";
import type { Plan } from "../expression/plan.ts";
import type { CompiledNode } from "./compile-node.ts";
import { Applies, type LeafOutcome, leafOutcome, type Refusal, ruleFor } from "./leaf-rule.ts";
import { earnedPoints, type RowPoints, settledPoints } from "./points.ts";
import { type PointsColumns, PointsKinds } from "./points-columns.ts";
import { Status } from "./status.ts";
import { lineOf, type ValueLine } from "./value-line.ts";
import { ValueSteps } from "./value-steps.ts";

/** Data that must be refused, found while a node was judged. */
export interface NodeFault {
  readonly row: number;
  readonly node: CompiledNode;
  readonly kind: Refusal | "points-out-of-range";
}

/** The columns that the rows of a leaf are written to. */
export interface LeafColumns {
  readonly statuses: Uint8Array;
  readonly mayLeave: Uint8Array;
  readonly points: PointsColumns | undefined;
}

/** Codes of states that a leaf does not have. */
const NO_TEST = new Uint8Array(BATCH_ROWS).fill(Truth.true);
const ALWAYS = new Uint8Array(BATCH_ROWS).fill(Applies.yes);
const NO_STATE = new Uint8Array(BATCH_ROWS).fill(State.present);
const UNKNOWN_CASE = 0xffff;
const NUMBERS = new Uint16Array(BATCH_ROWS);

/** Judges one leaf down the columns: every case of register states is worked out once by the rule for leaves. */
export class LeafPass {
  readonly #standard: Standard;
  readonly #plan: Plan;
  readonly #node: CompiledNode;
  /** the number of the outcome of each case of states */
  readonly #cases: Uint16Array = new Uint16Array(3 * 512).fill(UNKNOWN_CASE);
  readonly #outcomes: LeafOutcome[] = [];
  readonly #caseStatuses: Uint8Array = new Uint8Array(3 * 512);
  /** the different points, but for those that lie on a line */
  readonly #kinds = new PointsKinds();
  /** the kind of each outcome where no value gives its points */
  readonly #unvalued: Uint16Array = new Uint16Array(3 * 512);
  readonly #line: ValueLine | undefined;
  readonly #steps: ValueSteps | undefined;
  /** the kind of each outcome on each step */
  readonly #onSteps: (number | undefined)[] = [];

  constructor(standard: Standard, plan: Plan, node: CompiledNode) {
    this.#standard = standard;
    this.#plan = plan;
    this.#node = node;
    const { points } = node.node;
    this.#line = points === undefined ? undefined : lineOf(points);
    this.#steps = points?.form === "bands" ? new ValueSteps(points) : undefined;
  }

  /** Has it not applied in any row so far, or might it have turned out so? */
  get canLeave(): boolean {
    return this.#outcomes.some(({ status, mayLeave }) => mayLeave || status === Status.notApplicable);
  }

  /** What became of a row, and why. */
  outcome(applies: Uint8Array | undefined, row: number): LeafOutcome {
    const { test, value, points } = this.#states();
    return leafOutcome(this.#node, {
      applies: applies?.[row] ?? 1,
      test: test[row] ?? Truth.missing,
      value: value[row] ?? 0,
      points: (points[row] ?? State.missing) as State,
    });
  }

  /** @param faults what to refuse is told here, of rows that are judged */
  run(applies: Uint8Array | undefined, out: LeafColumns, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    const { test, value, points } = this.#states();
    const cases = this.#cases;
    const caseStatuses = this.#caseStatuses;
    const { statuses } = out;
    const given = applies ?? ALWAYS;
    for (let row = 0; row < rows; row++) {
      const place = ((given[row] ?? 0) << 9) | ((test[row] ?? 0) << 6) | ((value[row] ?? 0) << 3) | (points[row] ?? 0);
      if (cases[place] === UNKNOWN_CASE) this.#add(place);
      NUMBERS[row] = cases[place] ?? 0;
      statuses[row] = caseStatuses[place] ?? 0;
    }
    if (this.#outcomes.some(({ mayLeave }) => mayLeave))
      for (let row = 0; row < rows; row++) out.mayLeave[row] = this.#outcomes[NUMBERS[row] ?? 0]?.mayLeave ? 1 : 0;
    if (this.#outcomes.some(({ refused }) => refused !== undefined)) this.#tellRefused(rows, judged, faults);
    if (out.points !== undefined) this.#points(out.points, rows, judged, faults);
  }

  /** The codes of the leaf's registers. */
  #states(): { readonly test: Uint8Array; readonly value: Uint8Array; readonly points: Uint8Array } {
    const { test, value, pointsValue } = this.#node;
    const ofValue = value?.logic
      ? this.#plan.truths(value.register)
      : value && this.#plan.numbers(value.register).state;
    return {
      test: test === undefined ? NO_TEST : this.#plan.truths(test),
      value: ofValue ?? NO_STATE,
      points: pointsValue === undefined ? NO_STATE : this.#plan.numbers(pointsValue).state,
    };
  }

  #add(place: number): void {
    const states = { applies: place >> 9, test: (place >> 6) & 7, value: (place >> 3) & 7, points: place & 7 };
    const outcome = leafOutcome(this.#node, { ...states, points: states.points as State });
    const number = this.#outcomes.push(outcome) - 1;
    this.#caseStatuses[place] = outcome.status;
    const state = this.#node.node.points?.form === "value" ? states.points : states.value;
    this.#unvalued[number] = this.#kinds.add(this.#pointsOf(outcome, undefined, state as State) ?? NO_POINTS);
    this.#cases[place] = number;
  }

  #tellRefused(rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    for (let row = 0; row < rows; row++) {
      const kind = this.#outcomes[NUMBERS[row] ?? 0]?.refused;
      if (kind !== undefined && judged[row] === 1) faults.push({ row, node: this.#node, kind });
    }
  }

  #points(out: PointsColumns, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    const { value, pointsValue, node, bounds } = this.#node;
    if (node.points === undefined || bounds === undefined) return;
    const register = node.points.form === "value" ? pointsValue : value?.logic === false ? value.register : undefined;
    if (node.points.form === "status" || register === undefined) {
      const numbers = out.startKinds(this.#kinds, rows);
      for (let row = 0; row < rows; row++) numbers[row] = this.#unvalued[NUMBERS[row] ?? 0] ?? 0;
      return;
    }
    const column = this.#plan.numbers(register);
    if (this.#steps !== undefined && this.#byStep(this.#steps, column, out, rows)) return;
    const line = this.#line;
    const ends = commonScale(Number(bounds.least.d), Number(bounds.most.d));
    out.startRows(commonScale(line?.scaleFor(column.scale) ?? 1, ends), bounds.most);
    for (let row = 0; row < rows; row++) {
      const outcome = this.#outcomes[NUMBERS[row] ?? 0] as LeafOutcome;
      const isPlain = !outcome.mayLeave && !outcome.isGone && column.state[row] === State.present;
      if (isPlain && line?.write(out, row, column.numerator[row] ?? 0, column.denominatorAt(row)) === true) continue;
      if (column.state[row] !== State.present) {
        out.copy(row, this.#kinds, this.#unvalued[NUMBERS[row] ?? 0] ?? 0);
        continue;
      }
      const points = this.#pointsOf(outcome, column.at(row), State.present);
      if (points === undefined && judged[row] === 1)
        faults.push({ row, node: this.#node, kind: "points-out-of-range" });
      out.set(row, points ?? this.#pointsOf(outcome, undefined, State.tooLarge) ?? NO_POINTS);
    }
  }

  /** Points by steps; false when a value lies on none, or its step must be found the long way. */
  #byStep(steps: ValueSteps, column: NumberColumn, out: PointsColumns, rows: number): boolean {
    const { numbers } = out;
    for (let row = 0; row < rows; row++) {
      const outcome = NUMBERS[row] ?? 0;
      if (column.state[row] !== State.present || this.#outcomes[outcome]?.isGone === true) {
        numbers[row] = this.#unvalued[outcome] ?? 0;
        continue;
      }
      const step = steps.find(column.numerator[row] ?? 0, column.denominatorAt(row));
      const place = outcome * steps.count + step;
      const kind = step < 0 ? undefined : (this.#onSteps[place] ?? this.#addStep(place, outcome, column.at(row)));
      if (kind === undefined) return false;
      numbers[row] = kind;
    }
    out.startKinds(this.#kinds, rows);
    return true;
  }

  #addStep(place: number, outcome: number, value: Fraction): number | undefined {
    const points = this.#pointsOf(this.#outcomes[outcome] as LeafOutcome, value, State.present);
    if (points === undefined) return undefined;
    const kind = this.#kinds.add(points);
    this.#onSteps[place] = kind;
    return kind;
  }

  /** A leaf's points; undefined when its value contradicts them. */
  #pointsOf(outcome: LeafOutcome, value: Fraction | undefined, state: State): RowPoints | undefined {
    const { node, bounds } = this.#node;
    if (node.points === undefined || bounds === undefined) return NO_POINTS;
    const { measure, points } = node;
    const { reading, mayLeave, isGone } = outcome;
    const widest = { low: bounds.least, high: bounds.most };
    const mode = points.notApplicable ?? this.#standard.scoring.notApplicable ?? "exclude";
    if (isGone) return settledPoints(widest, bounds.most, Status.notApplicable, mode);
    // A leaf that only carries points has no status to show the standard's rule by; the rule still gives its points.
    const rule = ruleFor(measure, state);
    const byRule = rule === "met" ? Status.met : rule === "not_met" ? Status.notMet : undefined;
    const ruled = outcome.ruled ?? byRule;
    const earned = earnedPoints(this.#standard, node, points, widest, { status: reading, value, ruled });
    if ("seen" in earned) return undefined;
    return settledPoints(earned, bounds.most, mayLeave ? Status.perhaps : reading, mode);
  }
}

const NO_POINTS: RowPoints = {
  reached: { low: { n: 0n, d: 1n }, high: { n: 0n, d: 1n } },
  available: { n: 0n, d: 1n },
  openMaximum: false,
  mayVanish: false,
};
