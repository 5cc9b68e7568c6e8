import { formatDay } from "../exact/day.ts";
import { toExactDecimal } from "../exact/decimal.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import type { Members, Tree } from "./tree.ts";

/** How tightly a tree holds together; brackets are needed where a looser one stands inside. */
function tightness(tree: Tree): number {
  switch (tree.node) {
    case "binary":
      if (tree.operator === "and" || tree.operator === "or") return 1;
      if (tree.operator === "+" || tree.operator === "-") return 4;
      return tree.operator === "×" || tree.operator === "/" ? 5 : 3;
    case "not":
      return 2;
    case "in":
      return 3;
    case "negative":
      return 6;
    default:
      return 7;
  }
}

/** Writes a tree as the text that parses to it again, with the signs of the law: ≥ ≤ ≠ ×. */
export function printTree(tree: Tree): string {
  switch (tree.node) {
    case "number":
      return written(tree.value);
    case "percent":
      return `${written(fraction(tree.value.n * 100n, tree.value.d))}%`;
    case "date":
      return formatDay(tree.day);
    case "text":
      return `"${tree.text}"`;
    case "truth":
      return String(tree.value);
    case "name":
      return tree.name;
    case "call":
      return `${tree.name}(${tree.items.map(printTree).join(", ")})`;
    case "negative":
      return `-${inside(tree.operand, 7)}`;
    case "not":
      return tree.operand.node === "in" && tree.operand.left.node === "subject"
        ? `not (${printTree(tree.operand)})`
        : `not ${inside(tree.operand, 3)}`;
    case "binary":
      return printBinary(tree);
    case "in":
      return `${inside(tree.left, 4)} ${tree.negated ? "not in" : "in"} ${printMembers(tree.members)}`.trimStart();
    case "subject":
      return "";
  }
}

function printBinary({ operator, left, right }: Tree & { node: "binary" }): string {
  const level = tightness({ node: "binary", operator, left, right, span: left.span });
  if (level === 3) return `${inside(left, 4)} ${operator} ${inside(right, 4)}`.trimStart();
  const sameRow = left.node === "binary" && tightness(left) === level && joins(operator, left);
  return `${sameRow ? printTree(left) : inside(left, level + 1)} ${operator} ${inside(right, level + 1)}`;
}

/** May the left operand stand in the same row without brackets? `and` not with `or`, and only one `/` in a product. */
function joins(operator: string, left: Tree & { node: "binary" }): boolean {
  if (operator === "and" || operator === "or") return left.operator === operator;
  if (operator !== "/") return true;
  for (let tree: Tree = left; tree.node === "binary" && tightness(tree) === 5; tree = tree.left) {
    if (tree.operator === "/") return false;
  }
  return true;
}

const inside = (tree: Tree, level: number): string =>
  tightness(tree) >= level ? printTree(tree) : `(${printTree(tree)})`;

function printMembers(members: Members): string {
  if (members.form === "list") return `(${members.items.map((item) => inside(item, 4)).join(", ")})`;
  const { low, high, lowClosed, highClosed } = members;
  return `${lowClosed ? "[" : "("}${inside(low, 4)} .. ${inside(high, 4)}${highClosed ? "]" : ")"}`;
}

/** A literal; `1.125` gets a zero, for three decimals could be read as grouping and are refused. */
function written(value: Fraction): string {
  const text = toExactDecimal(value, 60) ?? "";
  return /^[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text;
}
