import { State, stateOfTruth, Truth } from "../exact/column.ts";
import type { CompiledNode } from "./compile-node.ts";
import { Status } from "./status.ts";

/** Whether a node applies, by its own condition and by all above it. */
export const Applies = { no: 0, yes: 1, unknown: 2 } as const;

/** What a leaf's registers hold in a row, as codes. */
export interface LeafStates {
  readonly applies: number;
  /** the truth code of the test; true when there is none */
  readonly test: number;
  /** the truth code of a logical value, the state of any other; present when there is none */
  readonly value: number;
  /** the state of the value that points are given by, where that is an expression of its own; else present */
  readonly points: State;
}

/** What became of a leaf in a row: by the states of its registers alone. */
export interface LeafOutcome {
  readonly status: number;
  /** as if the leaf applied for certain: met, not met, unknown, not applicable or scored */
  readonly reading: number;
  /** it may yet turn out not to apply */
  readonly mayLeave: boolean;
  /** met or not met when the standard's own rule for "no cases" or missing data decided, and no value */
  readonly ruled: number | undefined;
  /** the state that says why the leaf is as it is */
  readonly reason: State;
  /** data that must be refused: the state of the value, or of the one for the points */
  readonly refused: Refusal | undefined;
  /** its points are not counted: it does not apply, or what gives its points does not */
  readonly isGone: boolean;
}

export type Refusal = "divided-by-zero" | "too-large";

/** The one rule for leaves. */
export function leafOutcome(node: CompiledNode, states: LeafStates): LeafOutcome {
  const { measure } = node.node;
  const state = decidingState(node, states);
  const reason = Math.max(state, states.points) as State;
  const ruled = ruledBy(node, state);
  const applies = states.applies !== Applies.no;
  if (!applies || state === State.notApplicable || ruled === Status.notApplicable) {
    const status = Status.notApplicable;
    return { status, reading: status, mayLeave: false, ruled: undefined, reason, refused: undefined, isGone: true };
  }
  const reading = ruled ?? measuredStatus(node, states, state);
  // A threshold that no source gives hides a missing cell beside it, which may still be declared not applicable.
  const open = [state, states.points].some((one) => one === State.missing || one === State.unset);
  const mayLeave =
    states.applies === Applies.unknown || (node.mayNotApply && measure?.whenMissing === undefined && open);
  return {
    status: reading !== Status.scored && mayLeave ? Status.perhaps : reading,
    reading,
    mayLeave,
    ruled,
    reason,
    refused: refusal(state) ?? (node.bounds === undefined ? undefined : refusal(states.points)),
    isGone: states.points === State.notApplicable,
  };
}

/** The standard's own rule for a measure that has no cases, or no data. */
export function ruleFor(measure: Measure, state: State): Rule {
  if (state === State.noCases) return measure?.whenNoCases;
  return state === State.missing ? measure?.whenMissing?.treatAs : undefined;
}

type Measure = CompiledNode["node"]["measure"];
type Rule = NonNullable<Measure>["whenNoCases"] | NonNullable<NonNullable<Measure>["whenMissing"]>["treatAs"];

/** A status by the standard's own rule; a leaf that only carries points stays scored. */
function ruledBy({ node: { measure }, scored }: CompiledNode, state: State): number | undefined {
  const rule = ruleFor(measure, state);
  if (rule === undefined) return undefined;
  if (rule === "not_applicable") return Status.notApplicable;
  if (scored) return undefined;
  return rule === "met" ? Status.met : Status.notMet;
}

function measuredStatus(node: CompiledNode, { test }: LeafStates, state: State): number {
  if (node.scored) return Status.scored;
  if (state !== State.present) return Status.unknown;
  return test === Truth.true ? Status.met : Status.notMet;
}

const refusal = (state: State): Refusal | undefined =>
  state === State.dividedByZero ? "divided-by-zero" : state === State.tooLarge ? "too-large" : undefined;

/** The state that decides: of the test, and of the value when the test hides it or there is none. */
function decidingState({ value, test }: CompiledNode, states: LeafStates): State {
  if (value === undefined) return states.points;
  const ofValue = value.logic ? stateOfTruth(states.value) : (states.value as State);
  if (test === undefined) return ofValue;
  const ofTest = stateOfTruth(states.test);
  return ofTest === State.missing && ofValue === State.noCases ? State.noCases : ofTest;
}
