import type { Provenance } from "../criteria/model.ts";
import type { Text } from "../text.ts";
import type { Dossier } from "./papers.ts";

/** The version of the result's shape; keys are only ever added within one. */
export const SCHEMA_VERSION = 1;
export const SCHEMA_ID = "urn:model-ward:result:1";

/** An exact number: a decimal that ends within 15 digits, else numerator and denominator. */
export type SavedExact = number | { readonly n: number | bigint; readonly d: number | bigint };

/** A ratio as its cell gave it. */
export interface SavedRatio {
  readonly n: SavedExact;
  readonly d: SavedExact;
  readonly cell: true;
}

/** A value: a number, a ratio, a truth; dates and choices are words. */
export type SavedValue = SavedExact | SavedRatio | boolean | string;

export interface SavedPoints {
  readonly low: SavedExact;
  readonly high: SavedExact;
  readonly of: SavedExact;
}

/** Where a cell stood; `earlier` is the period of the earlier row that it belongs to. */
export interface SavedOrigin {
  readonly earlier?: string;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** the cell held the number itself: its text has a decimal point, whatever mark the file's texts have */
  readonly number?: true;
  /** it is an answer of a self-assessment: its sequence number, which is its line in the draft */
  readonly answer?: number;
  readonly total?: { readonly column: number; readonly text: string };
}

export interface SavedCell {
  readonly field: string;
  readonly period?: string;
  readonly state: "present" | "missing" | "not_applicable";
  readonly value?: SavedValue;
  readonly origin: SavedOrigin | null;
  /** of an appraised cell: what the ward itself had assessed */
  readonly self?: {
    readonly state: "present" | "missing" | "not_applicable";
    readonly value?: SavedValue;
    readonly origin: SavedOrigin | null;
  };
  /** why the appraiser did not accept it */
  readonly rejected?: string;
}

/** A verdict, without what it was made of. */
export interface SavedVerdict {
  readonly level: string | null;
  readonly possible_levels: readonly string[];
  readonly score: SavedPoints | null;
  readonly criteria: { readonly met: number; readonly of: number };
}

export interface SavedAppraisalCounts {
  readonly kept: number;
  readonly changed: number;
  readonly rejected: number;
}

/** Self-assessment beside appraisal; the appraised side is that of the wards, by code and period. */
export interface SavedAppraisal {
  readonly counts: SavedAppraisalCounts;
  readonly wards: readonly {
    readonly ward: string;
    readonly period: string;
    readonly self: SavedVerdict | null;
    readonly counts: SavedAppraisalCounts;
    readonly cells: readonly { readonly field: string; readonly is: "changed" | "rejected" }[];
    readonly nodes: readonly {
      readonly id: string;
      readonly direction: "raised" | "lowered" | "same" | "open";
      readonly self: {
        readonly status: keyof SavedCounts;
        readonly points: SavedPoints | null;
        readonly value: SavedValue | null;
      };
    }[];
  }[];
  readonly over_scored: readonly { readonly id: string; readonly wards: number; readonly points: SavedExact | null }[];
}

export interface SavedDecision {
  readonly ward: string;
  readonly period: string;
  readonly number: string;
  readonly date: string;
  readonly authority: Text;
  readonly outcome: Text;
}

export interface SavedCounts {
  readonly met: number;
  readonly not_met: number;
  readonly unknown: number;
  readonly not_applicable: number;
  readonly waived: number;
  readonly scored: number;
}

export interface SavedNode {
  readonly id: string;
  readonly parent: string | null;
  readonly status: keyof SavedCounts;
  /** the status if no waivers were counted, where that is another one */
  readonly status_without_waivers?: keyof SavedCounts;
  readonly reason: string | null;
  readonly points: SavedPoints | null;
  readonly value: SavedValue | null;
  readonly require: string | null;
  readonly threshold: SavedExact | string | null;
  readonly gap: { readonly amount: SavedExact; readonly more?: SavedExact } | null;
  readonly provenance: Provenance;
  readonly uses: readonly string[];
}

