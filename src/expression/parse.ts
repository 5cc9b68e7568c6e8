import type { Text } from "../text.ts";
import { type Fault, type Span, SyntaxFault } from "./fault.ts";
import { KEYWORDS, TokenReader } from "./token-reader.ts";
import type { BinaryOperator, Comparison, Members, Tree } from "./tree.ts";

const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(["=", "≠", "<", "≤", ">", "≥"]);

/** A parsed text, or why it could not be parsed: one fault, for the first hides the rest. */
export type Parsed = { readonly tree: Tree; readonly fault?: never } | { readonly tree?: never; readonly fault: Fault };

/** Parses an expression: `value`, `applies_when`, `when`, `where`. The text is NFC. */
export const parseExpression = (text: string): Parsed => parsed(text, (parser) => parser.logic());

/** Parses a test on a value that is not written: `require: ≥ 90% and < 95%`. The text is NFC. */
export const parseTest = (text: string): Parsed => parsed(text, (parser) => parser.tests());

function parsed(text: string, start: (parser: Parser) => Tree): Parsed {
  try {
    const parser = new Parser(text);
    const tree = start(parser);
    parser.end();
    return { tree };
  } catch (error) {
    if (error instanceof SyntaxFault) return { fault: error.fault };
    throw error;
  }
}

/** Where a number or a name may begin. */
const OPERAND: Text = { vi: "một số, một tên hoặc (", en: "a number, a name or (" };

class Parser extends TokenReader {
  end(): void {
    if (this.token.type === "end") return;
    if (this.token.type === "symbol" && COMPARISONS.has(this.token.text)) {
      throw new SyntaxFault("expression/chained-comparison", this.token.span);
    }
    throw this.unexpected("and, or");
  }

  #binary(operator: BinaryOperator, left: Tree, right: Tree): Tree {
    return this.made({ node: "binary", operator, left, right, span: { start: left.span.start, end: right.span.end } });
  }

  /** a row of operands joined by `and` alone or by `or` alone */
  #joined(operand: () => Tree): Tree {
    let tree = operand();
    const operator = this.is("and") ? "and" : "or";
    while (this.take(operator)) tree = this.#binary(operator, tree, operand());
    if (this.is("and") || this.is("or")) throw new SyntaxFault("expression/mixed-logic", this.token.span);
    return tree;
  }

  logic(): Tree {
    return this.deeper(() => this.#joined(() => this.#negation()));
  }

  tests(): Tree {
    return this.deeper(() => this.#joined(() => this.#test()));
  }

  #test(): Tree {
    const start = this.token.span.start;
    if (this.is("not") && !this.following("in")) {
      this.skip();
      return this.#negated(start, this.#plainTest());
    }
    return this.#plainTest();
  }

  #plainTest(): Tree {
    const start = this.token.span.start;
    if (!this.take("(")) return this.#tested(start);
    const tree = this.tests();
    this.expect(")");
    return tree;
  }

  #tested(start: number): Tree {
    const subject: Tree = this.made({ node: "subject", span: { start, end: start } });
    const tree = this.#compared(subject);
    if (tree === subject) throw this.unexpected("=, ≠, <, ≤, >, ≥, in");
    return tree;
  }

  #negated(start: number, operand: Tree): Tree {
    return this.made({ node: "not", operand, span: { start, end: operand.span.end } });
  }

  #negation(): Tree {
    const start = this.token.span.start;
    if (this.take("not")) return this.#negated(start, this.#comparison());
    return this.#comparison();
  }

  #comparison(): Tree {
    const tree = this.#compared(this.#sum());
    if (this.token.type === "symbol" && COMPARISONS.has(this.token.text)) {
      throw new SyntaxFault("expression/chained-comparison", this.token.span);
    }
    return tree;
  }

  /** what may follow a left side: a comparison, `in`, or nothing */
  #compared(left: Tree): Tree {
    const token = this.token;
    if (token.type === "symbol" && COMPARISONS.has(token.text)) {
      this.skip();
      return this.#binary(token.text as Comparison, left, this.#sum());
    }
    const negated = this.is("not") && this.following("in");
    if (negated) this.skip();
    if (!this.take("in")) return left;
    const { members, end } = this.#members();
    return this.made({ node: "in", negated, left, members, span: { start: left.span.start, end } });
  }

  #members(): { members: Members; end: number } {
    const lowClosed = this.is("[");
    if (!this.take("[")) this.expect("(");
    const first = this.#sum();
    if (this.take("..")) {
      const high = this.#sum();
      const highClosed = this.is("]");
      const close = this.expect(highClosed ? "]" : ")");
      return { members: { form: "interval", low: first, high, lowClosed, highClosed }, end: close.span.end };
    }
    if (lowClosed) throw this.unexpected("..");
    const items = [first];
    while (this.take(",")) items.push(this.#sum());
    return { members: { form: "list", items }, end: this.expect(")").span.end };
  }

  #sum(): Tree {
    let tree = this.#product();
    for (;;) {
      if (this.take("+")) tree = this.#binary("+", tree, this.#product());
      else if (this.take("-")) tree = this.#binary("-", tree, this.#product());
      else return tree;
    }
  }

  #product(): Tree {
    let tree = this.#factor();
    let divided = false;
    for (;;) {
      if (this.take("×")) tree = this.#binary("×", tree, this.#factor());
      else if (this.is("/")) {
        if (divided) throw new SyntaxFault("expression/two-divisions", this.token.span);
        this.skip();
        divided = true;
        tree = this.#binary("/", tree, this.#factor());
      } else return tree;
    }
  }

  #factor(): Tree {
    const start = this.token.span.start;
    if (!this.take("-")) return this.#primary();
    const operand = this.#primary();
    return this.made({ node: "negative", operand, span: { start, end: operand.span.end } });
  }

  #primary(): Tree {
    const token = this.token;
    const { span } = token;
    if (this.take("(")) {
      const tree = this.logic();
      this.expect(")");
      return tree;
    }
    const isTruth = token.type === "name" && (token.text === "true" || token.text === "false");
    const isKeyword = token.type === "name" && KEYWORDS.has(token.text) && !isTruth;
    if (token.type === "end" || token.type === "symbol" || isKeyword) throw this.unexpected(OPERAND);
    this.skip();
    if ("value" in token) return this.made({ node: token.type, value: token.value, span });
    if (token.type === "date") return this.made({ node: "date", day: token.day, span });
    if (token.type === "text") return this.made({ node: "text", text: token.text, span });
    if (token.text === "true" || token.text === "false")
      return this.made({ node: "truth", value: token.text === "true", span });
    return this.take("(") ? this.#call(token.text, span) : this.made({ node: "name", name: token.text, span });
  }

  #call(name: string, nameSpan: Span): Tree {
    const items: Tree[] = [];
    if (!this.is(")")) {
      do items.push(this.logic());
      while (this.take(","));
    }
    const close = this.expect(")");
    return this.made({ node: "call", name, nameSpan, items, span: { start: nameSpan.start, end: close.span.end } });
  }
}
