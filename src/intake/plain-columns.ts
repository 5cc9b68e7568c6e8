import type { DataShape, Field } from "../criteria/model.ts";
import { NumberColumn } from "../exact/column.ts";
import { BATCH_ROWS } from "../exact/column-memory.ts";
import { RowScan } from "../scan/row-scan.ts";
import { CellKind, FACTORS } from "../scan/scan-area.ts";
import type { ColumnWatch } from "./column-watch.ts";
import type { FieldPlace, Layout } from "./columns.ts";
import type { KnownHeadings } from "./dialect.ts";
import { NumberPlace } from "./number-place.ts";
import type { Mark } from "./numbers.ts";
import type { CellRules, IntakeOptions } from "./options.ts";
import { type Cell, FieldColumn } from "./table.ts";
import { WordDictionary } from "./word-dictionary.ts";

const NUMERIC: ReadonlySet<string> = new Set(["count", "number", "percent"]);
/** A ratio given in two columns. */
interface Ratio {
  readonly part: NumberPlace;
  readonly whole: NumberPlace;
}

/** Bytes of a file that are at hand at once, and what its cells end with. */
export interface PlainBytes {
  readonly bytes: number;
  readonly delimiter: string;
  readonly mark: string | undefined;
  /** does another thread put them there? */
  readonly isAhead: boolean;
}

/** What each column of a plain file is, and the field columns of the batch that its cells go to. */
export class PlainColumns {
  readonly scan: RowScan;
  /** by column of the file */
  readonly numbers: (NumberPlace | undefined)[] = [];
  readonly words: (WordDictionary | undefined)[] = [];
  readonly targets: (FieldColumn | undefined)[] = [];
  readonly fields: ReadonlyMap<string, FieldColumn>;
  /** ratios given in two columns */
  readonly #ratios: Ratio[] = [];

  /** @param textOf reads a text, which decides nothing, when somebody asks for it */
  constructor(
    shape: DataShape,
    layout: Layout,
    known: KnownHeadings,
    rules: CellRules,
    options: IntakeOptions,
    { bytes, delimiter, mark, isAhead }: PlainBytes,
    textOf: (field: Field, row: number) => Cell,
  ) {
    const numeric = new Map([...layout.fields].map(([id, place]) => [id, numberCells(place)]));
    const cells = new Set([...numeric.values()].flat());
    const shapeOfRows = {
      kinds: Array.from({ length: layout.cells }, (_, cell) => (cells.has(cell) ? CellKind.number : CellKind.text)),
      ratios: [...numeric.values()].filter(({ length }) => length === 2).length,
      delimiter: delimiter.charCodeAt(0),
      mark: mark?.charCodeAt(0),
      bytes,
    };
    this.scan = new RowScan(shapeOfRows, isAhead);
    const columnOf = (field: Field) => {
      if (field.type === "text") return new TextColumn((row) => textOf(field, row));
      const places = numeric.get(field.id)?.values();
      return new FieldColumn(field.type, () => this.#column(places?.next().value));
    };
    this.fields = this.scan.room.holding(
      () => new Map([...shape.fields.values()].map((field) => [field.id, columnOf(field)])),
    );
    const number = (field: Field, cell: number, column: NumberColumn, isWhole: boolean): NumberPlace => {
      const one = new NumberPlace(field, isWhole, column, rules, options);
      this.numbers[cell] = one;
      return one;
    };
    for (const [id, place] of layout.fields) {
      const target = this.fields.get(id) as FieldColumn;
      if ("part" in place) {
        const part = number(place.field, place.part, target.value, false);
        this.#ratios.push({ part, whole: number(place.field, place.whole, target.whole, true) });
      } else if (cells.has(place.value)) number(place.field, place.value, target.value, false);
      else {
        this.words[place.value] = new WordDictionary(place.field, rules, known);
        if (place.field.type !== "text") this.targets[place.value] = target;
      }
    }
    const { builtIn } = layout;
    const read = [builtIn.get("ward"), builtIn.get("name"), builtIn.get("period")];
    for (let cell = 0; cell < layout.cells; cell++)
      if (!cells.has(cell) && !read.includes(cell))
        this.words[cell] ??= new WordDictionary(undefined, rules, known, cell >= layout.width);
    const { parts, wholes, columns } = this.scan.arrays;
    const place = (one: NumberPlace) => columns[this.numbers.indexOf(one)] ?? 0;
    for (const [ratio, { part, whole }] of this.#ratios.entries()) {
      parts[ratio] = place(part);
      wholes[ratio] = place(whole);
    }
  }

  /** The column that the loops fill from a cell; without a cell, one of its own. */
  #column(cell: number | undefined): NumberColumn {
    if (cell === undefined) return new NumberColumn();
    const { columns, values, states } = this.scan.arrays;
    const start = columns[cell] ?? 0;
    const end = start + BATCH_ROWS;
    return new NumberColumn(BATCH_ROWS, values.subarray(start, end), states.subarray(start, end));
  }

