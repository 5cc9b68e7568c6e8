import { labelBefore } from "../criteria/period.ts";
import { usesOf } from "../criteria/uses.ts";
import { State, Truth } from "../exact/column.ts";
import { type Expression, type FieldUse, visitExpression } from "../expression/expression.ts";
import { originOf } from "../intake/table.ts";
import type { CompiledLevel } from "./compile.ts";
import type { CompiledNode } from "./compile-node.ts";
import { amountFor, earlierRow } from "./data-source.ts";
import type { Verdicts } from "./detail.ts";
import { isOpenPoints } from "./points.ts";
import type { Matter } from "./result.ts";
import { isOpen, Status } from "./status.ts";

/**
 * The missing cells that would settle an undetermined level: those that feed an unknown node or open points which
 * reach, through groups still undecided, a level or disqualifier that is unknown.
 */
export function mattersOf(verdicts: Verdicts, row: number): Matter[] {
  return new Search(verdicts, row).run();
}

class Search {
  readonly #verdicts: Verdicts;
  readonly #row: number;
  readonly #uses = new Map<string, FieldUse>();
  readonly #seen = new Set<string>();

  constructor(verdicts: Verdicts, row: number) {
    this.#verdicts = verdicts;
    this.#row = row;
  }

  run(): Matter[] {
    const { compiled, levels } = this.#verdicts;
    for (const [index, level] of compiled.levels.entries()) {
      const truth = levels.truths[index]?.[this.#row];
      if (truth === Truth.true) break;
      if (truth === Truth.missing) this.#level(level, index);
    }
    return [...this.#uses.values()].map((use) => this.#matter(use));
  }

  #matter({ field, periods }: FieldUse): Matter {
    const { batch, table, compiled } = this.#verdicts;
    const row = this.#row;
    if (periods === 0) return { field, period: null, origin: originOf(batch, row, field) ?? null };
    const found = earlierRow(table, batch, row, periods);
    const period = batch.periods[row];
    const label = period === undefined ? "" : labelBefore(period, periods, compiled.standard.period);
    return { field, period: label, origin: (found && originOf(found.batch, found.row, field)) ?? null };
  }

  #level(level: CompiledLevel, index: number): void {
    const { compiled, levels } = this.#verdicts;
    const { standard } = compiled;
    if (levels.mandatory(this.#row) === Truth.missing) for (const node of compiled.mandatory) this.#status(node);
    for (const one of level.disqualifiers) {
      if (levels.spared(one, this.#row) === Truth.missing) this.#missing(standard.disqualifiers[one]?.when.expression);
    }
    const conditions = levels.conditions(level, index, this.#row);
    const open = (name: "criteria" | "score" | "each_criterion" | "where") =>
      conditions.get(name) !== undefined && (conditions.get(name) ?? 0) > Truth.true;
    if (open("criteria")) for (const node of compiled.counted) this.#status(node);
    if (open("score")) this.#score(level.level.score?.expression);
    if (open("each_criterion")) {
      for (const node of compiled.roots) this.#points(node);
      this.#missing(level.level.eachCriterion?.expression);
    }
    if (open("where")) this.#where(level.level.where?.expression);
  }

  #score(test: Expression | undefined): void {
    const { compiled } = this.#verdicts;
    for (const node of compiled.roots) this.#points(node);
    for (const [index, register] of compiled.adjustments.entries()) {
      const truth = compiled.plan.truths(register)[this.#row] ?? Truth.missing;
      if (truth > Truth.true) this.#missing(compiled.standard.adjustments[index]?.when.expression);
    }
    this.#missing(test);
  }

  #where(expression: Expression | undefined): void {
    if (expression === undefined) return;
    const { compiled } = this.#verdicts;
    this.#missing(expression);
    visitExpression(expression, (inner) => {
      if (inner.op !== "outcome") return;
      const node = compiled.byId.get(inner.of);
      if (inner.name === "score") this.#score(undefined);
      else if (inner.name.startsWith("criteria_")) for (const one of compiled.roots) this.#status(one);
      else if (inner.name === "met" && node !== undefined) this.#status(node);
      else if (node !== undefined) this.#points(node);
    });
  }

  /** Follows an unknown status down to the cells that are missing. */
  #status(node: CompiledNode): void {
    const { compiled, nodes } = this.#verdicts;
    const status = nodes.statuses[node.index]?.[this.#row] ?? 0;
    const open = isOpen(status) || status === Status.waivedPerhaps;
    if (!open || !this.#first(`status ${node.index}`)) return;
    this.#applies(node);
    if (node.children.length === 0) this.#leaf(node);
    for (const child of node.children) this.#status(compiled.nodes[child] as CompiledNode);
    if (node.pointsTest !== undefined) {
      this.#points(node);
      this.#missing(node.node.group?.form === "points" ? node.node.group.test.expression : undefined);
    }
  }

  /** Follows open points down to the cells that are missing. */
  #points(node: CompiledNode): void {
    const { compiled, nodes } = this.#verdicts;
    const points = nodes.points[node.index];
    if (points === undefined || !isOpenPoints(points.at(this.#row)) || !this.#first(`points ${node.index}`)) return;
    this.#applies(node);
    if (node.children.length === 0) this.#leaf(node);
    for (const child of node.children) this.#points(compiled.nodes[child] as CompiledNode);
    if (node.node.points?.form === "status") this.#status(node);
  }

  #first(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** What decides whether the node applies, and whether what stands above it does. */
  #applies(node: CompiledNode): void {
    const { compiled } = this.#verdicts;
    for (let one: CompiledNode | undefined = node; one !== undefined; one = compiled.nodes[one.parent]) {
      const truth =
        one.applies === undefined ? Truth.true : (compiled.plan.truths(one.applies)[this.#row] ?? Truth.missing);
      if (truth > Truth.true) this.#missing(one.node.applies?.expression);
    }
  }

  /** A leaf whose threshold no source gives stays unknown whatever is filled in. */
  #leaf(node: CompiledNode): void {
    const { compiled, batch } = this.#verdicts;
    const unset = node.parameters.some((id) => {
      const parameter = compiled.standard.parameters.get(id);
      const reason = parameter && amountFor(compiled.standard, batch, this.#row, parameter).reason;
      return reason === "not_found" || reason === "set_by_overlay";
    });
    if (unset && !node.mayNotApply) return;
    for (const use of node.uses) this.#missingField(use);
  }

  #missing(expression: Expression | undefined): void {
    for (const use of usesOf(this.#verdicts.compiled.standard, expression)) this.#missingField(use);
  }

  #missingField(use: FieldUse): void {
    const { batch, table } = this.#verdicts;
    const found =
      use.periods === 0
        ? { column: (field: string) => batch.columns.get(field), row: this.#row }
        : earlierRow(table, batch, this.#row, use.periods);
    const state = found?.column(use.field)?.value.stateAt(found.row) ?? State.missing;
    if (state === State.missing) this.#uses.set(`${use.field} ${use.periods}`, use);
  }
}
