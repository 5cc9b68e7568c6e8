import type { BuiltIn } from "../criteria/headings.ts";
import type { DataShape, Field } from "../criteria/model.ts";
import { parsePeriod, periodExample } from "../criteria/period.ts";
import { type Problem, problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import { BodyRows } from "./body-rows.ts";
import { ColumnWatch } from "./column-watch.ts";
import { knownHeadings } from "./columns.ts";
import { checkConsistency } from "./consistency.ts";
import { cutCode, mayBeCut } from "./cut-short.ts";
import { fullYear } from "./dates.ts";
import type { MarkEvidence } from "./decimal-mark.ts";
import type { KnownHeadings } from "./dialect.ts";
import { Identities, type Identity } from "./identities.ts";
import { joinCell, joinNames } from "./join.ts";
import { type CellRules, type IntakeOptions, rulesFor } from "./options.ts";
import { SKIP_REASONS } from "./row-kinds.ts";
import { openSheet, type Sheet, type WardFile } from "./sheet.ts";
import { type Cell, type InputFile, TableBuilder, type WardTable } from "./table.ts";
import { Tally } from "./tally.ts";
import { type CodeHabit, codeHabit } from "./ward-codes.ts";
import type { WardRow } from "./ward-row.ts";
import { checkAcross } from "./whole-files.ts";

/** The wards that were read, unless a problem is an error; and all problems. */
export interface ReadWards {
  readonly table: WardTable | undefined;
  readonly problems: readonly Problem[];
  /** rows that have an error, by the table's keys */
  readonly refused: ReadonlySet<string>;
  /** is there an error that concerns more than single rows? */
  readonly fatal: boolean;
}

/**
 * Reads ward files into one table, joined by ward and period. Reading goes on after a fault, so that every problem
 * is reported in one run.
 * @param leaveOut rows that an earlier reading refused, by the table's keys: the table is made of the others
 */
export function readWards(
  standard: DataShape,
  files: readonly WardFile[],
  options: IntakeOptions = {},
  leaveOut?: ReadonlySet<string>,
): ReadWards {
  const known = knownHeadings(standard.fields.values());
  const opened = files.map((file) => openSheet(file, known, standard.period, options));
  const habit = codeHabit(opened.flatMap(({ sheet }) => (sheet === undefined ? [] : codesOf(sheet))));
  const names = files.map(({ name }) => name);
  const reader = new Reader(standard, names, options, { known, habit, leaveOut });
  const inputs = files.map(({ name, sha256 }, index): InputFile => {
    const { sheet, problems } = opened[index] ?? { problems: [] };
    for (const one of problems) reader.tell(one);
    const nothing = { name, sha256, rows: 0, encoding: "utf-8", delimiter: "", decimal: null };
    if (sheet === undefined) return nothing;
    const rows = reader.read(sheet, index);
    return { ...nothing, rows, encoding: sheet.encoding, delimiter: sheet.delimiter, decimal: sheet.mark.mark ?? null };
  });
  return reader.finish(
    inputs,
    opened.flatMap(({ sheet }) => sheet ?? []),
  );
}

/** All texts of the code column. */
export function codesOf({ layout, records, start }: Sheet): string[] {
  const place = layout.builtIn.get("ward");
  if (place === undefined) return [];
  return records.slice(start).flatMap((record) => (record[place] ?? "").trim() || []);
}

/** Where the file's decimal mark comes from, for a message. */
const provenBy = ({ proof }: MarkEvidence): string =>
  proof === undefined ? "--decimal" : `${proof.line}: ${proof.text}`;

interface Readers {
  readonly known: KnownHeadings;
  readonly habit: CodeHabit;
  readonly leaveOut: ReadonlySet<string> | undefined;
}

class Reader {
  readonly #standard: DataShape;
  readonly #files: readonly string[];
  readonly #options: IntakeOptions;
  readonly #readers: Readers;
  readonly #identities: Identities;
  readonly #builder: TableBuilder;
  readonly #problems = new ProblemList();
  readonly #refused = new Set<string>();
  readonly #decimals = new Map<string, number>();
  readonly #seen = new Set<string>();
  #fatal = false;

  constructor(standard: DataShape, files: readonly string[], options: IntakeOptions, readers: Readers) {
    this.#standard = standard;
    this.#files = files;
    this.#options = options;
    this.#readers = readers;
    this.#identities = new Identities(readers.habit);
    this.#builder = new TableBuilder(standard.fields.values());
  }

  /** A problem; an error that names no row concerns everything. */
  tell(one: Problem, key?: string): void {
    this.#problems.add(one);
    if (one.severity !== "error") return;
    if (key === undefined) this.#fatal = true;
    else this.#refused.add(key);
  }

  /** Reads a sheet's rows into the table and tells how many there were. */
  read(sheet: Sheet, index: number): number {
    const { name: file, layout, header } = sheet;
    const rules = rulesFor(sheet.mark.mark, this.#options);
    const tally = new Tally();
    const watch = new ColumnWatch(this.#options);
    const body = new BodyRows(sheet, index, this.#readers.known, this.#readers.habit);
    let rows = 0;
    for (const one of body) {
      if (one.is === "skipped") {
        const code = one.reason === "numbers" || one.reason === "units" ? "data/number-row" : "data/skipped-row";
        this.tell(problem(code, { seen: one.text, reason: SKIP_REASONS[one.reason] }, { file, line: one.line }));
      } else {
        rows++;
        // The row is lost, but which ward's it was is not known.
        if (one.is === "refused") this.tell(one.problem, "");
        else this.#row(sheet, one.row, rules, tally, watch);
      }
    }
    for (const id of layout.fields.keys()) this.#seen.add(id);
    if (rows === 0) this.tell(problem("data/no-rows", {}, { file }));
    if (!layout.builtIn.has("ward")) this.tell(problem("data/no-code-column", {}, { file, line: header.place + 1 }));
    for (const one of [...body.notes, ...tally.problems(), ...watch.problems(file, layout.headings, header.place + 1)])
      this.tell(one);
    this.#strays(sheet, body.figureColumns);
    for (const [id, decimals] of watch.decimals())
      this.#decimals.set(id, Math.max(decimals, this.#decimals.get(id) ?? 0));
    return rows;
  }

  /** Quotes inside a text are kept; inside a figure they leave it open what the cell is. */
  #strays({ name: file, strays, layout }: Sheet, figures: ReadonlySet<number>): void {
    const texts = new Set(
      [...layout.fields.values()].flatMap((place) =>
        "value" in place && place.field.type === "text" ? [place.value] : [],
      ),
    );
    const tally = new Tally();
    for (const { record, column } of strays) {
      const at = { file, line: record + 1, column: column + 1 };
      const decides =
        (figures.has(column) && !texts.has(column)) ||
        ["ward", "period", "field"].some((one) => layout.builtIn.get(one as BuiltIn) === column);
      if (decides) this.tell(problem("data/stray-quote", {}, at));
      else tally.add("data/stray-quote-text", String(column), { heading: layout.headings[column] ?? "" }, at);
    }
    for (const one of tally.problems()) this.tell(one);
  }

  #row(sheet: Sheet, row: WardRow, rules: CellRules, tally: Tally, watch: ColumnWatch): void {
    const { name: file, layout } = sheet;
    const at = (column: BuiltIn) => ({ file, line: row.line, column: (layout.builtIn.get(column) ?? 0) + 1 });
    const identity = this.#identities.of(row);
    const { ward, name, fault, warning } = identity;
    const written = row.builtIn("period") ?? "";
    const full = fullYear(written);
    const period = written === "" ? sheet.period : parsePeriod(full ?? written, this.#standard.period);
    if (full !== undefined && period !== undefined) {
      const heading = layout.headings[layout.builtIn.get("period") ?? 0] ?? "";
      tally.add("data/two-digit-year", "period", { heading, seen: written, year: full }, at("period"));
    }
    const key = ward === "" || period === undefined ? "" : TableBuilder.key(ward, period.ordinal);
    if (fault !== undefined) {
      const seen = row.builtIn(fault.column) ?? "";
      this.tell(problem(fault.code, { seen, name }, at(fault.column)), key);
    }
    if (warning === "data/lost-zeros") tally.add(warning, "", { seen: row.builtIn("ward") ?? "", ward }, at("ward"));
    if (warning === "data/ward-without-code") tally.add(warning, "", { name }, at("ward"));
    if (period === undefined) {
      const args = { seen: written, example: periodExample(this.#standard.period) };
      this.tell(problem("data/bad-period", args, at("period")), key);
    }
    if (mayBeCut(sheet, row)) {
      const seen = (row.record.at(-1) ?? "").trim();
      this.tell(problem(cutCode(sheet), { seen }, { file, line: row.line, column: row.record.length }), key);
    }
    const cells = this.#cells(sheet, row, rules, tally, watch, key);
    if (key === "" || period === undefined || this.#readers.leaveOut?.has(key)) return;
    const before = this.#builder.find(ward, period.ordinal);
    const target = before ?? this.#builder.add(ward, name, identity.province, period);
    const place = this.#builder.at(target);
    const tell = (one: Problem) => this.tell(one, key);
    if (before !== undefined) this.#again(sheet, row, identity, place, tell);
    for (const [field, cell] of cells) joinCell(place, field, cell, row, this.#files, tell);
    place.batch.sources[place.row]?.push(row);
  }

  /** The same ward and period once more: from another file or row of the long layout it is joined, else it is said. */
  #again(
    sheet: Sheet,
    row: WardRow,
    identity: Identity,
    place: ReturnType<TableBuilder["at"]>,
    tell: (one: Problem) => void,
  ): void {
    const here = { file: sheet.name, line: row.line };
    const first = place.batch.sources[place.row]?.find(
      (source) => source.file === row.file && (!sheet.layout.isLong || row.shares(source)),
    );
    if (first !== undefined)
      tell(problem("data/duplicate-row", { ward: identity.name || identity.ward, line: first.line }, here));
    joinNames(place, identity, here, tell);
  }

  /** The row's cells that could be read; the others are told. */
  #cells(sheet: Sheet, row: WardRow, rules: CellRules, tally: Tally, watch: ColumnWatch, key: string): [Field, Cell][] {
    const { name: file, mark } = sheet;
    const cells: [Field, Cell][] = [];
    for (const reading of row.readings(rules)) {
      const { field, column, read, text } = reading;
      this.#seen.add(field.id);
      watch.see(reading, row.line);
      const at = { file, line: row.line, column: column + 1 };
      const heading = row.heading(field.id) ?? field.label;
      if (read.cell === undefined) {
        const proof = read.code === "data/two-decimal-marks" ? { proof: provenBy(mark) } : {};
        this.tell(problem(read.code, { heading, ...proof, ...read.args }, at), key);
        continue;
      }
      if (read.tally !== undefined) tally.add(read.tally, field.id, { heading, seen: text.trim(), ...read.args }, at);
      cells.push([field, read.cell]);
    }
    return cells;
  }

  finish(inputs: readonly InputFile[], sheets: readonly Sheet[]): ReadWards {
    const table = this.#builder.finish(inputs, this.#decimals);
    const tell = (one: Problem, key?: string) => this.tell(one, key);
    checkAcross(this.#standard, table, sheets, this.#seen, this.#problems.errors > 0, tell);
    checkConsistency(this.#standard, table, this.#files, tell);
    const whole = this.#problems.errors === 0 || (this.#readers.leaveOut !== undefined && !this.#fatal);
    return {
      table: whole ? table : undefined,
      problems: this.#problems.finish(),
      refused: this.#refused,
      fatal: this.#fatal,
    };
  }
}
