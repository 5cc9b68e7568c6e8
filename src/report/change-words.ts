import type { NodeExplanation } from "../engine/explain.ts";
import type { CellResult } from "../engine/result.ts";
import { showNumber } from "../messages/numbers.ts";
import { letterOf } from "../messages/say.ts";
import { visible } from "../messages/visible.ts";
import { cellText, exact } from "./exact-words.ts";
import type { ShownExplanation } from "./explanation-document.ts";
import type { Words } from "./words.ts";

/** What would turn the verdict: a missing figure, so many units, or another value of one figure. */
export function changeLines(one: NodeExplanation, shown: ShownExplanation, words: Words): string[] {
  const { node, margin, cells } = one;
  if (node.status === "unknown" || node.reason === "not_assessed") {
    const lacking = cells.filter(({ cell }) => cell.is === "missing");
    return lacking.map((cell) => words.say("explain/lacking", { cell: lackingText(cell, shown, words) }));
  }
  if (one.children.length > 0) return [];
  const isMet = (node.withoutWaivers ?? node.status) === "met";
  const gap = isMet ? margin : node.gap;
  if (gap === null) {
    return shown.changesOf(one).map(({ field, to, status }) =>
      words.say("explain/change", {
        field: words.fields([field]),
        to: cellText(to, field, words),
        status: words.say(`status/${status}`),
      }),
    );
  }
  const isCeiling = /^[≤<]/.test(declaredTest(one));
  const amount =
    gap.more === undefined
      ? exact(gap.amount, words.isShare(node.id) ? { is: "share" } : { is: "number", unit: {} }, words)
      : showNumber(gap.more, words.language);
  const unit = gap.more === undefined && words.isShare(node.id) ? "" : words.unit(node);
  const shownAmount = unit === "" ? amount : `${amount} ${unit}`;
  if (isMet) return [words.say(isCeiling ? "explain/margin-below" : "explain/margin-above", { amount: shownAmount })];
  return [words.say(isCeiling ? "explain/needs-fewer" : "explain/needs-more", { amount: shownAmount })];
}

const declaredTest = ({ declared }: NodeExplanation): string => declared.measure?.require?.text ?? "";

function lackingText({ field, period, origin }: CellResult, { inputs }: ShownExplanation, words: Words): string {
  const label = words.fields([field]) + (period === null ? "" : ` (${period})`);
  if (origin === null) return label;
  return words.say("explain/lacking-cell", {
    label,
    file: visible(inputs[origin.file]?.name ?? "–"),
    cell: `${letterOf(origin.column)}${origin.line}`,
  });
}
