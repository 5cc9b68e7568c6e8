import type { BuiltIn } from "../criteria/headings.ts";
import type { Field } from "../criteria/model.ts";
import { type Problem, problem } from "../problem.ts";
import type { ReadCell } from "./cells.ts";
import type { FieldPlace, Layout } from "./columns.ts";
import type { Mark } from "./numbers.ts";
import type { Cell, Origin, RowSource } from "./table.ts";
import { cleaned, readTexts } from "./texts.ts";

/** A row of a CSV file with its file's layout: knows where each cell stands. */
export class CsvRow implements RowSource {
  readonly file: number;
  readonly line: number;
  readonly #record: readonly string[];
  readonly #layout: Layout;

  constructor(file: number, line: number, record: readonly string[], layout: Layout) {
    this.file = file;
    this.line = line;
    this.#record = record;
    this.#layout = layout;
  }

  /** A built-in column's text, or undefined when the file has no such column. */
  builtIn(column: BuiltIn): string | undefined {
    const place = this.#layout.builtIn.get(column);
    return place === undefined ? undefined : cleaned(this.#record[place] ?? "");
  }

  origin(field: string): Origin | undefined {
    const place = this.#layout.fields.get(field);
    if (place === undefined) return undefined;
    const at = (column: number) => ({ column: column + 1, text: this.#record[column] ?? "" });
    const here = { file: this.file, line: this.line };
    return "value" in place ? { ...here, ...at(place.value) } : { ...here, ...at(place.part), total: at(place.whole) };
  }

  /** Every cell of the row; what cannot be read is reported and left out. */
  cells(mark: Mark | undefined, fileName: string, problems: Problem[]): [Field, Cell][] {
    const cells: [Field, Cell][] = [];
    for (const place of this.#layout.fields.values()) {
      const read = this.#read(place, mark);
      if (read.cell !== undefined) cells.push([place.field, read.cell]);
      else {
        const column = ("value" in place ? place.value : place.part) + 1;
        const args = { heading: this.#layout.headings[column - 1] ?? "", ...read.args };
        problems.push(problem(read.code, args, { file: fileName, line: this.line, column }));
      }
    }
    return cells;
  }

  #read(place: FieldPlace, mark: Mark | undefined): ReadCell {
    const { field } = place;
    if ("value" in place) return readTexts(field, this.#record[place.value] ?? "", undefined, mark);
    return readTexts(field, this.#record[place.part] ?? "", this.#record[place.whole] ?? "", mark);
  }
}
