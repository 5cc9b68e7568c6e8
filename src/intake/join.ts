import type { Field } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { type Position, type Problem, problem } from "../problem.ts";
import type { Text } from "../text.ts";
import { sameCell } from "./cells.ts";
import type { Identity } from "./identities.ts";
import { type Cell, type Origin, originOf, type TableBuilder, type WardBatch } from "./table.ts";
import { isSameName } from "./ward-codes.ts";
import type { WardRow } from "./ward-row.ts";

/**
 * Puts a cell into its row. A cell that another row of the same ward and period has filled must say the same: two
 * different answers are refused with both positions. Within one file, a filled and an empty cell differ as well.
 */
export function joinCell(
  { batch, row }: { readonly batch: WardBatch; readonly row: number },
  field: Field,
  cell: Cell,
  source: WardRow,
  names: readonly string[],
  tell: (one: Problem) => void,
): void {
  const column = batch.columns.get(field.id);
  const before = column?.get(row);
  if (column === undefined || before === undefined) return;
  const earlier = (batch.sources[row] ?? []).find((one) => one.origin(field.id) !== undefined);
  const fills = before.is === "missing" && earlier?.file !== source.file;
  if (fills) column.set(row, cell);
  const adds = fills || (cell.is === "missing" && earlier?.file !== source.file);
  if (earlier === undefined || adds || sameCell(before, cell)) return;
  const there = originOf(batch, row, field.id);
  const here = source.origin(field.id);
  const args = {
    ward: batch.names[row] || (batch.wards[row] ?? ""),
    heading: source.heading(field.id) ?? field.label,
    seen: shown(here),
    other: shown(there),
    where: `${names[there?.file ?? 0] ?? ""}:${there?.line ?? 0}:${there?.column ?? 0}`,
  };
  const at = { file: names[source.file] ?? "", line: source.line, column: here?.column ?? 1 };
  tell(problem("data/conflicting-cells", args, at));
}

/** Name and province of a row that came before must not differ from those of this one; what was not known is added. */
export function joinNames(
  { batch, row }: ReturnType<TableBuilder["at"]>,
  { ward, name, province }: Identity,
  here: Position,
  tell: (one: Problem) => void,
): void {
  const before = { name: batch.names[row] ?? "", province: batch.provinces[row] ?? "" };
  if (before.name === "") batch.names[row] = name;
  else if (name !== "" && !isSameName(name, before.name))
    tell(problem("data/two-names", { ward, seen: name, other: before.name }, here));
  if (before.province === "") batch.provinces[row] = province;
  else if (province !== "" && fold(province) !== fold(before.province))
    tell(problem("data/two-provinces", { ward, seen: province, other: before.province }, here));
}

/** A cell's text for a message; an empty one is said in words. */
function shown(origin: Origin | undefined): Text {
  const text = origin === undefined ? "" : [origin.text, ...(origin.total ? [origin.total.text] : [])].join("/");
  return text.replace(/[/\s]/g, "") === "" ? { vi: "(để trống)", en: "(empty)" } : { vi: text, en: text };
}
