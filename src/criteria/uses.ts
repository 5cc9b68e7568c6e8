import { type Expression, type FieldUse, fieldsUsed, parametersUsed } from "../expression/expression.ts";
import type { CriteriaNode, Standard } from "./model.ts";

/** The fields that expressions read, and those that say which class of a parameter a ward is in. */
export function usesOf(
  standard: Pick<Standard, "parameters">,
  ...expressions: readonly (Expression | undefined)[]
): FieldUse[] {
  const classes = parametersUsed(...expressions).flatMap((id) =>
    (standard.parameters.get(id)?.values ?? []).flatMap(({ by }) => by.map((field) => ({ field, periods: 0 }))),
  );
  const uses = [...fieldsUsed(...expressions), ...classes];
  return [...new Map(uses.map((use) => [`${use.field} ${use.periods}`, use])).values()];
}

/** The fields that a node reads for itself: for whether it applies, its value, its test and its points. */
export function usesOfNode(
  standard: Pick<Standard, "parameters">,
  { applies, measure, points }: CriteriaNode,
): FieldUse[] {
  const formulas = [applies, measure?.value, measure?.require, points?.form === "value" ? points.value : undefined];
  return usesOf(standard, ...formulas.map((formula) => formula?.expression));
}
