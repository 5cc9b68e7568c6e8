import type { AheadSlots, Slot } from "./ahead-slots.ts";
import type { Loops } from "./loops.ts";
import type { ScanArea } from "./scan-area.ts";

/** So often a moment is let go by for the rows of one piece: some hundredths of a second. */
const MOST_PAUSES = 400;
/**
 * Who has let so many moments go by for the other thread reads a piece in its place. With 4, 8, 14 and 24 a summary of
 * 1,000,000 rows took as long.
 */
const PAUSES_OF_PIECE = 8;

/**
 * Rows that another thread has read before they are asked for. They are a guess, and count only where they begin at the
 * very place that is asked for and were read with all that is known by now: beside each slot lies what it was read with.
 * What is not there is read by who wants it, unless the other thread is about to have it.
 */
export class AheadRows {
  /** has any row that was taken ended as Excel ends them? */
  hasReturns = false;
  readonly #own: ScanArea;
  readonly #slots: AheadSlots;
  readonly #loops: Loops;
  /** pieces that were left */
  #piece = 0;
  /** how often the rows of the piece may still be waited for */
  #patience = MOST_PAUSES;
  /** how often rows were waited for, beyond what was made good by reading some here */
  #waited = 0;
  /** the last piece that was to be read here */
  #claimed = -1;
  /** the slot at hand, and how many of its rows were taken or passed over */
  #slot: Slot | undefined;
  #gone = 0;

  constructor(own: ScanArea, slots: AheadSlots, loops: Loops) {
    this.#own = own;
    this.#slots = slots;
    this.#loops = loops;
  }

  /** Moves rows that begin at a place into rows of the columns; tells how many there were. */
  take(start: number, first: number, end: number): number {
    let row = first;
    let place = start;
    while (row < end && this.#find(place)) {
      const slot = this.#slot as Slot;
      const count = Math.min(end - row, slot.count - this.#gone);
      const { values, states, textStarts, textEnds, codes, rowEnds } = slot.area.arrays;
      const places = [values, states, textStarts, textEnds, codes, rowEnds].map(({ byteOffset }) => byteOffset);
      this.#loops.takeRows(...places, this.#gone, row, count);
      this.hasReturns ||= slot.hasReturns;
      this.#gone += count;
      row += count;
      place = this.#own.arrays.rowEnds[row - 1] ?? 0;
    }
    return row - first;
  }

  /**
   * The rows of the piece at hand are there, and something longer is done with them. Where the other thread is the slower
   * one, this one says now that it will read those of the next piece itself.
   */
  share(): void {
    if (this.#waited < PAUSES_OF_PIECE || !this.#slots.begin(this.#piece + 1)) return;
    this.#waited -= PAUSES_OF_PIECE;
    this.#claimed = this.#piece + 1;
  }

  /** The piece at hand has been read. */
  leavePiece(): void {
    this.#slots.leave(this.#piece++);
    this.#patience = this.#claimed === this.#piece ? 0 : MOST_PAUSES;
  }

  /** Lets a moment go by if the other thread is reading the piece; false when there is nothing to be waited for. */
  #awaits(): boolean {
    const slots = this.#slots;
    if (this.#patience === 0) return false;
    const isDone = slots.isDone(this.#piece);
    if (isDone || slots.begin(this.#piece)) this.#patience = 0;
    else {
      this.#patience--;
      this.#waited++;
      slots.pause();
      return true;
    }
    // The last rows may have been put there just before.
    return isDone;
  }

  /** Finds the row that begins at a place; false when it was not read ahead, or not as it would be by now. */
  #find(place: number): boolean {
    for (;;) {
      this.#slot ??= this.#slots.first;
      const slot = this.#slot;
      if (slot === undefined && this.#awaits()) continue;
      if (slot === undefined || slot.piece > this.#piece) return false;
      if (slot.piece === this.#piece && this.#isSame(slot.area.known, this.#own.known)) {
        const { rowEnds } = slot.area.arrays;
        const beginOf = (row: number) => (row === 0 ? slot.start : (rowEnds[row - 1] ?? 0));
        while (this.#gone < slot.count && beginOf(this.#gone) < place) this.#gone++;
        if (this.#gone < slot.count) return beginOf(this.#gone) === place;
      }
      this.#slot = undefined;
      this.#gone = 0;
      this.#slots.empty();
    }
  }

  #isSame(one: Uint8Array, other: Uint8Array): boolean {
    return this.#loops.areSame(one.byteOffset, other.byteOffset, one.length) === 1;
  }
}
