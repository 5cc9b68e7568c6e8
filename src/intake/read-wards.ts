import type { DataShape } from "../criteria/model.ts";
import { checkConsistency } from "./consistency.ts";
import { type OpenFiles, openFiles } from "./open-files.ts";
import type { IntakeOptions } from "./options.ts";
import { Reader } from "./reader.ts";
import type { ReadWards } from "./reading.ts";
import type { WardFile } from "./sheet.ts";
import type { InputFile } from "./table.ts";
import { TableBuilder } from "./table-builder.ts";
import { renamesIn } from "./whole-files.ts";

export type { ReadWards } from "./reading.ts";

/**
 * Reads ward files into one table, joined by ward and period. Reading goes on after a fault, so that every problem
 * is reported in one run.
 * @param leaveOut the codes of wards that an earlier reading refused: the table is made of the others
 */
export function readWards(
  shape: DataShape,
  files: readonly WardFile[],
  options: IntakeOptions = {},
  leaveOut?: ReadonlySet<string>,
): ReadWards {
  return readOpened(shape, files, options, openFiles(shape, files, options), leaveOut);
}

/** Reads files that are open already. */
export function readOpened(
  shape: DataShape,
  files: readonly WardFile[],
  options: IntakeOptions,
  { files: opened, habit }: OpenFiles,
  leaveOut?: ReadonlySet<string>,
): ReadWards {
  // A row of a file is one of the table at most.
  const most = opened.reduce((rows, { read }) => rows + (read?.sheet.records.length ?? 0), 0);
  const builder = new TableBuilder(shape.fields.values(), most);
  const reader = new Reader(shape, files, options, { habit, leaveOut, store: builder });
  const inputs = opened.map(({ problems, read }, index): InputFile => {
    const { name, sha256 } = files[index] as WardFile;
    for (const one of problems) reader.tell(one);
    if (read === undefined) return { name, sha256, rows: 0, encoding: "utf-8", delimiter: "", decimal: null };
    const { encoding, delimiter, sheetName } = read.sheet;
    const sheet = sheetName === undefined ? {} : { sheet: sheetName };
    return { name, sha256, rows: reader.read(read), encoding, delimiter, decimal: read.mark.mark ?? null, ...sheet };
  });
  const table = builder.finish(inputs, reader.decimals);
  const sheets = opened.flatMap(({ read }) => read?.sheet ?? []);
  const names = files.map(({ name }) => name);
  return reader.finish(table, sheets, {
    renames: renamesIn(table),
    contradictions: (tell) => checkConsistency(shape, table, names, tell),
  });
}
