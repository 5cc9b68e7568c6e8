import type { Standard } from "../criteria/model.ts";
import { BATCH_ROWS, NumberColumn, State, stateOfTruth, Truth } from "../exact/column.ts";
import { divide } from "../exact/fraction.ts";
import type { Source } from "../expression/plan.ts";
import type { CompiledNode, CompiledStandard } from "./compile.ts";
import { groupColumn } from "./group-rule.ts";
import { combinePoints, earnedPoints, type PointsColumns, pointsColumns, setPoints } from "./points.ts";
import { isOpen, Status } from "./status.ts";

/** Data that must be refused, found while a node was judged. */
export interface NodeFault {
  readonly row: number;
  readonly node: CompiledNode;
  readonly kind: "divided-by-zero" | "too-large" | "points-out-of-range";
}

/** Whether nodes apply: no, yes, or not known. */
const Applies = { no: 0, yes: 1, unknown: 2 } as const;

/** Statuses and points of every node for the batch at hand; its columns are filled anew for each batch. */
export class NodePass {
  readonly statuses: readonly Uint8Array[];
  readonly points: readonly (PointsColumns | undefined)[];
  readonly #compiled: CompiledStandard;
  readonly #applies: readonly Uint8Array[];

  constructor(compiled: CompiledStandard) {
    this.#compiled = compiled;
    this.statuses = compiled.nodes.map(() => new Uint8Array(BATCH_ROWS));
    this.#applies = compiled.nodes.map(() => new Uint8Array(BATCH_ROWS));
    this.points = compiled.nodes.map(({ bounds }) => (bounds === undefined ? undefined : pointsColumns()));
  }

  /** Judges every node, children before parents; `judged` tells which rows may report faults. */
  run(rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    for (const node of this.#compiled.nodes) this.#apply(node, rows);
    for (const node of this.#compiled.nodes.toReversed()) {
      if (node.children.length === 0) this.#leaf(node, rows, judged, faults);
      else this.#group(node, rows);
    }
  }

  /** Where a node stands, all above it must stand. Not applicable as a condition's result counts as no. */
  #apply({ index, parent, applies }: CompiledNode, rows: number): void {
    const out = this.#applies[index] as Uint8Array;
    const above = this.#applies[parent];
    const own = applies === undefined ? undefined : this.#compiled.plan.truths(applies);
    for (let row = 0; row < rows; row++) {
      const truth = own?.[row] ?? Truth.true;
      const here =
        truth === Truth.true
          ? Applies.yes
          : truth === Truth.false || truth === Truth.notApplicable
            ? Applies.no
            : Applies.unknown;
      const inherited = above?.[row] ?? Applies.yes;
      if (here === Applies.no || inherited === Applies.no) out[row] = Applies.no;
      else out[row] = Math.max(here, inherited);
    }
  }

