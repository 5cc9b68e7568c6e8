import type { Standard } from "../criteria/model.ts";
import { type Period, parsePeriod } from "../criteria/period.ts";
import { fold } from "../fold.ts";
import { cleaned } from "./cells.ts";
import { knownHeadings } from "./columns.ts";
import type { IntakeOptions } from "./options.ts";
import { openSheet, type WardFile } from "./sheet.ts";

/** What of a standard can be seen in files: how many of its fields they have, and the periods of the rows. */
export interface Recognised {
  readonly fields: number;
  readonly periods: readonly Period[];
}

/** Looks at headers and periods, to find out which standard files were made for. Faults are left to the reader. */
export function recognise(standard: Standard, files: readonly WardFile[], options: IntakeOptions): Recognised {
  const known = knownHeadings(standard.fields);
  const fields = new Set<string>();
  const periods = new Map<number, Period>();
  for (const file of files) {
    const { sheet } = openSheet(file, known, standard.period, options, false);
    if (sheet === undefined) continue;
    const { layout, records, start } = sheet;
    for (const id of layout.fields.keys()) fields.add(id);
    const [named, written] = [layout.builtIn.get("field"), layout.builtIn.get("period")];
    for (const record of records.slice(start)) {
      const target = layout.isLong && named !== undefined ? known.get(fold(record[named] ?? "")) : undefined;
      if (target !== undefined && "field" in target) fields.add(target.field.id);
      const text = written === undefined ? "" : cleaned(record[written] ?? "");
      const period = text === "" ? sheet.period : parsePeriod(text, standard.period);
      if (period !== undefined) periods.set(period.ordinal, period);
    }
  }
  return { fields: fields.size, periods: [...periods.values()] };
}
