import { add, divide, fraction, multiply, subtract } from "../exact/fraction.ts";
import { nearest } from "../problem.ts";
import { apply, type Expression, type Operation } from "./expression.ts";
import type { Fault, Span } from "./fault.ts";
import { checkCall } from "./functions.ts";
import { BOOLEAN, combineUnits, common, DATE, describeKind, isQuantity, type Kind, SHARE, WANTED } from "./kind.ts";
import type { Scope } from "./scope.ts";
import type { Members, Tree } from "./tree.ts";

type Faulty = { readonly expression?: never; readonly faults: readonly Fault[] };

/** The checked expression, or all its faults. */
export type Checked = { readonly expression: Expression; readonly faults?: never } | Faulty;

/** Resolves every name and checks every kind. `wanted` is what the place asks for: a condition, a quantity, or either. */
export function checkTree(tree: Tree, scope: Scope, wanted: "condition" | "quantity" | "either"): Checked {
  const checker = new Checker(scope);
  const expression = checker.check(tree);
  if (expression !== undefined && wanted !== "either") {
    const fits = wanted === "condition" ? expression.kind.is === "boolean" : isQuantity(expression.kind);
    if (!fits)
      checker.fault("expression/wrong-result", tree.span, {
        seen: describeKind(expression.kind),
        wanted: WANTED[wanted],
      });
  }
  if (expression !== undefined && expandedSize(expression) > MOST_EXPANDED) {
    checker.fault("expression/too-long", tree.span);
  }
  return expression === undefined || checker.faults.length > 0 ? { faults: checker.faults } : { expression };
}

/** So many nodes may an expression have once its earlier periods are spelled out. */
const MOST_EXPANDED = 20_000;

/** The nodes of an expression, those that stand in several places counted in each; parts are measured once. */
function expandedSize(expression: Expression, known: Map<Expression, number> = new Map()): number {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const inner = expression.op === "apply" ? expression.items : expression.op === "earlier" ? [expression.item] : [];
  const size = inner.reduce((sum, item) => sum + expandedSize(item, known), 1);
  known.set(expression, size);
  return size;
}

/** Walks a tree once and gathers faults; a faulty part is `undefined` and silences what is built on it. */
export class Checker {
  readonly faults: Fault[] = [];
  readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  fault(code: Fault["code"], span: Span, args: Fault["args"] = {}): undefined {
    this.faults.push({ code, span, args });
    return undefined;
  }

  check(tree: Tree): Expression | undefined {
    switch (tree.node) {
      case "number":
        return { op: "constant", value: tree.value, kind: { is: "literal", fitsShare: tree.value.n === 0n } };
      case "percent":
        return { op: "constant", value: tree.value, kind: SHARE };
      case "date":
        return { op: "constant", value: fraction(BigInt(tree.day)), kind: DATE };
      case "truth":
        return { op: "truth", value: tree.value, kind: BOOLEAN };
      case "text":
        return this.fault("expression/text-alone", tree.span, { seen: tree.text });
      case "name":
        return this.#name(tree.name, tree.span);
      case "subject":
        return this.scope.subject === undefined ? undefined : { op: "subject", kind: this.scope.subject };
      case "negative":
        return this.#negative(tree.operand);
      case "not":
        return this.condition(tree.operand, (item) => apply("not", BOOLEAN, item));
      case "call":
        return checkCall(this, tree);
      case "in":
        return this.#in(tree);
      case "binary":
        return this.#binary(tree);
    }
  }

  /** Checks a tree that must be a condition. */
  condition(tree: Tree, build: (item: Expression) => Expression): Expression | undefined {
    const item = this.check(tree);
    if (item === undefined) return undefined;
    if (item.kind.is !== "boolean") {
      return this.fault("expression/wrong-result", tree.span, {
        seen: describeKind(item.kind),
        wanted: WANTED.condition,
      });
    }
    return build(item);
  }

