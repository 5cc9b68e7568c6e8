import { State, stateOfTruth, Truth } from "../exact/column.ts";
import type { CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { earnedPoints, type Interval, type PointsColumns, setPoints } from "./points.ts";
import { Status } from "./status.ts";

/** Data that must be refused, found while a node was judged. */
export interface NodeFault {
  readonly row: number;
  readonly node: CompiledNode;
  readonly kind: "divided-by-zero" | "too-large" | "points-out-of-range";
}

/** What became of a leaf in a row; `mayLeave`: it may yet turn out not to apply. */
export interface LeafStatus {
  readonly status: number;
  readonly mayLeave: boolean;
}

/** Reads a leaf's status and points from its registers. `doubtful`: it is not known whether it applies at all. */
export function judgeLeaf(
  compiled: CompiledStandard,
  node: CompiledNode,
  row: number,
  applies: "no" | "yes" | "unknown",
  out: PointsColumns | undefined,
  faults: NodeFault[] | undefined,
): LeafStatus {
  const reading = applies === "no" ? GONE : readLeaf(compiled, node, row);
  if (reading.refused !== undefined) faults?.push({ row, node, kind: reading.refused });
  const gone = reading.status === Status.notApplicable;
  const doubtful = !gone && (applies === "unknown" || reading.mayLeave);
  if (out !== undefined) leafPoints(compiled, node, row, reading, doubtful, out, faults);
  const counts = reading.status !== Status.scored && !gone;
  return { status: counts && doubtful ? Status.perhaps : reading.status, mayLeave: doubtful };
}

/** A leaf as if it applied. */
interface LeafReading {
  /** met, not met, unknown, not applicable or scored */
  readonly status: number;
  /** met or not met when the standard's own rule for "no cases" or missing data decided, and no value */
  readonly ruled: number | undefined;
  readonly mayLeave: boolean;
  readonly refused: NodeFault["kind"] | undefined;
}

const GONE: LeafReading = { status: Status.notApplicable, ruled: undefined, mayLeave: false, refused: undefined };

function readLeaf(compiled: CompiledStandard, node: CompiledNode, row: number): LeafReading {
  const { measure } = node.node;
  const state = stateOf(compiled, node, row);
  const ruled = ruledBy(node, state);
  if (state === State.notApplicable || ruled === Status.notApplicable) return GONE;
  const refused = refusal(state);
  // A threshold that no source gives hides a missing cell beside it, which may still be declared not applicable.
  const open = [state, pointsState(compiled, node, row)].some((one) => one === State.missing || one === State.unset);
  const mayLeave = node.mayNotApply && measure?.whenMissing === undefined && open;
  return { status: ruled ?? measuredStatus(compiled, node, row, state), ruled, mayLeave, refused };
}

/** What the standard says for no cases or for missing data; a leaf that only carries points stays scored. */
function ruledBy({ node: { measure }, scored }: CompiledNode, state: State): number | undefined {
  const rule =
    state === State.noCases
      ? measure?.whenNoCases
      : state === State.missing
        ? measure?.whenMissing?.treatAs
        : undefined;
  if (rule === undefined) return undefined;
  if (rule === "not_applicable") return Status.notApplicable;
  if (scored) return undefined;
  return rule === "met" ? Status.met : Status.notMet;
}

function measuredStatus({ plan }: CompiledStandard, node: CompiledNode, row: number, state: State): number {
  if (node.scored) return Status.scored;
  if (state !== State.present) return Status.unknown;
  return plan.truths(node.test ?? 0)[row] === Truth.true ? Status.met : Status.notMet;
}

const refusal = (state: State): NodeFault["kind"] | undefined =>
  state === State.dividedByZero ? "divided-by-zero" : state === State.tooLarge ? "too-large" : undefined;

/** The state that decides: of the test, and of the value when the test hides it or there is none. */
function stateOf(compiled: CompiledStandard, node: CompiledNode, row: number): State {
  const { plan } = compiled;
  const { value, test } = node;
  if (value === undefined) return pointsState(compiled, node, row);
  const ofValue = value.logic
    ? stateOfTruth(plan.truths(value.register)[row] ?? 0)
    : plan.numbers(value.register).stateAt(row);
  if (test === undefined) return ofValue;
  const ofTest = stateOfTruth(plan.truths(test)[row] ?? 0);
  return ofTest === State.missing && ofValue === State.noCases ? State.noCases : ofTest;
}

/** The state that says why a leaf is as it is: the one that decides, or that of the value its points are given by. */
export const reasonState = (compiled: CompiledStandard, node: CompiledNode, row: number): State =>
  Math.max(stateOf(compiled, node, row), pointsState(compiled, node, row)) as State;

/** The state of the value that points are given by, where that is an expression of its own. */
function pointsState({ plan }: CompiledStandard, { pointsValue }: CompiledNode, row: number): State {
  return pointsValue === undefined ? State.present : plan.numbers(pointsValue).stateAt(row);
}

function leafPoints(
  compiled: CompiledStandard,
  node: CompiledNode,
  row: number,
  reading: LeafReading,
  doubtful: boolean,
  out: PointsColumns,
  faults: NodeFault[] | undefined,
): void {
  const { points } = node.node;
  if (points === undefined || node.bounds === undefined) return;
  const bounds: Interval = { low: node.bounds.least, high: node.bounds.most };
  const mode = points.notApplicable ?? compiled.standard.scoring.notApplicable ?? "exclude";
  const ofPoints = reading.status === Status.notApplicable ? State.present : pointsState(compiled, node, row);
  const refused = refusal(ofPoints);
  if (refused !== undefined && reading.refused === undefined) faults?.push({ row, node, kind: refused });
  const gone = reading.status === Status.notApplicable || ofPoints === State.notApplicable;
  const status = gone ? Status.notApplicable : doubtful ? Status.perhaps : reading.status;
  const earned = gone
    ? bounds
    : earnedPoints(compiled.standard, node.node, points, bounds, inputOf(compiled, node, row, reading));
  if ("seen" in earned) faults?.push({ row, node, kind: "points-out-of-range" });
  setPoints(out, row, "seen" in earned ? bounds : earned, bounds, status, mode);
}

function inputOf({ plan }: CompiledStandard, node: CompiledNode, row: number, { status, ruled }: LeafReading) {
  const { points, measure } = node.node;
  const register =
    points?.form === "value" ? node.pointsValue : node.value?.logic === false ? node.value.register : undefined;
  const column = register === undefined ? undefined : plan.numbers(register);
  const value = column?.state[row] === State.present ? column.at(row) : undefined;
  // A leaf that only carries points has no status to show the rule by; the rule still gives its points.
  const rule =
    column?.state[row] === State.noCases
      ? measure?.whenNoCases
      : column?.state[row] === State.missing
        ? measure?.whenMissing?.treatAs
        : undefined;
  const byRule = ruled ?? (rule === "met" ? Status.met : rule === "not_met" ? Status.notMet : undefined);
  return { status, value, ruled: byRule };
}
