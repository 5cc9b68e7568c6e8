import { sortedBands } from "../criteria/bands.ts";
import type { Points } from "../criteria/model.ts";
import { newNumbers } from "../exact/column-memory.ts";
import { floorQuotient, isSafe } from "../exact/whole.ts";

interface End {
  readonly n: number;
  readonly d: number;
  readonly isClosed: boolean;
}

interface Step {
  readonly low: End | undefined;
  readonly high: End | undefined;
}

/** Points that go by steps over the value: finds the step with whole numbers. */
export class ValueSteps {
  readonly #steps: readonly Step[];
  /** the denominator that the edges below are for */
  #scale = 0;
  #edges: Float64Array | undefined;

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

  /**
   * The least numerators over a denominator from which on values lie on the second step, the third and so on; undefined
   * when the steps do not cover all numbers, or a number is too large.
   */
  edges(scale: number): Float64Array | undefined {
    if (scale !== this.#scale) {
      this.#scale = scale;
      this.#edges = scale === 0 ? undefined : this.#edgesOver(scale);
    }
    return this.#edges;
  }

  #edgesOver(scale: number): Float64Array | undefined {
    const edges = newNumbers(this.#steps.length - 1);
    for (const [place, { low, high }] of this.#steps.entries()) {
      const next = this.#steps[place + 1]?.low;
      const isJoined = high === undefined ? next === undefined : isEndOf(high, next);
      if (!isJoined || (place === 0 && low !== undefined)) return undefined;
      if (next === undefined) continue;
      const scaled = next.n * scale;
      if (!isSafe(scaled) || !isSafe(next.d)) return undefined;
      edges[place] = floorQuotient(scaled, next.d) + (next.isClosed && scaled % next.d === 0 ? 0 : 1);
    }
    return edges;
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

/** Does the next step begin where this one ends? */
const isEndOf = (high: End, next: End | undefined): boolean =>
  next !== undefined && high.n === next.n && high.d === next.d && high.isClosed !== next.isClosed;
