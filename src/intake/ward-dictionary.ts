import { type ColumnMemory, newBytes, newWholes, newWords } from "../exact/column-memory.ts";
import type { KnownWards } from "../scan/known-wards.ts";
import { NameWords } from "../scan/name-words.ts";
import { fiveDigits, hashOf } from "./code-bytes.ts";

const FIRST_CAPACITY = 4096;
/** Bytes of codes and names of so many wards, at first. */
const BYTES_EACH = 64;
const PERIODS_IN_WORD = 32;

/** So many codes of five digits there are. */
const FIVE_DIGITS = 100_000;
const NO_WARDS = new Int32Array(0);

/**
 * The wards of a file by their codes, each with the name it had last and a bit for each period that it has a row in.
 * Codes and names lie as bytes one behind another, so that a ward takes a few dozen bytes and a row one bit.
 */
export class WardDictionary {
  #count = 0;
  /** the wards with codes of five digits, as most have, by these digits: one more than their number */
  #byNumber: Int32Array = NO_WARDS;
  /** the others, by the hash of their codes; more than half of the slots are never taken */
  #slots: Int32Array = new Int32Array(2 * FIRST_CAPACITY).fill(-1);
  #hashed = 0;
  #codes: Int32Array;
  #codeLengths: Int32Array;
  #names: Int32Array;
  #nameLengths: Int32Array;
  /** the period of the row that a ward's first name stood in */
  #named: Uint16Array;
  /** 1 for wards whose name has other letters than plain ones */
  #oddNames: Uint8Array;
  readonly #periods: Int32Array[] = [];
  #arena: Uint8Array;
  #used = 0;
  readonly #words: NameWords;
  readonly #room: ColumnMemory | undefined;

  /**
   * @param capacity so many wards have room at first, which takes none until they come
   * @param room where loops are to find them
   */
  constructor(capacity: number = FIRST_CAPACITY, room?: ColumnMemory) {
    this.#room = room;
    this.#codes = this.#wholes(capacity);
    this.#codeLengths = this.#wholes(capacity);
    this.#names = this.#wholes(capacity);
    this.#nameLengths = this.#wholes(capacity);
    this.#named = room?.holding(() => newWords(capacity)) ?? new Uint16Array(capacity);
    this.#words = room?.holding(() => new NameWords()) ?? new NameWords();
    this.#oddNames = this.#bytes(capacity);
    this.#arena = this.#bytes(BYTES_EACH * capacity);
  }

