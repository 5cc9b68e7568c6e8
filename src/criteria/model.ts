import type { Day } from "../exact/day.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { Expression } from "../expression/expression.ts";
import type { Text } from "../text.ts";
import type { Example } from "./examples.ts";
import type { NotApplicableMode, Points } from "./points-model.ts";

export type { Band, NotApplicableMode, Points } from "./points-model.ts";

/** How sure a threshold is; from the strongest to the weakest. */
export const PROVENANCES = ["official", "secondary", "illustrative"] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** The weaker of two provenances. */
export function weaker(a: Provenance, b: Provenance): Provenance {
  return PROVENANCES.indexOf(a) > PROVENANCES.indexOf(b) ? a : b;
}

export const FIELD_TYPES = ["count", "number", "percent", "ratio", "boolean", "date", "text", "choice"] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** A closed interval of values. */
export interface Range {
  readonly low: Fraction;
  readonly high: Fraction;
}

/** A figure that wards report. Percents are held as shares: 62,5 % is 5/8. */
export interface Field {
  readonly id: string;
  readonly label: Text;
  readonly type: FieldType;
  readonly unit?: Text;
  readonly range?: Range;
  readonly typical?: Range;
  /** the values of a choice, in order */
  readonly choices: readonly string[];
  /** the only numbers allowed, when the field says so */
  readonly numbers: readonly Fraction[];
  readonly atMost?: string;
  readonly sameForProvince: boolean;
  readonly aliases: readonly string[];
  readonly columns: { readonly of: readonly string[]; readonly total: readonly string[] };
  readonly notApplicable: boolean;
  readonly sensitive: boolean;
  readonly note?: Text;
  readonly evidence: readonly Text[];
}

/** What a parameter is worth for one class: a number, not found in any source, or left to an overlay. */
export type ParameterAmount = Fraction | "not_found" | "set_by_overlay";

/** A parameter's amount between two dates, perhaps by class. */
export interface ParameterValue {
  readonly from?: Day;
  readonly to?: Day;
  /** the choice fields that the classes belong to; none: one amount for all */
  readonly by: readonly string[];
  /** amounts by the classes joined by a separator; "" when there are no classes */
  readonly amounts: ReadonlyMap<string, ParameterAmount>;
  readonly clause?: string;
  readonly provenance: Provenance;
}

/** A threshold with a name, dated and perhaps by class. */
export interface Parameter {
  readonly id: string;
  readonly title: Text;
  readonly type: "count" | "number" | "percent";
  readonly unit?: Text;
  readonly clause?: string;
  readonly values: readonly ParameterValue[];
}

/** A checked expression with the text it was written as. */
export interface Formula {
  readonly text: string;
  readonly expression: Expression;
}

/** When a group of nodes is met: by how many are, by a share that are, by its points; or it only carries points. */
export type GroupRule =
  | { readonly form: "all" }
  | { readonly form: "at_least"; readonly count: number }
  | { readonly form: "share"; readonly test: Formula }
  | { readonly form: "points"; readonly test: PointsTest }
  | { readonly form: "scored" };

/** A test of points: as they are, or over the maximum. */
export interface PointsTest extends Formula {
  readonly of: "points" | "share";
}

/** What a leaf measures and what it must reach. */
export interface Measure {
  readonly value?: Formula;
  readonly require?: Formula;
  readonly scored: boolean;
  readonly whenNoCases?: "not_applicable" | "met" | "not_met";
  readonly whenMissing?: { readonly treatAs: "not_met" | "not_applicable"; readonly clause?: string };
}

/** A criterion, an indicator or a part. */
export interface CriteriaNode {
  readonly id: string;
  readonly title: Text;
  readonly parent?: string;
  readonly depth: number;
  readonly clause?: string;
  readonly note?: Text;
  readonly tags: readonly string[];
  readonly provenance: Provenance;
  readonly mandatory: boolean;
  readonly applies?: Formula;
  readonly measure?: Measure;
  readonly group?: GroupRule;
  readonly children: readonly CriteriaNode[];
  readonly points?: Points;
  readonly weight: Fraction;
  readonly evidence: readonly Text[];
}

export interface Scoring {
  readonly total?: Fraction;
  readonly clamp?: Range;
  readonly notApplicable?: NotApplicableMode;
  /** undefined: the standard does not say */
  readonly rescale?: boolean;
  readonly combine: "sum" | "mean";
}

export interface Check {
  readonly id: string;
  readonly title: Text;
  readonly require: Formula;
  readonly severity: "refuse" | "warn";
  readonly clause?: string;
}

export interface Adjustment {
  readonly id: string;
  readonly title: Text;
  readonly when: Formula;
  readonly points: Fraction;
  readonly clause?: string;
}

export interface Disqualifier {
  readonly id: string;
  readonly title: Text;
  readonly when: Formula;
  readonly blocks: readonly string[];
  readonly clause?: string;
}

/** A title or rank; all conditions that are given must hold. */
export interface Level {
  readonly id: string;
  readonly title: Text;
  readonly clause?: string;
  readonly criteria?: GroupRule & { readonly form: "all" | "at_least" | "share" };
  readonly score?: PointsTest;
  readonly eachCriterion?: PointsTest;
  readonly where?: Formula;
}

export const PERIOD_LENGTHS = ["year", "half_year", "quarter", "month", "inspection"] as const;
export type PeriodLength = (typeof PERIOD_LENGTHS)[number];

/** How the standard cuts time: the length of a period and the day of the year on which years begin. */
export interface PeriodRule {
  readonly every: PeriodLength;
  readonly startMonth: number;
  readonly startDate: number;
}

export interface Basis {
  readonly document?: string;
  readonly issuer?: Text;
  readonly issued?: Day;
  readonly address?: string;
  readonly clause?: string;
}

/** A checked criteria set. Nothing in it changes. */
export interface Standard {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly basis: Basis;
  readonly provenance: Provenance;
  readonly notices: readonly Text[];
  readonly inForce: { readonly from?: Day; readonly to?: Day };
  readonly unit: string;
  readonly period: PeriodRule;
  readonly verdict: "recognition" | "withdrawal" | "rating";
  readonly fields: ReadonlyMap<string, Field>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly checks: readonly Check[];
  readonly scoring: Scoring;
  readonly criteria: readonly CriteriaNode[];
  readonly adjustments: readonly Adjustment[];
  readonly disqualifiers: readonly Disqualifier[];
  readonly levels: readonly Level[];
  readonly examples: readonly Example[];
  /** the standards that this one is made of, the base first, with what each later one adds or changes */
  readonly layers: readonly { readonly standard: string; readonly parts: readonly string[] }[];
  /** the criteria file's text, as read; of a standard that extends others, the merged file */
  readonly text: string;
}

/** What a standard says of its data: enough to read ward files, without its criteria. */
export type DataShape = Pick<Standard, "fields" | "period" | "unit">;

/** All nodes in the order of the standard, parents before children. */
export function nodesOf(criteria: readonly CriteriaNode[]): CriteriaNode[] {
  return criteria.flatMap((node) => [node, ...nodesOf(node.children)]);
}

/** Nodes tagged `condition` are judged but not counted among the criteria. */
export const isCondition = (node: CriteriaNode): boolean => node.tags.includes("condition");

/** Does the node only carry points, and leave the counts? */
export const isScored = (node: CriteriaNode): boolean => node.measure?.scored ?? node.group?.form === "scored";
