import { BATCH_ROWS, NumberColumn, State } from "../exact/column.ts";
import type { NumberPlace } from "./plain-columns.ts";

/** A ratio given in two columns. */
export interface Ratio {
  readonly part: NumberPlace;
  readonly whole: NumberPlace;
}

/**
 * The columns of a batch side by side in two arrays, and beside them by column of the file what the loop over cells asks
 * for: it then has a dozen arrays to look into, and no objects.
 */
export class HotColumns {
  readonly values: Float64Array;
  readonly states: Uint8Array;
  /** where the column's rows begin in the two above; -1 when its cells are no numbers, or not for the quick loop */
  readonly offsets: Int32Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
  readonly decimals: Uint8Array;
  /** so many decimals are no news */
  readonly plainDecimals: Uint8Array;
  /** of each ratio given in two columns: where the rows of both begin, and what makes their numerators comparable */
  parts: Int32Array = new Int32Array(0);
  wholes: Int32Array = new Int32Array(0);
  partFactors: Float64Array = new Float64Array(0);
  wholeFactors: Float64Array = new Float64Array(0);
  #columns = 0;

  /** @param cells of a row, and how many columns the batch may have */
  constructor(cells: number, columns: number) {
    this.values = new Float64Array(columns * BATCH_ROWS);
    this.states = new Uint8Array(columns * BATCH_ROWS);
    this.offsets = new Int32Array(cells).fill(-1);
    this.least = new Float64Array(cells);
    this.most = new Float64Array(cells);
    this.decimals = new Uint8Array(cells);
    this.plainDecimals = new Uint8Array(cells);
  }

  /** One more column of the batch. */
  column(): NumberColumn {
    const start = BATCH_ROWS * this.#columns++;
    const [values, states] = [this.values, this.states].map((all) => all.subarray(start, start + BATCH_ROWS));
    return new NumberColumn(BATCH_ROWS, values as Float64Array, states as Uint8Array);
  }

  /** Are ratios of two columns both there or both missing, and no part more than its whole? */
  hasSoundRatios(row: number): boolean {
    const { values, states, parts, wholes, partFactors, wholeFactors } = this;
    for (let place = 0; place < parts.length; place++) {
      const part = (parts[place] ?? 0) + row;
      const whole = (wholes[place] ?? 0) + row;
      const state = states[part] ?? 0;
      if (state !== states[whole]) return false;
      const n = values[part] ?? 0;
      const over = n * (partFactors[place] ?? 0);
      const isSound = n >= 0 && over <= (values[whole] ?? 0) * (wholeFactors[place] ?? 0);
      if (state === State.present && !isSound) return false;
    }
    return true;
  }

  /** Takes over what is known of the columns by now. */
  take(numbers: readonly (NumberPlace | undefined)[], ratios: readonly Ratio[]): void {
    for (const [cell, number] of numbers.entries()) {
      if (number === undefined) continue;
      const isQuick = !number.watchesSmall && number.column.scale !== 0;
      this.offsets[cell] = isQuick ? startOf(number) : -1;
      this.least[cell] = number.least;
      this.most[cell] = number.most;
      this.decimals[cell] = number.decimals;
      this.plainDecimals[cell] = number.plainDecimals;
    }
    if (this.parts.length !== ratios.length) {
      this.parts = Int32Array.from(ratios, ({ part }) => startOf(part));
      this.wholes = Int32Array.from(ratios, ({ whole }) => startOf(whole));
      this.partFactors = new Float64Array(ratios.length);
      this.wholeFactors = new Float64Array(ratios.length);
    }
    for (const [place, { part, whole }] of ratios.entries()) {
      this.partFactors[place] = whole.scale;
      this.wholeFactors[place] = part.scale;
    }
  }
}

/** Where a column's rows begin among those of all columns. */
const startOf = ({ numerator }: NumberPlace): number => numerator.byteOffset / Float64Array.BYTES_PER_ELEMENT;
