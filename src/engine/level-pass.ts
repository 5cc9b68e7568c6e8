import { NumberColumn, Truth } from "../exact/column.ts";
import { batchRows, newBytes, newTable, newWholes, newWords } from "../exact/column-memory.ts";
import { addFromTable, countNumbers, mapByTable } from "../exact/table-loops.ts";
import type { Column, Leaf, Source } from "../expression/plan.ts";
import type { CompiledLevel, CompiledStandard } from "./compile.ts";
import { GroupPass } from "./group-rule.ts";
import {
  CODES,
  LACKING,
  SEEN,
  SEEN_BY_DISQUALIFIER,
  SEEN_BY_STATUS,
  SEEN_BY_TRUTH,
  TRUTH_OF_SEEN,
} from "./level-tables.ts";
import { MemberStatuses } from "./member-statuses.ts";
import { OutcomeColumns } from "./outcome-columns.ts";
import { PatternTable } from "./pattern-table.ts";
import type { ScorePass } from "./score-pass.ts";
import { isOpen, Status, truthOfStatus } from "./status.ts";
import type { NodeVerdicts } from "./waiver-pass.ts";

const BITS = 3;
/** So many outcomes are counted by loops. */
const MOST_TALLIED = 64;
/** So many levels have a pattern of truth codes. */
const MOST_LEVELS = 10;

/** The level that a ward reached, or those that are still possible. */
export interface LevelOutcome {
  /** a level's id, "none", "undetermined", or null when the standard has no levels */
  readonly level: string | null;
  readonly possibleLevels: readonly string[];
}

