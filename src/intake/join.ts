import type { Field } from "../criteria/model.ts";
import { type Problem, problem } from "../problem.ts";
import type { Text } from "../text.ts";
import { sameCell } from "./cells.ts";
import type { CsvRow } from "./csv-row.ts";
import { type Cell, type Origin, originOf, type WardBatch } from "./table.ts";

/**
 * Puts a cell into its row. A cell that another row of the same ward and period has filled must say the same: two
 * different answers are refused with both positions. Within one file, a filled and an empty cell differ as well.
 */
export function joinCell(
  { batch, row }: { readonly batch: WardBatch; readonly row: number },
  field: Field,
  cell: Cell,
  source: CsvRow,
  names: readonly string[],
  problems: Problem[],
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
    heading: field.label,
    seen: shown(here),
    other: shown(there),
    where: `${names[there?.file ?? 0] ?? ""}:${there?.line ?? 0}:${there?.column ?? 0}`,
  };
  problems.push(
    problem("data/conflicting-cells", args, {
      file: names[source.file] ?? "",
      line: source.line,
      column: here?.column ?? 1,
    }),
  );
}

/** A cell's text for a message; an empty one is said in words. */
function shown(origin: Origin | undefined): Text {
  const text = origin === undefined ? "" : [origin.text, ...(origin.total ? [origin.total.text] : [])].join("/");
  return text.replace(/[/\s]/g, "") === "" ? { vi: "(để trống)", en: "(empty)" } : { vi: text, en: text };
}
