import type { Memory } from "../exact/column-memory.ts";
import { BATCH_ROWS } from "../exact/column-memory.ts";
import { AheadSlots } from "./ahead-slots.ts";
import { type Loops, scanLoopsFor } from "./loops.ts";
import { HEAD_ROOM, PIECE, RING, startOf } from "./pieces.ts";
import type { RowShape } from "./scan-area.ts";

const LINE_FEED = 10;
/** Behind so many rows of a piece that are not plain, reading ahead is no help. */
const MOST_ODD = 8;

/** What a thread needs to read a file ahead. Both can be sent to it. */
export interface ScanJob {
  readonly memory: Memory;
  readonly shape: RowShape;
}

/**
 * Puts a file's pieces into the memory, one after another, and reads their rows ahead, until the file ends or nobody
 * wants any more. Whenever there is nothing to do until the other thread has got on, it yields.
 * @param read fills bytes with the next ones of the file; none at its end
 * @param done is given each piece when its rows have been read
 */
export function* scanAhead(
  { memory, shape }: ScanJob,
  read: (into: Uint8Array) => number,
  done: (piece: Uint8Array) => void,
): Generator<void, void> {
  const slots = new AheadSlots(memory.buffer, shape);
  const loops = scanLoopsFor(memory, shape, slots.own);
  const { bytes } = slots.own.arrays;
  /** the row that the end of the last piece broke */
  let broken = bytes.subarray(0, 0);
  for (let piece = 0; !slots.isStopped; piece++) {
    while (slots.left <= piece - RING && !slots.isStopped) yield;
    const begin = startOf(piece);
    const length = read(bytes.subarray(begin, begin + PIECE));
    const end = begin + length;
    slots.put(piece, length);
    if (length === 0) return;
    // A row that is too long is for the other thread to tell of.
    const start = begin - (broken.length > HEAD_ROOM ? 0 : broken.length);
    if (start < begin) bytes.set(broken, start);
    const limit = Math.max(start, bytes.lastIndexOf(LINE_FEED, end - 1) + 1);
    // Who was quicker reads them alone.
    if (slots.begin(piece)) yield* scanPiece(slots, loops, piece, start, limit);
    slots.tellDone(piece);
    broken = bytes.subarray(limit, end);
    done(bytes.subarray(begin, end));
  }
}

/** Reads the rows of a piece that begin between two places, as far as they are wanted. */
function* scanPiece(slots: AheadSlots, loops: Loops, piece: number, start: number, limit: number): Generator<void> {
  const { own } = slots;
  for (let place = start, odd = 0; place < limit && odd < MOST_ODD; ) {
    while (slots.free === undefined && slots.left <= piece && !slots.isStopped) yield;
    const area = slots.free;
    if (area === undefined || slots.left > piece || slots.isStopped) return;
    area.known.set(own.known);
    loops.lay(...area.places);
    loops.hasReturns.value = 0;
    const count = loops.scan(place, limit, 0, BATCH_ROWS);
    if (count > 0) {
      slots.fill(piece, place, count, loops.hasReturns.value === 1);
      place = area.arrays.rowEnds[count - 1] ?? limit;
    }
    if (count === BATCH_ROWS || place >= limit) continue;
    odd++;
    place = own.arrays.bytes.indexOf(LINE_FEED, place) + 1;
  }
}
