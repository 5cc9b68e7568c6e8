import { type Problem, problem } from "../problem.ts";
import { type Body, figureColumns } from "./body-rows.ts";
import { saysMissing } from "./cell-words.ts";
import { cleaned } from "./cells.ts";
import type { Sheet } from "./sheet.ts";

/** So many cells under merged ones are looked at. */
const MOST_CELLS = 20_000_000;

/**
 * Figures of wards under a merged cell: whether they are the figure that is seen, or none, nobody can tell. One that
 * only says that there is no figure may reach over several; a name over several rows is left to the reading of rows.
 */
export function mergedFigures({ name: file, layout, merges = [], records }: Sheet, { rows }: Body): Problem[] {
  if (merges.length === 0) return [];
  const figures = figureColumns(layout);
  const identity = new Set(layout.builtIn.values());
  let looked = 0;
  const wards = new Set(rows.flatMap((one) => (one.is === "ward" ? [one.row.line] : [])));
  const problems: Problem[] = [];
  for (const { top, bottom, left, right } of merges) {
    const seen = cleaned(records[top - 1]?.[left] ?? "");
    for (let line = top; line <= Math.min(bottom, records.length); line++) {
      // Merged cells do not overlap; those of a file that is made to burst may.
      looked += 1 + Math.max(0, Math.min(right, layout.width) - left);
      if (looked > MOST_CELLS) return [...problems, problem("data/xlsx-bounds", { detail: "mergeCells" }, { file })];
      if (!wards.has(line)) continue;
      for (let column = left; column <= Math.min(right, layout.width); column++) {
        const isFirst = line === top && column === left;
        const isFilled = cleaned(records[line - 1]?.[column] ?? "") !== "";
        const matters = figures.has(column) ? !saysMissing(seen) || isFilled : identity.has(column) && isFilled;
        if (isFirst || !matters) continue;
        const heading = (layout.headings[column] ?? "").trim();
        problems.push(problem("data/merged-cells", { heading, seen }, { file, line, column: column + 1 }));
      }
    }
  }
  return problems;
}
