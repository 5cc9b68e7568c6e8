import type { Field } from "../criteria/model.ts";
import type { Period } from "../criteria/period.ts";
import { BATCH_ROWS, forRows } from "../exact/column-memory.ts";
import { FieldColumn, type InputFile, type RowSource, type WardBatch, type WardTable } from "./table.ts";
import { isSameName } from "./ward-codes.ts";

/** A batch that is still being filled. */
interface OpenBatch extends WardBatch {
  count: number;
  readonly wards: string[];
  readonly names: string[];
  readonly provinces: string[];
  readonly periods: Period[];
  readonly columns: Map<string, FieldColumn>;
  readonly sources: RowSource[][];
}

/** A row's batch and its place in it. */
export interface Place {
  readonly batch: WardBatch;
  readonly row: number;
}

/** Takes rows, one for each ward and period. */
export interface RowStore {
  /** The row of a ward in a period. */
  find(ward: string, ordinal: number): number | undefined;
  /** Adds a row and tells its number. */
  add(ward: string, name: string, province: string, period: Period): number;
  at(row: number): Place;
  /** Adds what was not known of a row when it was added. */
  fill(row: number, known: { readonly name?: string; readonly province?: string }): void;
  /** Keeps a file's row that a row of the table comes from. */
  keep(row: number, source: RowSource): void;
}

/** Fills a ward table row by row; the same ward and period is one row, whichever file it comes from. */
export class TableBuilder implements RowStore {
  readonly #fields: readonly Field[];
  readonly #batches: OpenBatch[] = [];
  readonly #rows = new Map<string, number>();
  readonly #most: number;

  /** @param most so many rows will be added at most: few need no room for thousands */
  constructor(fields: Iterable<Field>, most: number = Number.POSITIVE_INFINITY) {
    this.#fields = [...fields];
    this.#most = most;
  }

  static key(ward: string, ordinal: number): string {
    return `${ordinal} ${ward}`;
  }

  find(ward: string, ordinal: number): number | undefined {
    return this.#rows.get(TableBuilder.key(ward, ordinal));
  }

  /** Adds a row and tells its number. */
  add(ward: string, name: string, province: string, period: Period): number {
    let batch = this.#batches.at(-1);
    const row = batch === undefined ? 0 : batch.start + batch.count;
    // What is written behind the end of a column would be lost without a word.
    if (row >= this.#most) throw new Error(`more than ${this.#most} rows`);
    if (batch === undefined || batch.count === BATCH_ROWS) {
      const columns = forRows(
        this.#most,
        () => new Map(this.#fields.map((field) => [field.id, new FieldColumn(field.type)])),
      );
      const start = this.#batches.length * BATCH_ROWS;
      batch = { start, count: 0, wards: [], names: [], provinces: [], periods: [], columns, sources: [] };
      this.#batches.push(batch);
    }
    batch.wards.push(ward);
    batch.names.push(name);
    batch.provinces.push(province);
    batch.periods.push(period);
    batch.sources.push([]);
    batch.count++;
    this.#rows.set(TableBuilder.key(ward, period.ordinal), row);
    return row;
  }

  /** The batch that holds a row, and the row's place in it. */
  at(row: number): { readonly batch: OpenBatch; readonly row: number } {
    return { batch: this.#batches[Math.floor(row / BATCH_ROWS)] as OpenBatch, row: row % BATCH_ROWS };
  }

  fill(row: number, { name, province }: { readonly name?: string; readonly province?: string }): void {
    const { batch, row: place } = this.at(row);
    if (name !== undefined) batch.names[place] = name;
    if (province !== undefined) batch.provinces[place] = province;
  }

  keep(row: number, source: RowSource): void {
    const { batch, row: place } = this.at(row);
    batch.sources[place]?.push(source);
  }

  finish(inputs: readonly InputFile[], decimals: ReadonlyMap<string, number> = new Map()): WardTable {
    const rows = this.#batches.reduce((sum, { count }) => sum + count, 0);
    const renamed = renamedWards(this.#batches);
    return {
      inputs,
      rows,
      batches: this.#batches,
      decimals,
      renamed,
      find: (ward, ordinal) => this.find(ward, ordinal),
    };
  }
}

function renamedWards(batches: readonly WardBatch[]): Set<string> {
  const names = new Map<string, string>();
  const renamed = new Set<string>();
  for (const { wards, names: all, count } of batches) {
    for (let row = 0; row < count; row++) {
      const [ward = "", name = ""] = [wards.at(row), all.at(row)];
      if (name === "") continue;
      const before = names.get(ward);
      if (before === undefined) names.set(ward, name);
      else if (!isSameName(before, name)) renamed.add(ward);
    }
  }
  return renamed;
}
