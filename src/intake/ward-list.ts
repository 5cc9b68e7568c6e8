import type { DataShape } from "../criteria/model.ts";
import { type Problem, problem } from "../problem.ts";
import { Identities } from "./identities.ts";
import { openFiles } from "./open-files.ts";
import type { IntakeOptions } from "./options.ts";
import type { WardFile } from "./sheet.ts";

/** A ward without its figures, as a list names it. */
export interface ListedWard {
  readonly ward: string;
  readonly name: string;
  readonly province: string;
}

/** A list has no period and no figures; that is nothing wrong with it. */
const EXPECTED: ReadonlySet<string> = new Set(["data/no-period", "data/title-period", "data/title-row"]);

/**
 * Reads who is to be judged from a file of wards: codes and names, as in a ward file, whatever else stands there. A ward
 * of several rows is listed once.
 */
export function readWardList(
  { period, unit }: DataShape,
  file: WardFile,
  options: IntakeOptions,
): { readonly wards: readonly ListedWard[]; readonly problems: readonly Problem[] } {
  const anyPeriod = { label: "", first: 0, last: 0, ordinal: 0, year: 0 };
  const shape: DataShape = { fields: new Map(), period, unit };
  const { files, habit } = openFiles(shape, [file], { ...options, period: options.period ?? anyPeriod });
  const identities = new Identities(habit);
  const wards = new Map<string, ListedWard>();
  const problems: Problem[] = [];
  for (const { problems: found, read } of files) {
    problems.push(...found.filter(({ code }) => !EXPECTED.has(code)));
    for (const row of read?.body.rows ?? []) {
      if (row.is === "refused") problems.push(row.problem);
      if (row.is !== "ward") continue;
      const { ward, name, province, fault } = identities.of(row.row);
      if (fault !== undefined)
        problems.push(
          problem(
            fault.code,
            { seen: row.row.builtIn(fault.column) ?? "", name },
            { file: file.name, line: row.row.line },
          ),
        );
      else if (!wards.has(ward)) wards.set(ward, { ward: ward === name ? "" : ward, name, province });
    }
    if (read !== undefined && wards.size === 0) problems.push(problem("data/no-rows", {}, { file: file.name }));
  }
  return { wards: [...wards.values()], problems };
}
