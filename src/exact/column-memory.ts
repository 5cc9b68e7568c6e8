/** What the compiler is told of WebAssembly, which it knows in browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number; readonly shared: true }) => Memory;
  readonly Instance: new (program: object, imports: object) => { readonly exports: unknown };
};

/** A memory that compiled loops work on. Several threads may see it. */
export interface Memory {
  readonly buffer: ArrayBufferLike;
}

/**
 * Rows of one batch at most: columns are made once for so many rows and used again for every batch. A piece of a file
 * (scan/pieces.ts) has fewer, unless they are short: what is done once for each batch is done once for each piece.
 */
export const BATCH_ROWS = 8192;
/**
 * Columns that are gone through side by side begin so many rows apart. With a power of two the processor would keep all
 * columns' rows of one number in the same few places of its cache, where there is no room for them.
 */
export const COLUMN_ROWS: number = BATCH_ROWS + 80;
const PAGE = 65_536;
/** Loops that look at sixteen bytes at once may look behind the end of a column. */
const BEHIND = 16;
const aligned = (place: number): number => 16 * Math.ceil(place / 16);

/** A memory of at least so many bytes, which never grows. What nobody writes to takes no room. */
export function newMemory(bytes: number): Memory {
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

const programs = new Map<string, object>();

function bytesOf(letters: string): Uint8Array {
  const text = atob(letters);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place);
  return bytes;
}

/** Compiled loops, set to work on a memory. @param letters the program in base64 */
export function loopsOn(memory: Memory, letters: string): unknown {
  const program = programs.get(letters) ?? new WebAssembly.Module(bytesOf(letters));
  programs.set(letters, program);
  return new WebAssembly.Instance(program, { env: { memory } }).exports;
}

/** The kinds of arrays that columns are. */
export interface ColumnKinds {
  readonly bytes: new (buffer: ArrayBufferLike, start: number, length: number) => Uint8Array;
  readonly words: new (buffer: ArrayBufferLike, start: number, length: number) => Uint16Array;
  readonly wholes: new (buffer: ArrayBufferLike, start: number, length: number) => Int32Array;
  readonly numbers: new (buffer: ArrayBufferLike, start: number, length: number) => Float64Array;
}

/** What makes arrays, of a length or as parts of a memory. */
type Made = new (given: ArrayBufferLike | number, start?: number, length?: number) => object;

/** A kind of arrays for parts of a memory, and for parts of these. A copy of their items lies elsewhere. */
function partsOf(Plain: Made): Made {
  const Kind = class extends Plain {};
  // By this the language makes parts of an array, and copies too, which it asks for by their length.
  function made(given: ArrayBufferLike | number, start?: number, length?: number): object {
    return typeof given === "number" ? new Plain(given) : new Kind(given, start, length);
  }
  Object.defineProperty(Kind, Symbol.species, { value: made });
  return Kind;
}

/**
 * Kinds of arrays that know something, and so do parts of them: to ask an array for its buffer, and then for what is
 * known of that, takes longer than most loops.
 */
function kindsKnowing(known: object): ColumnKinds {
  const kinds = {
    bytes: partsOf(Uint8Array as Made),
    words: partsOf(Uint16Array as Made),
    wholes: partsOf(Int32Array as Made),
    numbers: partsOf(Float64Array as Made),
  };
  for (const { prototype } of Object.values(kinds)) Object.assign(prototype, known);
  return kinds as unknown as ColumnKinds;
}

/** Room for columns in a memory, from some place on. */
export class ColumnMemory {
  readonly memory: Memory;
  readonly kinds: ColumnKinds;
  #free: number;

  /**
   * @param start the first byte that is free
   * @param known what each column is to know, by name
   */
  constructor(memory: Memory, start: number, known: object) {
    this.memory = memory;
    this.kinds = kindsKnowing(known);
    this.#free = aligned(start);
  }

  /** Takes room for a column of so many bytes and tells where it is; undefined when there is no more. */
  place(bytes: number): number | undefined {
    const start = this.#free;
    if (start + bytes + BEHIND > this.memory.buffer.byteLength) return undefined;
    this.#free = aligned(start + bytes);
    return start;
  }

  /** Makes something whose columns are to lie here, so that loops over them are quick; nothing else changes by it. */
  holding<Made>(make: () => Made): Made {
    const before = current;
    current = this;
    try {
      return make();
    } finally {
      current = before;
    }
  }
}

let current: ColumnMemory | undefined;
let capacity = BATCH_ROWS;

/** How many rows the columns of what is being made have room for. */
export const batchRows = (): number => capacity;

/** Makes something whose columns have room for so many rows only: a few wards need no pages of memory for thousands. */
export function forRows<Made>(rows: number, make: () => Made): Made {
  const before = capacity;
  capacity = Math.min(rows, BATCH_ROWS);
  try {
    return make();
  } finally {
    capacity = before;
  }
}

/** Makes what comes later where columns are being made now, and with room for as many rows. */
export function madeHere(): <Made>(make: () => Made) => Made {
  const [memory, rows] = [current, capacity];
  return (make) => forRows(rows, () => (memory === undefined ? make() : memory.holding(make)));
}

/** A column in the memory of what is being made, if that has one and room there. */
function newColumn<Kind extends keyof ColumnKinds>(
  kind: Kind,
  Plain: { readonly BYTES_PER_ELEMENT: number; new (length: number): InstanceType<ColumnKinds[Kind]> },
  length: number,
): InstanceType<ColumnKinds[Kind]> {
  const place = current?.place(Plain.BYTES_PER_ELEMENT * length);
  if (current === undefined || place === undefined) return new Plain(length);
  return new current.kinds[kind](current.memory.buffer, place, length) as InstanceType<ColumnKinds[Kind]>;
}

// Columns, or tables that loops look up, filled with 0.

export const newBytes = (length: number): Uint8Array => newColumn("bytes", Uint8Array, length);
export const newWords = (length: number): Uint16Array => newColumn("words", Uint16Array, length);
export const newWholes = (length: number): Int32Array => newColumn("wholes", Int32Array, length);
export const newNumbers = (length: number): Float64Array => newColumn("numbers", Float64Array, length);

/** A table that loops look up. */
export function newTable<Items extends { set(items: ArrayLike<number>): void }>(
  make: (length: number) => Items,
  items: readonly number[],
): Items {
  const table = make(items.length);
  table.set(items);
  return table;
}