  #wholes(length: number): Int32Array {
    return this.#room?.holding(() => newWholes(length)) ?? new Int32Array(length);
  }

  #bytes(length: number): Uint8Array {
    return this.#room?.holding(() => newBytes(length)) ?? new Uint8Array(length);
  }

  /**
   * What loops over rows of known wards look at; the bits are those of wards with a row in a period, by number.
   * @param adds may loops add new wards? `added` must then be told of them
   */
  knownWards(period: number, adds: boolean): KnownWards {
    const bits = this.#bits(period);
    return {
      byNumber: this.#byNumber,
      names: this.#names,
      nameLengths: this.#nameLengths,
      oddNames: this.#oddNames,
      arena: this.#arena,
      bits,
      bit: 1 << (period % PERIODS_IN_WORD),
      codes: this.#codes,
      codeLengths: this.#codeLengths,
      named: this.#named,
      words: this.#words.slots,
      most: adds ? this.#codes.length : 0,
      count: this.#count,
      used: this.#used,
    };
  }

  /** Notes wards that loops have added. */
  added({ count, used }: { readonly count: number; readonly used: number }): void {
    this.#count = count;
    this.#used = used;
  }

  /** Makes the words of a name known, which was looked at closely. */
  learn(bytes: Uint8Array, start: number, end: number): void {
    this.#words.learn(bytes, start, end);
  }

  /** How many wards there are. */
  get count(): number {
    return this.#count;
  }

  /** The number of a code; -1 when it is new. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const number = fiveDigits(bytes, start, end);
    if (number >= 0) return (this.#byNumber[number] ?? 0) - 1;
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(bytes, start, end) & mask; ; slot = (slot + 1) & mask) {
      const ward = this.#slots[slot] ?? -1;
      if (ward < 0 || this.#isSame(this.#codes[ward] ?? 0, this.#codeLengths[ward] ?? 0, bytes, start, end))
        return ward;
    }
  }

  /** Adds a code that is new, with its name in a period, and tells its number. */
  add(bytes: Uint8Array, start: number, end: number): number {
    if (this.#count === this.#codes.length) this.#grow();
    const ward = this.#count++;
    this.#codes[ward] = this.#keep(bytes, start, end);
    this.#codeLengths[ward] = end - start;
    const number = fiveDigits(bytes, start, end);
    if (number >= 0) {
      if (this.#byNumber.length === 0) this.#byNumber = this.#wholes(FIVE_DIGITS);
      this.#byNumber[number] = ward + 1;
    } else this.#insert(ward, hashOf(bytes, start, end));
    return ward;
  }

  /** Is this the name that the ward has? */
  hasName(ward: number, bytes: Uint8Array, start: number, end: number): boolean {
    return this.#isSame(this.#names[ward] ?? 0, this.#nameLengths[ward] ?? 0, bytes, start, end);
  }

  /** Gives the ward another name; the first one with its period, by number. */
  rename(ward: number, period: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.#nameLengths[ward] === 0) this.#named[ward] = period;
    this.#names[ward] = this.#keep(bytes, start, end);
    this.#nameLengths[ward] = end - start;
  }

  /** Notes a row of the ward in a period, by number; false when there is one already. */
  mark(ward: number, period: number): boolean {
    const bits = this.#bits(period);
    const bit = 1 << (period % PERIODS_IN_WORD);
    if (((bits[ward] ?? 0) & bit) !== 0) return false;
    bits[ward] = (bits[ward] ?? 0) | bit;
    return true;
  }

  #bits(period: number): Int32Array {
    const word = Math.floor(period / PERIODS_IN_WORD);
    while (this.#periods.length <= word) this.#periods.push(this.#wholes(this.#codes.length));
    return this.#periods[word] as Int32Array;
  }

  /** Has the ward's name other letters than plain ones? */
  hasOddName(ward: number): boolean {
    return this.#oddNames[ward] === 1;
  }

  markName(ward: number, isOdd: boolean): void {
    this.#oddNames[ward] = isOdd ? 1 : 0;
  }

  has(ward: number, period: number): boolean {
    const bits = this.#periods[Math.floor(period / PERIODS_IN_WORD)]?.[ward] ?? 0;
    return (bits & (1 << (period % PERIODS_IN_WORD))) !== 0;
  }

  code(ward: number): Uint8Array {
    const start = this.#codes[ward] ?? 0;
    return this.#arena.subarray(start, start + (this.#codeLengths[ward] ?? 0));
  }

  name(ward: number): Uint8Array {
    const start = this.#names[ward] ?? 0;
    return this.#arena.subarray(start, start + (this.#nameLengths[ward] ?? 0));
  }

  /** The number of the period that the ward's first name stood in. */
  namedIn(ward: number): number {
    return this.#named[ward] ?? 0;
  }

  #isSame(kept: number, length: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (length !== end - start) return false;
    const arena = this.#arena;
    let place = 0;
    while (place < length && arena[kept + place] === bytes[start + place]) place++;
    return place === length;
  }

  #keep(bytes: Uint8Array, start: number, end: number): number {
    const kept = this.#used;
    this.#used += end - start;
    while (this.#used > this.#arena.length) this.#arena = larger(this.#arena, 1.5 * this.#arena.length);
    for (let place = start; place < end; place++) this.#arena[kept + place - start] = bytes[place] ?? 0;
    return kept;
  }

  /** Puts a ward into a slot, of which there are then enough, whatever there is room for otherwise. */
  #insert(ward: number, hash: number): void {
    if (2 * ++this.#hashed > this.#slots.length) this.#spread();
    else this.#put(ward, hash);
  }

  /** Puts all wards into twice as many slots. */
  #spread(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let ward = 0; ward < this.#count; ward++) {
      const code = this.code(ward);
      if (fiveDigits(code, 0, code.length) < 0) this.#put(ward, hashOf(code, 0, code.length));
    }
  }

  #put(ward: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    this.#slots[slot] = ward;
  }

  #grow(): void {
    const capacity = 2 * this.#codes.length;
    this.#codes = larger(this.#codes, capacity);
    this.#codeLengths = larger(this.#codeLengths, capacity);
    this.#names = larger(this.#names, capacity);
    this.#nameLengths = larger(this.#nameLengths, capacity);
    this.#named = larger(this.#named, capacity);
    this.#oddNames = larger(this.#oddNames, capacity);
    for (const [word, bits] of this.#periods.entries()) this.#periods[word] = larger(bits, capacity);
  }
}

function larger<Kind extends Uint8Array | Uint16Array | Int32Array>(array: Kind, length: number): Kind {
  const Plain = array instanceof Uint8Array ? Uint8Array : array instanceof Uint16Array ? Uint16Array : Int32Array;
  const grown = new Plain(Math.ceil(length)) as Kind;
  grown.set(array);
  return grown;
}
