import type { Argument, ProblemCode } from "../problem.ts";
import type { Cell } from "./table.ts";

type Arguments = Readonly<Record<string, Argument>>;

/** A cell, perhaps with a warning that is counted for the whole column; or what is wrong with it. The caller knows the place. */
export type ReadCell =
  | { readonly cell: Cell; readonly tally?: ProblemCode; readonly args?: Arguments; readonly code?: never }
  | { readonly code: ProblemCode; readonly args: Arguments; readonly cell?: never };

export const refuse = (code: ProblemCode, args: Arguments): ReadCell => ({ code, args });
