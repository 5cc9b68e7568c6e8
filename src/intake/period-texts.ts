import type { Period } from "../criteria/period.ts";
import { type ColumnMemory, newBytes } from "../exact/column-memory.ts";
import { arePlain } from "./letters.ts";
import { FileDoubt } from "./plain-records.ts";

const MOST_PERIODS = 1024;
/** No period is written longer that loops are to know. */
const LONGEST = 32;

/** The periods of a file's rows, numbered as they come; rows of one period mostly follow one another. */
export class PeriodTexts {
  readonly #read: (text: string) => Period | undefined;
  /** the period of all rows, which then have none of their own */
  readonly ofFile: Period | undefined;
  readonly #periods: Period[] = [];
  readonly #numbers = new Map<number, number>();
  /** the period read last, with its bytes, which loops know as well */
  #last = -1;
  #length = 0;
  readonly #text: Uint8Array;
  readonly #decoder = new TextDecoder();

  constructor(read: (text: string) => Period | undefined, ofFile: Period | undefined, room: ColumnMemory) {
    this.#read = read;
    this.ofFile = ofFile;
    this.#text = room.holding(() => newBytes(LONGEST));
  }

  get labels(): readonly string[] {
    return this.#periods.map(({ label }) => label);
  }

  at(number: number): Period {
    return this.#periods[number] as Period;
  }

  /** The number of a period that some row has; undefined when none has. */
  find(ordinal: number): number | undefined {
    return this.#numbers.get(ordinal);
  }

  /** The number of a period. */
  number(period: Period): number {
    const known = this.#numbers.get(period.ordinal);
    if (known !== undefined) return known;
    if (this.#periods.length === MOST_PERIODS) throw new FileDoubt("too many periods");
    const number = this.#periods.push(period) - 1;
    this.#numbers.set(period.ordinal, number);
    return number;
  }

  /** The period that rows are likely to have, and how it is written where they say so. */
  get likely(): { readonly number: number; readonly text: Uint8Array; readonly length: number } | undefined {
    const number = this.ofFile === undefined ? this.#last : this.number(this.ofFile);
    return number < 0 ? undefined : { number, text: this.#text, length: this.#length };
  }

  /** The number of the period that is written between two places; -1 when it is not plain. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (this.ofFile !== undefined) return this.number(this.ofFile);
    const length = end - start;
    const last = this.#text;
    if (length === this.#length && this.#last >= 0) {
      let place = 0;
      while (place < length && last[place] === bytes[start + place]) place++;
      if (place === length) return this.#last;
    }
    if (length > LONGEST || !arePlain(bytes, start, end)) return -1;
    const read = this.#read(this.#decoder.decode(bytes.subarray(start, end)));
    if (read === undefined) return -1;
    last.set(bytes.subarray(start, end));
    this.#length = length;
    this.#last = this.number(read);
    return this.#last;
  }
}