  /** Makes the columns ready for a batch. */
  start(): void {
    this.tell();
    for (const { value, whole } of this.fields.values()) for (const column of [value, whole]) column.start(1);
    for (const number of this.numbers) number?.column.start(number.scale);
  }

  /**
   * Takes over what whole columns have given away so far.
   * @param areNumbers figures are numbers themselves: their decimals can be nothing else
   */
  learn(watch: ColumnWatch, mark: Mark | undefined, areNumbers: boolean): void {
    for (const number of this.numbers) {
      if (number === undefined || number.isWhole) continue;
      const seen = watch.seen(number.field.id, mark);
      number.seen = areNumbers ? { ...seen, hasDecimal: true, hasOpen: true } : seen;
    }
    this.tell();
  }

  /** Tells the loops what is known of the columns by now. */
  tell(): void {
    const { decimals, factors, least, most, partFactors, wholeFactors } = this.scan.arrays;
    for (const [cell, number] of this.numbers.entries()) {
      if (number === undefined) continue;
      decimals[cell] = number.decimals;
      for (let behind = 0; behind < FACTORS; behind++) factors[FACTORS * cell + behind] = number.factor(behind);
      least[cell] = number.least;
      most[cell] = number.most;
    }
    for (const [ratio, { part, whole }] of this.#ratios.entries()) {
      partFactors[ratio] = whole.scale;
      wholeFactors[ratio] = part.scale;
    }
  }

  /**
   * Makes room for the decimals of a row that is about to be read with all care, so that its numbers and those of the rows
   * around it have one denominator: columns of many are judged slowly.
   */
  makeRoom(record: readonly string[], mark: string | undefined, row: number): void {
    let isRaised = false;
    for (const [cell, number] of this.numbers.entries()) {
      const [, seen, behind = ""] = DECIMALS.exec(number === undefined ? "" : (record[cell] ?? "")) ?? [];
      if (number === undefined || seen !== mark || behind.length <= number.decimals) continue;
      number.raise(behind.length, row);
      isRaised = true;
    }
    if (isRaised) this.tell();
  }

  /** Notes that the loops have filled these rows. */
  filled(first: number, end: number): void {
    // A row that was read with all care may have left the rows with denominators of their own.
    for (const number of this.numbers)
      if (number?.column.scale === 0) number.column.denominator.fill(number.scale, first, end);
  }

  /** Notes that these rows were taken. */
  taken(first: number, end: number): void {
    for (const number of this.numbers)
      if (number?.watchesSmall === true)
        for (let row = first; row < end; row++) if (number.numerator[row] !== 0) number.filled++;
  }

  /** Tells how many figures of columns were not suspiciously small. */
  tellFilled(watch: ColumnWatch): void {
    for (const number of this.numbers) if (number !== undefined) watch.addFilled(number.field.id, number.filled);
  }

  /** Empties a row that is about to be read another way. */
  clear(row: number): void {
    for (const column of this.fields.values()) column.set(row, { is: "missing" });
  }
}

const DECIMALS = /^-?\d+([.,])(\d+)$/;

/** The cells of a field that hold plain numbers: both of a ratio given in two columns. */
const numberCells = (place: FieldPlace): number[] => {
  if ("part" in place) return [place.part, place.whole];
  return NUMERIC.has(place.field.type) && place.field.numbers.length === 0 ? [place.value] : [];
};

/** A column of texts that stay in the bytes of their rows. */
class TextColumn extends FieldColumn {
  readonly #read: (row: number) => Cell;

  constructor(read: (row: number) => Cell) {
    super("text");
    this.#read = read;
  }

  override get(row: number): Cell {
    return this.#read(row);
  }

  override set(): void {}
}