  #name(name: string, span: Span): Expression | undefined {
    const found = this.scope.name(name);
    if (found === "text") return this.fault("expression/text-decides-nothing", span, { seen: name });
    if (found !== undefined) return found;
    const suggestion = nearest(name, this.scope.names());
    if (suggestion === undefined) return this.fault("expression/unknown-name", span, { seen: name });
    return this.fault("expression/unknown-name-like", span, { seen: name, suggestion });
  }

  #negative(operand: Tree): Expression | undefined {
    const item = this.check(operand);
    if (item === undefined) return undefined;
    if (!isQuantity(item.kind)) return this.#kinds("-", operand.span, item.kind);
    if (item.op === "constant") return { ...item, value: { n: -item.value.n, d: item.value.d } };
    return apply("negate", item.kind, item);
  }

  #kinds(operator: string, span: Span, a: Kind, b?: Kind): undefined {
    const right = b === undefined ? {} : { right: describeKind(b) };
    const code = b === undefined ? "expression/wrong-kind" : "expression/kinds-differ";
    return this.fault(code, span, { operator, left: describeKind(a), ...right });
  }

  #binary(tree: Tree & { node: "binary" }): Expression | undefined {
    const { operator } = tree;
    if (operator === "and" || operator === "or") {
      const left = this.condition(tree.left, (item) => item);
      const right = this.condition(tree.right, (item) => item);
      return left && right && apply(operator, BOOLEAN, left, right);
    }
    if (operator === "+" || operator === "-" || operator === "×" || operator === "/")
      return this.#arithmetic(tree, operator);
    return this.#compare(tree.left, tree.right, operator, tree.span);
  }

  #arithmetic(tree: Tree & { node: "binary" }, operator: "+" | "-" | "×" | "/"): Expression | undefined {
    const left = this.check(tree.left);
    const right = this.check(tree.right);
    if (left === undefined || right === undefined) return undefined;
    if (!isQuantity(left.kind) || !isQuantity(right.kind))
      return this.#kinds(operator, tree.span, left.kind, right.kind);
    if (operator === "+" || operator === "-") {
      const kind = common(left.kind, right.kind);
      return kind === undefined
        ? this.#kinds(operator, tree.span, left.kind, right.kind)
        : folded(operator, kind, left, right);
    }
    if (operator === "/" && right.op === "constant" && right.value.n === 0n) {
      return this.fault("expression/divides-by-zero", tree.right.span);
    }
    return folded(
      operator,
      operator === "×" ? product(left.kind, right.kind) : quotient(left.kind, right.kind),
      left,
      right,
    );
  }

  /** Two operands of which one may be a text that names a value of the other's choice. */
  #pair(left: Tree, right: Tree, span: Span, operator: string): [Expression, Expression] | undefined {
    if (left.node === "text" && right.node !== "text") {
      const pair = this.#pair(right, left, span, operator);
      return pair && [pair[1], pair[0]];
    }
    const a = this.check(left);
    if (a === undefined) {
      if (right.node !== "text") this.check(right);
      return undefined;
    }
    if (right.node === "text" && a.kind.is === "choice") {
      const index = a.kind.values.indexOf(right.text);
      if (index >= 0) return [a, { op: "constant", kind: a.kind, value: fraction(BigInt(index)) }];
      return this.fault("expression/undeclared-choice", right.span, {
        seen: right.text,
        values: a.kind.values.join(", "),
      });
    }
    const b = this.check(right);
    if (b === undefined) return undefined;
    return common(a.kind, b.kind) === undefined ? this.#kinds(operator, span, a.kind, b.kind) : [a, b];
  }

  #compare(left: Tree, right: Tree, operator: Operation, span: Span): Expression | undefined {
    const pair = this.#pair(left, right, span, operator);
    if (pair === undefined) return undefined;
    const ordered = operator !== "=" && operator !== "≠";
    const { kind } = pair[0];
    if (ordered && (kind.is === "boolean" || kind.is === "choice"))
      return this.#kinds(operator, span, kind, pair[1].kind);
    if (operator === "≠") return apply("not", BOOLEAN, apply("=", BOOLEAN, ...pair));
    return apply(operator, BOOLEAN, ...pair);
  }

  #in(tree: Tree & { node: "in" }): Expression | undefined {
    const inside = this.#inside(tree.left, tree.members, tree.span);
    return inside && (tree.negated ? apply("not", BOOLEAN, inside) : inside);
  }

  #inside(left: Tree, members: Members, span: Span): Expression | undefined {
    if (members.form === "interval") {
      const low = this.#compare(left, members.low, members.lowClosed ? "≥" : ">", span);
      const high = low && this.#compare(left, members.high, members.highClosed ? "≤" : "<", span);
      return low && high && apply("within", BOOLEAN, low, high);
    }
    const items: Expression[] = [];
    for (const item of members.items) {
      const one = this.#compare(left, item, "=", item.span);
      if (one === undefined) return undefined;
      items.push(one);
    }
    const [first] = items;
    return items.length === 1 ? first : apply("one_of", BOOLEAN, ...items);
  }
}

const EXACT = { "+": add, "-": subtract, "×": multiply, "/": divide } as const;

/** Arithmetic of two constants is done here, once. */
function folded(operator: keyof typeof EXACT, kind: Kind, left: Expression, right: Expression): Expression {
  if (left.op !== "constant" || right.op !== "constant") return apply(operator, kind, left, right);
  return { op: "constant", kind, value: EXACT[operator](left.value, right.value) };
}

function product(a: Kind, b: Kind): Kind {
  if (a.is === "number" && b.is === "number") return { is: "number", unit: combineUnits(a.unit, b.unit, 1) };
  if (a.is === "number") return a;
  if (b.is === "number") return b;
  if (a.is === "share" || b.is === "share") return SHARE;
  return { is: "literal", fitsShare: false };
}

function quotient(a: Kind, b: Kind): Kind {
  if (b.is === "literal") return a.is === "literal" ? { is: "literal", fitsShare: true } : a;
  if (a.is === "share" && b.is === "share") return SHARE;
  const over = a.is === "number" ? a.unit : {};
  const unit = combineUnits(over, b.is === "number" ? b.unit : {}, -1);
  const alike = a.is === "number" && b.is === "number" && Object.keys(unit).length === 0;
  return alike ? SHARE : { is: "number", unit };
}
