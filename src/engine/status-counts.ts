import { Status } from "./status.ts";

export const STATUS_CODES = 8;

/** Counts one status. @param counts how often each code occurred */
export function count(counts: Float64Array, status: number = Status.unknown): void {
  counts[status] = (counts[status] ?? 0) + 1;
}

/** Four statuses lie in one word, a byte each; so many words are counted before a byte of the sums could overflow. */
const IN_WORD = 4;
const MOST_WORDS = 255;
const ONES = 0x01010101;
/** The bits that met, not met and unknown do not have. */
const RARE = 0xfcfcfcfc | 0;

const sumOfBytes = (word: number): number =>
  (word & 0xff) + ((word >>> 8) & 0xff) + ((word >>> 16) & 0xff) + (word >>> 24);

/** Counts the statuses of the first `rows` rows of a column that has a buffer of its own. */
export function countStatuses(statuses: Uint8Array, rows: number, counts: Float64Array): void {
  const words = new Int32Array(statuses.buffer, 0, Math.floor(rows / IN_WORD));
  for (let start = 0; start < words.length; start += MOST_WORDS) {
    const end = Math.min(words.length, start + MOST_WORDS);
    let notMet = 0;
    let unknown = 0;
    let rare = 0;
    for (let place = start; place < end; place++) {
      const word = words[place] ?? 0;
      const high = (word >>> 1) & ONES;
      notMet = (notMet + (word & ONES)) | 0;
      unknown = (unknown + high) | 0;
      rare |= (word & RARE) | (word & high);
    }
    if (rare !== 0) for (let row = start * IN_WORD; row < end * IN_WORD; row++) count(counts, statuses[row]);
    else {
      const [ofNotMet, ofUnknown] = [sumOfBytes(notMet), sumOfBytes(unknown)];
      counts[Status.notMet] = (counts[Status.notMet] ?? 0) + ofNotMet;
      counts[Status.unknown] = (counts[Status.unknown] ?? 0) + ofUnknown;
      counts[Status.met] = (counts[Status.met] ?? 0) + (end - start) * IN_WORD - ofNotMet - ofUnknown;
    }
  }
  for (let row = words.length * IN_WORD; row < rows; row++) count(counts, statuses[row]);
}
