import { type NumberFormat, readNumberFormat } from "./number-format.ts";
import { isTrue } from "./parts.ts";
import type { Attributes } from "./xml.ts";

/** Excel's own limits. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

/** A cell that is not blank; columns count from 0. A number keeps the text that the file has. */
export type SheetCell = { readonly column: number; readonly text: string } & (
  | { readonly is: "text" | "truth" | "fault" }
  | { readonly is: "number"; readonly format: NumberFormat }
  /** a formula that no program has computed yet; its text is the formula */
  | { readonly is: "formula" }
);

/** A row that has cells; rows count from 1. */
export interface SheetRow {
  readonly row: number;
  readonly isHidden: boolean;
  readonly cells: readonly SheetCell[];
}

/** A block of cells of which only the first is seen; rows count from 1, columns from 0. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What a sheet's cells refer to. */
export interface Shared {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  /** has no formula of the workbook a value that was computed? */
  readonly isUncomputed: boolean;
}

export const GENERAL: NumberFormat = readNumberFormat("General");
export const NUMBER: RegExp = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i;

/** Does nobody see a row, by what its tag says? */
export const isHidden = (row: Attributes): boolean => isTrue(row["hidden"]) || Number(row["ht"] ?? 1) === 0;

/** The number format of a cell's style; undefined when the workbook has no such style. */
export function formatOf({ formats }: Shared, style: string | undefined): NumberFormat | undefined {
  return formats[Number(style ?? 0)] ?? (Number(style ?? 0) === 0 ? GENERAL : undefined);
}
