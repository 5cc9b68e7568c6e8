import { isScored, nodesOf } from "../criteria/model.ts";
import { BATCH_ROWS, NumberColumn, State, Truth } from "../exact/column.ts";
import { divide } from "../exact/fraction.ts";
import type { Column, Leaf, Source } from "../expression/plan.ts";
import type { CompiledLevel, CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { GroupPass } from "./group-rule.ts";
import { shareOf } from "./node-pass.ts";
import type { ScorePass } from "./score-pass.ts";
import { isOpen, STATUS_NAMES, Status, statusName } from "./status.ts";
import type { NodeVerdicts } from "./waiver-pass.ts";

/** What a condition adds to those seen before in a row, as bits: one that does not apply is left out. */
const SEEN = { false: 1, true: 2, open: 4 } as const;
const SEEN_BY_TRUTH = Uint8Array.from({ length: 8 }, (_, truth) =>
  truth === Truth.false ? SEEN.false : truth === Truth.true ? SEEN.true : truth === Truth.notApplicable ? 0 : SEEN.open,
);
const SEEN_BY_STATUS = Uint8Array.from({ length: 8 }, (_, status) => SEEN_BY_TRUTH[truthOfStatus(status)] ?? SEEN.open);
/** All must hold, and at least one must be there. */
const TRUTH_OF_SEEN = Uint8Array.from({ length: 8 }, (_, seen) =>
  (seen & SEEN.false) !== 0 ? Truth.false : seen === SEEN.true ? Truth.true : Truth.missing,
);

/** Truth codes of levels for the batch at hand, and what they are made of. */
export class LevelPass {
  /** one column of truth codes for each level, best first */
  readonly truths: readonly Uint8Array[];
  readonly #criteria: readonly Uint8Array[];
  readonly #groups: readonly (GroupPass | undefined)[];
  readonly #compiled: CompiledStandard;
  readonly #nodes: NodeVerdicts;
  readonly #score: ScorePass;
  readonly #seen: Uint8Array = new Uint8Array(BATCH_ROWS);
  readonly #mandatory: Uint8Array = new Uint8Array(BATCH_ROWS);

  constructor(compiled: CompiledStandard, nodes: NodeVerdicts, score: ScorePass) {
    this.#compiled = compiled;
    this.#nodes = nodes;
    this.#score = score;
    this.truths = compiled.levels.map(() => new Uint8Array(BATCH_ROWS));
    this.#criteria = compiled.levels.map(() => new Uint8Array(BATCH_ROWS));
    const members = compiled.counted.map(({ index }) => nodes.statuses[index] as Uint8Array);
    this.#groups = compiled.levels.map(({ condition }) =>
      condition === undefined ? undefined : new GroupPass(condition, members),
    );
  }

  get compiledLevels(): readonly CompiledLevel[] {
    return this.#compiled.levels;
  }

  /** @param data gives fields and parameters, which levels and checks may read beside outcomes */
  run(data: Source, rows: number): void {
    this.#compiled.outcomePlan.run(
      (leaf) => (leaf.expression.op === "outcome" ? this.outcome(leaf, rows) : data(leaf)),
      rows,
    );
    for (let row = 0; row < rows; row++) this.#mandatory[row] = SEEN_BY_TRUTH[this.mandatory(row)] ?? SEEN.open;
    for (const [index, level] of this.#compiled.levels.entries()) {
      const criteria = this.#criteria[index] as Uint8Array;
      this.#groups[index]?.run(criteria, rows);
      this.#level(level, criteria, this.truths[index] as Uint8Array, rows);
    }
  }

  /** `require` and whatever else a level hangs on. */
  #level(level: CompiledLevel, criteria: Uint8Array, out: Uint8Array, rows: number): void {
    const seen = this.#seen;
    const { outcomePlan } = this.#compiled;
    seen.fill(0, 0, rows);
    if (level.condition !== undefined)
      for (let row = 0; row < rows; row++) seen[row] = SEEN_BY_STATUS[criteria[row] ?? 0] ?? SEEN.open;
    for (const register of [level.score, level.eachCriterion, level.where]) {
      if (register === undefined) continue;
      const truths = outcomePlan.truths(register);
      for (let row = 0; row < rows; row++)
        seen[row] = (seen[row] ?? 0) | (SEEN_BY_TRUTH[truths[row] ?? 0] ?? SEEN.open);
    }
    const mandatory = this.#mandatory;
    for (let row = 0; row < rows; row++) {
      const required = TRUTH_OF_SEEN[seen[row] ?? 0] ?? Truth.missing;
      seen[row] = (SEEN_BY_TRUTH[required] ?? SEEN.open) | (mandatory[row] ?? SEEN.open);
    }
    for (const one of level.disqualifiers)
      for (let row = 0; row < rows; row++)
        seen[row] = (seen[row] ?? 0) | (SEEN_BY_TRUTH[this.spared(one, row)] ?? SEEN.open);
    for (let row = 0; row < rows; row++) out[row] = TRUTH_OF_SEEN[seen[row] ?? 0] ?? Truth.missing;
  }

  /** The truth of each condition that the level has. */
  conditions(
    level: CompiledLevel,
    index: number,
    row: number,
  ): ReadonlyMap<"criteria" | "score" | "each_criterion" | "where", Truth> {
    const conditions = new Map<"criteria" | "score" | "each_criterion" | "where", Truth>();
    const { outcomePlan } = this.#compiled;
    if (level.condition !== undefined)
      conditions.set("criteria", truthOfStatus(this.#criteria[index]?.[row] ?? Status.unknown));
    const read = (name: "score" | "each_criterion" | "where", register: number | undefined) => {
      if (register !== undefined) conditions.set(name, (outcomePlan.truths(register)[row] ?? Truth.missing) as Truth);
    };
    read("score", level.score);
    read("each_criterion", level.eachCriterion);
    read("where", level.where);
    return conditions;
  }

  /** Are all mandatory nodes met or out of the question? */
  mandatory(row: number): Truth {
    let truth: Truth = Truth.true;
    for (const { index } of this.#compiled.mandatory) {
      const status = this.#nodes.statuses[index]?.[row] ?? Status.unknown;
      if (status === Status.notMet) return Truth.false;
      if (isOpen(status)) truth = Truth.missing;
    }
    return truth;
  }

  /** Is the ward spared by a disqualifier? */
  spared(disqualifier: number, row: number): Truth {
    const truth = this.#compiled.plan.truths(this.#compiled.disqualifiers[disqualifier] ?? 0)[row] ?? Truth.missing;
    if (truth === Truth.true) return Truth.false;
    return truth === Truth.false || truth === Truth.notApplicable ? Truth.true : Truth.missing;
  }

  /** The column of something that only a judged ward has. Levels are there once `run` is done. */
  outcome({ expression, end }: Leaf, rows: number): Column {
    if (expression.op !== "outcome") throw new Error("not an outcome");
    const { name, of } = expression;
    const node = this.#compiled.byId.get(of);
    switch (name) {
      case "score":
        return this.#scored(this.#score.score[end], rows);
      case "score_share":
        return this.#scored(this.#scoreShare(end, rows), rows);
      case "level":
        return this.#reached(rows);
      case "status":
        return statusColumn(this.#nodes.statuses[node?.index ?? 0] as Uint8Array, rows);
      case "met":
        return metColumn(this.#nodes.statuses[node?.index ?? 0] as Uint8Array, rows);
      case "criteria_met":
      case "criteria_failed":
      case "criteria_applicable":
        return this.#count(name, of, end, rows);
      default:
        return this.#nodes.outcome({ expression, end });
    }
  }

  /** The level reached as its place among `levelNames`. */
  #reached(rows: number): NumberColumn {
    const { levels } = this.#compiled;
    const column = new NumberColumn();
    for (let row = 0; row < rows; row++) {
      const { level } = levelOf(levels, this.truths, row);
      const index = levels.findIndex((one) => one.level.id === level);
      column.setSafe(row, index >= 0 ? index : level === "none" ? levels.length : levels.length + 1, 1);
    }
    return column;
  }

  /** A score of nothing decides nothing, nor does one that may turn out to be of nothing: "nothing to score". */
  #scored(column: NumberColumn, rows: number): NumberColumn {
    if (!this.#score.score.isMixed) return column;
    const known = new NumberColumn();
    known.start(column.scale);
    for (let row = 0; row < rows; row++) {
      const nothing = column.state[row] === State.notApplicable || this.#score.score.mayVanish[row] === 1;
      if (nothing) known.setState(row, State.missing);
      else known.copy(row, column, row);
    }
    return known;
  }

  #scoreShare(end: "low" | "high", rows: number): NumberColumn {
    const { score, of } = this.#score;
    if (this.#compiled.standard.scoring.rescale !== true) return shareOf(score, end);
    const column = new NumberColumn();
    for (let row = 0; row < rows; row++) {
      if (score[end].state[row] !== State.present || of.n === 0n)
        column.setState(row, score[end].state[row] ?? State.missing);
      else column.set(row, divide(score[end].at(row), of));
    }
    return column;
  }

  /** How many criteria are met, failed or applicable, with a tag or at all: at least and at most. */
  #count(
    name: "criteria_met" | "criteria_failed" | "criteria_applicable",
    tag: string,
    end: "low" | "high",
    rows: number,
  ): NumberColumn {
    const members: readonly CompiledNode[] = tag === "" ? this.#compiled.counted : this.#tagged(tag);
    const column = new NumberColumn();
    for (let row = 0; row < rows; row++) {
      let low = 0;
      let high = 0;
      for (const { index } of members) {
        const status = this.#nodes.statuses[index]?.[row] ?? Status.unknown;
        const met = status === Status.met || status === Status.waived;
        const failed = status === Status.notMet;
        const sure =
          name === "criteria_met"
            ? met
            : name === "criteria_failed"
              ? failed
              : met || failed || status === Status.unknown;
        if (sure) low++;
        const perhaps = status === Status.waivedPerhaps && name !== "criteria_failed";
        if (sure || perhaps || isOpen(status)) high++;
      }
      column.setSafe(row, end === "low" ? low : high, 1);
    }
    return column;
  }

  /** Criteria with a tag; for the tag `condition`, the conditions themselves. */
  #tagged(tag: string): readonly CompiledNode[] {
    const wanted = new Set(
      nodesOf(this.#compiled.standard.criteria).filter(({ tags, depth }) => depth === 1 && tags.includes(tag)),
    );
    return this.#compiled.nodes.filter(({ node }) => wanted.has(node) && !isScored(node));
  }
}

/** A status as a condition: met and waived hold, not applicable leaves the condition out. */
export function truthOfStatus(status: number): Truth {
  if (status === Status.met || status === Status.waived) return Truth.true;
  if (status === Status.notMet) return Truth.false;
  return status === Status.notApplicable ? Truth.notApplicable : Truth.missing;
}

function metColumn(statuses: Uint8Array, rows: number): Uint8Array {
  const column = new Uint8Array(BATCH_ROWS);
  for (let row = 0; row < rows; row++) column[row] = truthOfStatus(statuses[row] ?? Status.unknown);
  return column;
}

/** The words that a ward's level can be: levels best first, then none and undetermined. */
export const levelNames = (levels: readonly { readonly id: string }[]): string[] => [
  ...levels.map(({ id }) => id),
  "none",
  "undetermined",
];

/** The level reached, or which are still possible: those not ruled out, up to the first that is sure. */
export function levelOf(
  levels: readonly CompiledLevel[],
  truths: readonly Uint8Array[],
  row: number,
): { level: string | null; possibleLevels: string[] } {
  if (levels.length === 0) return { level: null, possibleLevels: [] };
  const possible: string[] = [];
  for (const [index, { level }] of levels.entries()) {
    const truth = truths[index]?.[row];
    if (truth !== Truth.false) possible.push(level.id);
    if (truth === Truth.true) break;
    if (index === levels.length - 1) possible.push("none");
  }
  return possible.length === 1
    ? { level: possible[0] ?? null, possibleLevels: [] }
    : { level: "undetermined", possibleLevels: possible };
}

function statusColumn(statuses: Uint8Array, rows: number): NumberColumn {
  const column = new NumberColumn();
  for (let row = 0; row < rows; row++)
    column.setSafe(row, STATUS_NAMES.indexOf(statusName(statuses[row] ?? Status.unknown)), 1);
  return column;
}