export interface SavedWard {
  readonly ward: string;
  readonly name: string;
  readonly province: string;
  readonly period: string;
  readonly as_of: string;
  readonly level: string | null;
  readonly possible_levels: readonly string[];
  readonly level_without_waivers: string | null;
  readonly possible_levels_without_waivers?: readonly string[];
  readonly score: SavedPoints | null;
  readonly counts: SavedCounts;
  readonly criteria: { readonly met: number; readonly of: number };
  readonly provenance: Provenance;
  readonly matters: readonly {
    readonly field: string;
    readonly period?: string;
    readonly origin: SavedOrigin | null;
  }[];
  readonly blockers: readonly {
    readonly level: string;
    readonly condition: "mandatory" | "disqualifier" | "criteria" | "score" | "each_criterion" | "where";
    readonly ids: readonly string[];
    readonly require: string | null;
    readonly threshold: SavedExact | null;
  }[];
  readonly cells: readonly SavedCell[];
  readonly nodes: readonly SavedNode[];
}

export interface SavedProblem {
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  readonly args: Readonly<Record<string, string | number | Text>>;
  readonly at?: {
    readonly file: string;
    readonly sheet?: string;
    readonly line?: number;
    readonly column?: number;
    readonly source?: string;
  };
}

/** A result without its wards: what comes before and after them in a file. */
export interface SavedFrame {
  readonly $schema: string;
  readonly schema_version: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: "model-ward"; readonly version: string };
  readonly generated_at?: string;
  readonly standard: {
    readonly id: string;
    readonly version: string;
    readonly title: Text;
    readonly provenance: Provenance;
    readonly sha256: string;
    readonly text: string;
  };
  readonly options: {
    readonly as_of: string | null;
    /** the waiver file that counted */
    readonly waivers: { readonly name: string; readonly sha256: string; readonly text: string } | null;
    readonly top: number | null;
    /** how cells were read, where it was said otherwise than usual */
    readonly reading?: { readonly dash: "missing" | "zero"; readonly percent_as: "percent" | "fraction" };
    /** what was chosen out of all wards; null: everything */
    readonly chosen: {
      readonly period: string | null;
      readonly ward: readonly string[];
      readonly where: string | null;
      readonly only: string | null;
    } | null;
  };
  readonly not_judged: readonly {
    readonly ward: string;
    readonly name: string;
    readonly period: string;
    readonly reason: "before" | "after" | "refused";
  }[];
  readonly inputs: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly rows: number;
    readonly encoding: string;
    readonly delimiter: string;
    readonly decimal: string | null;
    /** the sheet of a workbook */
    readonly sheet?: string;
  }[];
  readonly summary: {
    readonly wards: number;
    readonly periods: readonly string[];
    readonly by_level: ReadonlyMap<string, number> | Readonly<Record<string, number>>;
    /** only when there are waivers */
    readonly by_level_without_waivers?: ReadonlyMap<string, number> | Readonly<Record<string, number>>;
    readonly undetermined: number;
    readonly by_node: ReadonlyMap<string, SavedCounts> | Readonly<Record<string, SavedCounts>>;
    readonly provenance: Provenance;
    readonly treated_as_missing: readonly string[];
    readonly problems: { readonly warning: number; readonly error?: number };
  };
  readonly appraisal?: SavedAppraisal;
  /** recorded, never computed */
  readonly decisions?: {
    readonly name: string;
    readonly sha256: string;
    readonly text: string;
    readonly decisions: readonly SavedDecision[];
  };
  /** documents and remarks of self-assessments, recorded as they are */
  readonly dossier?: Dossier;
  readonly problems: readonly SavedProblem[];
}

/** A whole result as `--format json` writes it. */
export interface SavedResult extends SavedFrame {
  readonly wards: readonly SavedWard[];
}