  #leaf(node: CompiledNode, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    const statuses = this.statuses[node.index] as Uint8Array;
    const applies = this.#applies[node.index] as Uint8Array;
    for (let row = 0; row < rows; row++) {
      const reached =
        applies[row] === Applies.no
          ? Status.notApplicable
          : this.#measured(node, row, judged[row] === 1 ? faults : undefined);
      statuses[row] = withDoubt(reached, applies[row] === Applies.unknown);
      this.#leafPoints(node, row, reached, judged[row] === 1 ? faults : undefined);
    }
  }

  /** A leaf's status from its registers, as if it applied. */
  #measured(node: CompiledNode, row: number, faults: NodeFault[] | undefined): number {
    const measure = node.node.measure;
    const state = this.#stateOf(node, row);
    if (state === State.dividedByZero || state === State.tooLarge) {
      faults?.push({ row, node, kind: state === State.tooLarge ? "too-large" : "divided-by-zero" });
      return Status.unknown;
    }
    if (state === State.notApplicable) return Status.notApplicable;
    if (state === State.noCases && measure?.whenNoCases !== undefined) return decided(measure.whenNoCases);
    if (state === State.missing && measure?.whenMissing !== undefined) return decided(measure.whenMissing.treatAs);
    if (node.scored) return Status.scored;
    if (this.#mayLeave(node, row)) return Status.perhaps;
    if (state !== State.present) return Status.unknown;
    return this.#compiled.plan.truths(node.test ?? 0)[row] === Truth.true ? Status.met : Status.notMet;
  }

  /** The state that decides: of the test, and of the value when the test hides it or there is none. */
  #stateOf({ value, test, pointsValue }: CompiledNode, row: number): State {
    const { plan } = this.#compiled;
    const ofValue =
      value === undefined
        ? State.present
        : value.logic
          ? stateOfTruth(plan.truths(value.register)[row] ?? 0)
          : plan.numbers(value.register).stateAt(row);
    if (test !== undefined) {
      const ofTest = stateOfTruth(plan.truths(test)[row] ?? 0);
      return ofTest === State.missing && ofValue === State.noCases ? State.noCases : ofTest;
    }
    if (value !== undefined || pointsValue === undefined) return ofValue;
    return plan.numbers(pointsValue).stateAt(row);
  }

  /** Is a value missing that, once filled in, could turn out not applicable? A rule for missing values leaves no doubt. */
  #mayLeave(node: CompiledNode, row: number): boolean {
    if (!node.mayNotApply || node.node.measure?.whenMissing !== undefined) return false;
    return this.#stateOf(node, row) === State.missing;
  }

  #leafPoints(node: CompiledNode, row: number, reached: number, faults: NodeFault[] | undefined): void {
    const { points } = node.node;
    const out = this.points[node.index];
    if (points === undefined || out === undefined || node.bounds === undefined) return;
    const bounds = { low: node.bounds.least, high: node.bounds.most };
    const register =
      points.form === "value" ? node.pointsValue : node.value?.logic === false ? node.value.register : undefined;
    const column = register === undefined ? undefined : this.#compiled.plan.numbers(register);
    const value = column?.state[row] === State.present ? column.at(row) : undefined;
    const interval =
      reached === Status.notApplicable
        ? bounds
        : earnedPoints(this.#standard, node.node, points, bounds, { status: reached, value });
    const mode = points.notApplicable ?? this.#standard.scoring.notApplicable ?? "exclude";
    const doubtful = this.#applies[node.index]?.[row] === Applies.unknown || this.#mayLeave(node, row);
    const status = doubtful && reached !== Status.notApplicable ? Status.perhaps : reached;
    if ("seen" in interval) faults?.push({ row, node, kind: "points-out-of-range" });
    setPoints(out, row, "seen" in interval ? bounds : interval, bounds, status, mode);
  }

  get #standard(): Standard {
    return this.#compiled.standard;
  }

  #group(node: CompiledNode, rows: number): void {
    const { points: declared } = node.node;
    const out = this.points[node.index];
    const statuses = this.statuses[node.index] as Uint8Array;
    if (out !== undefined && declared?.form !== "status") {
      const children = node.children.flatMap((child) => this.points[child] ?? []);
      const weights = node.node.children
        .filter((_, index) => this.points[node.children[index] ?? 0] !== undefined)
        .map(({ weight }) => weight);
      const members = children.map((points, index) => ({
        points,
        weight: weights[index] as NonNullable<(typeof weights)[number]>,
      }));
      combinePoints(
        members,
        this.#standard.scoring.combine,
        declared?.form === "children" ? declared.min : undefined,
        declared?.round,
        out,
        rows,
      );
    }
    this.#groupStatus(node, statuses, rows);
    if (declared?.form === "status")
      for (let row = 0; row < rows; row++) this.#leafPoints(node, row, this.#undoubted(node, row), undefined);
  }

  #undoubted(node: CompiledNode, row: number): number {
    return this.statuses[node.index]?.[row] ?? Status.unknown;
  }

  #groupStatus(node: CompiledNode, statuses: Uint8Array, rows: number): void {
    const applies = this.#applies[node.index] as Uint8Array;
    const members = node.children.map((child) => this.statuses[child] as Uint8Array);
    if (node.condition !== undefined) groupColumn(node.condition, members, statuses, rows);
    else if (node.pointsTest !== undefined) this.#byPoints(node, statuses, rows);
    else statuses.fill(Status.scored, 0, rows);
    for (let row = 0; row < rows; row++) {
      const nothing =
        node.pointsTest !== undefined || node.scored
          ? members.every((member) => member[row] === Status.notApplicable)
          : false;
      if (applies[row] === Applies.no || nothing) statuses[row] = Status.notApplicable;
      else statuses[row] = withDoubt(statuses[row] ?? Status.unknown, applies[row] === Applies.unknown);
    }
  }

  /** A group that goes by its points: decided when the test comes out the same all over the interval. */
  #byPoints({ index, pointsTest }: CompiledNode, statuses: Uint8Array, rows: number): void {
    const points = this.points[index];
    if (pointsTest === undefined || points === undefined) return;
    pointsTest.plan.run(this.outcomes, rows);
    const truths = pointsTest.plan.truths(pointsTest.register);
    for (let row = 0; row < rows; row++) {
      if (truths[row] === Truth.true) statuses[row] = Status.met;
      else if (truths[row] === Truth.false) statuses[row] = Status.notMet;
      else statuses[row] = truths[row] === Truth.notApplicable ? Status.notApplicable : Status.unknown;
    }
  }

  /** Points and shares of nodes as plans read them. */
  readonly outcomes: Source = ({ expression, end }) => {
    if (expression.op !== "outcome") throw new Error(`points know no ${expression.op}`);
    const node = this.#compiled.byId.get(expression.of);
    const points = node && this.points[node.index];
    if (points === undefined) throw new Error(`${expression.of} has no points`);
    if (expression.name === "points") return points[end];
    if (expression.name === "max_points") return settledMaximum(points);
    return shareOf(points, end);
  };
}

const decided = (word: "met" | "not_met" | "not_applicable"): number =>
  word === "met" ? Status.met : word === "not_met" ? Status.notMet : Status.notApplicable;

/** What may not apply at all is in doubt, unless it is out of the question already. */
const withDoubt = (status: number, doubtful: boolean): number =>
  doubtful && (status === Status.met || status === Status.notMet || isOpen(status)) ? Status.perhaps : status;

function settledMaximum(points: PointsColumns): NumberColumn {
  const column = new NumberColumn();
  for (let row = 0; row < BATCH_ROWS; row++) {
    if (points.openMaximum[row] === 1) column.setState(row, State.missing);
    else column.copy(row, points.available, row);
  }
  return column;
}

/** Points over the maximum that counts; unknown while the maximum is, left out when everything is excluded. */
export function shareOf(points: PointsColumns, end: "low" | "high"): NumberColumn {
  const column = new NumberColumn();
  for (let row = 0; row < BATCH_ROWS; row++) {
    const state = points[end].stateAt(row);
    if (points.openMaximum[row] === 1) column.setState(row, State.missing);
    else if (state !== State.present) column.setState(row, state);
    else if (points.available.numerator[row] === 0) column.setState(row, State.missing);
    else column.set(row, divide(points[end].at(row), points.available.at(row)));
  }
  return column;
}
