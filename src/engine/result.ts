import type { Provenance } from "../criteria/model.ts";
import type { DecisionFile } from "../decisions/decision.ts";
import type { Day } from "../exact/day.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { CellRules } from "../intake/options.ts";
import type { Dossier } from "../intake/papers.ts";
import type { Cell, InputFile, Origin } from "../intake/table.ts";
import type { Problem } from "../problem.ts";
import type { Waiver } from "../waivers/waiver.ts";
import type { VerdictBatch } from "./judge.ts";
import type { Counts, StatusName } from "./status.ts";

/** Points from the least to the greatest that are still possible, of a maximum. */
export interface PointsRange {
  readonly low: Fraction;
  readonly high: Fraction;
  readonly of: Fraction;
}

/** A node's value: a number (days count as numbers), a ratio that a cell gave as n/d, a truth, or a choice's word. */
export type NodeValue =
  | { readonly number: Fraction }
  | { readonly word: string }
  | { readonly part: Fraction; readonly whole: Fraction }
  | { readonly truth: boolean };

/** Why a node is not decided, or was decided without its value. */
export type Reason =
  | "missing"
  | "no_cases"
  | "not_found"
  | "set_by_overlay"
  | "treated_as_missing"
  | "declared_not_applicable"
  /** waived while its figures are missing */
  | "not_assessed"
  | "does_not_apply";

/** What a ward lacks: in the value's own unit (a share for shares), and for quotients in units of the numerator. */
export interface Gap {
  readonly amount: Fraction;
  readonly more?: Fraction;
}

/** What became of one node for one ward. */
export interface NodeResult {
  readonly id: string;
  readonly parent: string | null;
  readonly status: StatusName;
  /** the status if no waivers were counted, where that is another one */
  readonly withoutWaivers: StatusName | null;
  /** what waives the node itself */
  readonly waiver: Waiver | null;
  readonly reason: Reason | null;
  readonly points: PointsRange | null;
  readonly value: NodeValue | null;
  /** the test as written in the standard */
  readonly require: string | null;
  /** the threshold of a one-sided test, resolved for this ward */
  readonly threshold: Fraction | null;
  readonly gap: Gap | null;
  readonly provenance: Provenance;
  readonly uses: readonly string[];
}

/** A cell of a judged ward; `period` names the earlier period that an earlier row's cell belongs to. */
export interface CellResult {
  readonly field: string;
  readonly period: string | null;
  readonly cell: Cell;
  readonly origin: Origin | null;
}

/** A cell that is lacking and would help to settle an undetermined level. */
export interface Matter {
  readonly field: string;
  readonly period: string | null;
  readonly origin: Origin | null;
}

/** A condition that keeps a ward from the next level up. */
export interface Blocker {
  readonly level: string;
  readonly condition: "mandatory" | "disqualifier" | "criteria" | "score" | "each_criterion" | "where";
  /** mandatory nodes that are not met, or disqualifiers that hold */
  readonly ids: readonly string[];
  /** the failing test as the standard writes it */
  readonly require: string | null;
  /** the bound of a one-sided test of the score */
  readonly threshold: Fraction | null;
}

/** What was chosen out of all wards, as it was asked for; null: everything. */
export interface Chosen {
  readonly period: string | null;
  readonly ward: readonly string[];
  readonly where: string | null;
  readonly only: string | null;
}

/** What a dash in a number cell meant, and the plain numbers of percent columns. */
export type Reading = Pick<CellRules, "dash" | "percentAs">;

/** One ward in one period, judged. */
export interface WardResult {
  readonly ward: string;
  readonly name: string;
  readonly province: string;
  readonly period: string;
  readonly asOf: Day;
  /** a level's id, "none", "undetermined", or null when the standard has no levels */
  readonly level: string | null;
  readonly possibleLevels: readonly string[];
  readonly levelWithoutWaivers: string | null;
  readonly possibleLevelsWithoutWaivers: readonly string[];
  readonly score: PointsRange | null;
  readonly counts: Counts;
  /** criteria that count: met and all that apply */
  readonly criteria: { readonly met: number; readonly of: number };
  readonly matters: readonly Matter[];
  readonly blockers: readonly Blocker[];
  readonly provenance: Provenance;
  readonly cells: readonly CellResult[];
  readonly nodes: readonly NodeResult[];
}

