import type { BuiltIn } from "../criteria/headings.ts";
import type { DataShape, Field } from "../criteria/model.ts";
import { type Period, parsePeriod, periodExample } from "../criteria/period.ts";
import { type Position, type Problem, type ProblemCode, problem } from "../problem.ts";
import { ProblemList } from "../problem-list.ts";
import type { Body, BodyRow } from "./body-rows.ts";
import { ColumnWatch } from "./column-watch.ts";
import type { Tell } from "./consistency.ts";
import { cutCode, mayBeCut } from "./cut-short.ts";
import { fullYear } from "./dates.ts";
import type { MarkEvidence } from "./decimal-mark.ts";
import { hiddenRows } from "./hidden.ts";
import { Identities } from "./identities.ts";
import { joinCell, joinNames, sameRow } from "./join.ts";
import { mergedFigures } from "./merged-cells.ts";
import type { OpenFile } from "./open-files.ts";
import { type IntakeOptions, rulesFor } from "./options.ts";
import type { Reading, ReadWards } from "./reading.ts";
import { SKIP_REASONS } from "./row-kinds.ts";
import { onSheet, type Sheet, type WardFile } from "./sheet.ts";
import { strayQuotes } from "./stray-quotes.ts";
import type { Cell, WardTable } from "./table.ts";
import type { RowStore } from "./table-builder.ts";
import { Tally } from "./tally.ts";
import type { CodeHabit } from "./ward-codes.ts";
import type { WardRow } from "./ward-row.ts";
import { checkAcross } from "./whole-files.ts";

/** Where the file's decimal mark comes from, for a message. */
const provenBy = ({ proof }: MarkEvidence): string =>
  proof === undefined ? "--decimal" : `${proof.line}: ${proof.text}`;

/** Errors that leave the other cells of their column in doubt as well. */
const DOUBTS: ReadonlySet<ProblemCode> = new Set(["data/us-date", "data/two-decimal-marks"]);

type Readable = NonNullable<OpenFile["read"]>;

/** Reads the rows of open files into one table, and goes on after every fault. */
export class Reader {
  readonly #shape: DataShape;
  readonly #files: readonly string[];
  readonly #sheets = new Map<string, string>();
  readonly #drafts = new Set<string>();
  readonly #options: IntakeOptions;
  readonly #leaveOut: ReadonlySet<string> | undefined;
  readonly #identities: Identities;
  readonly #store: RowStore;
  readonly #problems = new ProblemList();
  readonly #refused = new Set<string>();
  readonly #decimals = new Map<string, number>();
  readonly #seen = new Set<string>();
  readonly #byFile: Set<string>[] = [];
  readonly #periods = new Set<number>();
  #fatal = false;
  /** a row whose ward is not known could not be read */
  #lost = false;

  constructor(
    shape: DataShape,
    files: readonly WardFile[],
    options: IntakeOptions,
    given: { readonly habit: CodeHabit; readonly leaveOut: ReadonlySet<string> | undefined; readonly store: RowStore },
  ) {
    this.#shape = shape;
    this.#files = files.map(({ name }) => name);
    this.#options = options;
    this.#leaveOut = given.leaveOut;
    this.#identities = new Identities(given.habit);
    this.#store = given.store;
  }

  /** A problem; an error is for a ward, for a row whose ward is not known (""), or for everything. */
  tell(one: Problem, ward?: string): void {
    this.#problems.add(this.#placed(one));
    if (one.severity !== "error") return;
    if (ward === undefined || DOUBTS.has(one.code)) this.#fatal = true;
    else if (ward === "") this.#lost = true;
    else this.#refused.add(ward);
  }

  /** On its sheet; in a draft an answer is a whole line. */
  #placed(one: Problem): Problem {
    const { at } = one;
    if (at === undefined) return one;
    if (!this.#drafts.has(at.file)) return onSheet(one, this.#sheets.get(at.file));
    return { ...one, at: { file: at.file, ...(at.line !== undefined && { line: at.line }) } };
  }

