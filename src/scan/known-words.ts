import { newBytes, newNumbers } from "../exact/column-memory.ts";
import { TextCode } from "./scan-area.ts";

/** Columns that words go to: of truths there are none where words have no truth. */
export interface WordColumns {
  readonly state: Uint8Array;
  readonly truth: Uint8Array;
  readonly value: Float64Array;
}

const CODES = TextCode.unknown + 1;

/** What the texts of a column say that are known, by their codes. */
export class WordCodes {
  /** 1 where a text must be looked at */
  readonly doubts: Uint8Array = newBytes(CODES).fill(1);
  readonly states: Uint8Array = newBytes(CODES);
  readonly truths: Uint8Array = newBytes(CODES);
  readonly values: Float64Array = newNumbers(CODES);

  /** Notes what a code says. */
  set(code: number, word: { readonly state: number; readonly truth: number; readonly value: number }): void {
    this.doubts[code] = 0;
    this.states[code] = word.state;
    this.truths[code] = word.truth;
    this.values[code] = word.value;
  }
}
