import type { Period } from "../criteria/period.ts";
import type { Delimiter } from "./csv.ts";
import type { Mark } from "./numbers.ts";

/** Encodings that a file must be said to have, because they cannot be told from other 8-bit ones. */
export const ENCODINGS_TO_NAME = ["windows-1258", "tcvn3"] as const;
export type EncodingToName = (typeof ENCODINGS_TO_NAME)[number];

/** What a dash in a number cell means. */
export const DASHES = ["missing", "zero"] as const;
/** What the plain numbers of percent columns are: 97 or 0,97 for 97 %. */
export const PERCENTS = ["percent", "fraction"] as const;

/** How cells are read beside what their field says. */
export interface CellRules {
  /** the file's decimal mark; undefined when nothing tells it */
  readonly mark: Mark | undefined;
  readonly dash: (typeof DASHES)[number];
  readonly percentAs: (typeof PERCENTS)[number];
  /** may a cell reject a figure with a reason? */
  readonly takesRejections?: boolean;
}

/** What a person says of the files, because the files do not say it themselves. */
export interface IntakeOptions {
  /** of the files that are no Unicode text */
  readonly encoding?: EncodingToName | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** the name of the sheet to read in workbooks */
  readonly sheet?: string | undefined;
  readonly decimal?: Mark | undefined;
  readonly dash?: CellRules["dash"] | undefined;
  readonly percentAs?: CellRules["percentAs"] | undefined;
  /** may cells reject a figure with a reason, as an appraiser does? */
  readonly takesRejections?: boolean | undefined;
  /** the period of rows whose file has no period column */
  readonly period?: Period | undefined;
}

/** How the cells of a file with this decimal mark are read. */
export function rulesFor(mark: Mark | undefined, { dash, percentAs, takesRejections }: IntakeOptions): CellRules {
  const rejections = takesRejections === true ? { takesRejections } : {};
  return { mark, dash: dash ?? "missing", percentAs: percentAs ?? "percent", ...rejections };
}
