import type { Day } from "../exact/day.ts";
import type { Position } from "../problem.ts";
import type { Text } from "../text.ts";

/** An exception that an authority granted to a ward: while it is in force, the node counts as met. */
export interface Waiver {
  /** the ward's code, as the data write it */
  readonly ward: string;
  /** the id of the criterion, indicator or part */
  readonly node: string;
  readonly reason: Text;
  readonly approvedBy: Text;
  /** both days in force */
  readonly from: Day;
  readonly until: Day;
  readonly document: string;
  /** where it stands in its file */
  readonly at: Position;
}

/** Where a day lies: before a waiver is in force, within, or after. */
export function timeOf({ from, until }: Waiver, day: Day): "not-begun" | "in-force" | "expired" {
  if (day < from) return "not-begun";
  return day <= until ? "in-force" : "expired";
}