  /** Reads a sheet's rows into the table and tells how many there were. */
  read({ sheet, body, mark }: Readable): number {
    const reading = this.open(sheet, mark);
    let rows = 0;
    for (const one of [...hiddenRows(sheet, body), ...mergedFigures(sheet, body)]) this.tell(one);
    for (const one of body.rows) if (this.take(reading, one)) rows++;
    this.close(reading, body, rows);
    return rows;
  }

  /** Begins to read a sheet. */
  open(sheet: Sheet, mark: MarkEvidence): Reading {
    if (sheet.sheetName !== undefined) this.#sheets.set(sheet.name, sheet.sheetName);
    if (sheet.encoding === "draft") this.#drafts.add(sheet.name);
    const watch = new ColumnWatch(this.#options);
    return { sheet, mark, rules: rulesFor(mark.mark, this.#options), tally: new Tally(), watch };
  }

  /** Reads a row; tells whether it counts as one, or was skipped. */
  take(reading: Reading, one: BodyRow): boolean {
    if (one.is === "skipped") {
      const code = ["numbers", "units", "header"].includes(one.reason) ? "data/number-row" : "data/skipped-row";
      const at = { file: reading.sheet.name, line: one.line };
      this.tell(problem(code, { seen: one.text, reason: SKIP_REASONS[one.reason] }, at));
      return false;
    }
    if (one.is === "refused") this.tell(one.problem, "");
    else this.#row(reading, one.row);
    return true;
  }

  /** Tells what shows only when all rows of a sheet are read. */
  close(reading: Reading, body: Pick<Body, "index" | "notes">, rows: number): void {
    const { sheet, tally, watch } = reading;
    const { name: file, layout, header } = sheet;
    if (layout.isLong && this.#lost) this.#fatal = true;
    // A draft was asked every question that applies: what is not in it is known to be missing.
    const asked = sheet.encoding === "draft" ? this.#shape.fields : layout.fields;
    for (const id of asked.keys()) this.#has(id, body.index);
    if (rows === 0) this.tell(problem("data/no-rows", {}, { file }));
    if (!layout.builtIn.has("ward")) this.tell(problem("data/no-code-column", {}, { file, line: header.place + 1 }));
    for (const one of [...body.notes, ...tally.problems(), ...watch.problems(file, layout.headings, header.place + 1)])
      this.tell(one);
    for (const one of strayQuotes(sheet)) this.tell(one);
    for (const [id, decimals] of watch.decimals())
      this.#decimals.set(id, Math.max(decimals, this.#decimals.get(id) ?? 0));
  }

  #has(field: string, file: number): void {
    this.#seen.add(field);
    const fields = this.#byFile[file] ?? new Set();
    this.#byFile[file] = fields.add(field);
  }

  #row(reading: Reading, row: WardRow): void {
    const { sheet, tally } = reading;
    const { name: file, layout } = sheet;
    const at = (column: BuiltIn) => ({ file, line: row.line, column: (layout.builtIn.get(column) ?? 0) + 1 });
    const uncomputed = row.uncomputed();
    const whose = uncomputed.some(({ isFigure }) => !isFigure) ? "" : undefined;
    for (const { column, text } of uncomputed) {
      const heading = layout.headings[column] ?? "";
      const place = { file, line: row.line, column: column + 1 };
      this.tell(
        problem("data/formula-without-value", { heading, seen: text }, place),
        whose ?? this.#identities.of(row).ward,
      );
    }
    // Whose row it is, nobody has computed.
    if (whose !== undefined) return;
    const identity = this.#identities.of(row);
    const { ward, name, fault, warning } = identity;
    if (fault !== undefined)
      this.tell(problem(fault.code, { seen: row.builtIn(fault.column) ?? "", name }, at(fault.column)), ward);
    if (warning === "data/lost-zeros") tally.add(warning, "", { seen: row.builtIn("ward") ?? "", ward }, at("ward"));
    if (warning === "data/ward-without-code") tally.add(warning, "", { name }, at("ward"));
    const period = this.#period(reading, row, at("period"), ward);
    if (mayBeCut(sheet, row)) {
      const seen = (row.record.at(-1) ?? "").trim();
      this.tell(problem(cutCode(sheet), { seen }, { file, line: row.line, column: row.record.length }), ward);
    }
    const cells = this.#cells(reading, row, ward);
    if (ward === "" || period === undefined || this.#leaveOut?.has(ward)) return;
    this.#periods.add(period.ordinal);
    const before = this.#store.find(ward, period.ordinal);
    const target = before ?? this.#store.add(ward, name, identity.province, period);
    const place = this.#store.at(target);
    const errors = this.#problems.errors;
    const tell = (one: Problem) => this.tell(one, ward);
    if (before !== undefined) joinNames(this.#store, target, identity, { file, line: row.line }, tell);
    for (const [field, cell] of cells) joinCell(place, field, cell, row, this.#files, tell);
    const first = before === undefined ? undefined : sameRow(sheet, row, place);
    // A repeated row says nothing new; thousands of them would make every search among sources slow.
    if (first === undefined) this.#store.keep(target, row);
    else if (this.#problems.errors === errors)
      tell(problem("data/duplicate-row", { ward: name || ward, line: first.line }, { file, line: row.line }));
  }

  /** The row's own period, else the one of its file. */
  #period({ sheet, tally }: Reading, row: WardRow, at: Position, ward: string): Period | undefined {
    const written = row.builtIn("period") ?? "";
    const full = fullYear(written);
    const rule = this.#shape.period;
    const period = written === "" ? sheet.period : parsePeriod(full ?? written, rule);
    if (full !== undefined && period !== undefined) {
      const heading = sheet.layout.headings[(at.column ?? 1) - 1] ?? "";
      tally.add("data/two-digit-year", "period", { heading, seen: written, year: full }, at);
    }
    if (period === undefined)
      this.tell(problem("data/bad-period", { seen: written, example: periodExample(rule) }, at), ward);
    return period;
  }

  /** The row's cells that could be read; the others are told. */
  #cells({ sheet, mark, rules, tally, watch }: Reading, row: WardRow, ward: string): [Field, Cell][] {
    const cells: [Field, Cell][] = [];
    for (const reading of row.readings(rules)) {
      const { field, column, read, text } = reading;
      this.#has(field.id, row.file);
      watch.see(reading, row.line);
      if (read.cell !== undefined && read.tally === undefined) {
        cells.push([field, read.cell]);
        continue;
      }
      const at = { file: sheet.name, line: row.line, column: column + 1 };
      const heading = row.heading(field.id) ?? field.label;
      if (read.cell === undefined) {
        const proof = read.code === "data/two-decimal-marks" ? { proof: provenBy(mark) } : {};
        this.tell(problem(read.code, { heading, ...proof, ...read.args }, at), ward);
        continue;
      }
      if (read.tally !== undefined) tally.add(read.tally, field.id, { heading, seen: text.trim(), ...read.args }, at);
      cells.push([field, read.cell]);
    }
    return cells;
  }

  /** The most decimals that the columns of a field were written with, in the sheets that are closed. */
  get decimals(): ReadonlyMap<string, number> {
    return this.#decimals;
  }

  /**
   * Tells what shows only when all sheets are read.
   * @param late what is to be said of codes whose name changed, and of figures that contradict one another
   */
  finish(
    table: WardTable,
    sheets: readonly Sheet[],
    late: { readonly renames: readonly Problem[]; readonly contradictions: (tell: Tell) => void },
  ): ReadWards {
    const tell = (one: Problem, ward?: string) => this.tell(one, ward);
    const byFile = this.#files.map((_, index) => this.#byFile[index] ?? new Set<string>());
    checkAcross(this.#shape, table, sheets, this.#seen, byFile, late.renames, this.#problems.errors > 0, tell);
    late.contradictions(tell);
    // A lost row may hold figures, or an earlier period, of a ward that is read from other rows.
    const fatal = this.#fatal || (this.#lost && (sheets.length > 1 || this.#periods.size > 1));
    const whole = this.#problems.errors === 0 || (this.#leaveOut !== undefined && !fatal);
    return { table: whole ? table : undefined, problems: this.#problems.finish(), refused: this.#refused, fatal };
  }
}
