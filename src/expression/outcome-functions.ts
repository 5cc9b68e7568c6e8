import { nearest } from "../problem.ts";
import type { Checker } from "./check.ts";
import type { OutcomeName } from "./expression.ts";
import type { Call, Rule } from "./function-rule.ts";
import { BOOLEAN, type Kind, PLAIN } from "./kind.ts";

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
    const suggestion = nearest(tree.text, known[among]) ?? ([...known[among]].slice(0, 8).join(", ") || "–");
    return checker.fault("expression/unknown-id", tree.span, { seen: tree.text, suggestion });
  }
  return { op: "outcome", name, of: tree.text, kind } as const;
}

/** Functions of what only a judged ward has. */
export const OUTCOME_FUNCTIONS: readonly (readonly [string, Rule])[] = [
  ["met", outcomeOf("met", BOOLEAN)],
  ["points", outcomeOf("points", PLAIN)],
  ["max_points", outcomeOf("max_points", PLAIN)],
  ["criteria_met", outcomeCount("criteria_met")],
  ["criteria_failed", outcomeCount("criteria_failed")],
  ["criteria_applicable", outcomeCount("criteria_applicable")],
];
