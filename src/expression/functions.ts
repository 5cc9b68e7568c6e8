import { fraction } from "../exact/fraction.ts";
import { nearest } from "../problem.ts";
import type { Checker } from "./check.ts";
import { apply, type Expression, type Operation, type OutcomeName } from "./expression.ts";
import { BOOLEAN, common, describeKind, isQuantity, type Kind, PLAIN } from "./kind.ts";
import type { Tree } from "./tree.ts";

type Call = Tree & { readonly node: "call" };
interface Rule {
  readonly least: number;
  readonly most: number;
  readonly check: (checker: Checker, call: Call) => Expression | undefined;
}

const MOST_ITEMS = 100;
const MOST_PERIODS = 50;
const MOST_DIGITS_KEPT = 12;

/** Checks every item and that it fits `fits`; undefined when one does not. */
function items(checker: Checker, trees: readonly Tree[], fits: (kind: Kind) => boolean, wanted: string) {
  const checked: Expression[] = [];
  for (const tree of trees) {
    const item = checker.check(tree);
    if (item === undefined) continue;
    if (fits(item.kind)) checked.push(item);
    else checker.fault("expression/wrong-argument", tree.span, { seen: describeKind(item.kind), wanted });
  }
  return checked.length === trees.length ? checked : undefined;
}

const quantities = (checker: Checker, trees: readonly Tree[]) => items(checker, trees, isQuantity, "number, share");
const dates = (checker: Checker, trees: readonly Tree[]) => items(checker, trees, (kind) => kind.is === "date", "date");

/** The one kind that all items fit; a fault and undefined when they must not meet. */
function commonKind(checker: Checker, call: Call, checked: readonly Expression[]): Kind | undefined {
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
function constant(checker: Checker, tree: Tree | undefined, least: number, most: number): number | undefined {
  if (tree === undefined) return undefined;
  if (tree.node === "number" && tree.value.d === 1n && tree.value.n >= least && tree.value.n <= most) {
    return Number(tree.value.n);
  }
  return checker.fault("expression/needs-whole-number", tree.span, { least, most });
}

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

const between = (operation: Operation): Rule => ({
  least: 2,
  most: 2,
  check: (checker, call) => {
    const checked = dates(checker, call.items);
    return checked && apply(operation, PLAIN, ...checked);
  },
});

const adding = (operation: Operation): Rule => ({
  least: 2,
  most: 2,
  check: (checker, call) => {
    const [date] = dates(checker, call.items.slice(0, 1)) ?? [];
    const fits = (kind: Kind) => kind.is === "number" || kind.is === "literal";
    const [amount] = items(checker, call.items.slice(1), fits, "number") ?? [];
    return date && amount && apply(operation, date.kind, date, amount);
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
    return { op: "field", field: tree.name, aspect: side, kind };
  },
});

/** The item now and in the periods before it, as many as asked for. */
function overPeriods(checker: Checker, call: Call, wanted: "condition" | "quantity"): Expression[] | undefined {
  if (!checker.scope.earlier) return checker.fault("expression/no-calendar", call.nameSpan, { seen: call.name });
  const periods = constant(checker, call.items[0], 1, MOST_PERIODS);
  const fits = (kind: Kind) => (wanted === "condition" ? kind.is === "boolean" : isQuantity(kind));
  const [item] = items(checker, call.items.slice(1), fits, wanted) ?? [];
  if (item === undefined || periods === undefined) return undefined;
  const earlier = (back: number): Expression =>
    back === 0 ? item : { op: "earlier", periods: back, item, kind: item.kind };
  return Array.from({ length: periods }, (_, back) => earlier(back));
}

const eachPeriod = (operation: "and" | "sum" | "mean"): Rule => ({
  least: 2,
  most: 2,
  check: (checker, call) => {
    const all = overPeriods(checker, call, operation === "and" ? "condition" : "quantity");
    return all?.[0] && apply(operation, all[0].kind, ...all);
  },
});

const previous: Rule = {
  least: 1,
  most: 2,
  check: (checker, call) => {
    if (!checker.scope.earlier) return checker.fault("expression/no-calendar", call.nameSpan, { seen: call.name });
    const [tree, count] = call.items;
    const item = tree && checker.check(tree);
    const periods = count === undefined ? 1 : constant(checker, count, 1, MOST_PERIODS);
    if (item === undefined || periods === undefined) return undefined;
    return { op: "earlier", periods, item, kind: item.kind };
  },
};

const conditional: Rule = {
  least: 3,
  most: 3,
  check: (checker, call) => {
    const [test, ...branches] = call.items as [Tree, ...Tree[]];
    const condition = checker.condition(test, (item) => item);
    const checked = items(checker, branches, () => true, "number");
    const kind = checked && commonKind(checker, call, checked);
    return condition && checked && kind && apply("if", kind, condition, ...checked);
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

const outcomeOf = (name: OutcomeName, kind: Kind): Rule => ({
  least: 1,
  most: 1,
  check: (checker, call) => outcome(checker, call, name, kind, "nodes"),
});

const outcomeCount = (name: OutcomeName): Rule => ({
  least: 0,
  most: 1,
  check: (checker, call) => outcome(checker, call, name, PLAIN, "tags"),
});

function outcome(checker: Checker, call: Call, name: OutcomeName, kind: Kind, among: "nodes" | "tags") {
  const { outcome: known } = checker.scope;
  if (known === undefined) return checker.fault("expression/levels-only", call.nameSpan, { seen: call.name });
  const [tree] = call.items;
  if (tree === undefined) return { op: "outcome", name, of: "", kind } as const;
  if (tree.node !== "text") return checker.fault("expression/needs-quoted-id", tree.span);
  if (!known[among].has(tree.text)) {
    const suggestion = nearest(tree.text, known[among]) ?? [...known[among]].slice(0, 8).join(", ");
    return checker.fault("expression/unknown-id", tree.span, { seen: tree.text, suggestion });
  }
  return { op: "outcome", name, of: tree.text, kind } as const;
}

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
  ["previous", previous],
  ["each_year", eachPeriod("and")],
  ["sum_years", eachPeriod("sum")],
  ["mean_years", eachPeriod("mean")],
  ["years_between", between("years_between")],
  ["months_between", between("months_between")],
  ["days_between", between("days_between")],
  ["add_years", adding("add_years")],
  ["add_days", adding("add_days")],
  ["met", outcomeOf("met", BOOLEAN)],
  ["points", outcomeOf("points", PLAIN)],
  ["max_points", outcomeOf("max_points", PLAIN)],
  ["criteria_met", outcomeCount("criteria_met")],
  ["criteria_failed", outcomeCount("criteria_failed")],
  ["criteria_applicable", outcomeCount("criteria_applicable")],
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
