import type { BuiltIn } from "../criteria/headings.ts";
import type { Field, Standard } from "../criteria/model.ts";
import { type Period, parsePeriod, periodExample } from "../criteria/period.ts";
import { fold } from "../fold.ts";
import { hasErrors, type Problem, problem } from "../problem.ts";
import { findDelimiter, knownHeadings, type Layout, readHeader } from "./columns.ts";
import { checkConsistency } from "./consistency.ts";
import { splitRecords } from "./csv.ts";
import { CsvRow } from "./csv-row.ts";
import { decode } from "./decode.ts";
import { joinCell } from "./join.ts";
import { findDecimalMark, type Mark } from "./numbers.ts";
import { type InputFile, TableBuilder, type WardTable } from "./table.ts";

/** A ward file as it lies on disk; `sha256` is of its bytes. */
export interface WardFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** The wards that were read, unless a problem is an error; and all problems. */
export interface ReadWards {
  readonly table: WardTable | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads ward files into one table, joined by ward and period. Reading goes on after a fault, so that every problem
 * is reported in one run.
 * @param period the period of rows whose file has no period column
 */
export function readWards(standard: Standard, files: readonly WardFile[], period?: Period): ReadWards {
  const reader = new Reader(
    standard,
    files.map(({ name }) => name),
    period,
  );
  const inputs = files.map((file, index) => reader.read(file, index));
  reader.finish();
  const table = reader.builder.finish(inputs);
  return { table: hasErrors(reader.problems) ? undefined : table, problems: reader.problems };
}

/** A file whose columns are known, ready for its rows. */
interface OpenFile {
  readonly name: string;
  readonly index: number;
  readonly layout: Layout;
  readonly mark: Mark | undefined;
}

class Reader {
  readonly builder: TableBuilder;
  readonly problems: Problem[] = [];
  readonly #standard: Standard;
  readonly #period: Period | undefined;
  readonly #files: readonly string[];
  readonly #seen = new Set<string>();
  readonly #byCode = new Set<boolean>();
  readonly #named = new Map<string, string>();

  constructor(standard: Standard, files: readonly string[], period: Period | undefined) {
    this.#standard = standard;
    this.#files = files;
    this.#period = period;
    this.builder = new TableBuilder(standard.fields.values());
  }

