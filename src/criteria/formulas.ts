import { isScalar, type Node, type Scalar } from "yaml";
import { checkTree } from "../expression/check.ts";
import type { CalendarName, Expression } from "../expression/expression.ts";
import type { Fault } from "../expression/fault.ts";
import { BOOLEAN, DATE, type Kind, numberOf, PLAIN, SHARE } from "../expression/kind.ts";
import { type Parsed, parseExpression, parseTest } from "../expression/parse.ts";
import { printTree } from "../expression/print.ts";
import { EMPTY_SCOPE, type Scope } from "../expression/scope.ts";
import { type Entries, scalarText } from "./entries.ts";
import type { Field, Formula, Parameter, PeriodRule, PointsTest } from "./model.ts";
import type { YamlSource } from "./yaml-source.ts";

const CALENDAR: ReadonlyMap<string, Kind> = new Map([
  ["as_of", DATE],
  ["period_start", DATE],
  ["period_end", DATE],
  ["year", PLAIN],
]);

/** Names that fields and parameters may not take. */
export const CALENDAR_NAMES: readonly string[] = [...CALENDAR.keys(), "score", "level"];

/** What a field or parameter of a type is, as a kind. */
export function kindOf(declared: Pick<Field, "type" | "unit"> & { readonly choices?: readonly string[] }): Kind {
  const unit = declared.unit?.vi ?? declared.unit?.en;
  switch (declared.type) {
    case "count":
    case "number":
      return numberOf(unit);
    case "percent":
    case "ratio":
      return SHARE;
    case "boolean":
      return BOOLEAN;
    case "date":
      return DATE;
    case "choice":
    case "text":
      return { is: "choice", values: declared.choices ?? [] };
  }
}

/** The names that expressions over ward data see. */
export function dataScope(
  fields: ReadonlyMap<string, Field>,
  parameters: ReadonlyMap<string, Parameter>,
  period: PeriodRule,
): Scope {
  return {
    subject: undefined,
    outcome: undefined,
    earlier: period.every !== "inspection",
    names: () => [...fields.keys(), ...parameters.keys(), ...CALENDAR.keys()],
    ratio: (name) => {
      const field = fields.get(name);
      return field?.type === "ratio" ? numberOf(field.unit?.vi ?? field.unit?.en) : undefined;
    },
    name: (name): Expression | "text" | undefined => {
      const field = fields.get(name);
      if (field?.type === "text") return "text";
      if (field !== undefined)
        return { op: "field", field: name, aspect: "value", declarable: field.notApplicable, kind: kindOf(field) };
      const parameter = parameters.get(name);
      if (parameter !== undefined) return { op: "parameter", parameter: name, kind: kindOf(parameter) };
      const kind = CALENDAR.get(name);
      return kind === undefined ? undefined : { op: "calendar", name: name as CalendarName, kind };
    },
  };
}

/** The same names, and what only a judged ward has: score, statuses, points. */
export function outcomeScope(data: Scope, nodes: ReadonlySet<string>, tags: ReadonlySet<string>): Scope {
  return {
    ...data,
    outcome: { nodes, tags },
    names: () => [...data.names(), "score"],
    name: (name) => (name === "score" ? { op: "outcome", name: "score", of: "", kind: PLAIN } : data.name(name)),
  };
}

/** No names at all: for shares of a group, which depend on nothing but how many are met. */
export const CONSTANT_SCOPE: Scope = { ...EMPTY_SCOPE, subject: SHARE };

interface CheckedFormula {
  readonly formula?: Formula;
  readonly faults: readonly Fault[];
}

/** Reads expressions out of a criteria file and reports their faults under the right character. */
export class Formulas {
  readonly file: YamlSource;
  readonly data: Scope;
  readonly outcome: Scope;

  constructor(file: YamlSource, data: Scope, outcome: Scope) {
    this.file = file;
    this.data = data;
    this.outcome = outcome;
  }

  /** An expression: a condition, a quantity, or either. */
  expression(
    entries: Entries,
    key: string,
    scope: Scope,
    wanted: "condition" | "quantity" | "either",
  ): Formula | undefined {
    const written = this.#written(entries, key);
    if (written === undefined) return undefined;
    return this.#finished(written, checkedFormula(parseExpression(written.text), scope, wanted));
  }

  /** A test on a value; when the value could not be read and its kind is unknown, only the faults of the test itself. */
  test(entries: Entries, key: string, scope: Scope, subject: Kind | undefined): Formula | undefined {
    const written = this.#written(entries, key);
    return written && this.#finished(written, checkedTest(written.text, { ...scope, subject }));
  }

  /** A test on points: a number tests the points, a share tests points over the maximum. */
  pointsTest(entries: Entries, key: string): PointsTest | undefined {
    const written = this.#written(entries, key);
    if (written === undefined) return undefined;
    const points = checkedTest(written.text, { ...this.data, subject: PLAIN });
    const share = checkedTest(written.text, { ...this.data, subject: SHARE });
    const asShare = points.formula === undefined && share.formula !== undefined;
    const formula = this.#finished(written, asShare ? share : points);
    return formula && { ...formula, of: asShare ? "share" : "points" };
  }

  #written(entries: Entries, key: string): { node: Scalar; text: string } | undefined {
    const node = entries.get(key);
    if (node === undefined) return undefined;
    if (isScalar(node) && (node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL")) {
      return this.file.reportAt("yaml/block-scalar", node, { key });
    }
    const text = scalarText(this.file, node);
    return text === undefined ? undefined : { node: node as Scalar, text };
  }

  #finished({ node, text }: { node: Scalar; text: string }, checked: CheckedFormula): Formula | undefined {
    if (checked.formula !== undefined) return checked.formula;
    for (const fault of checked.faults) this.file.report(fault.code, this.#offset(node, text, fault), fault.args);
    return undefined;
  }

  /** The place of a fault: exact when the scalar stands in the file as it is, else the scalar's beginning. */
  #offset(node: Node, text: string, { span }: Fault): number {
    const [start = 0, end = 0] = node.range ?? [];
    const at = this.file.text.indexOf(text, start);
    return at >= start && at + text.length <= end ? at + span.start : start;
  }
}

function checkedTest(text: string, scope: Scope): CheckedFormula {
  return checkedFormula(parseTest(text), scope, "condition");
}

/** A formula shows its text as the language writes it, with the signs of the law, however it was typed. */
function checkedFormula(
  { tree, fault }: Parsed,
  scope: Scope,
  wanted: "condition" | "quantity" | "either",
): CheckedFormula {
  if (fault !== undefined) return { faults: [fault] };
  const { expression, faults } = checkTree(tree, scope, wanted);
  return faults === undefined ? { formula: { text: printTree(tree), expression }, faults: [] } : { faults };
}
