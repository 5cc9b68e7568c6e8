import type { Standard } from "../criteria/model.ts";
import { type Period, parsePeriod } from "../criteria/period.ts";
import { findDelimiter, knownHeadings, readHeader } from "./columns.ts";
import { splitRecords } from "./csv.ts";
import { decode } from "./decode.ts";
import type { WardFile } from "./read-wards.ts";

/** So many rows are looked at for their periods. */
const LOOK_AT_ROWS = 1000;

/** What of a standard can be seen in files: how many of its fields have a column, and the periods of the rows. */
export interface Recognised {
  readonly fields: number;
  readonly periods: readonly Period[];
}

/** Looks at headers and periods, to find out which standard files were made for. Faults are left to the reader. */
export function recognise(standard: Standard, files: readonly WardFile[]): Recognised {
  const known = knownHeadings(standard);
  const fields = new Set<string>();
  const periods = new Map<number, Period>();
  for (const { name, bytes } of files) {
    const { text } = decode(name, bytes);
    const found = text === undefined ? undefined : findDelimiter(name, text, known);
    if (text === undefined || found === undefined || "problem" in found) continue;
    const [headings = [], ...records] = splitRecords(name, text, found.delimiter, LOOK_AT_ROWS).records ?? [];
    const { layout } = readHeader(name, headings, known);
    for (const id of layout.fields.keys()) fields.add(id);
    const place = layout.builtIn.get("period");
    for (const record of records) {
      const period = place === undefined ? undefined : parsePeriod((record[place] ?? "").trim(), standard.period);
      if (period !== undefined) periods.set(period.ordinal, period);
    }
  }
  return { fields: fields.size, periods: [...periods.values()] };
}