/** A row that was read and not judged: its period lies outside the time the standard is in force, or it has errors. */
export interface NotJudged {
  readonly ward: string;
  readonly name: string;
  readonly period: string;
  readonly reason: "before" | "after" | "refused";
}

/** A waiver file that counts. */
export interface WaiverFile {
  readonly name: string;
  readonly sha256: string;
  /** the file's text, as read */
  readonly text: string;
  readonly waivers: readonly Waiver[];
}

/** Figures over all judged wards. */
export interface Summary {
  readonly wards: number;
  readonly periods: readonly string[];
  /** in the standard's order: levels best first, none, undetermined */
  readonly byLevel: ReadonlyMap<string, number>;
  /** the same if no waivers were counted */
  readonly byLevelWithoutWaivers: ReadonlyMap<string, number>;
  readonly undetermined: number;
  readonly byNode: ReadonlyMap<string, Counts>;
  readonly provenance: Provenance;
  /** nodes whose missing values were decided by the standard's own rule */
  readonly treatedAsMissing: readonly string[];
  /** warnings; errors only where it was asked to go on without the rows that have them */
  readonly problems: { readonly warning: number; readonly error?: number };
}

/** What an appraiser left, changed and did not accept; counted over cells that the ward had filled or the appraiser did. */
export interface AppraisalCounts {
  readonly kept: number;
  readonly changed: number;
  readonly rejected: number;
}

/** A figure that is not as the ward assessed it. */
export interface AppraisedCell {
  readonly field: string;
  readonly is: "changed" | "rejected";
  readonly self: Cell;
  readonly selfOrigin: Origin | null;
  readonly cell: Cell;
  readonly origin: Origin;
  /** why it was not accepted */
  readonly why: string | null;
}

/** How one side stands. */
export interface NodeSide {
  readonly status: StatusName;
  readonly points: PointsRange | null;
  readonly value: NodeValue | null;
}

/** A node whose value, points or status differ; `raised` and `lowered` say what appraisal did to it, `open` that it is not certain yet. */
export interface AppraisedNode {
  readonly id: string;
  readonly self: NodeSide;
  readonly appraised: NodeSide;
  readonly direction: "raised" | "lowered" | "same" | "open";
}

/** A ward as it assessed itself, beside what became of it. */
export interface AppraisedWard {
  readonly ward: string;
  readonly name: string;
  readonly period: string;
  /** the ward's own verdict; null when its figures contradict themselves */
  readonly self: Pick<WardResult, "level" | "possibleLevels" | "score" | "criteria"> | null;
  readonly appraised: Pick<WardResult, "level" | "possibleLevels" | "score" | "criteria">;
  readonly counts: AppraisalCounts;
  readonly cells: readonly AppraisedCell[];
  readonly nodes: readonly AppraisedNode[];
}

/** A criterion that wards assessed better than it was appraised. */
export interface OverScored {
  readonly id: string;
  readonly wards: number;
  /** the points taken off, over all wards whose points are certain on both sides; null: the criterion has none */
  readonly points: Fraction | null;
}

/** Self-assessment and appraisal side by side. */
export interface Appraisal {
  readonly counts: AppraisalCounts;
  readonly wards: readonly AppraisedWard[];
  readonly overScored: readonly OverScored[];
}

/** Everything about a run but its wards. */
export type ResultFrame = Omit<Result, "wards" | "batches">;

/** The hand-over to reports: everything about a run. `wards` may be walked more than once. */
export interface Result {
  readonly toolVersion: string;
  /** when it was made, only when that was asked for */
  readonly generatedAt: string | null;
  readonly sha256: string;
  readonly asOf: Day | null;
  readonly waivers: WaiverFile | null;
  readonly chosen: Chosen | null;
  /** how cells were read, where it was said otherwise than usual */
  readonly reading: Reading | null;
  readonly inputs: readonly InputFile[];
  readonly wards: () => Iterable<WardResult>;
  /** the same batch after batch, as they are judged */
  readonly batches: () => Iterable<VerdictBatch>;
  readonly notJudged: readonly NotJudged[];
  /** self-assessment beside appraisal; null: one side alone was judged */
  readonly appraisal: Appraisal | null;
  readonly decisions: DecisionFile | null;
  /** documents and remarks of self-assessments; recorded, never judged */
  readonly dossier: Dossier;
  readonly summary: Summary;
  readonly problems: readonly Problem[];
}
