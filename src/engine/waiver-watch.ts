import { formatDay } from "../exact/day.ts";
import type { WardTable } from "../intake/table.ts";
import { nearest, type Problem, problem } from "../problem.ts";
import type { Waiver } from "../waivers/waiver.ts";
import type { VerdictBatch } from "./judge.ts";
import type { WaiverUse } from "./waiver-pass.ts";

const OUT_OF_TIME = { "not-begun": "waiver/not-begun", expired: "waiver/expired" } as const;

/** Watches what waivers come to over a whole run, and warns of those that do not do what they were granted for. */
export class WaiverWatch {
  readonly #waivers: readonly Waiver[];
  readonly #table: WardTable;
  readonly #early = new Map<Waiver, Problem>();
  readonly #effects = new Map<Waiver, Set<WaiverUse["effect"]>>();

  constructor(waivers: readonly Waiver[], table: WardTable) {
    this.#waivers = waivers;
    this.#table = table;
  }

  /** Warns of nodes that would be waived, if the waiver were in force on the as-of date. */
  *problemsOf({ waiverUses, batch }: VerdictBatch): Generator<Problem> {
    for (const { waiver, row, effect } of waiverUses) {
      this.#effects.set(waiver, (this.#effects.get(waiver) ?? new Set()).add(effect));
      if (effect !== "not-begun" && effect !== "expired") continue;
      const period = batch.periods[row]?.label ?? "";
      const day = formatDay(effect === "expired" ? waiver.until : waiver.from);
      const ward = batch.names.at(row) || waiver.ward;
      const found = problem(OUT_OF_TIME[effect], { ward, id: waiver.node, period, day }, waiver.at);
      if (effect === "expired") yield found;
      else this.#early.set(waiver, this.#early.get(waiver) ?? found);
    }
  }

  /** Warns of waivers without any effect: for wards that the data do not have, or with nothing to waive. */
  *finish(): Generator<Problem> {
    if (this.#waivers.length === 0) return;
    const wards = new Set(this.#table.batches.flatMap((batch) => [...batch.wards]));
    for (const waiver of this.#waivers) {
      const { ward, node, at } = waiver;
      const effects = this.#effects.get(waiver);
      const early = this.#early.get(waiver);
      // Years before a waiver was granted are no news where it does its work in a later one.
      if (early !== undefined && effects?.has("waived") === false) yield early;
      if (!wards.has(ward)) yield problem("waiver/unused", { seen: ward, suggestion: nearest(ward, wards) ?? "–" }, at);
      else if (effects !== undefined && [...effects].every((effect) => effect === "idle" || effect === "not-needed"))
        yield problem("waiver/hides-nothing", { ward, id: node }, at);
    }
  }
}
