import { Inflate } from "fflate";
import { WorkbookFault } from "./fault.ts";

/** A workbook of a ward's figures has a few dozen parts. */
const MOST_ENTRIES = 2_000;
const MOST_BYTES = 512 * 1024 * 1024;
/** Real sheets shrink to a tenth or a thirtieth; what shrinks further is made to burst. */
const MOST_RATIO = 200;
const RATIO_FROM = 10 * 1024 * 1024;
/** So many compressed bytes are inflated at a time, so that a bomb shows before it fills the memory. */
const PIECE = 16_384;

const [END_OF_DIRECTORY, DIRECTORY_ENTRY, LOCAL_ENTRY] = [0x06054b50, 0x02014b50, 0x04034b50];
const LONGEST_COMMENT = 65_535;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;

interface Entry {
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly compressed: number;
  readonly offset: number;
  readonly checksum: number;
  readonly size: number;
}

/**
 * The parts of a zip file, read by its own directory within bounds. What the directory claims is not believed when it
 * is harmless: bytes are counted while they are inflated, and parts are handed on piece by piece.
 */
export class Zip {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  #claimed = 0;
  /** the size of each part that was inflated; all together are bounded */
  readonly #inflated = new Map<string, number>();

  /** @throws WorkbookFault when it is no zip file, or beyond the bounds */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#readDirectory();
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /** The name under which a part stands; names of parts are the same in capitals and small letters. */
  find(name: string): string | undefined {
    if (this.#entries.has(name)) return name;
    const lower = name.toLowerCase();
    return this.names.find((one) => one.toLowerCase() === lower);
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /**
   * Inflates a part and hands on its bytes piece by piece, until `take` returns false.
   * @throws WorkbookFault when the part is damaged or goes beyond the bounds
   */
  read(name: string, take: (piece: Uint8Array, isLast: boolean) => boolean): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new WorkbookFault("broken", name);
    const compressed = this.#compressed(name, entry);
    const others = [...this.#inflated].reduce((sum, [one, size]) => (one === name ? sum : sum + size), 0);
    let size = 0;
    let isTaken = true;
    let checksum = -1;
    const count = (piece: Uint8Array, isLast: boolean) => {
      size += piece.length;
      this.#inflated.set(name, Math.max(size, this.#inflated.get(name) ?? 0));
      checkSize(name, size, compressed.length, others + size);
      checksum = addToChecksum(checksum, piece);
      if (isLast && (size !== entry.size || (checksum ^ -1) >>> 0 !== entry.checksum))
        throw new WorkbookFault("broken", `${name}: CRC-32`);
      isTaken &&= take(piece, isLast);
    };
    if (entry.method === STORED) count(compressed, true);
    else inflate(name, compressed, count, () => isTaken);
  }

  #compressed(name: string, { method, isEncrypted, compressed, offset }: Entry): Uint8Array {
    if (isEncrypted || (method !== STORED && method !== DEFLATED)) throw new WorkbookFault("broken", name);
    if (offset + 30 > this.#bytes.length || this.#view.getUint32(offset, true) !== LOCAL_ENTRY)
      throw new WorkbookFault("broken", name);
    const start = offset + 30 + this.#view.getUint16(offset + 26, true) + this.#view.getUint16(offset + 28, true);
    if (start + compressed > this.#bytes.length) throw new WorkbookFault("broken", name);
    return this.#bytes.subarray(start, start + compressed);
  }

  #readDirectory(): void {
    const end = this.#endOfDirectory();
    const count = this.#view.getUint16(end + 10, true);
    if (count > MOST_ENTRIES) throw new WorkbookFault("bounds", `${MOST_ENTRIES}`);
    let place = this.#view.getUint32(end + 16, true);
    const decoder = new TextDecoder();
    for (let index = 0; index < count; index++) {
      if (place + 46 > this.#bytes.length || this.#view.getUint32(place, true) !== DIRECTORY_ENTRY)
        throw new WorkbookFault("broken", "zip");
      const [name, extra, comment] = [28, 30, 32].map((at) => this.#view.getUint16(place + at, true)) as [
        number,
        number,
        number,
      ];
      const text = decoder.decode(this.#bytes.subarray(place + 46, place + 46 + name));
      if (this.#entries.has(text)) throw new WorkbookFault("broken", text);
      const [compressed, claimed] = [20, 24].map((at) => this.#view.getUint32(place + at, true)) as [number, number];
      this.#claimed += claimed;
      checkSize(text, claimed, compressed, this.#claimed);
      this.#entries.set(text, {
        method: this.#view.getUint16(place + 10, true),
        isEncrypted: (this.#view.getUint16(place + 8, true) & ENCRYPTED) !== 0,
        checksum: this.#view.getUint32(place + 16, true),
        compressed,
        size: claimed,
        offset: this.#view.getUint32(place + 42, true),
      });
      place += 46 + name + extra + comment;
    }
  }

  /** The record at the end that says where the directory begins; a comment may follow it. */
  #endOfDirectory(): number {
    const last = this.#bytes.length - 22;
    for (let place = last; place >= Math.max(0, last - LONGEST_COMMENT); place--)
      if (this.#view.getUint32(place, true) === END_OF_DIRECTORY) return place;
    throw new WorkbookFault("broken", "zip");
  }
}

function checkSize(name: string, size: number, compressed: number, all: number): void {
  if (size > RATIO_FROM && size > compressed * MOST_RATIO)
    throw new WorkbookFault("bounds", `${name}: 1:${MOST_RATIO}`);
  if (all > MOST_BYTES) throw new WorkbookFault("bounds", `${MOST_BYTES / 1024 / 1024} MB`);
}

/** CRC-32, as zip files have it: what a byte comes to, and what it comes to with one, two and three bytes behind it. */
const CHECKSUMS: readonly [Int32Array, Int32Array, Int32Array, Int32Array] = (() => {
  const alone = Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const followed = (values: Int32Array) => values.map((value) => (alone[value & 255] ?? 0) ^ (value >>> 8));
  const one = followed(alone);
  const two = followed(one);
  return [alone, one, two, followed(two)];
})();

function addToChecksum(before: number, piece: Uint8Array): number {
  const [alone, one, two, three] = CHECKSUMS;
  let value = before;
  let place = 0;
  for (; place + 4 <= piece.length; place += 4) {
    const next = (piece[place] ?? 0) | ((piece[place + 1] ?? 0) << 8) | ((piece[place + 2] ?? 0) << 16);
    const word = value ^ (next | ((piece[place + 3] ?? 0) << 24));
    value =
      (three[word & 255] ?? 0) ^
      (two[(word >>> 8) & 255] ?? 0) ^
      (one[(word >>> 16) & 255] ?? 0) ^
      (alone[word >>> 24] ?? 0);
  }
  for (; place < piece.length; place++) value = (alone[(value ^ (piece[place] ?? 0)) & 255] ?? 0) ^ (value >>> 8);
  return value;
}

function inflate(
  name: string,
  compressed: Uint8Array,
  count: (piece: Uint8Array, isLast: boolean) => void,
  isWanted: () => boolean,
): void {
  let isEnded = false;
  const stream = new Inflate((piece, isLast) => {
    isEnded ||= isLast;
    count(piece, isLast);
  });
  try {
    for (let start = 0; start < compressed.length && isWanted(); start += PIECE)
      stream.push(compressed.subarray(start, start + PIECE), start + PIECE >= compressed.length);
  } catch (error) {
    // The library's own faults have a number; others come from whoever takes the pieces.
    if (error instanceof Error && typeof (error as { code?: unknown }).code === "number")
      throw new WorkbookFault("broken", name);
    throw error;
  }
  if (isWanted() && !isEnded) throw new WorkbookFault("broken", name);
}
