import { letterOf } from "../column-letters.ts";
import type { NodeExplanation } from "../engine/explain.ts";
import type { Gap, Matter } from "../engine/result.ts";
import { fraction } from "../exact/fraction.ts";
import { showNumber } from "../messages/numbers.ts";

import { visible } from "../messages/visible.ts";
import { cellText, exact } from "./exact-words.ts";
import type { ShownExplanation } from "./explanation-document.ts";
import type { Words } from "./words.ts";

/** What would turn the verdict: a missing figure, so many units, or another value of one figure. */
export function changeLines(one: NodeExplanation, shown: ShownExplanation, words: Words): string[] {
  const { node, margin, cells } = one;
  if (node.status === "unknown" || node.reason === "not_assessed" || node.reason === "treated_as_missing") {
    const lacking = cells.filter(({ cell }) => cell.is === "missing");
    const isUnset = node.reason === "not_found" || node.reason === "set_by_overlay";
    const label = isUnset ? "explain/lacking-and-unset" : "explain/lacking";
    return lacking.map((cell) => words.say(label, { cell: lackingText(cell, shown, words) }));
  }
  if (one.children.length > 0) return [];
  const isMet = (node.withoutWaivers ?? node.status) === "met";
  const gap = isMet ? margin : node.gap;
  if (gap === null || !isDistanceOfCell(one, gap, words)) {
    return shown.changesOf(one).map(({ field, to, status }) =>
      words.say("explain/change", {
        field: words.fields([field]),
        to: cellText(to, field, words),
        status: words.say(`status/${status}`),
      }),
    );
  }
  const isCeiling = /^[≤<]/.test(declaredTest(one));
  if (isMet && (gap.more ?? gap.amount).n === 0n) return [words.say("explain/margin-none")];
  const shownAmount = amountText(node, gap, words);
  if (isMet) return [words.say(isCeiling ? "explain/margin-below" : "explain/margin-above", { amount: shownAmount })];
  return [words.say(isCeiling ? "explain/needs-fewer" : "explain/needs-more", { amount: shownAmount })];
}

/** Is the distance of the value that of one cell: the value itself, or a numerator that the denominator does not hold? */
function isDistanceOfCell({ declared }: NodeExplanation, { amount, more }: Gap, { standard }: Words): boolean {
  const value = declared.measure?.value?.expression;
  const isStrict = /^[<>]/.test(declared.measure?.require?.text ?? "");
  if (more !== undefined) return true;
  const field = value?.op === "field" ? standard.fields.get(value.field) : undefined;
  if (field === undefined || field.numbers.length > 0) return false;
  return value?.kind.is !== "date" && !(isStrict && amount.n >= 0n);
}

/** A distance in the value's own unit: whole units of a quotient's numerator, points of a percent, else its unit. */
function amountText(node: NodeExplanation["node"], { amount, more }: Gap, words: Words): string {
  if (more === undefined && words.isShare(node.id)) {
    const points = exact(fraction(amount.n * 100n, amount.d), { is: "number", unit: {} }, words);
    return `${points} ${words.say("lack/points-point")}`;
  }
  const shown =
    more === undefined ? exact(amount, { is: "number", unit: {} }, words) : showNumber(more, words.language);
  const unit = words.unit(node);
  return unit === "" ? shown : `${shown} ${unit}`;
}

const declaredTest = ({ declared }: NodeExplanation): string => declared.measure?.require?.text ?? "";

/** A cell that is lacking, with where it stands. */
export function lackingText({ field, period, origin }: Matter, { inputs }: ShownExplanation, words: Words): string {
  const label = words.fields([field]) + (period === null ? "" : ` (${period})`);
  if (origin === null) return label;
  return words.say("explain/lacking-cell", {
    label,
    file: visible(inputs[origin.file]?.name ?? "–"),
    cell: `${letterOf(origin.column)}${origin.line}`,
  });
}
