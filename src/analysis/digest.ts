import { type CriteriaNode, isCondition, nodesOf, type Standard } from "../criteria/model.ts";
import type { VerdictBatch } from "../engine/judge.ts";
import type { WardResult } from "../engine/result.ts";
import { type Counts, countsOfCodes, Status } from "../engine/status.ts";
import { count, STATUS_CODES } from "../engine/status-counts.ts";
import { State } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import { countCodes } from "../exact/table-loops.ts";
import { periodRuns } from "../intake/period-runs.ts";
import { nearlyEligible, type Shortfall, shortfallsOf } from "./shortfalls.ts";
import { TopWards } from "./top-wards.ts";
import { WardCount } from "./ward-count.ts";

/** How the wards of one period came out. */
export interface PeriodDigest {
  readonly period: string;
  readonly wards: number;
  /** by level: its id, "none" or "undetermined" */
  readonly byLevel: ReadonlyMap<string, number>;
  readonly byLevelWithoutWaivers: ReadonlyMap<string, number>;
  /** of each criterion, how many wards have each status */
  readonly byCriterion: ReadonlyMap<string, Counts>;
  /** the first wards that lack one criterion, in the order of the data */
  readonly near: readonly { readonly ward: WardResult; readonly shortfalls: readonly Shortfall[] }[];
}

/** What a report for people tells of all wards, gathered in bounded memory: only the wards that it lists are kept. */
export interface Digest {
  /** in their order */
  readonly periods: readonly PeriodDigest[];
  /** how many wards there are, each counted once */
  readonly wards: number;
  /** how many results there are, a ward in a period each */
  readonly results: number;
  /** the wards to list: the best, at most so many as were asked for */
  readonly listed: readonly WardResult[];
  readonly hasScore: boolean;
  /** does any ward lack anything that is worth a column? */
  readonly hasLacks: boolean;
  /** the decimals that scores need where they stand below one another */
  readonly decimals: number;
  /** the names of wards that were asked for, by code */
  readonly names: ReadonlyMap<string, string>;
  /** wards that a waiver was counted for */
  readonly waived: readonly WardResult[];
}

/** What is wanted of a digest. */
export interface DigestOptions {
  /** list so many wards */
  readonly top: number;
  /** name so many that lack one criterion, of each period */
  readonly near: number;
  /** wards, by code, whose names are wanted */
  readonly named: ReadonlySet<string>;
  /** how many decimals a score needs to be shown */
  readonly decimalsOf: (score: Fraction) => number;
}

interface OpenPeriod {
  wards: number;
  /** by number of the level's outcome */
  readonly levels: number[];
  readonly withoutWaivers: number[];
  /** by criterion and status code */
  readonly statuses: Float64Array;
  readonly near: { readonly ward: WardResult; readonly shortfalls: readonly Shortfall[] }[];
}

/** Gathers a digest batch after batch. */
export class DigestBuilder {
  readonly #standard: Standard;
  readonly #options: DigestOptions;
  readonly #criteria: readonly CriteriaNode[];
  /** their places among the nodes */
  readonly #indexes: readonly number[];
  readonly #periods = new Map<string, OpenPeriod>();
  readonly #wards = new WardCount();
  readonly #top: TopWards;
  readonly #names = new Map<string, string>();
  readonly #waived: WardResult[] = [];
  /** numerators whose decimals were looked at, by denominator */
  readonly #scores = new Map<number, Set<number>>();
  #outcomes: readonly { readonly level: string | null }[] = [];
  /** absent where nothing is waived: then they are the same */
  #outcomesWithout: readonly { readonly level: string | null }[] | undefined;
  #results = 0;
  #hasScore = false;
  #hasLacks: boolean;
  #decimals = 0;

  constructor(standard: Standard, options: DigestOptions) {
    this.#standard = standard;
    this.#options = options;
    this.#criteria = standard.criteria;
    const nodes = nodesOf(standard.criteria);
    this.#indexes = standard.criteria.map((node) => nodes.indexOf(node));
    this.#top = new TopWards(standard, options.top);
    this.#hasLacks = standard.levels.length > 0;
  }

