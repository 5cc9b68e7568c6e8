import type { InspectedCell, InspectedColumn, InspectedFile, InspectedRow, Inspection } from "../intake/inspect.ts";
import { sayProblem } from "../messages/say.ts";
import { jsonText } from "./json-text.ts";
import { savedCellState } from "./saved.ts";

/** What was understood of ward files, as one JSON document with every cell; in pieces of text. */
export function* inspectionJson(
  { files, problems }: Inspection,
  standard: string | null,
  toolVersion: string,
): Generator<string> {
  const head = { tool: { name: "model-ward", version: toolVersion }, standard };
  yield `${jsonText(head).slice(0, -1)},\n"files":[`;
  for (const [index, file] of files.entries()) {
    yield `${index === 0 ? "" : ","}\n${jsonText(fileHead(file)).slice(0, -1)},"rows":[`;
    let first = true;
    for (const row of file.rows()) {
      yield `${first ? "" : ","}\n${jsonText(plainRow(row))}`;
      first = false;
    }
    yield "\n]}";
  }
  const told = problems.map((one) => ({
    code: one.code,
    severity: one.severity,
    args: one.args,
    ...(one.at && { at: one.at }),
    message: { vi: sayProblem("vi", one), en: sayProblem("en", one) },
  }));
  yield `\n],\n"problems":[${told.map((one) => `\n${jsonText(one)}`).join(",")}\n]}\n`;
}

function fileHead({
  name,
  sha256,
  encoding,
  delimiter,
  decimal,
  sheet,
  header,
  layout,
  columns,
  above,
}: InspectedFile): object {
  const cut = { name, sha256, encoding, delimiter, decimal, ...(sheet !== null && { sheet }) };
  return { ...cut, header, layout, columns: columns.map(plainColumn), above };
}

const plainColumn = ({ column, heading, holds, field, side }: InspectedColumn): object => ({
  column,
  heading,
  holds,
  ...(field && { field: field.id, type: field.type }),
  ...(side && { side }),
});

function plainRow({ line, is, cells, ...row }: InspectedRow): object {
  return { line, kind: is, ...row, cells: cells.map(plainCell) };
}

function plainCell({ column, text, field, read }: InspectedCell): object {
  const place = { column, text };
  if (field === undefined || read === undefined) return { ...place, state: "text", value: text };
  const named = { ...place, field: field.id };
  if (read.cell === undefined) return { ...named, state: "refused", code: read.code };
  return { ...named, ...savedCellState(read.cell, field) };
}
