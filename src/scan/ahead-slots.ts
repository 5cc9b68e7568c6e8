import { FREE } from "./loops.ts";
import { RING } from "./pieces.ts";
import { areaAt, type RowShape, type ScanArea, sizeOfArea } from "./scan-area.ts";

/** So many batches of rows are read before they are asked for: the rows of each piece ahead, unless they are short. */
const SLOTS = RING - 1;
/** Where both threads tell each other how far they are. */
const Word = {
  /** pieces put into the bytes, and those that nobody needs any more */
  put: 0,
  left: 1,
  /** slots filled, and slots free again */
  filled: 2,
  emptied: 3,
  stopped: 4,
  /** pieces whose rows somebody has begun to read, and those that the other thread is done with */
  begun: 5,
  done: 6,
  /** the lengths of the last pieces */
  lengths: 8,
  // Areas behind the words begin where sixteen bytes do.
  slots: 8 + 4 * Math.ceil(RING / 4),
} as const;
/** Who waits for the other thread looks again so often. */
const WHILE_MS = 0.05;
/** By slot: its piece, where its first row begins, how many rows it has, and whether any ended as Excel ends them. */
const SLOT_WORDS = 4;
const WORDS = Word.slots + SLOTS * SLOT_WORDS;

/** Rows of a piece that were read ahead. */
export interface Slot {
  readonly area: ScanArea;
  readonly piece: number;
  readonly start: number;
  readonly count: number;
  readonly hasReturns: boolean;
}

/** How many bytes more a memory needs in which rows are read ahead. */
export const sizeOfSlots = (shape: RowShape): number => 4 * WORDS + SLOTS * sizeOfArea(shape, false);

/**
 * Pieces of a file and rows read ahead in a memory that two threads see: one puts them there, the other takes them. Each
 * writes words and slots of its own only.
 */
export class AheadSlots {
  readonly own: ScanArea;
  readonly #words: Int32Array;
  readonly #areas: readonly ScanArea[];

  constructor(memory: ArrayBufferLike, shape: RowShape) {
    const { area, end } = areaAt(memory, shape, FREE);
    this.own = area;
    this.#words = new Int32Array(memory, end, WORDS);
    const size = sizeOfArea(shape, false);
    const bytesAt = area.arrays.bytes.byteOffset;
    const placeOf = (slot: number) => end + 4 * WORDS + slot * size;
    this.#areas = Array.from({ length: SLOTS }, (_, slot) => areaAt(memory, shape, placeOf(slot), { bytesAt }).area);
  }

  #load(word: number): number {
    return Atomics.load(this.#words, word);
  }

  #tell(word: number, value: number): void {
    Atomics.store(this.#words, word, value);
  }

  get isStopped(): boolean {
    return this.#load(Word.stopped) === 1;
  }

  stop(): void {
    this.#tell(Word.stopped, 1);
  }

  /** How many bytes a piece has that was put; undefined when it is not there yet. */
  lengthOf(piece: number): number | undefined {
    return this.#load(Word.put) > piece ? this.#load(Word.lengths + (piece % RING)) : undefined;
  }

  put(piece: number, length: number): void {
    this.#tell(Word.lengths + (piece % RING), length);
    this.#tell(Word.put, piece + 1);
  }

  /** Says that the rows of a piece are going to be read; false when they are being read, or were. */
  begin(piece: number): boolean {
    return Atomics.compareExchange(this.#words, Word.begun, piece, piece + 1) === piece;
  }

  /** Is the thread that reads ahead done with the rows of a piece? */
  isDone(piece: number): boolean {
    return this.#load(Word.done) > piece;
  }

  tellDone(piece: number): void {
    this.#tell(Word.done, piece + 1);
  }

  /** Lets a moment go by. */
  pause(): void {
    Atomics.wait(this.#words, Word.stopped, 0, WHILE_MS);
  }

  get left(): number {
    return this.#load(Word.left);
  }

  leave(piece: number): void {
    this.#tell(Word.left, piece + 1);
  }

  /** The area of the next slot to be filled; undefined when none is free. */
  get free(): ScanArea | undefined {
    const filled = this.#load(Word.filled);
    return filled - this.#load(Word.emptied) < SLOTS ? this.#areas[filled % SLOTS] : undefined;
  }

  /** Gives the slot that was free away. */
  fill(piece: number, start: number, count: number, hasReturns: boolean): void {
    const filled = this.#load(Word.filled);
    const about = [piece, start, count, hasReturns ? 1 : 0];
    const word = Word.slots + SLOT_WORDS * (filled % SLOTS);
    for (const [place, value] of about.entries()) this.#tell(word + place, value);
    this.#tell(Word.filled, filled + 1);
  }

  /** The slot that was filled first and is not empty again. */
  get first(): Slot | undefined {
    const emptied = this.#load(Word.emptied);
    if (this.#load(Word.filled) === emptied) return undefined;
    const word = Word.slots + SLOT_WORDS * (emptied % SLOTS);
    return {
      area: this.#areas[emptied % SLOTS] as ScanArea,
      piece: this.#load(word),
      start: this.#load(word + 1),
      count: this.#load(word + 2),
      hasReturns: this.#load(word + 3) === 1,
    };
  }

  /** Makes the first slot free again. */
  empty(): void {
    this.#tell(Word.emptied, this.#load(Word.emptied) + 1);
  }
}
