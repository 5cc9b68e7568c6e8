import type { ColumnKinds } from "../exact/column-memory.ts";
import { BATCH_ROWS, COLUMN_ROWS } from "../exact/column-memory.ts";

/** What the cells of a column are read as. */
export const CellKind = { text: 0, number: 1 } as const;
export type CellKind = (typeof CellKind)[keyof typeof CellKind];
/** So many different texts of a column are known by their bytes, and so long they may be. */
export const MOST_KEYS = 4;
export const LONGEST_KEY = 16;
/** What a text is that is none of the keys of its column, which have the numbers before: nothing, or another text. */
export const TextCode = { empty: 4, unknown: 5 } as const;
/** Numbers have fewer decimals. */
export const FACTORS = 8;
/** What a cell is read by takes so many numbers: as READING in scan-rows.as.ts. */
const READING_NUMBERS = 12;
/** No row begins so near the end of the bytes: sixteen are looked at at once. */
export const BEHIND = 32;

/** What the loops read and write. A column has `BATCH_ROWS` rows, and begins `COLUMN_ROWS` behind the one before. */
export interface ScanArrays {
  // By cell of a row.
  readonly kinds: Uint8Array;
  /** where the rows of its column begin, among those of numbers or of texts */
  readonly columns: Int32Array;
  /** the decimals that the column's numerators have room for */
  readonly decimals: Uint8Array;
  /**
   * what a number without decimals is to be multiplied by, with one, with two …, to be a numerator: eight for each cell;
   * no number where decimals are not plain
   */
  readonly factors: Float64Array;
  /** what a numerator may be */
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** the texts of its column that are known, with nothing behind their ends */
  readonly keys: Uint8Array;
  // By ratio given in two columns: where the rows of both begin, and what makes their numerators comparable.
  readonly parts: Int32Array;
  readonly wholes: Int32Array;
  readonly partFactors: Float64Array;
  readonly wholeFactors: Float64Array;
  // By column and row: numerators with their states; where texts begin and end among the bytes, and which they are.
  readonly values: Float64Array;
  readonly states: Uint8Array;
  readonly textStarts: Int32Array;
  readonly textEnds: Int32Array;
  readonly codes: Uint8Array;
  /** by row: where the next one begins */
  readonly rowEnds: Int32Array;
  /** the loops' own: what a cell is read by, side by side */
  readonly readings: Float64Array;
  readonly bytes: Uint8Array;
}

/** Bytes, whole numbers of four bytes, or doubles. */
type ArrayKind = keyof Pick<ColumnKinds, "bytes" | "wholes" | "numbers">;
const SIZES = { bytes: 1, wholes: 4, numbers: 8 } as const;
const PLAIN = { bytes: Uint8Array, wholes: Int32Array, numbers: Float64Array } as unknown as ColumnKinds;

/** What a file's rows are made of. */
export interface RowShape {
  readonly kinds: readonly CellKind[];
  /** how many ratios are given in two columns */
  readonly ratios: number;
  /** the bytes of the delimiter and of the decimal mark */
  readonly delimiter: number;
  readonly mark: number | undefined;
  /** how many bytes of the file lie in the memory at once */
  readonly bytes: number;
}

type Parts = Readonly<Record<keyof ScanArrays, readonly [kind: ArrayKind, length: number]>>;

function partsOf({ kinds, ratios, bytes }: RowShape): Parts {
  const cells = kinds.length;
  const numbers = kinds.filter((kind) => kind === CellKind.number).length;
  const texts = cells - numbers;
  return {
    kinds: ["bytes", cells],
    columns: ["wholes", cells],
    decimals: ["bytes", cells],
    factors: ["numbers", cells * FACTORS],
    least: ["numbers", cells],
    most: ["numbers", cells],
    keys: ["bytes", cells * MOST_KEYS * LONGEST_KEY],
    parts: ["wholes", ratios],
    wholes: ["wholes", ratios],
    partFactors: ["numbers", ratios],
    wholeFactors: ["numbers", ratios],
    values: ["numbers", numbers * COLUMN_ROWS],
    states: ["bytes", numbers * COLUMN_ROWS],
    textStarts: ["wholes", texts * COLUMN_ROWS],
    textEnds: ["wholes", texts * COLUMN_ROWS],
    codes: ["bytes", texts * COLUMN_ROWS],
    rowEnds: ["wholes", BATCH_ROWS],
    readings: ["numbers", cells * READING_NUMBERS],
    bytes: ["bytes", bytes + BEHIND],
  };
}

const aligned = (place: number): number => 16 * Math.ceil(place / 16);

/** Where the loops read what is known of the cells, and write rows; the bytes of the file may lie elsewhere. */
export interface ScanArea {
  readonly arrays: ScanArrays;
  /** where each of the arrays begins, in their order */
  readonly places: readonly number[];
  /** all that is known of the cells, as bytes */
  readonly known: Uint8Array;
}

/**
 * Lays out an area.
 * @param bytesAt where the bytes of the file lie; behind the area when absent
 * @param kinds the arrays that numbers and their states are to be
 * @returns the area, and where it ends
 */
export function areaAt(
  memory: ArrayBufferLike,
  shape: RowShape,
  start: number,
  { bytesAt, kinds = PLAIN }: { readonly bytesAt?: number; readonly kinds?: ColumnKinds } = {},
): { readonly area: ScanArea; readonly end: number } {
  const parts = partsOf(shape);
  const places = new Map<string, number>();
  let end = start;
  for (const [name, [kind, length]] of Object.entries(parts)) {
    const isElsewhere = name === "bytes" && bytesAt !== undefined;
    places.set(name, isElsewhere ? bytesAt : end);
    // Each begins where sixteen bytes are looked at soonest.
    if (!isElsewhere) end = aligned(end + length * SIZES[kind]);
  }
  const at = (name: keyof ScanArrays): number => places.get(name) ?? 0;
  const arrays = Object.fromEntries(
    Object.entries(parts).map(([name, [kind, length]]) => {
      const isColumn = name === "values" || name === "states";
      return [name, new (isColumn ? kinds : PLAIN)[kind](memory, places.get(name) ?? 0, length)];
    }),
  ) as unknown as ScanArrays;
  const known = new PLAIN.bytes(memory, start, at("values") - start);
  return { area: { arrays, places: [...places.values()], known }, end };
}

/** How many bytes an area takes. */
export const sizeOfArea = (shape: RowShape, hasBytes: boolean): number =>
  Object.entries(partsOf(shape)).reduce(
    (size, [name, [kind, length]]) => (name === "bytes" && !hasBytes ? size : aligned(size + length * SIZES[kind])),
    0,
  );
