import type { Field } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { type Position, type Problem, problem } from "../problem.ts";
import type { Text } from "../text.ts";
import { sameCell } from "./cells.ts";
import type { Identity } from "./identities.ts";
import type { Sheet } from "./sheet.ts";
import { type Cell, type Origin, originOf, type RowSource } from "./table.ts";
import type { Place, RowStore } from "./table-builder.ts";
import { isSameName } from "./ward-codes.ts";
import type { WardRow } from "./ward-row.ts";

/**
 * Puts a cell into its row. A cell that another row of the same ward and period has filled must say the same: two
 * different answers are refused with both positions. Within one file, a filled and an empty cell differ as well.
 */
export function joinCell(
  { batch, row }: Place,
  field: Field,
  cell: Cell,
  source: WardRow,
  names: readonly string[],
  tell: (one: Problem) => void,
): void {
  const column = batch.columns.get(field.id);
  const before = column?.get(row);
  if (column === undefined || before === undefined) return;
  const earlier = (batch.sources.at(row) ?? []).find((one) => one.origin(field.id) !== undefined);
  const fills = before.is === "missing" && earlier?.file !== source.file;
  if (fills) column.set(row, cell);
  const adds = fills || (cell.is === "missing" && earlier?.file !== source.file);
  if (earlier === undefined || adds || sameCell(before, cell)) return;
  const there = originOf(batch, row, field.id);
  const here = source.origin(field.id);
  const args = {
    ward: batch.names.at(row) || (batch.wards.at(row) ?? ""),
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
  store: RowStore,
  target: number,
  { ward, name, province }: Identity,
  here: Position,
  tell: (one: Problem) => void,
): void {
  const { batch, row } = store.at(target);
  const before = { name: batch.names.at(row) ?? "", province: batch.provinces.at(row) ?? "" };
  if (before.name === "") store.fill(target, { name });
  else if (name !== "" && !isSameName(name, before.name))
    tell(problem("data/two-names", { ward, seen: name, other: before.name }, here));
  if (before.province === "") store.fill(target, { province });
  else if (province !== "" && fold(province) !== fold(before.province))
    tell(problem("data/two-provinces", { ward, seen: province, other: before.province }, here));
}

/** A cell's text for a message; an empty one is said in words. */
function shown(origin: Origin | undefined): Text {
  const text = origin === undefined ? "" : [origin.text, ...(origin.total ? [origin.total.text] : [])].join("/");
  return text.replace(/[/\s]/g, "") === "" ? { vi: "(để trống)", en: "(empty)" } : { vi: text, en: text };
}

/** The row of the same file, and in the long layout of the same figure, that the ward and period have already. */
export const sameRow = ({ layout }: Sheet, row: WardRow, { batch, row: place }: Place): RowSource | undefined =>
  batch.sources.at(place)?.find((source) => source.file === row.file && (!layout.isLong || row.shares(source)));
