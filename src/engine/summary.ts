import type { Standard } from "../criteria/model.ts";
import { countCodes } from "../exact/table-loops.ts";
import { periodRuns } from "../intake/period-runs.ts";
import type { CompiledNode } from "./compile-node.ts";
import { reasonOf } from "./detail.ts";
import type { VerdictBatch } from "./judge.ts";
import { type LevelPass, levelNames } from "./level-pass.ts";
import { ProvenanceWatch } from "./provenance-watch.ts";
import type { Summary } from "./result.ts";
import { countsOfCodes, Status, statusName } from "./status.ts";
import { count, STATUS_CODES } from "./status-counts.ts";

/** Adds the selected rows of batches up into the figures over all wards. */
export class SummaryBuilder {
  #wards = 0;
  readonly #provenance: ProvenanceWatch;
  readonly #periods = new Set<string>();
  readonly #byLevel = new Map<string, number>();
  readonly #withoutWaivers = new Map<string, number>();
  /** by node, how often each status code occurred */
  readonly #byNode = new Map<string, Float64Array>();
  readonly #treated = new Set<string>();

  constructor(standard: Standard) {
    this.#provenance = new ProvenanceWatch(standard);
    if (standard.levels.length === 0) return;
    for (const counts of [this.#byLevel, this.#withoutWaivers])
      for (const id of levelNames(standard.levels)) counts.set(id, 0);
  }

  add(verdicts: VerdictBatch): void {
    const { batch, selected, selectedCount, levels, waivers, compiled, nodes } = verdicts;
    if (selectedCount === 0) return;
    this.#wards += selectedCount;
    const areAll = selectedCount === batch.count;
    for (const { period, start, end } of periodRuns(batch))
      if (areAll || selected.subarray(start, end).includes(1)) this.#periods.add(period.label);
    const counted = countLevels(levels, verdicts);
    const without = waivers === undefined ? counted : countLevels(waivers.plainLevels, verdicts);
    for (const [total, counts] of [
      [this.#byLevel, counted],
      [this.#withoutWaivers, without],
    ] as const)
      for (const [level, count] of counts) total.set(level, (total.get(level) ?? 0) + count);
    for (const one of compiled.nodes) {
      const { index, node } = one;
      const counts = this.#byNode.get(node.id) ?? new Float64Array(STATUS_CODES);
      this.#byNode.set(node.id, counts);
      const statuses = nodes.statuses[index] as Uint8Array;
      if (areAll) countCodes(statuses, counts, batch.count);
      else for (let row = 0; row < batch.count; row++) if (selected[row] === 1) count(counts, statuses[row]);
      if (node.measure?.whenMissing !== undefined) this.#treat(verdicts, one);
    }
    this.#provenance.add(verdicts);
  }

  /** Was a missing value of the node decided by the standard's own rule in any row? */
  #treat(verdicts: VerdictBatch, node: CompiledNode): void {
    const { id } = node.node;
    const { batch, selected, nodes } = verdicts;
    for (let row = 0; row < batch.count && !this.#treated.has(id); row++) {
      if (selected[row] !== 1) continue;
      const status = statusName(nodes.statuses[node.index]?.[row] ?? Status.unknown);
      if (status !== "waived" && reasonOf(verdicts, node, row, status) === "treated_as_missing") this.#treated.add(id);
    }
  }

  finish(): Summary {
    return {
      wards: this.#wards,
      periods: [...this.#periods].toSorted(),
      byLevel: this.#byLevel,
      byLevelWithoutWaivers: this.#withoutWaivers,
      undetermined: this.#byLevel.get("undetermined") ?? 0,
      byNode: new Map([...this.#byNode].map(([id, counts]) => [id, countsOfCodes(counts)])),
      provenance: this.#provenance.weakest,
      treatedAsMissing: [...this.#treated],
      problems: { warning: 0 },
    };
  }
}

function countLevels(levels: LevelPass, { batch, selected, selectedCount }: VerdictBatch): Map<string, number> {
  const counts: number[] = [];
  levels.count(counts, [0, batch.count], selectedCount === batch.count ? undefined : selected);
  const byLevel = new Map<string, number>();
  for (const [number, { level }] of levels.reached.outcomes.entries())
    if (level !== null) byLevel.set(level, (byLevel.get(level) ?? 0) + (counts[number] ?? 0));
  return byLevel;
}
