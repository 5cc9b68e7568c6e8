import { NumberColumn, Truth } from "../exact/column.ts";
import { batchRows, newBytes, newTable } from "../exact/column-memory.ts";
import { mapByTable, seenIn } from "../exact/table-loops.ts";
import type { Leaf, Source } from "../expression/plan.ts";
import type { CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { GroupPass } from "./group-rule.ts";
import { LeafPass, type NodeFault, SharedColumns } from "./leaf-pass.ts";
import { Applies, type LeafOutcome } from "./leaf-rule.ts";
import { MemberStatuses } from "./member-statuses.ts";
import { earnedPoints, leftOpen, settledPoints } from "./points.ts";
import { PointsColumns } from "./points-columns.ts";
import { settledColumn, shareOf } from "./points-outcomes.ts";
import { type Member, PointsSum } from "./points-sum.ts";
import { isOpen, STATUS_OF_TRUTH, Status } from "./status.ts";

/** Reports a fault of a row, if the row is judged. */
type Told = (row: number, fault: Omit<NodeFault, "row">) => void;

/** Statuses and points of every node for the batch at hand; its columns are filled anew for each batch. */
export class NodePass {
  readonly statuses: readonly Uint8Array[];
  readonly points: readonly (PointsColumns | undefined)[];
  readonly #compiled: CompiledStandard;
  /** absent where neither the node nor anything above it has a condition */
  readonly #applies: readonly (Uint8Array | undefined)[];
  /** 1 where a node may yet turn out not to apply */
  readonly #mayLeave: readonly Uint8Array[];
  /** is there any row seen so far in which the node does not apply, or may turn out so? */
  readonly #canLeave: boolean[] = [];
  /** rows of the batch at hand */
  #rows = 0;
  /** the status of a group by the truth of its test */
  readonly #byTruth = newTable(newBytes, STATUS_OF_TRUTH);
  /** columns of outcomes, used again for each batch */
  readonly #scratch = new Map<string, NumberColumn>();
  readonly #leaves: readonly (LeafPass | undefined)[];
  readonly #members: readonly (MemberStatuses | undefined)[];
  readonly #groups: readonly (GroupPass | undefined)[];
  readonly #sums: readonly (PointsSum | undefined)[];

  constructor(compiled: CompiledStandard) {
    const { nodes, plan, standard } = compiled;
    this.#compiled = compiled;
    this.statuses = nodes.map(() => newBytes(batchRows()));
    this.#mayLeave = nodes.map(() => newBytes(batchRows()));
    const applies: (Uint8Array | undefined)[] = [];
    for (const node of nodes) {
      const hasCondition = node.applies !== undefined || applies[node.parent] !== undefined;
      applies.push(hasCondition ? newBytes(batchRows()) : undefined);
    }
    this.#applies = applies;
    this.points = nodes.map(({ bounds }) => (bounds === undefined ? undefined : new PointsColumns()));
    const shared = new SharedColumns();
    this.#leaves = nodes.map((node) =>
      node.children.length === 0 ? new LeafPass(standard, plan, node, shared) : undefined,
    );
    this.#members = nodes.map(({ children }) =>
      children.length === 0
        ? undefined
        : new MemberStatuses(children.map((child) => this.statuses[child] as Uint8Array)),
    );
    this.#groups = nodes.map(({ condition, index }) => {
      const members = this.#members[index];
      return condition === undefined || members === undefined ? undefined : new GroupPass(condition, members);
    });
    this.#sums = nodes.map(({ node: { points }, bounds, children, index }) => {
      if (children.length === 0 || bounds === undefined || points?.form === "status") return undefined;
      const floor = points?.form === "children" ? points.min : undefined;
      const { combine } = standard.scoring;
      return new PointsSum(this.members(children), { combine, floor, digits: points?.round }, this.#members[index]);
    });
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
    this.#rows = rows;
    for (const node of this.#compiled.nodes) this.#apply(node, rows);
    for (const node of this.#compiled.nodes.toReversed()) {
      const { index } = node;
      const columns = {
        statuses: this.statuses[index] as Uint8Array,
        mayLeave: this.#mayLeave[index] as Uint8Array,
        points: this.points[index],
      };
      const leaf = this.#leaves[index];
      if (leaf !== undefined) leaf.run(this.#applies[index], columns, rows, judged, faults);
      this.#canLeave[index] =
        this.#applies[index] !== undefined ||
        (leaf?.canLeave ?? node.children.every((child) => this.#canLeave[child] === true));
      if (leaf === undefined)
        this.#group(node, data, rows, (row, fault) => judged[row] === 1 && faults.push({ row, ...fault }));
    }
  }

  /** What became of a leaf in a row, and why; undefined of a group. */
  leafOutcome(index: number, row: number): LeafOutcome | undefined {
    return this.#leaves[index]?.outcome(this.#applies[index], row);
  }

  /** Where a node stands, all above it must stand. Not applicable as a condition's result counts as no. */
  #apply({ index, parent, applies }: CompiledNode, rows: number): void {
    const out = this.#applies[index];
    if (out === undefined) return;
    const above = this.#applies[parent];
    const own = applies === undefined ? undefined : this.#compiled.plan.truths(applies);
    for (let row = 0; row < rows; row++) {
      const truth = own?.[row] ?? Truth.true;
      const inherited = above?.[row] ?? Applies.yes;
      if (truth === Truth.false || truth === Truth.notApplicable || inherited === Applies.no) out[row] = Applies.no;
      else out[row] = truth === Truth.true ? inherited : Applies.unknown;
    }
  }

  #group(node: CompiledNode, data: Source, rows: number, told: Told): void {
    const out = this.points[node.index];
    this.#members[node.index]?.fill(rows);
    if (out !== undefined) this.#sums[node.index]?.run(out, rows);
    this.#groupStatus(node, data, rows, told);
    if (out !== undefined) this.#groupPoints(node, out, rows);
  }

  #groupStatus(node: CompiledNode, data: Source, rows: number, told: Told): void {
    const statuses = this.statuses[node.index] as Uint8Array;
    const applies = this.#applies[node.index];
    const mayLeave = this.#mayLeave[node.index] as Uint8Array;
    const group = this.#groups[node.index];
    if (group !== undefined) {
      group.run(statuses, rows);
      if (!node.children.some((child) => this.#canLeave[child] === true) && applies === undefined) return;
      this.settleGroup(node.index, statuses, rows);
      for (let row = 0; row < rows; row++) mayLeave[row] = statuses[row] === Status.perhaps ? 1 : 0;
      return;
    }
    if (node.pointsTest !== undefined) this.#byPoints(node, data, statuses, rows, told);
    else statuses.fill(Status.scored, 0, rows);
    const canLeave = node.children.every((child) => this.#canLeave[child] === true);
    if (applies === undefined && !canLeave) {
      mayLeave.fill(0, 0, rows);
      return;
    }
    for (let row = 0; row < rows; row++) {
      const left = this.#left(node, row);
      const own = applies?.[row] ?? Applies.yes;
      const reached = own === Applies.no || left === "all left" ? Status.notApplicable : (statuses[row] ?? 0);
      const doubtful = own === Applies.unknown || left === "all may leave";
      statuses[row] = doubtful ? doubted(reached) : reached;
      mayLeave[row] = doubtful && reached !== Status.notApplicable ? 1 : 0;
    }
  }

  /** Statuses of a group that counts its members, where it is not sure that it applies at all. */
  settleGroup(index: number, statuses: Uint8Array, rows: number): void {
    const applies = this.#applies[index];
    if (applies === undefined) return;
    for (let row = 0; row < rows; row++) {
      if (applies[row] === Applies.no) statuses[row] = Status.notApplicable;
      else if (applies[row] === Applies.unknown) statuses[row] = doubted(statuses[row] ?? Status.unknown);
    }
  }

  /** Have all members of a group left it, or may all of them? */
  #left({ children }: CompiledNode, row: number): "all left" | "all may leave" | "some stay" {
    let gone = 0;
    let leaving = 0;
    for (const child of children) {
      if (this.statuses[child]?.[row] === Status.notApplicable) gone++;
      else if (this.#mayLeave[child]?.[row] === 1) leaving++;
    }
    if (gone === children.length) return "all left";
    return gone + leaving === children.length ? "all may leave" : "some stay";
  }

  /** A group that goes by its points: decided when the test comes out the same all over the interval. */
  #byPoints(node: CompiledNode, data: Source, statuses: Uint8Array, rows: number, told: Told): void {
    const { pointsTest } = node;
    if (pointsTest === undefined) return;
    pointsTest.plan.begin((leaf) => (leaf.expression.op === "outcome" ? this.outcome(leaf) : data(leaf)), rows);
    const truths = pointsTest.plan.truths(pointsTest.register);
    mapByTable(truths, this.#byTruth, statuses, false, rows);
    if (seenIn(truths, rows) < 1 << Truth.dividedByZero) return;
    for (let row = 0; row < rows; row++) {
      if (truths[row] === Truth.dividedByZero) told(row, { node, kind: "divided-by-zero" });
      if (truths[row] === Truth.tooLarge) told(row, { node, kind: "too-large" });
    }
  }

  /** Points that go by the group's own status, and what the group says of points when it does not apply. */
  #groupPoints({ index, node, bounds }: CompiledNode, out: PointsColumns, rows: number): void {
    const { points } = node;
    if (points === undefined || bounds === undefined) return;
    const { standard } = this.#compiled;
    const widest = { low: bounds.least, high: bounds.most };
    const statuses = this.statuses[index] as Uint8Array;
    if (points.form === "status") {
      out.startRows(1, bounds.most);
      const mode = points.notApplicable ?? standard.scoring.notApplicable ?? "exclude";
      for (let row = 0; row < rows; row++) {
        const status = statuses[row] ?? Status.unknown;
        const earned = earnedPoints(standard, node, points, widest, { status, value: undefined, ruled: undefined });
        out.set(row, settledPoints("seen" in earned ? widest : earned, bounds.most, status, mode));
      }
    } else if (points.notApplicable !== undefined) {
      for (let row = 0; row < rows; row++) {
        const mode = points.notApplicable;
        if (statuses[row] === Status.notApplicable)
          out.set(row, settledPoints(widest, bounds.most, Status.notApplicable, mode));
        else if (this.#mayLeave[index]?.[row] === 1) out.set(row, leftOpen(out.at(row), bounds.most, mode));
      }
    }
  }

  /** Points and shares of nodes as plans read them; unknown where the points may yet be excluded altogether. */
  outcome({ expression, end }: Pick<Leaf, "expression" | "end">): NumberColumn {
    const node = expression.op === "outcome" ? this.#compiled.byId.get(expression.of) : undefined;
    const points = node && this.points[node.index];
    if (points === undefined || expression.op !== "outcome") throw new Error("only nodes with points have points");
    const key = `${expression.name} ${end} ${expression.of}`;
    const scratch = this.#scratch.get(key) ?? new NumberColumn();
    this.#scratch.set(key, scratch);
    if (expression.name === "points") return settledColumn(points[end], points, points.mayVanish, this.#rows, scratch);
    if (expression.name === "max_points")
      return settledColumn(points.available, points, points.openMaximum, this.#rows, scratch);
    return shareOf(points, end, this.#rows, scratch);
  }
}

/** A status that may yet turn out not to apply. */
const doubted = (status: number): number =>
  status === Status.met || status === Status.notMet || isOpen(status) ? Status.perhaps : status;
