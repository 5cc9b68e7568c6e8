import type { Period } from "../criteria/period.ts";
import type { ColumnMemory } from "../exact/column-memory.ts";
import type { PeriodRun } from "./period-runs.ts";
import type { RowPlaces } from "./row-places.ts";
import type { Sheet } from "./sheet.ts";
import type { FieldColumn, RawNames, RowList, RowSource, WardBatch } from "./table.ts";
import type { WardDictionary } from "./ward-dictionary.ts";
import { WardRow } from "./ward-row.ts";

/** Splits the text of a record into its cells. */
export type Split = (text: string) => readonly string[];

/** A batch whose texts stay in the bytes they were read from; they are good until the next bytes are read. */
export class PlainBatch implements WardBatch {
  count = 0;
  readonly periods: Period[] = [];
  runs: PeriodRun[] = [];
  readonly columns: ReadonlyMap<string, FieldColumn>;
  readonly places: RowPlaces;
  readonly wards: RowList<string>;
  readonly numbers: Int32Array;
  readonly names: RowList<string>;
  readonly provinces: RowList<string>;
  readonly sources: RowList<readonly RowSource[]>;
  readonly raw: RawNames;
  readonly room: ColumnMemory;
  start: number = 0;
  /** names and provinces of rows that are not plain, as they were read */
  readonly given: Map<number, { readonly name: string; readonly province: string }> = new Map();
  bytes: Uint8Array = new Uint8Array(0);
  /** the row that was asked for last, and where it comes from: each of its cells may be asked for */
  #sourced: { readonly row: number; readonly source: WardRow } | undefined;
  /** the row that is being read: it comes from no source yet */
  pending = -1;

  constructor(
    columns: ReadonlyMap<string, FieldColumn>,
    places: RowPlaces,
    dictionary: WardDictionary,
    { layout, forms }: Pick<Sheet, "layout" | "forms">,
    split: Split,
  ) {
    this.columns = columns;
    this.places = places;
    this.numbers = places.wards;
    this.raw = places;
    this.room = places.room;
    const decoder = new TextDecoder();
    const { wards, starts, ends, nameStarts, nameEnds, lines } = places;
    const text = (start: number, end: number) => decoder.decode(this.bytes.subarray(start, end));
    const source = (row: number) => {
      if (row === this.#sourced?.row) return this.#sourced.source;
      const record = split(text(starts[row] ?? 0, ends[row] ?? 0));
      const line = lines[row] ?? 0;
      const made = new WardRow(0, line, record, layout, layout.fields, forms?.[line - 1]);
      this.#sourced = { row, source: made };
      return made;
    };
    const province = layout.builtIn.get("province");
    this.wards = this.#list((row) => decoder.decode(dictionary.code(wards[row] ?? 0)));
    this.names = this.#list((row) => this.given.get(row)?.name ?? text(nameStarts[row] ?? 0, nameEnds[row] ?? 0));
    this.provinces = this.#list(
      (row) => this.given.get(row)?.province ?? (province === undefined ? "" : (source(row).builtIn("province") ?? "")),
    );
    this.sources = this.#list((row) => (row === this.pending ? [] : [source(row)]));
  }

  /** Forgets the rows; new ones come from these bytes. */
  begin(bytes: Uint8Array): void {
    this.start += this.count;
    this.count = 0;
    this.runs = [];
    this.bytes = bytes;
    this.given.clear();
    this.#sourced = undefined;
  }

  /** Takes the next rows, all of one period. */
  take(period: Period, rows: number): void {
    const start = this.count;
    this.count += rows;
    this.periods.fill(period, start, this.count);
    while (this.periods.length < this.count) this.periods.push(period);
    const last = this.runs.at(-1);
    if (last?.period === period) this.runs[this.runs.length - 1] = { ...last, end: this.count };
    else this.runs.push({ period, start, end: this.count });
  }

  /** No more rows come. */
  close(): void {
    this.periods.length = this.count;
  }

  #list<Item>(read: (row: number) => Item): RowList<Item> {
    const count = () => this.count;
    return {
      at: (row) => (row < count() ? read(row) : undefined),
      *[Symbol.iterator]() {
        for (let row = 0; row < count(); row++) yield read(row);
      },
    };
  }
}
