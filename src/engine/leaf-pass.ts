import type { Standard } from "../criteria/model.ts";
import { BATCH_ROWS, State, Truth } from "../exact/column.ts";
import type { Plan } from "../expression/plan.ts";
import type { CompiledNode } from "./compile-node.ts";
import { LeafPoints } from "./leaf-points.ts";
import { Applies, type LeafOutcome, leafOutcome, type Refusal } from "./leaf-rule.ts";
import type { PointsColumns } from "./points-columns.ts";
import { Status } from "./status.ts";
import { ThresholdKernel } from "./threshold-kernels.ts";

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
/** How many cases of register states there are. */
const CASES = 3 * 512;
const NEW_CASE = 0xff;
/** The case of each row. */
const CODES = new Uint16Array(BATCH_ROWS);

const caseOf = (applies: number, test: number, value: number, points: number): number =>
  (applies << 9) | (test << 6) | (value << 3) | points;

/** Judges one leaf down the columns: every case of register states is worked out once by the rule for leaves. */
export class LeafPass {
  readonly #plan: Plan;
  readonly #node: CompiledNode;
  readonly #outcomes: LeafOutcome[] = [];
  /** by case: the number of its outcome, and its status */
  readonly #numbers: Uint16Array = new Uint16Array(CASES);
  readonly #caseStatuses: Uint8Array = new Uint8Array(CASES).fill(NEW_CASE);
  /** compares the value with the threshold, where the leaf is no more than that */
  readonly #threshold: ThresholdKernel | undefined;
  readonly #points: LeafPoints | undefined;
  #hasLeaving = false;
  #hasRefused = false;

  constructor(standard: Standard, plan: Plan, node: CompiledNode) {
    this.#plan = plan;
    this.#node = node;
    const { points } = node.node;
    if (points !== undefined && node.bounds !== undefined)
      this.#points = new LeafPoints(standard, node, points, node.bounds);
    if (node.threshold !== undefined && node.test !== undefined && node.pointsValue === undefined)
      this.#threshold = new ThresholdKernel(node.threshold.operator, (test, value) =>
        caseOf(Applies.yes, test, value, State.present),
      );
  }

  /** Has it not applied in any row so far, or might it have turned out so? */
  get canLeave(): boolean {
    return this.#hasLeaving;
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
    if (applies !== undefined || !this.#compare(rows)) this.#look(applies ?? ALWAYS, rows);
    const { statuses } = out;
    const caseStatuses = this.#caseStatuses;
    let seen = 0;
    for (let row = 0; row < rows; row++) {
      const status = caseStatuses[CODES[row] ?? 0] ?? 0;
      statuses[row] = status;
      seen |= status;
    }
    if (seen > Status.waivedPerhaps)
      for (let row = 0; row < rows; row++) if (statuses[row] === NEW_CASE) statuses[row] = this.#add(CODES[row] ?? 0);
    if (this.#hasLeaving)
      for (let row = 0; row < rows; row++) out.mayLeave[row] = this.#outcomeAt(row).mayLeave ? 1 : 0;
    if (this.#hasRefused) this.#tellRefused(rows, judged, faults);
    if (out.points !== undefined) this.#earn(out.points, statuses, rows, judged, faults);
  }

  /** Finds the cases by comparing the value with the threshold; false when that needs the long way. */
  #compare(rows: number): boolean {
    const { threshold, value } = this.#node;
    const kernel = this.#threshold;
    if (kernel === undefined || threshold === undefined || value === undefined) return false;
    const bound = this.#plan.numbers(threshold.register);
    const { over, under } = threshold;
    return over === undefined || under === undefined
      ? kernel.numbers(this.#plan.numbers(value.register), bound, CODES, rows)
      : kernel.quotients(this.#plan.numbers(over), this.#plan.numbers(under), bound, CODES, rows);
  }

  /** Finds the cases by the leaf's registers, whatever is in them. */
  #look(applies: Uint8Array, rows: number): void {
    const { test, value, points } = this.#states();
    for (let row = 0; row < rows; row++)
      CODES[row] = caseOf(applies[row] ?? 0, test[row] ?? 0, value[row] ?? 0, points[row] ?? 0);
  }

  #outcomeNumber(row: number): number {
    return this.#numbers[CODES[row] ?? 0] ?? 0;
  }

  #outcomeAt(row: number): LeafOutcome {
    return this.#outcomes[this.#outcomeNumber(row)] as LeafOutcome;
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

  /** Works a case out and tells its status. */
  #add(code: number): number {
    if (this.#caseStatuses[code] !== NEW_CASE) return this.#caseStatuses[code] ?? 0;
    const states = { applies: code >> 9, test: (code >> 6) & 7, value: (code >> 3) & 7, points: code & 7 };
    const outcome = leafOutcome(this.#node, { ...states, points: states.points as State });
    const { status } = outcome;
    this.#numbers[code] = this.#outcomes.push(outcome) - 1;
    this.#caseStatuses[code] = status;
    this.#hasLeaving ||= outcome.mayLeave || status === Status.notApplicable;
    this.#hasRefused ||= outcome.refused !== undefined;
    const state = this.#node.node.points?.form === "value" ? states.points : states.value;
    this.#points?.add(outcome, state as State);
    return status;
  }

  #tellRefused(rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    for (let row = 0; row < rows; row++) {
      const kind = this.#outcomeAt(row).refused;
      if (kind !== undefined && judged[row] === 1) faults.push({ row, node: this.#node, kind });
    }
  }

  #earn(out: PointsColumns, statuses: Uint8Array, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    const { value, pointsValue, node } = this.#node;
    const register = node.points?.form === "value" ? pointsValue : value?.logic === false ? value.register : undefined;
    const isByStatus = node.points?.form === "status" || register === undefined;
    const column = isByStatus ? undefined : this.#plan.numbers(register);
    const outcomes = { codes: CODES, numbers: this.#numbers, statuses };
    this.#points?.run(outcomes, column, out, rows, (row) => {
      if (judged[row] === 1) faults.push({ row, node: this.#node, kind: "points-out-of-range" });
    });
  }
}
