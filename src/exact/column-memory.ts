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

/** Rows of one batch at most: columns are made once for so many rows and used again for every batch. */
export const BATCH_ROWS = 2048;
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

/** Compiled loops, set to work on a memory. @param letters the program in base64 */
export function loopsOn(memory: Memory, letters: string): unknown {
  const program =
    programs.get(letters) ?? new WebAssembly.Module(Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0)));
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

/**
 * Kinds of arrays that know something, and so do parts of them: to ask an array for its buffer, and then for what is
 * known of that, takes longer than most loops.
 */
function kindsKnowing(known: object): ColumnKinds {
  const kinds = {
    bytes: class extends Uint8Array {},
    words: class extends Uint16Array {},
    wholes: class extends Int32Array {},
    numbers: class extends Float64Array {},
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

// Columns, or tables that loops look up, filled with 0: in the memory of what is being made, if it has one.

export function newBytes(length: number): Uint8Array {
  const place = current?.place(length);
  return place === undefined
    ? new Uint8Array(length)
    : new (current as ColumnMemory).kinds.bytes((current as ColumnMemory).memory.buffer, place, length);
}

export function newWords(length: number): Uint16Array {
  const place = current?.place(2 * length);
  return place === undefined
    ? new Uint16Array(length)
    : new (current as ColumnMemory).kinds.words((current as ColumnMemory).memory.buffer, place, length);
}

export function newWholes(length: number): Int32Array {
  const place = current?.place(4 * length);
  return place === undefined
    ? new Int32Array(length)
    : new (current as ColumnMemory).kinds.wholes((current as ColumnMemory).memory.buffer, place, length);
}

export function newNumbers(length: number): Float64Array {
  const place = current?.place(8 * length);
  return place === undefined
    ? new Float64Array(length)
    : new (current as ColumnMemory).kinds.numbers((current as ColumnMemory).memory.buffer, place, length);
}

/** A table that loops look up. */
export function newTable<Items extends { set(items: ArrayLike<number>): void }>(
  make: (length: number) => Items,
  items: readonly number[],
): Items {
  const table = make(items.length);
  table.set(items);
  return table;
}
