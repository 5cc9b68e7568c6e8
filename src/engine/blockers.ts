import { State, Truth } from "../exact/column.ts";
import type { CompiledLevel } from "./compile.ts";
import type { Verdicts } from "./detail.ts";
import type { Blocker } from "./result.ts";
import { Status } from "./status.ts";

/**
 * Why a ward did not reach the next level up: each condition of that level which fails. Nothing for the best level, for
 * undetermined wards, and where there are no levels.
 */
export function blockersOf(verdicts: Verdicts, row: number, level: string | null): Blocker[] {
  const { levels } = verdicts.compiled;
  if (level === null || level === "undetermined") return [];
  const reached = levels.findIndex((one) => one.level.id === level);
  const index = (reached < 0 ? levels.length : reached) - 1;
  const next = levels[index];
  return next === undefined ? [] : failing(verdicts, row, next, index);
}

function failing(verdicts: Verdicts, row: number, level: CompiledLevel, index: number): Blocker[] {
  const { compiled, levels, nodes } = verdicts;
  const { id, score, eachCriterion, where } = level.level;
  const texts = { criteria: null, score: score?.text, each_criterion: eachCriterion?.text, where: where?.text };
  const blockers: Blocker[] = [];
  const mandatory = compiled.mandatory.filter((node) => nodes.statuses[node.index]?.[row] === Status.notMet);
  if (mandatory.length > 0) {
    const ids = mandatory.map(({ node }) => node.id);
    blockers.push({ level: id, condition: "mandatory", ids, require: null, threshold: null });
  }
  const disqualified = level.disqualifiers.filter((one) => levels.spared(one, row) === Truth.false);
  if (disqualified.length > 0) {
    const ids = disqualified.map((one) => compiled.standard.disqualifiers[one]?.id ?? "");
    blockers.push({ level: id, condition: "disqualifier", ids, require: null, threshold: null });
  }
  for (const [condition, truth] of levels.conditions(level, index, row)) {
    if (truth !== Truth.false) continue;
    const threshold = condition === "score" ? boundOf(verdicts, row, level) : null;
    blockers.push({ level: id, condition, ids: [], require: texts[condition] ?? null, threshold });
  }
  return blockers;
}

function boundOf({ compiled }: Verdicts, row: number, { scoreBound }: CompiledLevel): Blocker["threshold"] {
  if (scoreBound === undefined) return null;
  const column = compiled.outcomePlan.numbers(scoreBound);
  return column.state[row] === State.present ? column.at(row) : null;
}
