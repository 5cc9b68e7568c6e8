import { BATCH_ROWS, type ColumnMemory, newNumbers, newWholes } from "../exact/column-memory.ts";
import type { WardTexts } from "../scan/known-wards.ts";
import type { RowScan } from "../scan/row-scan.ts";
import type { Layout } from "./columns.ts";

/** Rows of a batch, as places in the bytes at hand; where the loops read codes and names, they write their places. */
export class RowPlaces {
  readonly wards: Int32Array = newWholes(BATCH_ROWS);
  readonly room: ColumnMemory;
  /** where the texts begin that say whose the rows are */
  readonly texts: WardTexts;
  readonly lines: Float64Array = newNumbers(BATCH_ROWS);
  readonly starts: Int32Array = newWholes(BATCH_ROWS);
  readonly ends: Int32Array;
  readonly wardStarts: Int32Array;
  readonly wardEnds: Int32Array;
  readonly nameStarts: Int32Array;
  readonly nameEnds: Int32Array;
  readonly periodStarts: Int32Array;
  readonly periodEnds: Int32Array;

  constructor({ arrays, room }: RowScan, { builtIn }: Layout) {
    this.room = room;
    const { columns, textStarts, textEnds, rowEnds } = arrays;
    const rows = (places: Int32Array, kind: "ward" | "name" | "period") => {
      const cell = builtIn.get(kind);
      const start = cell === undefined ? 0 : (columns[cell] ?? 0);
      return cell === undefined ? newWholes(BATCH_ROWS) : places.subarray(start, start + BATCH_ROWS);
    };
    const place = (kind: "ward" | "name" | "period") => columns[builtIn.get(kind) ?? -1] ?? -1;
    this.texts = { ward: place("ward"), name: place("name"), period: place("period") };
    this.ends = rowEnds;
    this.wardStarts = rows(textStarts, "ward");
    this.wardEnds = rows(textEnds, "ward");
    this.nameStarts = rows(textStarts, "name");
    this.nameEnds = rows(textEnds, "name");
    this.periodStarts = rows(textStarts, "period");
    this.periodEnds = rows(textEnds, "period");
  }
}
