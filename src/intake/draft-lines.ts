/** The version of the lines of a draft. */
export const DRAFT_VERSION = 1;

/** The hash of a text, in hexadecimal; the caller's, for this layer knows no libraries of the system. */
export type Digest = (text: string) => string;

/**
 * What an official answered. A figure's text is exact: numbers with a decimal point, a percent with its sign, a ratio
 * as 7/8, days as 2020-12-31, truths as Đạt and Không đạt.
 */
export type Answer =
  | { readonly is: "missing" }
  | { readonly is: "not_applicable"; readonly why: string }
  | { readonly is: "figure"; readonly text: string };

/** A document that proves something, and the file that holds it. */
export interface Evidence {
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly issuer: string;
  /** relative to the draft's folder; null: the paper is not in a file */
  readonly file: { readonly path: string; readonly bytes: number; readonly sha256: string } | null;
}

/** Which standard the questions come from, and the hash of its text. */
export interface DraftStandard {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
}

/** The first line: whose assessment it is. */
export interface DraftHead {
  readonly do: "begin";
  readonly model_ward_draft: typeof DRAFT_VERSION;
  readonly at: string;
  readonly ward: string;
  readonly name: string;
  readonly period: string;
  readonly standard: DraftStandard;
  /** what each question was about, so that a changed standard asks again only what changed */
  readonly questions: Readonly<Record<string, string>>;
  /** the finalised assessment that this one corrects */
  readonly corrects: { readonly file: string; readonly sha256: string } | null;
}

/** What is added to a draft after its first line. `at` is the time in ISO form. */
export type DraftEntry = { readonly at: string } & (
  | { readonly do: "answer"; readonly item: string; readonly old: Answer | null; readonly new: Answer }
  | { readonly do: "note"; readonly item: string; readonly text: string }
  | { readonly do: "evidence"; readonly item: string; readonly evidence: Evidence }
  | { readonly do: "remove_evidence"; readonly item: string; readonly place: number }
  | {
      readonly do: "standard";
      readonly standard: DraftStandard;
      readonly questions: Readonly<Record<string, string>>;
      /** questions that changed: their answers are asked again */
      readonly changed: readonly string[];
    }
  | {
      readonly do: "finalise";
      readonly level: string | null;
      /** answers to questions that do not apply; they stay here and are not judged */
      readonly left_out: readonly string[];
    }
);

/** An entry as it is written, with the hash of the line before. */
export type LinkedEntry = DraftEntry & { readonly previous: string };
export type DraftLine = DraftHead | LinkedEntry;
