import type { Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import type { WardResult } from "../engine/result.ts";
import { State } from "../exact/column.ts";
import { byMerit, levelOrder } from "./ranking.ts";

/** So many more than are kept may gather before they are sorted out. */
const SLACK = 4096;

/** Keeps the best wards of many: of the latest periods first, then by level, score, criteria met and code. */
export class TopWards {
  readonly #most: number;
  readonly #order: (a: WardResult, b: WardResult) => number;
  readonly #levels: ReadonlyMap<string | null, number>;
  /** the best first, as soon as there were more than are kept */
  #kept: WardResult[] = [];
  #worst: WardResult | undefined;

  constructor(standard: Standard, most: number) {
    const merit = byMerit(standard);
    this.#most = most;
    this.#order = (a, b) => (a.period === b.period ? merit(a, b) : a.period < b.period ? 1 : -1);
    this.#levels = new Map(levelOrder(standard).map((level, place) => [level, place]));
  }

  add(verdicts: VerdictBatch): void {
    if (this.#most === 0) return;
    const { batch, selected } = verdicts;
    for (let row = 0; row < batch.count; row++) {
      if (selected[row] !== 1 || this.#isWorse(verdicts, row)) continue;
      this.#kept.push(verdicts.detail(row));
      if (this.#kept.length >= this.#most + SLACK) this.#cut();
    }
  }

  /** Sorts, and lets go of all but the best. */
  #cut(): void {
    this.#kept.sort(this.#order);
    this.#kept.length = Math.min(this.#kept.length, this.#most);
    this.#worst = this.#kept.length === this.#most ? this.#kept.at(-1) : undefined;
  }

  /** Is the row certainly worse than the worst that is kept? What a glance does not tell is compared in full later. */
  #isWorse({ batch, levels, score, compiled }: VerdictBatch, row: number): boolean {
    const worst = this.#worst;
    if (worst === undefined) return false;
    const period = batch.periods[row]?.label ?? "";
    if (period !== worst.period) return period < worst.period;
    const [own, other] = [levels.outcomeAt(row).level, worst.level].map((level) => this.#levels.get(level) ?? 0) as [
      number,
      number,
    ];
    if (own !== other) return own > other;
    const column = score.score.low;
    if (!compiled.hasScore || worst.score === null || column.state[row] !== State.present) return false;
    const [n, d] = [column.numerator[row] ?? 0, column.denominatorAt(row)];
    const bound = Number(worst.score.low.n) / Number(worst.score.low.d);
    // Rounding cannot reach so far.
    return d !== 0 && n / d < bound - 1e-9 * Math.max(1, Math.abs(bound));
  }

  /** The best wards, the best first. */
  finish(): readonly WardResult[] {
    this.#cut();
    return this.#kept;
  }
}
