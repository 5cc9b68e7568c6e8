import type { Problem } from "../problem.ts";
import type { ColumnWatch } from "./column-watch.ts";
import type { MarkEvidence } from "./decimal-mark.ts";
import type { CellRules } from "./options.ts";
import type { Sheet } from "./sheet.ts";
import type { WardTable } from "./table.ts";
import type { Tally } from "./tally.ts";

/** The wards that were read, unless a problem is an error; and all problems. */
export interface ReadWards {
  readonly table: WardTable | undefined;
  readonly problems: readonly Problem[];
  /** the codes of wards that have a row with an error */
  readonly refused: ReadonlySet<string>;
  /** is there an error that concerns more than single wards, or a lost row that may belong to any of them? */
  readonly fatal: boolean;
}

/** What the rows of one file are read with. */
export interface Reading {
  readonly sheet: Sheet;
  readonly mark: MarkEvidence;
  readonly rules: CellRules;
  readonly tally: Tally;
  readonly watch: ColumnWatch;
}
