import { type Problem, problem } from "../problem.ts";
import type { Body } from "./body-rows.ts";
import { columnsOf, type Layout } from "./columns.ts";
import type { CutFile, Sheet } from "./sheet.ts";

/** So many lines are named. */
const MOST_LINES = 20;

/** Rows of wards that nobody sees are judged as well, so that it must be said. */
export function hiddenRows({ name: file, hidden }: Sheet, { rows }: Body): Problem[] {
  const unseen = rows.flatMap((one) =>
    one.is === "ward" && hidden?.rows.has(one.row.line) === true ? [one.row.line] : [],
  );
  const [line] = unseen;
  if (line === undefined) return [];
  const lines = unseen.slice(0, MOST_LINES).join(", ") + (unseen.length > MOST_LINES ? " …" : "");
  return [problem("data/hidden-rows", { count: unseen.length, lines }, { file, line })];
}

/** The same of columns that are used. */
export function hiddenColumns(
  file: string,
  { hidden, header }: CutFile,
  { builtIn, fields, headings }: Layout,
): Problem[] {
  const isHidden = (column: number) => hidden?.columns.some(([from, to]) => column >= from && column <= to) ?? false;
  const used = [...builtIn.values(), ...[...fields.values()].flatMap(columnsOf)]
    .filter(isHidden)
    .toSorted((a, b) => a - b);
  const [first] = used;
  if (first === undefined) return [];
  const seen = used.map((column) => (headings[column] ?? "").trim()).join(" | ");
  return [problem("data/hidden-columns", { seen }, { file, line: header.place + header.rows, column: first + 1 })];
}
