import type { Standard } from "../criteria/model.ts";
import { type CaseColumns, caseOf, NEW_CASE, type StateColumns, stateCases } from "../exact/case-loops.ts";
import { State, Truth } from "../exact/column.ts";
import { batchRows, newBytes, newWords } from "../exact/column-memory.ts";
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

/** How many cases of register states there are. */
export const CASES: number = 3 * 512;

/** Columns that all leaves of a standard share. */
export class SharedColumns implements StateColumns {
  // Codes of states that a leaf does not have.
  readonly test: Uint8Array = newBytes(batchRows()).fill(Truth.true);
  readonly applies: Uint8Array = newBytes(batchRows()).fill(Applies.yes);
  /** `State.present` */
  readonly value: Uint8Array = newBytes(batchRows());
  readonly points: Uint8Array = this.value;
  /** the case of each row of the leaf that is being judged */
  readonly codes: Uint16Array = newWords(batchRows());
}

/** Judges one leaf down the columns: every case of register states is worked out once by the rule for leaves. */
export class LeafPass {
  readonly #plan: Plan;
  readonly #node: CompiledNode;
  readonly #outcomes: LeafOutcome[] = [];
  /** by case: the number of its outcome, and its status */
  readonly #numbers: Uint16Array = newWords(CASES);
  readonly #caseStatuses: Uint8Array = newBytes(CASES).fill(NEW_CASE);
  readonly #shared: SharedColumns;
  /** compares the value with the threshold, where the leaf is no more than that */
  readonly #threshold: ThresholdKernel | undefined;
  readonly #points: LeafPoints | undefined;
  #hasLeaving = false;
  #hasRefused = false;

  constructor(standard: Standard, plan: Plan, node: CompiledNode, shared: SharedColumns) {
    this.#plan = plan;
    this.#shared = shared;
    this.#node = node;
    const { points } = node.node;
    if (points !== undefined && node.bounds !== undefined)
      this.#points = new LeafPoints(standard, node, points, node.bounds, CASES);
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
    const { test, value, points } = this.#states(applies);
    return leafOutcome(this.#node, {
      applies: applies?.[row] ?? 1,
      test: test[row] ?? Truth.missing,
      value: value[row] ?? 0,
      points: (points[row] ?? State.missing) as State,
    });
  }

  /** @param faults what to refuse is told here, of rows that are judged */
  run(applies: Uint8Array | undefined, out: LeafColumns, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    const { statuses } = out;
    const { codes } = this.#shared;
    const columns = { caseStatuses: this.#caseStatuses, codes, statuses };
    // There are few cases: each new one is worked out where it comes first, and all rows are gone through again.
    while (this.#noteCases(applies, columns, rows) > Status.waivedPerhaps)
      this.#add(codes[statuses.indexOf(NEW_CASE)] ?? 0);
    if (this.#hasLeaving)
      for (let row = 0; row < rows; row++) out.mayLeave[row] = this.#outcomeAt(row).mayLeave ? 1 : 0;
    if (this.#hasRefused) this.#tellRefused(rows, judged, faults);
    if (out.points !== undefined) this.#earn(out.points, statuses, rows, judged, faults);
  }

  /** Notes the case of each row and its status, as far as that is known; gives the bits that occur in any status. */
  #noteCases(applies: Uint8Array | undefined, columns: CaseColumns, rows: number): number {
    const seen = applies === undefined ? this.#compare(columns, rows) : -1;
    return seen < 0 ? stateCases(this.#states(applies), columns, rows) : seen;
  }

  /** Finds the cases by comparing the value with the threshold; -1 when that needs the long way. */
  #compare(columns: CaseColumns, rows: number): number {
    const { threshold, value } = this.#node;
    const kernel = this.#threshold;
    if (kernel === undefined || threshold === undefined || value === undefined) return -1;
    const bound = this.#plan.numbers(threshold.register);
    const { over, under } = threshold;
    return over === undefined || under === undefined
      ? kernel.numbers(this.#plan.numbers(value.register), bound, columns, rows)
      : kernel.quotients(this.#plan.numbers(over), this.#plan.numbers(under), bound, columns, rows);
  }

  #outcomeNumber(row: number): number {
    return this.#numbers[this.#shared.codes[row] ?? 0] ?? 0;
  }

  #outcomeAt(row: number): LeafOutcome {
    return this.#outcomes[this.#outcomeNumber(row)] as LeafOutcome;
  }

  /** The codes of the leaf's registers. */
  #states(applies: Uint8Array | undefined): StateColumns {
    const { test, value, pointsValue } = this.#node;
    const shared = this.#shared;
    const ofValue = value?.logic
      ? this.#plan.truths(value.register)
      : value && this.#plan.numbers(value.register).state;
    return {
      applies: applies ?? shared.applies,
      test: test === undefined ? shared.test : this.#plan.truths(test),
      value: ofValue ?? shared.value,
      points: pointsValue === undefined ? shared.points : this.#plan.numbers(pointsValue).state,
    };
  }

  /** Works a case out. */
  #add(code: number): void {
    const states = { applies: code >> 9, test: (code >> 6) & 7, value: (code >> 3) & 7, points: code & 7 };
    const outcome = leafOutcome(this.#node, { ...states, points: states.points as State });
    const { status } = outcome;
    this.#numbers[code] = this.#outcomes.push(outcome) - 1;
    this.#caseStatuses[code] = status;
    this.#hasLeaving ||= outcome.mayLeave || status === Status.notApplicable;
    this.#hasRefused ||= outcome.refused !== undefined;
    const state = this.#node.node.points?.form === "value" ? states.points : states.value;
    this.#points?.add(outcome, state as State);
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
    const outcomes = { codes: this.#shared.codes, numbers: this.#numbers, statuses };
    this.#points?.run(outcomes, column, out, rows, (row) => {
      if (judged[row] === 1) faults.push({ row, node: this.#node, kind: "points-out-of-range" });
    });
  }
}
