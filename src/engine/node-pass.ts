import { BATCH_ROWS, NumberColumn, State, Truth } from "../exact/column.ts";
import { divide } from "../exact/fraction.ts";
import type { Leaf, Source } from "../expression/plan.ts";
import type { CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { groupColumn } from "./group-rule.ts";
import { judgeLeaf, type NodeFault } from "./leaf-pass.ts";
import {
  combinePoints,
  earnedPoints,
  leaveOpen,
  type Member,
  type PointsColumns,
  pointsColumns,
  setPoints,
} from "./points.ts";
import { isOpen, Status } from "./status.ts";

const APPLIES = ["no", "yes", "unknown"] as const;
const NO = 0;
const YES = 1;
const UNKNOWN = 2;

/** Reports a fault of a row, if the row is judged. */
type Told = (row: number, fault: Omit<NodeFault, "row">) => void;

/** Statuses and points of every node for the batch at hand; its columns are filled anew for each batch. */
export class NodePass {
  readonly statuses: readonly Uint8Array[];
  readonly points: readonly (PointsColumns | undefined)[];
  readonly #compiled: CompiledStandard;
  readonly #applies: readonly Uint8Array[];
  /** 1 where a node may yet turn out not to apply */
  readonly #mayLeave: readonly Uint8Array[];
  readonly #members: readonly (readonly Member[])[];

  constructor(compiled: CompiledStandard) {
    this.#compiled = compiled;
    const columns = () => compiled.nodes.map(() => new Uint8Array(BATCH_ROWS));
    this.statuses = columns();
    this.#applies = columns();
    this.#mayLeave = columns();
    this.points = compiled.nodes.map(({ bounds }) => (bounds === undefined ? undefined : pointsColumns()));
    this.#members = compiled.nodes.map(({ children }) => this.members(children));
  }

  /** Those of some nodes that have points, with their weights. */
  members(indexes: readonly number[]): Member[] {
    return indexes.flatMap((index) => {
      const points = this.points[index];
      const weight = this.#compiled.nodes[index]?.node.weight;
      return points === undefined || weight === undefined ? [] : [{ points, weight }];
    });
  }

  /**
   * Judges every node, children before parents.
   * @param data gives fields and parameters, which tests of points may read
   * @param judged tells which rows may report faults
   */
  run(data: Source, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    for (const node of this.#compiled.nodes) this.#apply(node, rows);
    for (const node of this.#compiled.nodes.toReversed()) {
      if (node.children.length === 0) this.#leaf(node, rows, judged, faults);
      else this.#group(node, data, rows, (row, fault) => judged[row] === 1 && faults.push({ row, ...fault }));
    }
  }

  /** Where a node stands, all above it must stand. Not applicable as a condition's result counts as no. */
  #apply({ index, parent, applies }: CompiledNode, rows: number): void {
    const out = this.#applies[index] as Uint8Array;
    const above = this.#applies[parent];
    const own = applies === undefined ? undefined : this.#compiled.plan.truths(applies);
    for (let row = 0; row < rows; row++) {
      const truth = own?.[row] ?? Truth.true;
      const inherited = above?.[row] ?? YES;
      if (truth === Truth.false || truth === Truth.notApplicable || inherited === NO) out[row] = NO;
      else out[row] = truth === Truth.true ? inherited : UNKNOWN;
    }
  }

  #leaf(node: CompiledNode, rows: number, judged: Uint8Array, faults: NodeFault[]): void {
    const { index } = node;
    const statuses = this.statuses[index] as Uint8Array;
    const mayLeave = this.#mayLeave[index] as Uint8Array;
    for (let row = 0; row < rows; row++) {
      const applies = APPLIES[this.#applies[index]?.[row] ?? YES] ?? "yes";
      const told = judged[row] === 1 ? faults : undefined;
      const leaf = judgeLeaf(this.#compiled, node, row, applies, this.points[index], told);
      statuses[row] = leaf.status;
      mayLeave[row] = leaf.mayLeave ? 1 : 0;
    }
  }

  #group(node: CompiledNode, data: Source, rows: number, told: Told): void {
    const { points } = node.node;
    const out = this.points[node.index];
    if (out !== undefined && points?.form !== "status") {
      const floor = points?.form === "children" ? points.min : undefined;
      const members = this.#members[node.index] ?? [];
      combinePoints(members, this.#compiled.standard.scoring.combine, floor, points?.round, out, rows);
    }
    this.#groupStatus(node, data, rows, told);
    if (out !== undefined) for (let row = 0; row < rows; row++) this.#groupPoints(node, row, out);
  }

  #groupStatus(node: CompiledNode, data: Source, rows: number, told: Told): void {
    const statuses = this.statuses[node.index] as Uint8Array;
    const applies = this.#applies[node.index] as Uint8Array;
    const mayLeave = this.#mayLeave[node.index] as Uint8Array;
    const members = node.children.map((child) => this.statuses[child] as Uint8Array);
    if (node.condition !== undefined) groupColumn(node.condition, members, statuses, rows);
    else if (node.pointsTest !== undefined) this.#byPoints(node, data, statuses, rows, told);
    else statuses.fill(Status.scored, 0, rows);
    if (node.condition !== undefined) {
      this.settleGroup(node.index, statuses, rows);
      for (let row = 0; row < rows; row++) mayLeave[row] = statuses[row] === Status.perhaps ? 1 : 0;
      return;
    }
    for (let row = 0; row < rows; row++) {
      const left = this.#left(node, row);
      const reached = applies[row] === NO || left === "all left" ? Status.notApplicable : (statuses[row] ?? 0);
      const doubtful = applies[row] === UNKNOWN || left === "all may leave";
      statuses[row] = doubtful ? doubted(reached) : reached;
      mayLeave[row] = doubtful && reached !== Status.notApplicable ? 1 : 0;
    }
  }

  /** Statuses of a group that counts its members, where it is not sure that it applies at all. */
  settleGroup(index: number, statuses: Uint8Array, rows: number): void {
    const applies = this.#applies[index] as Uint8Array;
    for (let row = 0; row < rows; row++) {
      if (applies[row] === NO) statuses[row] = Status.notApplicable;
      else if (applies[row] === UNKNOWN) statuses[row] = doubted(statuses[row] ?? Status.unknown);
    }
  }

  /** Have all members of a group left it, or may all of them? */
  #left({ children }: CompiledNode, row: number): "all left" | "all may leave" | "some stay" {
    const gone = children.filter((child) => this.statuses[child]?.[row] === Status.notApplicable).length;
    if (gone === children.length) return "all left";
    const leaving = children.filter((child) => this.#mayLeave[child]?.[row] === 1).length;
    return gone + leaving === children.length ? "all may leave" : "some stay";
  }

  /** A group that goes by its points: decided when the test comes out the same all over the interval. */
  #byPoints(node: CompiledNode, data: Source, statuses: Uint8Array, rows: number, told: Told): void {
    const { pointsTest } = node;
    if (pointsTest === undefined) return;
    pointsTest.plan.run((leaf) => (leaf.expression.op === "outcome" ? this.outcome(leaf) : data(leaf)), rows);
    const truths = pointsTest.plan.truths(pointsTest.register);
    for (let row = 0; row < rows; row++) {
      if (truths[row] === Truth.true) statuses[row] = Status.met;
      else statuses[row] = truths[row] === Truth.false ? Status.notMet : Status.unknown;
      if (truths[row] === Truth.dividedByZero) told(row, { node, kind: "divided-by-zero" });
      if (truths[row] === Truth.tooLarge) told(row, { node, kind: "too-large" });
    }
  }

  /** Points that go by the group's own status, and what the group says of points when it does not apply. */
  #groupPoints(node: CompiledNode, row: number, out: PointsColumns): void {
    const { points } = node.node;
    if (points === undefined || node.bounds === undefined) return;
    const bounds = { low: node.bounds.least, high: node.bounds.most };
    const { standard } = this.#compiled;
    const status = this.statuses[node.index]?.[row] ?? Status.unknown;
    if (points.form === "status") {
      const earned = earnedPoints(standard, node.node, points, bounds, { status, value: undefined, ruled: undefined });
      const mode = points.notApplicable ?? standard.scoring.notApplicable ?? "exclude";
      setPoints(out, row, "seen" in earned ? bounds : earned, bounds, status, mode);
    } else if (points.notApplicable !== undefined) {
      if (status === Status.notApplicable) setPoints(out, row, bounds, bounds, status, points.notApplicable);
      else if (this.#mayLeave[node.index]?.[row] === 1) leaveOpen(out, row, bounds.high, points.notApplicable);
    }
  }

  /** Points and shares of nodes as plans read them; unknown where the points may yet be excluded altogether. */
  outcome({ expression, end }: Pick<Leaf, "expression" | "end">): NumberColumn {
    const node = expression.op === "outcome" ? this.#compiled.byId.get(expression.of) : undefined;
    const points = node && this.points[node.index];
    if (points === undefined || expression.op !== "outcome") throw new Error("only nodes with points have points");
    if (expression.name === "points") return settledColumn(points[end], points.mayVanish);
    if (expression.name === "max_points") return settledColumn(points.available, points.openMaximum);
    return shareOf(points, end);
  }
}

/** A status that may yet turn out not to apply. */
const doubted = (status: number): number =>
  status === Status.met || status === Status.notMet || isOpen(status) ? Status.perhaps : status;

/** A column that is missing where a flag is set. */
function settledColumn(column: NumberColumn, open: Uint8Array): NumberColumn {
  const settled = new NumberColumn();
  for (let row = 0; row < BATCH_ROWS; row++) {
    if (open[row] === 1) settled.setState(row, State.missing);
    else settled.copy(row, column, row);
  }
  return settled;
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
