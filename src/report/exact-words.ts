import { decimalsNeeded } from "../exact/decimal.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import type { Kind } from "../expression/kind.ts";
import type { Cell } from "../intake/table.ts";
import { showDay, showFixed, showNumber } from "../messages/numbers.ts";
import { visible } from "../messages/visible.ts";
import type { Words } from "./words.ts";

const MOST_DECIMALS = 12;

/** A cell in words, exactly. */
export function cellText(cell: Cell, field: string, words: Words): string {
  const declared = words.standard.fields.get(field);
  switch (cell.is) {
    case "missing":
      return words.say("cell/missing");
    case "not_applicable":
      return words.say("status/not_applicable");
    case "truth":
      return words.say(cell.value ? "cell/true" : "cell/false");
    case "text":
      return visible(cell.text);
    case "ratio":
      return `${showNumber(cell.part, words.language)}/${showNumber(cell.whole, words.language)}`;
    case "number":
      if (declared?.type === "choice") return declared.choices[Number(cell.value.n)] ?? "";
      if (declared?.type === "date") return showDay(Number(cell.value.n), words.language);
      return exact(cell.value, declared?.type === "percent" ? { is: "share" } : { is: "number", unit: {} }, words);
  }
}

/** A number that can be computed on with by hand: all its decimals, or a fraction with what it comes near. */
export function exact(value: Fraction, kind: Kind, words: Words): string {
  const { language } = words;
  if (kind.is === "date") return showDay(Number(value.n), language);
  const isShare = kind.is === "share";
  const shown = isShare ? fraction(value.n * 100n, value.d) : value;
  const needed = decimalsNeeded(shown);
  const sign = isShare ? (language === "vi" ? "\u00a0%" : "%") : "";
  if (needed !== undefined && needed <= MOST_DECIMALS) return `${showFixed(shown, language, needed)}${sign}`;
  const whole = (part: bigint) => showFixed({ n: part, d: 1n }, language, 0);
  return `${whole(value.n)}/${whole(value.d)} (≈ ${showNumber(shown, language)}${sign})`;
}
