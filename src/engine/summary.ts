import type { Standard } from "../criteria/model.ts";
import type { CompiledNode } from "./compile-node.ts";
import { reasonOf } from "./detail.ts";
import type { VerdictBatch } from "./judge.ts";
import { type LevelPass, levelNames } from "./level-pass.ts";
import { ProvenanceWatch } from "./provenance-watch.ts";
import type { Summary } from "./result.ts";
import { countsOfCodes, Status, statusName } from "./status.ts";

const STATUS_CODES = 8;

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
    const { batch, selected, levels, waivers, compiled, nodes } = verdicts;
    const before = this.#wards;
    let period: unknown;
    for (let row = 0; row < batch.count; row++) {
      if (selected[row] !== 1) continue;
      this.#wards++;
      if (batch.periods[row] !== period) this.#periods.add(batch.periods[row]?.label ?? "");
      period = batch.periods[row];
    }
    if (this.#wards === before) return;
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
      countStatuses(nodes.statuses[index] as Uint8Array, selected, batch.count, counts);
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

function countLevels(levels: LevelPass, { batch, selected }: VerdictBatch): Map<string, number> {
  const { numbers, outcomes } = levels.reached;
  const counts = new Uint32Array(outcomes.length);
  for (let row = 0; row < batch.count; row++) {
    const number = numbers[row] ?? 0;
    counts[number] = (counts[number] ?? 0) + (selected[row] ?? 0);
  }
  const byLevel = new Map<string, number>();
  for (const [number, { level }] of outcomes.entries())
    if (level !== null) byLevel.set(level, (byLevel.get(level) ?? 0) + (counts[number] ?? 0));
  return byLevel;
}

/** Counts of the common statuses lie side by side in one whole number, for so many rows at a time. */
const LANE_BITS = 10;
const LANE_ROWS = 512;
const COMMON = [Status.met, Status.notMet, Status.unknown] as const;
const LANES = new Int32Array(STATUS_CODES);
for (const [place, status] of COMMON.entries()) LANES[status] = 1 << (place * LANE_BITS);

function countStatuses(statuses: Uint8Array, selected: Uint8Array, rows: number, counts: Float64Array): void {
  for (let start = 0; start < rows; start += LANE_ROWS) {
    const end = Math.min(rows, start + LANE_ROWS);
    let lanes = 0;
    let seen = 0;
    for (let row = start; row < end; row++) {
      const status = statuses[row] ?? 0;
      lanes += Math.imul(LANES[status] ?? 0, selected[row] ?? 0);
      seen |= 1 << status;
    }
    for (const [place, status] of COMMON.entries())
      counts[status] = (counts[status] ?? 0) + ((lanes >> (place * LANE_BITS)) & (2 ** LANE_BITS - 1));
    if (seen >= 2 ** COMMON.length) countRare(statuses, selected, start, end, counts);
  }
}

function countRare(statuses: Uint8Array, selected: Uint8Array, start: number, end: number, counts: Float64Array): void {
  for (let row = start; row < end; row++) {
    const status = statuses[row] ?? 0;
    if (selected[row] === 1 && LANES[status] === 0) counts[status] = (counts[status] ?? 0) + 1;
  }
}
