import { isScored, nodesOf } from "../criteria/model.ts";
import { BATCH_ROWS, NumberColumn, State } from "../exact/column.ts";
import { divide } from "../exact/fraction.ts";
import type { Column, Leaf } from "../expression/plan.ts";
import type { CompiledStandard } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { shareOf } from "./points-outcomes.ts";
import type { ScorePass } from "./score-pass.ts";
import { isOpen, STATUS_NAMES, Status, statusName, truthOfStatus } from "./status.ts";
import type { NodeVerdicts } from "./waiver-pass.ts";

/** What only a judged ward has, as columns that levels, checks and selections read: score, statuses, counts of criteria. */
export class OutcomeColumns {
  readonly #compiled: CompiledStandard;
  readonly #nodes: NodeVerdicts;
  readonly #score: ScorePass;

  constructor(compiled: CompiledStandard, nodes: NodeVerdicts, score: ScorePass) {
    this.#compiled = compiled;
    this.#nodes = nodes;
    this.#score = score;
  }

  /** The column of an outcome, but for levels. */
  of({ expression, end }: Leaf, rows: number): Column {
    if (expression.op !== "outcome") throw new Error("not an outcome");
    const { name, of } = expression;
    const node = this.#compiled.byId.get(of);
    switch (name) {
      case "score":
        return this.#scored(this.#score.score[end], rows);
      case "score_share":
        return this.#scored(this.#scoreShare(end, rows), rows);
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
    if (this.#compiled.standard.scoring.rescale !== true) return shareOf(score, end, new NumberColumn());
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

function metColumn(statuses: Uint8Array, rows: number): Uint8Array {
  const column = new Uint8Array(BATCH_ROWS);
  for (let row = 0; row < rows; row++) column[row] = truthOfStatus(statuses[row] ?? Status.unknown);
  return column;
}

function statusColumn(statuses: Uint8Array, rows: number): NumberColumn {
  const column = new NumberColumn();
  for (let row = 0; row < rows; row++)
    column.setSafe(row, STATUS_NAMES.indexOf(statusName(statuses[row] ?? Status.unknown)), 1);
  return column;
}
