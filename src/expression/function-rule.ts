import type { Checker } from "./check.ts";
import type { Expression } from "./expression.ts";
import { common, describeKind, isQuantity, type Kind, WANTED } from "./kind.ts";
import type { Tree } from "./tree.ts";

/** A call as it was written. */
export type Call = Tree & { readonly node: "call" };
/** How many arguments a function takes, and how a call of it is checked. */
export interface Rule {
  readonly least: number;
  readonly most: number;
  readonly check: (checker: Checker, call: Call) => Expression | undefined;
}

/** Checks every item and that it fits `fits`; undefined when one does not. */
export function items(
  checker: Checker,
  trees: readonly Tree[],
  fits: (kind: Kind) => boolean,
  wanted: keyof typeof WANTED,
): Expression[] | undefined {
  const checked: Expression[] = [];
  for (const tree of trees) {
    const item = checker.check(tree);
    if (item === undefined) continue;
    if (fits(item.kind)) checked.push(item);
    else
      checker.fault("expression/wrong-argument", tree.span, { seen: describeKind(item.kind), wanted: WANTED[wanted] });
  }
  return checked.length === trees.length ? checked : undefined;
}

export const quantities = (checker: Checker, trees: readonly Tree[]): Expression[] | undefined =>
  items(checker, trees, isQuantity, "quantity");
export const dates = (checker: Checker, trees: readonly Tree[]): Expression[] | undefined =>
  items(checker, trees, (kind) => kind.is === "date", "date");

/** The one kind that all items fit; a fault and undefined when they must not meet. */
export function commonKind(checker: Checker, call: Call, checked: readonly Expression[]): Kind | undefined {
  let kind: Kind | undefined = checked[0]?.kind;
  for (const item of checked.slice(1)) {
    const next: Kind | undefined = kind && common(kind, item.kind);
    if (next === undefined && kind !== undefined) {
      checker.fault("expression/kinds-differ", call.span, {
        operator: call.name,
        left: describeKind(kind),
        right: describeKind(item.kind),
      });
      return undefined;
    }
    kind = next;
  }
  return kind;
}

/** A whole number written in the call itself, such as the periods of `previous(x, 2)`. */
export function constant(checker: Checker, tree: Tree | undefined, least: number, most: number): number | undefined {
  if (tree === undefined) return undefined;
  if (tree.node === "number" && tree.value.d === 1n && tree.value.n >= least && tree.value.n <= most) {
    return Number(tree.value.n);
  }
  return checker.fault("expression/needs-whole-number", tree.span, { least, most });
}
