import type { Standard } from "../../criteria/model.ts";
import { appraisedTable } from "../../intake/appraised-table.ts";
import { checkConsistency } from "../../intake/consistency.ts";
import type { IntakeOptions } from "../../intake/options.ts";
import { type ReadWards, readWards } from "../../intake/read-wards.ts";
import type { WardFile } from "../../intake/sheet.ts";
import { hasErrors, type Problem } from "../../problem.ts";

/** Reads the wards of a call; `leaveOut` as in `readWards`. */
export type Read = (leaveOut?: ReadonlySet<string>) => ReadWards;

/** The files of a call: one side, or the self-assessed and the appraised one. */
export interface GivenFiles {
  readonly self: readonly WardFile[];
  /** none: nothing is appraised */
  readonly appraised: readonly WardFile[];
}

/** How the files of a call are read: appraised figures are laid over self-assessed ones. */
export function readsOf(standard: Standard, { self, appraised }: GivenFiles, reading: IntakeOptions): Read {
  if (appraised.length === 0) return (leaveOut) => readWards(standard, self, reading, leaveOut);
  return (leaveOut) => {
    const own = readWards(standard, self, reading, leaveOut);
    const other = readWards(standard, appraised, { ...reading, takesRejections: true }, leaveOut);
    // An appraiser looks at some figures; what is absent there is as it was assessed.
    const said = other.problems.filter(({ code }) => code !== "data/absent-columns" && code !== "data/not-in-file");
    const problems = [...own.problems, ...said];
    const refused = new Set([...own.refused, ...other.refused]);
    const fatal = own.fatal || other.fatal;
    if (own.table === undefined || other.table === undefined) return { table: undefined, problems, refused, fatal };
    const laid = appraisedTable(standard, own.table, other.table);
    const contradicting: Problem[] = [];
    const names = laid.table.inputs.map(({ name }) => name);
    checkConsistency(standard, laid.table, names, (one) => contradicting.push(one));
    const all = [...problems, ...laid.problems, ...contradicting];
    return {
      table: hasErrors(all) ? undefined : laid.table,
      problems: all,
      refused,
      fatal: fatal || hasErrors([...laid.problems, ...contradicting]),
    };
  };
}
