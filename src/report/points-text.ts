import type { Band, CriteriaNode, Points } from "../criteria/model.ts";
import type { Fraction } from "../exact/fraction.ts";
import { showNumber } from "../messages/numbers.ts";
import type { Words } from "./words.ts";

/** How a node earns points, in words: every bound as it stands in the standard, and what not applicable gives. */
export function pointsText(node: CriteriaNode, words: Words): string {
  const { points } = node;
  if (points === undefined) return "";
  const mode = points.notApplicable;
  const parts = [
    wayText(node, points, words),
    ...(mode === undefined ? [] : [words.say("points/not-applicable", { mode: words.say(`mode/${mode}`) })]),
  ];
  return parts.filter((part) => part !== "").join("; ");
}

function wayText({ id }: CriteriaNode, points: Points, words: Words): string {
  const number = (value: Fraction) => showNumber(value, words.language);
  switch (points.form) {
    case "status":
      return words.say("points/status", { met: number(points.met), notMet: number(points.notMet) });
    case "proportional":
      return words.say("points/proportional", { max: number(points.max) });
    case "linear": {
      const [zero, full] = [words.amount(id, points.zeroAt), words.amount(id, points.fullAt)];
      return words.say("points/linear", { zero, full, max: number(points.max) });
    }
    case "value":
      return words.say("points/value", { text: points.value.text, min: number(points.min), max: number(points.max) });
    case "bands":
      return points.bands.map((band) => bandText(id, band, words)).join("; ");
    case "children":
      return points.max === undefined ? "" : number(points.max);
  }
}

function bandText(id: string, { low, lowClosed, high, highClosed, points, label }: Band, words: Words): string {
  const bounds = [
    ...(low === undefined ? [] : [`${lowClosed ? "≥" : ">"} ${words.amount(id, low)}`]),
    ...(high === undefined ? [] : [`${highClosed ? "≤" : "<"} ${words.amount(id, high)}`]),
  ].join(", ");
  const name = label === undefined ? bounds : `${words.text(label)}${bounds === "" ? "" : ` (${bounds})`}`;
  const worth = showNumber(points, words.language);
  return name === "" ? worth : `${name}: ${worth}`;
}
