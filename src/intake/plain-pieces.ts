import { BEHIND } from "../scan/row-scan.ts";

/** A row broken by the end of a piece may be so long. */
const HEAD_ROOM = 65_536;
const PIECE = 524_288;
const BEGINS = [0, HEAD_ROOM + PIECE + BEHIND] as const;
/** The bytes that two pieces take, each with room before it for a row that begins in the one before. */
export const PIECES: number = BEGINS[1] + HEAD_ROOM + PIECE;

/** A file's bytes piece by piece: one is filled while the one before is being read. */
export class PlainPieces {
  readonly bytes: Uint8Array;
  /** where the next piece is to be put */
  #begin: number = BEGINS[0];
  #start = 0;
  /** bytes of a broken row before the piece at hand */
  #carried = 0;
  /** where the piece at hand begins in the file */
  #offset = 0;

  /** @param bytes at least as many as two pieces take */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Where the next piece is to be put; it may be filled while the one before is being read. */
  get space(): Uint8Array {
    const start = this.#begin + HEAD_ROOM;
    return this.bytes.subarray(start, start + PIECE);
  }

  /** Is the piece at hand the first one? */
  get isFirst(): boolean {
    return this.#offset === 0;
  }

  /** Takes the piece that was put into `space`, of so many bytes; tells where it and what was left before it lie. */
  take(length: number): { readonly start: number; readonly end: number } {
    this.#start = this.#begin + HEAD_ROOM;
    this.#begin = this.#begin === BEGINS[0] ? BEGINS[1] : BEGINS[0];
    return { start: this.#start - this.#carried, end: this.#start + length };
  }

  /** How far a place of the piece at hand is from the beginning of the file. */
  offsetOf(place: number): number {
    return this.#offset + place - this.#start;
  }

  /** Leaves the piece; what begins at a place is read with the next one. False when that is more than there is room for. */
  leave(place: number, end: number): boolean {
    this.#carried = end - place;
    if (this.#carried > HEAD_ROOM) return false;
    this.bytes.copyWithin(this.#begin + HEAD_ROOM - this.#carried, place, end);
    this.#offset += end - this.#start;
    return true;
  }
}
