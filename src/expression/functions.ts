import { fraction } from "../exact/fraction.ts";
import { nearest } from "../problem.ts";
import type { Checker } from "./check.ts";
import { apply, type Expression, type Operation, visitExpression } from "./expression.ts";
import { type Call, commonKind, constant, items, quantities, type Rule } from "./function-rule.ts";
import { type Kind, PLAIN } from "./kind.ts";
import { OUTCOME_FUNCTIONS } from "./outcome-functions.ts";
import { TIME_FUNCTIONS } from "./time-functions.ts";
import type { Tree } from "./tree.ts";

const MOST_ITEMS = 100;
const MOST_DIGITS_KEPT = 12;

const gathering = (operation: Operation): Rule => ({
  least: 1,
  most: MOST_ITEMS,
  check: (checker, call) => {
    const checked = quantities(checker, call.items);
    const kind = checked && commonKind(checker, call, checked);
    return checked && kind && apply(operation, kind, ...checked);
  },
});

const rounding = (operation: Operation): Rule => ({
  least: 1,
  most: 1,
  check: (checker, call) => {
    const [item] = items(checker, call.items, (kind) => kind.is === "number" || kind.is === "literal", "number") ?? [];
    return item && apply(operation, item.kind, item);
  },
});

const roundingTo = (share: boolean): Rule => ({
  least: 2,
  most: 2,
  check: (checker, call) => {
    const fits = (kind: Kind) => (share ? kind.is === "share" : kind.is === "number") || kind.is === "literal";
    const [item] = items(checker, call.items.slice(0, 1), fits, share ? "share" : "number") ?? [];
    const digits = constant(checker, call.items[1], 0, MOST_DIGITS_KEPT);
    if (item === undefined || digits === undefined) return undefined;
    const places: Expression = { op: "constant", kind: PLAIN, value: fraction(BigInt(share ? digits + 2 : digits)) };
    return apply("round", item.kind, item, places);
  },
});

const aspect = (side: "part" | "whole"): Rule => ({
  least: 1,
  most: 1,
  check: (checker, call) => {
    const [tree] = call.items;
    const kind = tree?.node === "name" ? checker.scope.ratio(tree.name) : undefined;
    if (kind === undefined || tree?.node !== "name")
      return checker.fault("expression/needs-ratio", call.span, { seen: call.name });
    const whole = checker.scope.name(tree.name);
    const declarable = typeof whole === "object" && whole.op === "field" && whole.declarable;
    return { op: "field", field: tree.name, aspect: side, declarable, kind };
  },
});

const conditional: Rule = {
  least: 3,
  most: 3,
  check: (checker, call) => {
    const [test, ...branches] = call.items as [Tree, ...Tree[]];
    const condition = checker.condition(test, (item) => item);
    const checked = items(checker, branches, () => true, "number");
    const kind = checked && commonKind(checker, call, checked);
    if (condition === undefined || checked === undefined || kind === undefined) return undefined;
    let declarable = false;
    visitExpression(condition, (inner) => {
      if (inner.op === "field" && inner.declarable) declarable = true;
    });
    return apply(declarable ? "if_strict" : "if", kind, condition, ...checked);
  },
};

const counting: Rule = {
  least: 1,
  most: MOST_ITEMS,
  check: (checker, call) => {
    const checked = items(checker, call.items, (kind) => kind.is === "boolean", "condition");
    return checked && apply("count_true", PLAIN, ...checked);
  },
};

const absolute: Rule = {
  least: 1,
  most: 1,
  check: (checker, call) => {
    const [item] = quantities(checker, call.items) ?? [];
    return item && apply("abs", item.kind, item);
  },
};

const FUNCTIONS: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ["min", gathering("min")],
  ["max", gathering("max")],
  ["sum", gathering("sum")],
  ["mean", gathering("mean")],
  ["abs", absolute],
  ["floor", rounding("floor")],
  ["ceil", rounding("ceil")],
  ["round", roundingTo(false)],
  ["round_percent", roundingTo(true)],
  ["if", conditional],
  ["count_true", counting],
  ["part", aspect("part")],
  ["whole", aspect("whole")],
  ...TIME_FUNCTIONS,
  ...OUTCOME_FUNCTIONS,
]);

/** Names that no field or parameter may bear. */
export const FUNCTION_NAMES: readonly string[] = [...FUNCTIONS.keys()];

/** Checks a function call: name, number of arguments, kinds. */
export function checkCall(checker: Checker, call: Call): Expression | undefined {
  const rule = FUNCTIONS.get(call.name);
  if (rule === undefined) {
    const suggestion = nearest(call.name, FUNCTIONS.keys()) ?? FUNCTION_NAMES.join(", ");
    return checker.fault("expression/unknown-function", call.nameSpan, { seen: call.name, suggestion });
  }
  const { length } = call.items;
  if (length < rule.least || length > rule.most) {
    const { least, most } = rule;
    return checker.fault("expression/argument-count", call.span, { name: call.name, seen: length, least, most });
  }
  return rule.check(checker, call);
}
