import { isScored, nodesOf } from "../criteria/model.ts";
import { NumberColumn, State } from "../exact/column.ts";
import { batchRows, newBytes, newTable } from "../exact/column-memory.ts";
import { divide } from "../exact/fraction.ts";
import { mapByTable } from "../exact/table-loops.ts";
import type { Column, Leaf } from "../expression/plan.ts";
import type { CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { TRUTH_OF_STATUS } from "./level-tables.ts";
import { shareOf } from "./points-outcomes.ts";
import type { ScorePass } from "./score-pass.ts";
import { isOpen, STATUS_NAMES, Status, statusName } from "./status.ts";
import type { NodeVerdicts } from "./waiver-pass.ts";

/** What only a judged ward has, as columns that levels, checks and selections read: score, statuses, counts of criteria. */
export class OutcomeColumns {
  readonly #compiled: CompiledStandard;
  readonly #nodes: NodeVerdicts;
  readonly #score: ScorePass;

  readonly #numbers = new Map<string, NumberColumn>();
  readonly #met = new Map<string, Uint8Array>();
  /** the truth of each status */
  readonly #byStatus = newTable(newBytes, TRUTH_OF_STATUS);

  constructor(compiled: CompiledStandard, nodes: NodeVerdicts, score: ScorePass) {
    this.#compiled = compiled;
    this.#nodes = nodes;
    this.#score = score;
  }

  #metColumn(statuses: Uint8Array, node: string, rows: number): Uint8Array {
    const column = this.#met.get(node) ?? newBytes(batchRows());
    this.#met.set(node, column);
    mapByTable(statuses, this.#byStatus, column, false, rows);
    return column;
  }

  /** A column for a leaf, used again for each batch. */
  #scratch({ expression, end }: Leaf): NumberColumn {
    return kept(this.#numbers, expression.op === "outcome" ? `${expression.name} ${expression.of} ${end}` : "");
  }

  #share(end: "low" | "high"): NumberColumn {
    return kept(this.#numbers, `share of score ${end}`);
  }

  /** The column of an outcome, but for levels. */
  of(leaf: Leaf, rows: number): Column {
    const { expression, end } = leaf;
    if (expression.op !== "outcome") throw new Error("not an outcome");
    const { name, of } = expression;
    const node = this.#compiled.byId.get(of);
    switch (name) {
      case "score":
        return this.#scored(this.#score.score[end], rows, this.#scratch(leaf));
      case "score_share":
        return this.#scored(this.#scoreShare(end, rows, this.#share(end)), rows, this.#scratch(leaf));
      case "status":
        return statusColumn(this.#nodes.statuses[node?.index ?? 0] as Uint8Array, rows, this.#scratch(leaf));
      case "met":
        return this.#metColumn(this.#nodes.statuses[node?.index ?? 0] as Uint8Array, of, rows);
      case "criteria_met":
      case "criteria_failed":
      case "criteria_applicable":
        return this.#count(name, of, end, rows, this.#scratch(leaf));
      default:
        return this.#nodes.outcome({ expression, end });
    }
  }

  /** A score of nothing decides nothing, nor does one that may turn out to be of nothing: "nothing to score". */
  #scored(column: NumberColumn, rows: number, known: NumberColumn): NumberColumn {
    if (!this.#score.score.isMixed) return column;
    known.start(column.scale);
    for (let row = 0; row < rows; row++) {
      const nothing = column.state[row] === State.notApplicable || this.#score.score.mayVanish[row] === 1;
      if (nothing) known.setState(row, State.missing);
      else known.copy(row, column, row);
    }
    return known;
  }

  #scoreShare(end: "low" | "high", rows: number, column: NumberColumn): NumberColumn {
    const { score, of } = this.#score;
    if (this.#compiled.standard.scoring.rescale !== true) return shareOf(score, end, rows, column);
    column.start(0);
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
    column: NumberColumn,
  ): NumberColumn {
    column.start(1);
    const members: readonly CompiledNode[] = tag === "" ? this.#compiled.counted : this.#tagged(tag);
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

function kept(columns: Map<string, NumberColumn>, key: string): NumberColumn {
  const known = columns.get(key) ?? new NumberColumn();
  columns.set(key, known);
  return known;
}

function statusColumn(statuses: Uint8Array, rows: number, column: NumberColumn): NumberColumn {
  column.start(1);
  for (let row = 0; row < rows; row++)
    column.setSafe(row, STATUS_NAMES.indexOf(statusName(statuses[row] ?? Status.unknown)), 1);
  return column;
}
