import type { Problem } from "../problem.ts";
import { problem } from "../problem.ts";
import { figureColumns } from "./body-rows.ts";
import type { Sheet } from "./sheet.ts";
import { Tally } from "./tally.ts";

/** Quotes inside a text are kept; inside a figure they leave it open what the cell is. */
export function strayQuotes(sheet: Sheet): Problem[] {
  const { name: file, strays, layout } = sheet;
  const figures = figureColumns(layout);
  const texts = new Set(
    [...layout.fields.values()].flatMap((place) =>
      "value" in place && place.field.type === "text" ? [place.value] : [],
    ),
  );
  const identity = layout.builtIn.has("ward") ? "ward" : "name";
  const deciding = new Set(([identity, "period", "field"] as const).map((one) => layout.builtIn.get(one)));
  const tally = new Tally();
  const problems: Problem[] = [];
  for (const { record, column } of strays) {
    const at = { file, line: record + 1, column: column + 1 };
    const decides = (figures.has(column) && !texts.has(column)) || deciding.has(column);
    if (decides) problems.push(problem("data/stray-quote", {}, at));
    else tally.add("data/stray-quote-text", String(column), { heading: layout.headings[column] ?? "" }, at);
  }
  return [...problems, ...tally.problems()];
}
