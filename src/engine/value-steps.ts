import { sortedBands } from "../criteria/bands.ts";
import type { Points } from "../criteria/model.ts";
import { isSafe } from "../exact/whole.ts";

interface Step {
  readonly low: { readonly n: number; readonly d: number; readonly isClosed: boolean } | undefined;
  readonly high: { readonly n: number; readonly d: number; readonly isClosed: boolean } | undefined;
}

/** Points that go by steps over the value: finds the step with whole numbers. */
export class ValueSteps {
  readonly #steps: readonly Step[];

  constructor(points: Points & { readonly form: "bands" }) {
    this.#steps = sortedBands(points.bands).map(({ low, lowClosed, high, highClosed }) => ({
      low: low && { n: Number(low.n), d: Number(low.d), isClosed: lowClosed },
      high: high && { n: Number(high.n), d: Number(high.d), isClosed: highClosed },
    }));
  }

  /** How many steps there are. */
  get count(): number {
    return this.#steps.length;
  }

  /** The step that holds n / d, from 0; -1 when that needs the long way, or none holds it. */
  find(n: number, d: number): number {
    if (d === 0) return -1;
    for (let place = 0; place < this.#steps.length; place++) {
      const { low, high } = this.#steps[place] as Step;
      if (high !== undefined) {
        const left = n * high.d;
        const right = high.n * d;
        if (!isSafe(left) || !isSafe(right)) return -1;
        if (left > right || (left === right && !high.isClosed)) continue;
      }
      if (low === undefined) return place;
      const left = n * low.d;
      const right = low.n * d;
      if (!isSafe(left) || !isSafe(right)) return -1;
      return left > right || (left === right && low.isClosed) ? place : -1;
    }
    return -1;
  }
}
