import type { NodeResult, WardResult } from "../engine/result.ts";
import type { Fraction } from "../exact/fraction.ts";

/** What stands in a cell: words, an exact number, or nothing. */
export type CellValue = string | Fraction | null;

/** A column of the CSV output. */
export interface Column {
  readonly title: string;
  readonly cell: (ward: WardResult, nodes: ReadonlyMap<string, NodeResult>) => CellValue;
}
