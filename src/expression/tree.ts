import type { Fraction } from "../exact/fraction.ts";
import type { Span } from "./fault.ts";

export type Comparison = "=" | "≠" | "<" | "≤" | ">" | "≥";
export type BinaryOperator = "and" | "or" | "+" | "-" | "×" | "/" | Comparison;

/** The members of `in`: a list, or an interval with open or closed ends. */
export type Members =
  | { readonly form: "list"; readonly items: readonly Tree[] }
  | {
      readonly form: "interval";
      readonly low: Tree;
      readonly high: Tree;
      readonly lowClosed: boolean;
      readonly highClosed: boolean;
    };

/** An expression as it was written; names and kinds are not looked at yet. */
export type Tree = { readonly span: Span } & (
  | { readonly node: "number" | "percent"; readonly value: Fraction }
  | { readonly node: "date"; readonly day: number }
  | { readonly node: "text"; readonly text: string }
  | { readonly node: "truth"; readonly value: boolean }
  | { readonly node: "name"; readonly name: string }
  | { readonly node: "call"; readonly name: string; readonly nameSpan: Span; readonly items: readonly Tree[] }
  | { readonly node: "negative" | "not"; readonly operand: Tree }
  | { readonly node: "binary"; readonly operator: BinaryOperator; readonly left: Tree; readonly right: Tree }
  | { readonly node: "in"; readonly negated: boolean; readonly left: Tree; readonly members: Members }
  /** the value that a `require` tests, which is not written there */
  | { readonly node: "subject" }
);