  read({ name, bytes, sha256 }: WardFile, index: number): InputFile {
    const nothing: InputFile = { name, sha256, rows: 0, encoding: "utf-8", delimiter: "", decimal: null };
    const decoded = decode(name, bytes);
    if (decoded.problem) return this.#failed(decoded.problem, nothing);
    const known = knownHeadings(this.#standard);
    const found = findDelimiter(name, decoded.text, known);
    if ("problem" in found) return this.#failed(found.problem, nothing);
    const split = splitRecords(name, decoded.text, found.delimiter);
    if (split.problem) return this.#failed(split.problem, nothing);
    const [headings = [], ...records] = split.records;
    const { layout, problems } = readHeader(name, headings, known);
    this.problems.push(...problems);
    if (hasErrors(problems)) return nothing;
    if (!layout.builtIn.has("period") && this.#period === undefined) {
      return this.#failed(
        problem("data/no-period", { example: periodExample(this.#standard.period) }, { file: name, line: 1 }),
        nothing,
      );
    }
    const { mark, conflict } = findDecimalMark(numberTexts(records, layout));
    if (conflict)
      this.problems.push(problem("data/two-decimal-marks", { one: conflict[0], other: conflict[1] }, { file: name }));
    this.#noteColumns(name, layout);
    const rows = this.#rows({ name, index, layout, mark }, records);
    if (rows === 0) this.problems.push(problem("data/no-rows", {}, { file: name }));
    return { ...nothing, rows, delimiter: found.delimiter, decimal: mark ?? null };
  }

  finish(): void {
    const absent = [...this.#standard.fields.values()].filter(({ id }) => !this.#seen.has(id));
    if (absent.length > 0 && !hasErrors(this.problems)) {
      this.problems.push(problem("data/absent-columns", { fields: bothLanguages(absent) }));
    }
    checkConsistency(this.#standard, this.builder.finish([]), this.#files, this.problems);
  }

  #failed(fault: Problem, input: InputFile): InputFile {
    this.problems.push(fault);
    return input;
  }

  #noteColumns(name: string, layout: Layout): void {
    for (const id of layout.fields.keys()) this.#seen.add(id);
    this.#byCode.add(layout.builtIn.has("ward"));
    if (this.#byCode.size > 1) this.problems.push(problem("data/join-needs-code", {}, { file: name, line: 1 }));
  }

  #rows(file: OpenFile, records: readonly (readonly string[])[]): number {
    let rows = 0;
    for (const [index, record] of records.entries()) {
      if (record.every((text) => text.trim() === "")) continue;
      const row = new CsvRow(file.index, index + 2, record, file.layout);
      const extra = record.slice(file.layout.width).some((text) => text.trim() !== "");
      if (record.length < file.layout.width || extra) {
        const at = { file: file.name, line: row.line };
        this.problems.push(problem("data/ragged-row", { seen: record.length, expected: file.layout.width }, at));
      } else {
        rows++;
        this.#row(file, row);
      }
    }
    return rows;
  }

  #row(file: OpenFile, row: CsvRow): void {
    const at = (column: BuiltIn) => ({
      file: file.name,
      line: row.line,
      column: (file.layout.builtIn.get(column) ?? 0) + 1,
    });
    const written = row.builtIn("period");
    const period = written === undefined || written === "" ? this.#period : parsePeriod(written, this.#standard.period);
    const code = row.builtIn("ward");
    const name = row.builtIn("name") ?? "";
    const province = row.builtIn("province") ?? "";
    const ward = code ?? this.#wardByName(name, province);
    if (ward === "") {
      const column = code === undefined ? "name" : "ward";
      this.problems.push(problem(`data/no-ward-${column === "ward" ? "code" : "name"}`, { name }, at(column)));
    }
    if (period === undefined) {
      const args = { seen: written ?? "", example: periodExample(this.#standard.period) };
      this.problems.push(problem("data/bad-period", args, at("period")));
    }
    const cells = row.cells(file.mark, file.name, this.problems);
    if (ward === "" || period === undefined) return;
    const before = this.builder.find(ward, period.ordinal);
    const target = before ?? this.builder.add(ward, name, province, period);
    const place = this.builder.at(target);
    if (before !== undefined) this.#again(file, row, place, { name, province });
    for (const [field, cell] of cells) joinCell(place, field, cell, row, this.#files, this.problems);
    place.batch.sources[place.row]?.push(row);
  }

  /** A ward that is named without a code, as it was first spelt. Names repeat, so the province belongs to it. */
  #wardByName(name: string, province: string): string {
    const ward = name === "" || province === "" ? name : `${name} (${province})`;
    const known = this.#named.get(fold(ward));
    if (known === undefined) this.#named.set(fold(ward), ward);
    return known ?? ward;
  }

  /** The same ward and period once more: from another file it is joined, from the same file it is said. */
  #again(
    file: OpenFile,
    row: CsvRow,
    { batch, row: at }: ReturnType<TableBuilder["at"]>,
    own: { name: string; province: string },
  ): void {
    const first = batch.sources[at]?.find((source) => source.file === file.index);
    const here = { file: file.name, line: row.line };
    const ward = batch.wards[at] ?? "";
    if (first !== undefined) this.problems.push(problem("data/duplicate-row", { ward, line: first.line }, here));
    for (const [code, texts, text] of [
      ["data/two-names", batch.names, own.name],
      ["data/two-provinces", batch.provinces, own.province],
    ] as const) {
      const other = texts[at] ?? "";
      if (other === "") texts[at] = text;
      else if (text !== "" && fold(text) !== fold(other))
        this.problems.push(problem(code, { ward, seen: text, other }, here));
    }
  }
}

function* numberTexts(records: readonly (readonly string[])[], layout: Layout): Generator<string> {
  const numeric = [...layout.fields.values()].filter(({ field }) =>
    ["count", "number", "percent", "ratio"].includes(field.type),
  );
  const places = numeric.flatMap((place) => ("value" in place ? [place.value] : [place.part, place.whole]));
  for (const record of records) {
    for (const place of places) for (const text of (record[place] ?? "").split("/")) yield text.trim();
  }
}

function bothLanguages(fields: readonly Field[]): { vi: string; en: string } {
  const join = (language: "vi" | "en") => fields.map(({ label, id }) => label[language] ?? id).join(", ");
  return { vi: join("vi"), en: join("en") };
}