/** Truth codes of levels for the batch at hand, and what they are made of. */
export class LevelPass {
  /** one column of truth codes for each level, best first */
  readonly truths: readonly Uint8Array[];
  readonly #criteria: readonly Uint8Array[];
  readonly #counted: MemberStatuses;
  readonly #groups: readonly (GroupPass | undefined)[];
  readonly #compiled: CompiledStandard;
  readonly #nodes: NodeVerdicts;
  readonly #columns: OutcomeColumns;
  /** the number of each row's outcome */
  readonly #reached: Uint16Array = newWords(batchRows());
  readonly #outcomes: LevelOutcome[] = [];
  /** room to count the first of them */
  readonly #tally = newWholes(MOST_TALLIED);
  readonly #patterns: PatternTable;
  /** the truths of all levels as one pattern, and by level what each truth adds to it */
  readonly #together: Int32Array = newWholes(batchRows());
  readonly #places: readonly Int32Array[];
  readonly #tables = {
    bySeen: newTable(newBytes, TRUTH_OF_SEEN),
    byTruth: newTable(newBytes, SEEN_BY_TRUTH),
    byStatus: newTable(newBytes, SEEN_BY_STATUS),
    lacking: newTable(newBytes, LACKING),
    same: newTable(newBytes, CODES),
    spared: newTable(newBytes, SEEN_BY_DISQUALIFIER),
  };
  readonly #seen: Uint8Array = newBytes(batchRows());
  readonly #all: Uint8Array = newBytes(batchRows());
  readonly #mandatory: Uint8Array = newBytes(batchRows());

  constructor(compiled: CompiledStandard, nodes: NodeVerdicts, score: ScorePass) {
    this.#compiled = compiled;
    this.#nodes = nodes;
    this.#columns = new OutcomeColumns(compiled, nodes, score);
    this.truths = compiled.levels.map(() => newBytes(batchRows()));
    this.#criteria = compiled.levels.map(() => newBytes(batchRows()));
    this.#places = compiled.levels.slice(0, MOST_LEVELS).map((_, place) =>
      newTable(
        newWholes,
        CODES.map((truth) => truth << (place * BITS)),
      ),
    );
    this.#patterns = new PatternTable((row) => this.#number(levelOf(compiled.levels, this.truths, row)));
    this.#counted = new MemberStatuses(compiled.counted.map(({ index }) => nodes.statuses[index] as Uint8Array));
    this.#groups = compiled.levels.map(({ condition }) =>
      condition === undefined ? undefined : new GroupPass(condition, this.#counted),
    );
  }

  /** The level that a row reached. */
  outcomeAt(row: number): LevelOutcome {
    return this.#outcomes[this.#reached[row] ?? 0] as LevelOutcome;
  }

  /** The outcomes that occurred so far, and for each row of the batch the number of its own. */
  get reached(): { readonly numbers: Uint16Array; readonly outcomes: readonly LevelOutcome[] } {
    return { numbers: this.#reached, outcomes: this.#outcomes };
  }

  /**
   * Counts the outcomes of rows between two places, each by its number.
   * @param counts how often each occurred so far
   * @param selected 1 for each row that counts; absent: all do
   */
  count(counts: number[], [start, end]: readonly [start: number, end: number], selected?: Uint8Array): void {
    const numbers = this.#reached;
    if (selected !== undefined || this.#outcomes.length > this.#tally.length) {
      for (let row = start; row < end; row++) {
        const number = numbers[row] ?? 0;
        counts[number] = (counts[number] ?? 0) + (selected?.[row] ?? 1);
      }
      return;
    }
    this.#tally.fill(0);
    countNumbers(numbers, this.#tally, start, end);
    for (let number = 0; number < this.#outcomes.length; number++)
      counts[number] = (counts[number] ?? 0) + (this.#tally[number] ?? 0);
  }

  #number(outcome: LevelOutcome): number {
    const same = (one: LevelOutcome) =>
      one.level === outcome.level && one.possibleLevels.join("\n") === outcome.possibleLevels.join("\n");
    const before = this.#outcomes.findIndex(same);
    return before < 0 ? this.#outcomes.push(outcome) - 1 : before;
  }

  /** @param data gives fields and parameters, which levels and checks may read beside outcomes */
  run(data: Source, rows: number): void {
    this.#compiled.outcomePlan.begin(
      (leaf) => (leaf.expression.op === "outcome" ? this.outcome(leaf, rows) : data(leaf)),
      rows,
    );
    this.#demand(rows);
    this.#counted.fill(rows);
    for (const [index, level] of this.#compiled.levels.entries()) {
      const criteria = this.#criteria[index] as Uint8Array;
      this.#groups[index]?.run(criteria, rows);
      this.#level(level, criteria, this.truths[index] as Uint8Array, rows);
    }
    if (this.truths.length <= MOST_LEVELS) {
      for (const [place, truths] of this.truths.entries())
        addFromTable(truths, this.#places[place] as Int32Array, this.#together, place === 0, rows);
      this.#patterns.run(this.#together, this.#reached, rows);
    } else
      for (let row = 0; row < rows; row++)
        this.#reached[row] = this.#number(levelOf(this.#compiled.levels, this.truths, row));
  }

  /** What the mandatory nodes add to the conditions of every level. */
  #demand(rows: number): void {
    const mandatory = this.#mandatory;
    mandatory.fill(SEEN.true, 0, rows);
    for (const { index } of this.#compiled.mandatory) {
      const statuses = this.#nodes.statuses[index] as Uint8Array;
      mapByTable(statuses, this.#tables.lacking, mandatory, true, rows);
    }
  }

  /** The column of something that only a judged ward has. Levels are there once `run` is done. */
  outcome(leaf: Leaf, rows: number): Column {
    const { expression } = leaf;
    return expression.op === "outcome" && expression.name === "level"
      ? this.#levelColumn(rows)
      : this.#columns.of(leaf, rows);
  }

  /** The level reached as its place among `levelNames`. */
  #levelColumn(rows: number): NumberColumn {
    const names = levelNames(this.#compiled.levels.map(({ level }) => level));
    const column = new NumberColumn();
    for (let row = 0; row < rows; row++)
      column.setSafe(row, names.indexOf(this.outcomeAt(row).level ?? "undetermined"), 1);
    return column;
  }

  /** `require` and whatever else a level hangs on. */
  #level(level: CompiledLevel, criteria: Uint8Array, out: Uint8Array, rows: number): void {
    const { outcomePlan, plan, disqualifiers } = this.#compiled;
    const { bySeen, byTruth, byStatus, spared } = this.#tables;
    const own = this.#seen;
    own.fill(0, 0, rows);
    if (level.condition !== undefined) mapByTable(criteria, byStatus, own, true, rows);
    for (const register of [level.score, level.eachCriterion, level.where])
      if (register !== undefined) mapByTable(outcomePlan.truths(register), byTruth, own, true, rows);
    // Of the level's own conditions at least one must be there, whatever else it hangs on.
    const all = this.#all;
    mapByTable(own, bySeen, all, false, rows);
    mapByTable(all, byTruth, own, false, rows);
    mapByTable(this.#mandatory, this.#tables.same, own, true, rows);
    for (const one of level.disqualifiers) mapByTable(plan.truths(disqualifiers[one] ?? 0), spared, own, true, rows);
    mapByTable(own, bySeen, out, false, rows);
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
}

/** The words that a ward's level can be: levels best first, then none and undetermined. */
export const levelNames = (levels: readonly { readonly id: string }[]): string[] => [
  ...levels.map(({ id }) => id),
  "none",
  "undetermined",
];

/** The level reached, or which are still possible: those not ruled out, up to the first that is sure. */
function levelOf(levels: readonly CompiledLevel[], truths: readonly Uint8Array[], row: number): LevelOutcome {
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
