import type { Standard } from "../criteria/model.ts";
import type { Step, Traced, TracedItem } from "../engine/trace.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { Expression, Operation } from "../expression/expression.ts";
import type { Kind } from "../expression/kind.ts";

/** How names, numbers and absences are written: with labels for people, with ids for programs. */
export interface StepStyle {
  readonly field: (id: string, periods: number) => string;
  readonly parameter: (id: string) => string;
  readonly number: (value: Fraction, kind: Kind) => string;
  readonly truth: (value: boolean) => string;
  /** "and", "or" and "not", which people read in their own language */
  readonly connective: (word: "and" | "or" | "not") => string;
  readonly absent: (absent: Extract<Traced, { absent: unknown }>["absent"]) => string;
}

/** A step in words: what is computed, with which figures, and what comes out. */
export interface StepWords {
  readonly expression: string;
  readonly figures: string;
  readonly result: string;
}

/** Puts a step into words. `standard` tells how choices and ratios are named. */
export function stepWords(step: Step, standard: Standard, style: StepStyle): StepWords {
  return {
    expression: symbolic(step, style),
    figures: operation(
      style,
      step.expression,
      step.items.map((item) => ({ text: itemText(item, step.expression, standard, style), loose: false })),
    ),
    result: tracedText(step.value, step.expression.kind, style),
  };
}

function itemText(item: TracedItem, above: Expression, standard: Standard, style: StepStyle): string {
  if ("number" in item.value && isOfCalendar(item.expression, above)) return String(item.value.number.n);
  return valueText(shared(item, above), standard, style);
}

/** A year, and what it is compared with: no mark between its thousands. */
const isOfCalendar = (item: Expression, above: Expression): boolean =>
  item.op === "calendar" ||
  (item.op === "constant" && above.op === "apply" && above.items.some(({ op }) => op === "calendar"));

/** A plain number beside a share is one itself: 7/8 beside 87 %. */
function shared(item: TracedItem, above: Expression): TracedItem {
  return { ...item, expression: asShare(item.expression, above) };
}

function asShare<One extends Expression>(item: One, above: Expression): One {
  const isBesideShare = above.op === "apply" && above.items.some(({ kind }) => kind.is === "share");
  const isComparing = above.op === "apply" && above.operation !== "×" && above.operation !== "/";
  return item.kind.is === "literal" && isBesideShare && isComparing ? { ...item, kind: { is: "share" } } : item;
}

function valueText({ expression, value }: TracedItem, { fields }: Standard, style: StepStyle): string {
  if ("number" in value && expression.op === "field") {
    const field = fields.get(expression.field);
    if (field?.type === "choice") return field.choices[Number(value.number.n)] ?? "";
  }
  return tracedText(value, expression.kind, style);
}

function tracedText(value: Traced, kind: Kind, style: StepStyle): string {
  if ("absent" in value) return style.absent(value.absent);
  if ("truth" in value) return style.truth(value.truth);
  if (kind.is === "choice") return kind.values[Number(value.number.n)] ?? "";
  return style.number(value.number, kind);
}

const INFIX: ReadonlySet<string> = new Set(["and", "or", "=", "≠", "<", "≤", ">", "≥", "+", "-", "×", "/"]);

/** Two ends of an interval are two comparisons, a list is one of several: shown as what they come down to. */
const SHOWN_AS: Readonly<Record<string, Operation>> = { within: "and", one_of: "or", if_strict: "if" };

interface Part {
  readonly text: string;
  /** needs brackets inside another operation */
  readonly loose: boolean;
}

function operation(style: StepStyle, expression: Expression, parts: readonly Part[]): string {
  if (expression.op !== "apply") return "";
  const shown = SHOWN_AS[expression.operation] ?? expression.operation;
  const bracketed = parts.map(({ text, loose }) => (loose ? `(${text})` : text));
  const sign = shown === "and" || shown === "or" || shown === "not" ? style.connective(shown) : shown;
  if (INFIX.has(shown) && parts.length > 1) return bracketed.join(` ${sign} `);
  if (shown === "not") return `${sign} ${bracketed[0] ?? ""}`;
  if (shown === "negate") return `-${bracketed[0] ?? ""}`;
  return `${shown}(${parts.map(({ text }) => text).join(", ")})`;
}

/** An expression as it is written, with names where the standard has ids. */
export const expressionText = (expression: Expression, style: StepStyle): string =>
  part(expression, 0, style).text.trim();

function symbolic({ expression, periods }: Omit<TracedItem, "value">, style: StepStyle): string {
  switch (expression.op) {
    case "constant":
      return expression.kind.is === "choice"
        ? (expression.kind.values[Number(expression.value.n)] ?? "")
        : style.number(expression.value, expression.kind);
    case "truth":
      return style.truth(expression.value);
    case "field": {
      const name = style.field(expression.field, periods);
      return expression.aspect === "value" ? name : `${expression.aspect}(${name})`;
    }
    case "parameter":
      return style.parameter(expression.parameter);
    case "calendar":
      return expression.name;
    case "outcome":
      return expression.of === "" ? expression.name : `${expression.name}("${expression.of}")`;
    case "subject":
      return "";
    case "apply":
      return operation(
        style,
        expression,
        expression.items.map((item) =>
          item.op === "constant" && isOfCalendar(item, expression)
            ? { text: String(item.value.n), loose: false }
            : part(asShare(item, expression), periods, style),
        ),
      );
  }
}

function part(item: Expression, periods: number, style: StepStyle): Part {
  if (item.op === "earlier") return part(item.item, periods + item.periods, style);
  const loose = item.op === "apply" && INFIX.has(SHOWN_AS[item.operation] ?? item.operation);
  return { text: symbolic({ expression: item, periods }, style), loose };
}
