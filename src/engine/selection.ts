import { Truth } from "../exact/column.ts";
import { batchRows, newBytes } from "../exact/column-memory.ts";
import type { Expression } from "../expression/expression.ts";
import { Plan, type Source } from "../expression/plan.ts";
import { isOpenLeaf } from "./compile-node.ts";
import type { VerdictBatch } from "./judge.ts";
import type { LevelPass } from "./level-pass.ts";

type Selected = Pick<VerdictBatch, "selected" | "selectedCount">;

/** Which judged wards are reported: those at a level, those for which a condition holds for certain. */
export class Selection {
  readonly #levels: LevelPass;
  readonly #level: string | undefined;
  /** filled anew for each batch */
  readonly #selected: Uint8Array = newBytes(batchRows());
  readonly #where: { readonly plan: Plan; readonly register: number } | undefined;

  constructor(
    levels: LevelPass,
    { where, level }: { readonly where?: Expression | undefined; readonly level?: string | undefined },
  ) {
    this.#levels = levels;
    this.#level = level;
    if (where === undefined) return;
    const plan = new Plan(isOpenLeaf);
    this.#where = { plan, register: plan.add(where).low };
  }

  run(data: Source, rows: number, { judged, judgedCount }: Pick<VerdictBatch, "judged" | "judgedCount">): Selected {
    const selected = this.#selected;
    this.#where?.plan.begin(
      (leaf) => (leaf.expression.op === "outcome" ? this.#levels.outcome(leaf, rows) : data(leaf)),
      rows,
    );
    const truths = this.#where?.plan.truths(this.#where.register);
    if (truths === undefined && this.#level === undefined) {
      selected.set(judged);
      return { selected, selectedCount: judgedCount };
    }
    let selectedCount = 0;
    for (let row = 0; row < rows; row++) {
      const holds = truths === undefined || truths[row] === Truth.true;
      const atLevel = this.#level === undefined || this.#levels.outcomeAt(row).level === this.#level;
      const isSelected = judged[row] === 1 && holds && atLevel;
      selected[row] = isSelected ? 1 : 0;
      if (isSelected) selectedCount++;
    }
    return { selected, selectedCount };
  }
}
