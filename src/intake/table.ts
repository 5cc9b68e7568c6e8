import type { Field, FieldType } from "../criteria/model.ts";
import type { Period } from "../criteria/period.ts";
import { NumberColumn, State, Truth } from "../exact/column.ts";
import { batchRows, type ColumnMemory, newBytes } from "../exact/column-memory.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { Text } from "../text.ts";
import type { PeriodRun } from "./period-runs.ts";

/** What a cell says. Numbers, percents (as shares), days and choices (by index) are all exact numbers. */
export type Cell =
  | { readonly is: "missing" | "not_applicable" }
  | { readonly is: "number"; readonly value: Fraction }
  | { readonly is: "ratio"; readonly part: Fraction; readonly whole: Fraction }
  | { readonly is: "truth"; readonly value: boolean }
  | { readonly is: "text"; readonly text: string };

export const MISSING: Cell = { is: "missing" };

/** Where a cell came from. `file` counts the input files; `earlier` names the period of an earlier row. */
export interface Origin {
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** the cell held the number itself, written here with a decimal point, whatever mark the file's texts have */
  readonly number?: true;
  /** it is an answer of a self-assessment: its line in the draft, which is its sequence number */
  readonly answer?: number;
  /** of an appraised cell: what the ward itself had assessed */
  readonly self?: { readonly cell: Cell; readonly origin: Origin | undefined };
  /** why the appraiser did not accept it; the figure counts as missing then */
  readonly rejected?: string;
  /** the second column of a ratio given in two */
  readonly total?: { readonly column: number; readonly text: string };
}

/** A row of an input file, able to say where each of its fields stands. */
export interface RowSource {
  readonly file: number;
  readonly line: number;
  origin(field: string): Origin | undefined;
  /** the name that the file gives a field */
  heading(field: string): string | undefined;
}

/** A field's cells in one batch. */
export class FieldColumn {
  readonly type: FieldType;
  /** the value; of a ratio, its first number */
  readonly value: NumberColumn;
  /** a ratio's second number */
  readonly whole: NumberColumn;
  readonly truth: Uint8Array = new Uint8Array(0);
  readonly texts: string[] = [];

  /** @param make gives empty columns of a batch's rows */
  constructor(type: FieldType, make: () => NumberColumn = () => new NumberColumn()) {
    this.type = type;
    this.value = make();
    this.whole = type === "ratio" ? make() : new NumberColumn(0);
    if (type === "boolean") this.truth = newBytes(batchRows()).fill(Truth.missing);
    this.value.state.fill(State.missing);
    this.whole.state.fill(State.missing);
  }

  get(row: number): Cell {
    if (this.type === "text") return this.texts[row] === undefined ? MISSING : { is: "text", text: this.texts[row] };
    const state = this.value.stateAt(row);
    if (state === State.notApplicable) return { is: "not_applicable" };
    if (state !== State.present) return MISSING;
    if (this.type === "boolean") return { is: "truth", value: this.truth[row] === Truth.true };
    if (this.type === "ratio") return { is: "ratio", part: this.value.at(row), whole: this.whole.at(row) };
    return { is: "number", value: this.value.at(row) };
  }

  set(row: number, cell: Cell): void {
    switch (cell.is) {
      case "missing":
        this.#setState(row, State.missing);
        break;
      case "not_applicable":
        this.#setState(row, State.notApplicable);
        break;
      case "number":
        this.value.set(row, cell.value);
        break;
      case "ratio":
        this.value.set(row, cell.part);
        this.whole.set(row, cell.whole);
        break;
      case "truth":
        this.truth[row] = cell.value ? Truth.true : Truth.false;
        this.value.setSafe(row, cell.value ? 1 : 0, 1);
        break;
      case "text":
        this.texts[row] = cell.text;
    }
  }

  #setState(row: number, state: State): void {
    this.value.setState(row, state);
    if (this.type === "ratio") this.whole.setState(row, state);
    if (this.type === "boolean") this.truth[row] = state + 1;
  }
}

/** One thing for each row of a batch: a list, or what reads them only when somebody asks. */
export interface RowList<Item> extends Iterable<Item> {
  at(row: number): Item | undefined;
}

/** Where codes and names of a batch's rows lie as bytes, of letters that need no second look. A row without is at -1. */
export interface RawNames {
  readonly wardStarts: Int32Array;
  readonly wardEnds: Int32Array;
  readonly nameStarts: Int32Array;
  readonly nameEnds: Int32Array;
}

/** Up to `BATCH_ROWS` rows, each a ward in a period. */
export interface WardBatch {
  /** how many rows came before this batch */
  readonly start: number;
  readonly count: number;
  readonly wards: RowList<string>;
  /** the wards by number, each row of a ward by the same one, where the reader numbers them */
  readonly numbers?: Int32Array;
  readonly names: RowList<string>;
  /** codes and names as the file has them, where they are plain */
  readonly raw?: RawNames;
  /** room where loops find columns beside those of `raw` and `bytes` */
  readonly room?: ColumnMemory;
  /** what `raw` points into */
  readonly bytes?: Uint8Array;
  readonly provinces: RowList<string>;
  readonly periods: readonly Period[];
  /** the same by runs, where the reader knows them (`periodRuns` finds them elsewhere) */
  readonly runs?: readonly PeriodRun[];
  readonly columns: ReadonlyMap<string, FieldColumn>;
  readonly sources: RowList<readonly RowSource[]>;
}

/** An input file as the result tells of it. */
export interface InputFile {
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimal: string | null;
  /** the sheet of a workbook */
  readonly sheet?: string;
}

/** A file with the sheet of it that was read. */
export const inputName = ({ name, sheet }: Pick<InputFile, "name" | "sheet">): string =>
  sheet === undefined ? name : `${name}:${sheet}`;

/** All wards that were read: columns in batches. */
export interface WardTable {
  readonly inputs: readonly InputFile[];
  readonly rows: number;
  readonly batches: readonly WardBatch[];
  /** the most decimals that the cells of a field's column were written with */
  readonly decimals: ReadonlyMap<string, number>;
  /** wards whose code has several names: it does not mean the same unit in all periods */
  readonly renamed: ReadonlySet<string>;
  /** the row of a ward in a period, by the period's ordinal; undefined when there is none */
  readonly find: (ward: string, ordinal: number) => number | undefined;
}

/** Where a field's value in a row came from: the first of the row's sources that has the cell filled. */
export function originOf(batch: WardBatch, row: number, field: string): Origin | undefined {
  const sources = batch.sources.at(row) ?? [];
  if (sources.length === 1) return sources[0]?.origin(field);
  const origins = sources.flatMap((source) => source.origin(field) ?? []);
  return origins.find(({ text, total }) => text.trim() !== "" || (total?.text.trim() ?? "") !== "") ?? origins[0];
}

/** A field's name as the file that the row's value came from spells it, else its label. */
export function headingOf(batch: WardBatch, row: number, { id, label }: Field): Text | string {
  const origin = originOf(batch, row, id);
  const source = (batch.sources.at(row) ?? []).find((one) => one.file === origin?.file && one.line === origin.line);
  return source?.heading(id) ?? label;
}
