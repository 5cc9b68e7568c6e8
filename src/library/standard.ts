import type { Standard } from "../criteria/model.ts";
import { parseLayers } from "../criteria/parse.ts";
import type { Problem } from "../problem.ts";

/** A criteria file: its text, and the name that problems show. */
export interface CriteriaFile {
  readonly name: string;
  readonly text: string;
}

/** A standard, unless a problem is an error. */
export interface LoadedStandard {
  readonly standard: Standard | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks a criteria file (YAML). Never throws: every fault is a problem with a stable code, line and column.
 * @param bases the files that it extends, the one at the bottom first
 */
export function loadStandard(file: CriteriaFile, bases: readonly CriteriaFile[] = []): LoadedStandard {
  return parseLayers([...bases, file]);
}
