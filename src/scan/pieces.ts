import { BEHIND } from "./scan-area.ts";

/** A row broken by the end of a piece may be so long. */
export const HEAD_ROOM = 65_536;
export const PIECE = 1_048_576;
/** So many pieces lie in the memory: the one at hand, and those that were read ahead. */
export const RING = 4;
/** Each has room before it for a row that begins in the one before. */
const STEP = HEAD_ROOM + PIECE + BEHIND;
/** The bytes that all pieces take. */
export const PIECES: number = RING * STEP;
/** Where a piece begins, of those that are numbered from 0 on. */
export const startOf = (piece: number): number => HEAD_ROOM + (piece % RING) * STEP;

/** A file's bytes piece by piece: the next ones are filled while one is being read. */
export class PlainPieces {
  readonly bytes: Uint8Array;
  /** the number of the piece at hand */
  #piece = -1;
  /** bytes of a broken row before the piece at hand */
  #carried = 0;
  /** where the piece at hand begins in the file */
  #offset = 0;

  /** @param bytes at least `PIECES` */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Where a piece is to be put. */
  spaceOf(piece: number): Uint8Array {
    return this.bytes.subarray(startOf(piece), startOf(piece) + PIECE);
  }

  /** Is the piece at hand the first one? */
  get isFirst(): boolean {
    return this.#piece === 0;
  }

  /** Takes the next piece, of so many bytes; tells where it and what was left before it lie. */
  take(length: number): { readonly start: number; readonly end: number } {
    const start = startOf(++this.#piece);
    return { start: start - this.#carried, end: start + length };
  }

  /** How far a place of the piece at hand is from the beginning of the file. */
  offsetOf(place: number): number {
    return this.#offset + place - startOf(this.#piece);
  }

  /** Leaves the piece; what begins at a place is read with the next one. False when that is more than there is room for. */
  leave(place: number, end: number): boolean {
    this.#carried = end - place;
    if (this.#carried > HEAD_ROOM) return false;
    this.bytes.copyWithin(startOf(this.#piece + 1) - this.#carried, place, end);
    this.#offset += end - startOf(this.#piece);
    return true;
  }
}
