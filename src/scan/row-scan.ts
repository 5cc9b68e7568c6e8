import { BATCH_ROWS } from "../exact/column.ts";
import { SCAN_ROWS } from "./scan-rows.wasm.ts";

/** What the cells of a column are read as. */
export const CellKind = { text: 0, number: 1 } as const;
export type CellKind = (typeof CellKind)[keyof typeof CellKind];
/** What a text is: one of its column's keys by number, nothing, or none of the keys. */
export const TextCode = { empty: 254, unknown: 255 } as const;
/** So many different texts of a column are known by their bytes, and so long they may be. */
export const MOST_KEYS = 4;
export const LONGEST_KEY = 16;
/** Numbers have fewer decimals. */
export const FACTORS = 8;
/** No row begins so near the end of the bytes: sixteen are looked at at once. */
export const BEHIND = 32;

const PAGE = 65_536;
/** The compiled loops keep their constants below. */
const FREE = 4096;
/** Above any byte. */
const NO_MARK = 256;

/** What the loops read and write. A column has `BATCH_ROWS` rows. */
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
  readonly keyCounts: Uint8Array;
  readonly keyLengths: Uint8Array;
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
  readonly bytes: Uint8Array;
}

type ArrayKind = Uint8ArrayConstructor | Int32ArrayConstructor | Float64ArrayConstructor;

/** What the compiler is told of WebAssembly, which it knows in browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (program: object, imports: object) => { readonly exports: unknown };
};

interface Told {
  readonly value: number;
}

interface Loops {
  readonly describe: (cells: number, ratios: number, delimiter: number, mark: number) => void;
  readonly lay: (...places: readonly number[]) => void;
  readonly scan: (start: number, limit: number, first: number, end: number) => number;
  readonly hasReturns: Told;
  readonly crowdedCell: Told;
  readonly crowdedDecimals: Told;
}

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

const partsOf = (
  { kinds: { length: cells }, ratios, bytes }: RowShape,
  numbers: number,
  texts: number,
): Readonly<Record<keyof ScanArrays, readonly [kind: ArrayKind, length: number]>> => ({
  kinds: [Uint8Array, cells],
  columns: [Int32Array, cells],
  decimals: [Uint8Array, cells],
  factors: [Float64Array, cells * FACTORS],
  least: [Float64Array, cells],
  most: [Float64Array, cells],
  keyCounts: [Uint8Array, cells],
  keyLengths: [Uint8Array, cells * MOST_KEYS],
  keys: [Uint8Array, cells * MOST_KEYS * LONGEST_KEY],
  parts: [Int32Array, ratios],
  wholes: [Int32Array, ratios],
  partFactors: [Float64Array, ratios],
  wholeFactors: [Float64Array, ratios],
  values: [Float64Array, numbers * BATCH_ROWS],
  states: [Uint8Array, numbers * BATCH_ROWS],
  textStarts: [Int32Array, texts * BATCH_ROWS],
  textEnds: [Int32Array, texts * BATCH_ROWS],
  codes: [Uint8Array, texts * BATCH_ROWS],
  rowEnds: [Int32Array, BATCH_ROWS],
  bytes: [Uint8Array, bytes + BEHIND],
});

let program: object | undefined;
const compiled = (): object =>
  (program ??= new WebAssembly.Module(Uint8Array.from(atob(SCAN_ROWS), (letter) => letter.charCodeAt(0))));

/**
 * Rows of a plain file, read from bytes into columns by compiled loops (scan-rows.as.ts). Everything they work on lies
 * in one memory that never grows, and is seen here as arrays.
 */
export class RowScan {
  readonly arrays: ScanArrays;
  readonly #loops: Loops;

  constructor(shape: RowShape) {
    const { kinds, ratios, delimiter, mark } = shape;
    const cells = kinds.length;
    const numbers = kinds.filter((kind) => kind === CellKind.number).length;
    const parts = partsOf(shape, numbers, cells - numbers);
    const places = new Map<string, number>();
    let free = FREE;
    for (const [name, [kind, length]] of Object.entries(parts)) {
      places.set(name, free);
      // Each begins where sixteen bytes are looked at soonest.
      free = 16 * Math.ceil((free + length * kind.BYTES_PER_ELEMENT) / 16);
    }
    const memory = new WebAssembly.Memory({ initial: Math.ceil(free / PAGE) });
    const { exports } = new WebAssembly.Instance(compiled(), { env: { memory } });
    this.#loops = exports as Loops;
    this.#loops.describe(cells, ratios, delimiter, mark ?? NO_MARK);
    this.#loops.lay(...places.values());
    this.arrays = Object.fromEntries(
      Object.entries(parts).map(([name, [Kind, length]]) => [name, new Kind(memory.buffer, places.get(name), length)]),
    ) as unknown as ScanArrays;
    const counts = { [CellKind.number]: 0, [CellKind.text]: 0 };
    for (const [cell, kind] of kinds.entries()) {
      this.arrays.kinds[cell] = kind;
      this.arrays.columns[cell] = BATCH_ROWS * counts[kind]++;
    }
  }

  /** Has any row ended as Excel ends them? */
  get hasReturns(): boolean {
    return this.#loops.hasReturns.value === 1;
  }

  /** The cell that made the last scan stop because it has more decimals than its column has room for. */
  get crowded(): { readonly cell: number; readonly decimals: number } | undefined {
    const cell = this.#loops.crowdedCell.value;
    return cell < 0 ? undefined : { cell, decimals: this.#loops.crowdedDecimals.value };
  }

  /**
   * Reads rows that begin between two places of the bytes into rows of the columns. A line feed must stand before `limit`.
   * @returns how many rows were read; when there was room and there were bytes for more, the next one is not plain
   */
  scan(start: number, limit: number, first: number, end: number): number {
    return this.#loops.scan(start, limit, first, end);
  }

  /** Makes a text known by its bytes in the column of a cell; false when there are as many as can be. */
  addKey(cell: number, text: Uint8Array): boolean {
    const { keyCounts, keyLengths, keys } = this.arrays;
    const count = keyCounts[cell] ?? 0;
    if (count === MOST_KEYS || text.length > LONGEST_KEY || text.length === 0) return false;
    const key = cell * MOST_KEYS + count;
    keyLengths[key] = text.length;
    keys.set(text, key * LONGEST_KEY);
    keyCounts[cell] = count + 1;
    return true;
  }
}
