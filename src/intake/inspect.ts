import type { BuiltIn } from "../criteria/headings.ts";
import type { DataShape, Field } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import type { Problem } from "../problem.ts";
import { isZip } from "../spreadsheet/signature.ts";
import type { Text } from "../text.ts";
import { cleaned } from "./cells.ts";
import { knownHeadings } from "./columns.ts";
import { DELIMITERS } from "./csv.ts";
import type { KnownHeadings } from "./dialect.ts";
import { Identities } from "./identities.ts";
import { type OpenFile, openFiles } from "./open-files.ts";
import { type IntakeOptions, rulesFor } from "./options.ts";
import type { ReadCell } from "./read-cell.ts";
import { readOpened } from "./read-wards.ts";
import { SKIP_REASONS } from "./row-kinds.ts";
import type { WardFile } from "./sheet.ts";
import { openText, TextFile } from "./text-file.ts";

/** What a column was understood to hold; columns count from 1. */
export interface InspectedColumn {
  readonly column: number;
  readonly heading: string;
  /** a built-in column, a field, or nothing that is used */
  readonly holds: BuiltIn | "figure" | null;
  readonly field?: Field;
  readonly side?: "value" | "part" | "whole";
}

/** One cell as it stands and as it was read. Cells that no field reads are text. */
export interface InspectedCell {
  readonly column: number;
  readonly text: string;
  readonly field?: Field;
  readonly read?: ReadCell;
}

/** One row that is not blank; lines count from 1, as Excel does. */
export interface InspectedRow {
  readonly line: number;
  readonly is: "ward" | "skipped" | "refused" | "text";
  readonly reason?: Text;
  readonly ward?: string;
  readonly name?: string;
  readonly period?: string;
  readonly cells: readonly InspectedCell[];
}

/** What was understood of one file. Without a header, rows are text and columns have no sense. */
export interface InspectedFile {
  readonly name: string;
  readonly sha256: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly decimal: string | null;
  /** the sheet of a workbook */
  readonly sheet: string | null;
  readonly header: { readonly line: number; readonly rows: number } | null;
  readonly layout: "wide" | "long" | null;
  readonly columns: readonly InspectedColumn[];
  /** rows above the header */
  readonly above: readonly { readonly line: number; readonly text: string }[];
  /** walked as often as wanted */
  readonly rows: () => Iterable<InspectedRow>;
}

/** What was understood of ward files, and every problem that reading them meets. */
export interface Inspection {
  readonly files: readonly InspectedFile[];
  readonly problems: readonly Problem[];
}

/** Reads files as `readWards` does and shows every step, for people who want to know why. */
export function inspect(shape: DataShape, files: readonly WardFile[], options: IntakeOptions): Inspection {
  const open = openFiles(shape, files, options);
  const { files: opened, habit } = open;
  const known = knownHeadings(shape.fields);
  const { problems } = readOpened(shape, files, options, open);
  const inspected = files.map((file, index): InspectedFile => {
    const read = opened[index]?.read;
    if (read === undefined) return unread(file, options);
    const { layout, header, records, encoding, delimiter, sheetName } = read.sheet;
    const above = records.slice(0, header.place).flatMap((record, place) => {
      const text = record.map(cleaned).filter((cell) => cell !== "");
      return text.length === 0 ? [] : [{ line: place + 1, text: text.join(" | ") }];
    });
    return {
      name: file.name,
      sha256: file.sha256,
      encoding,
      delimiter,
      decimal: read.mark.mark ?? null,
      sheet: sheetName ?? null,
      header: { line: header.place + 1, rows: header.rows },
      layout: layout.isLong ? "long" : "wide",
      columns: layout.headings.slice(0, layout.width).map((heading, place) => inspectedColumn(heading, place, known)),
      above,
      rows: () => rowsOf(read, new Identities(habit), options),
    };
  });
  return { files: inspected, problems };
}

function inspectedColumn(heading: string, place: number, known: KnownHeadings): InspectedColumn {
  const target = known.get(fold(heading));
  const common = { column: place + 1, heading: heading.trim() };
  if (target === undefined) return { ...common, holds: null };
  return "field" in target
    ? { ...common, holds: "figure", field: target.field, side: target.side }
    : { ...common, holds: target.column };
}

function* rowsOf(
  { sheet, body, mark }: NonNullable<OpenFile["read"]>,
  identities: Identities,
  options: IntakeOptions,
): Generator<InspectedRow> {
  const rules = rulesFor(mark.mark, options);
  const plain = (line: number): InspectedCell[] =>
    (sheet.records[line - 1] ?? []).map((text, place) => ({ column: place + 1, text }));
  for (const one of body.rows) {
    if (one.is === "skipped")
      yield { line: one.line, is: "skipped", reason: SKIP_REASONS[one.reason], cells: plain(one.line) };
    else if (one.is === "refused") yield { line: one.line, is: "refused", cells: plain(one.line) };
    else {
      const { row } = one;
      const { ward, name } = identities.of(row);
      const period = row.builtIn("period") || (sheet.period?.label ?? "");
      const readings = new Map(row.readings(rules).map((reading) => [reading.column, reading]));
      const cells = plain(row.line).map((cell): InspectedCell => {
        const reading = readings.get(cell.column - 1);
        return reading === undefined ? cell : { ...cell, field: reading.field, read: reading.read };
      });
      yield { line: row.line, is: "ward", ward, name, period, cells };
    }
  }
}

/** A file without a known header: its rows as text, cut by the delimiter that gives its first row the most cells. */
function unread(file: WardFile, options: IntakeOptions): InspectedFile {
  const nothing: InspectedFile = {
    name: file.name,
    sha256: file.sha256,
    encoding: null,
    delimiter: null,
    decimal: null,
    sheet: null,
    header: null,
    layout: null,
    columns: [],
    above: [],
    rows: () => [],
  };
  if (isZip(file.bytes)) return { ...nothing, encoding: "xlsx" };
  const text = openText(file, options.encoding);
  if (!(text instanceof TextFile)) return nothing;
  const cut = DELIMITERS.map((one) => ({ one, cells: text.first(one)[0]?.length ?? 0 }));
  const delimiter = options.delimiter ?? cut.toSorted((a, b) => b.cells - a.cells)[0]?.one ?? ",";
  const { records = [] } = text.split(delimiter, 0);
  const rows = records.flatMap((record, place): InspectedRow[] => {
    const cells = record.map((cell, column) => ({ column: column + 1, text: cell }));
    return record.every((cell) => cell === "") ? [] : [{ line: place + 1, is: "text", cells }];
  });
  return { ...nothing, encoding: text.encoding, delimiter, rows: () => rows };
}
