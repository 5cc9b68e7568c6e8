import type { Checker } from "./check.ts";
import { apply, type Expression, type Operation, visitExpression } from "./expression.ts";
import { type Call, constant, dates, items, type Rule } from "./function-rule.ts";
import { isQuantity, type Kind, PLAIN } from "./kind.ts";

const MOST_PERIODS = 50;

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

/** Only fields have earlier periods; what became of a ward is known for the judged period alone. */
function hasOutcome(item: Expression): boolean {
  let found = false;
  visitExpression(item, ({ op }) => {
    if (op === "outcome") found = true;
  });
  return found;
}

/** The item now and in the periods before it, as many as asked for. */
function overPeriods(checker: Checker, call: Call, wanted: "condition" | "quantity"): Expression[] | undefined {
  if (!checker.scope.earlier) return checker.fault("expression/no-calendar", call.nameSpan, { seen: call.name });
  const periods = constant(checker, call.items[0], 1, MOST_PERIODS);
  const fits = (kind: Kind) => (wanted === "condition" ? kind.is === "boolean" : isQuantity(kind));
  const [item] = items(checker, call.items.slice(1), fits, wanted) ?? [];
  if (item === undefined || periods === undefined) return undefined;
  if (hasOutcome(item)) return checker.fault("expression/only-fields-move", call.nameSpan, { seen: call.name });
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
    if (hasOutcome(item)) return checker.fault("expression/only-fields-move", call.nameSpan, { seen: call.name });
    return { op: "earlier", periods, item, kind: item.kind };
  },
};

/** Functions over dates and over earlier periods. */
export const TIME_FUNCTIONS: readonly (readonly [string, Rule])[] = [
  ["previous", previous],
  ["each_year", eachPeriod("and")],
  ["sum_years", eachPeriod("sum")],
  ["mean_years", eachPeriod("mean")],
  ["years_between", between("years_between")],
  ["months_between", between("months_between")],
  ["days_between", between("days_between")],
  ["add_years", adding("add_years")],
  ["add_days", adding("add_days")],
];