  add(verdicts: VerdictBatch): void {
    const { batch, selected, selectedCount, levels, waivers } = verdicts;
    this.#outcomes = levels.reached.outcomes;
    this.#outcomesWithout = waivers?.plainLevels.reached.outcomes;
    const areAll = selectedCount === batch.count;
    for (const { period: own, start: row, end } of periodRuns(batch)) {
      const chosen = areAll ? end - row : selected.subarray(row, end).reduce((count, one) => count + one, 0);
      if (chosen === 0) continue;
      const period = this.#period(own.label);
      period.wards += chosen;
      this.#results += chosen;
      const [rows, counted] = [[row, end] as const, areAll ? undefined : selected];
      levels.count(period.levels, rows, counted);
      if (waivers !== undefined) waivers.plainLevels.count(period.withoutWaivers, rows, counted);
      this.#look(verdicts, row, end, period);
      this.#countCriteria(verdicts, [row, end, chosen], period);
    }
    this.#wards.add(verdicts);
    this.#addScores(verdicts);
    this.#top.add(verdicts);
    if (waivers !== undefined) this.#addWaived(verdicts);
    if (this.#options.named.size > 0) this.#addNames(verdicts);
  }

  #period(label: string): OpenPeriod {
    const known = this.#periods.get(label);
    if (known !== undefined) return known;
    const statuses = new Float64Array(this.#criteria.length * STATUS_CODES);
    const opened: OpenPeriod = { wards: 0, levels: [], withoutWaivers: [], statuses, near: [] };
    this.#periods.set(label, opened);
    return opened;
  }

  /** Looks at the rows between two places for wards that lack one criterion, and for anything that is lacking. */
  #look(verdicts: VerdictBatch, start: number, end: number, period: OpenPeriod): void {
    const { selected, levels } = verdicts;
    const { numbers } = levels.reached;
    for (let row = start; row < end; row++) {
      if (period.near.length >= this.#options.near && this.#hasLacks) return;
      if (selected[row] !== 1) continue;
      if (period.near.length < this.#options.near && this.#outcomes[numbers[row] ?? 0]?.level === "none")
        this.#near(verdicts, row, period);
      if (!this.#hasLacks) this.#hasLacks = shortfallsOf(verdicts.detail(row)).length > 0;
    }
  }

  /** Counts the statuses of the criteria between two places, where so many rows were chosen. */
  #countCriteria(
    { batch, selected, nodes }: VerdictBatch,
    [start, end, chosen]: readonly [start: number, end: number, chosen: number],
    period: OpenPeriod,
  ): void {
    const areAll = chosen === batch.count;
    for (const [place, index] of this.#indexes.entries()) {
      const statuses = nodes.statuses[index] as Uint8Array;
      const counts = period.statuses.subarray(place * STATUS_CODES, (place + 1) * STATUS_CODES);
      if (areAll) countCodes(statuses, counts, batch.count);
      else for (let row = start; row < end; row++) if (selected[row] === 1) count(counts, statuses[row]);
    }
  }

  /** A ward at no level may lack one criterion alone; only then is it looked at closely. */
  #near(verdicts: VerdictBatch, row: number, period: OpenPeriod): void {
    let lacking = 0;
    for (const [place, node] of this.#criteria.entries()) {
      const status = verdicts.nodes.statuses[this.#indexes[place] ?? 0]?.[row];
      if (status === Status.unknown || status === Status.perhaps) return;
      if (status === Status.notMet) lacking += isCondition(node) ? 2 : 1;
    }
    if (lacking > 1) return;
    period.near.push(...nearlyEligible(this.#standard, [verdicts.detail(row)], 1));
  }

  /** Scores repeat: each is looked at once, as long as there are not too many. */
  #addScores({ batch, selected, score, compiled }: VerdictBatch): void {
    if (!compiled.hasScore || this.#options.top === 0) return;
    for (const column of [score.score.low, score.score.high]) {
      for (let row = 0; row < batch.count; row++) {
        if (selected[row] !== 1 || column.state[row] !== State.present) continue;
        this.#hasScore = true;
        const [n, d] = [column.numerator[row] ?? 0, column.denominatorAt(row)];
        const seen = this.#scores.get(d) ?? new Set();
        this.#scores.set(d, seen);
        if (d !== 0 && seen.has(n)) continue;
        if (seen.size < MOST_SCORES) seen.add(n);
        this.#decimals = Math.max(this.#decimals, this.#options.decimalsOf(column.at(row)));
      }
    }
  }

  #addNames({ batch, selected }: VerdictBatch): void {
    for (let row = 0; row < batch.count; row++) {
      const ward = batch.wards.at(row) ?? "";
      if (selected[row] === 1 && this.#options.named.has(ward)) this.#names.set(ward, batch.names.at(row) || ward);
    }
  }

  #addWaived(verdicts: VerdictBatch): void {
    const rows = new Set(verdicts.waiverUses.filter(({ effect }) => effect === "waived").map(({ row }) => row));
    for (const row of [...rows].toSorted((a, b) => a - b))
      if (verdicts.selected[row] === 1) this.#waived.push(verdicts.detail(row));
  }

  finish(): Digest {
    const periods = [...this.#periods].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      periods: periods.map(([period, opened]) => ({
        period,
        wards: opened.wards,
        byLevel: byLevel(opened.levels, this.#outcomes),
        byLevelWithoutWaivers:
          this.#outcomesWithout === undefined
            ? byLevel(opened.levels, this.#outcomes)
            : byLevel(opened.withoutWaivers, this.#outcomesWithout),
        byCriterion: new Map(
          this.#criteria.map(({ id }, place) => [
            id,
            countsOfCodes(opened.statuses.subarray(place * STATUS_CODES, (place + 1) * STATUS_CODES)),
          ]),
        ),
        near: opened.near,
      })),
      wards: this.#wards.count,
      results: this.#results,
      listed: this.#top.finish(),
      hasScore: this.#hasScore,
      hasLacks: this.#hasLacks,
      decimals: this.#decimals,
      names: this.#names,
      waived: this.#waived,
    };
  }
}

const MOST_SCORES = 20_000;

function byLevel(
  counts: readonly number[],
  outcomes: readonly { readonly level: string | null }[],
): Map<string, number> {
  const levels = new Map<string, number>();
  for (const [number, { level }] of outcomes.entries())
    if (level !== null) levels.set(level, (levels.get(level) ?? 0) + (counts[number] ?? 0));
  return levels;
}
