import { Composer, CST, type Document, isScalar, Lexer, LineCounter, type Node, Parser, visit } from "yaml";
import { type Argument, type Position, type Problem, type ProblemCode, problem } from "../problem.ts";
import type { YamlSource } from "./yaml-source.ts";

/** The bound on every YAML file. */
export const MOST_YAML_BYTES = 512_000;
const MOST_NODES = 20_000;
const MOST_NESTING = 40;
const MOST_INDENTATION = 200;
/** A node takes at most four tokens: itself, its indicator, a colon or comma, and the marker before a scalar. */
const MOST_TOKENS = 4 * MOST_NODES;
const MOST_PROBLEMS = 100;
/** Tokens that the lexer puts in beside the text. */
const isMarker = (type: CST.TokenType | null): boolean =>
  type === "scalar" || type === "doc-mode" || type === "flow-error-end";

/** Follows how deep flow collections and indicators on one line are nested. */
class Nesting {
  #depth = 0;
  #onLine = 0;

  tooDeep(type: CST.TokenType, token: string): boolean {
    switch (type) {
      case "space":
        return this.#onLine === 0 && token.length > MOST_INDENTATION;
      case "newline":
        this.#onLine = 0;
        return false;
      case "flow-map-start":
      case "flow-seq-start":
        return ++this.#depth > MOST_NESTING;
      case "flow-map-end":
      case "flow-seq-end":
        this.#depth--;
        return false;
      case "seq-item-ind":
      case "explicit-key-ind":
        return ++this.#onLine > MOST_NESTING;
      case "map-value-ind":
        return this.#depth === 0 && ++this.#onLine > MOST_NESTING;
      default:
        return false;
    }
  }
}

/** The syntax tree of a file that was cut into tokens before. */
function parsed(tokens: readonly string[]): CST.Token[] {
  const parser = new Parser();
  const trees: CST.Token[] = [];
  tokens.forEach((token) => {
    for (const tree of parser.next(token)) trees.push(tree);
  });
  trees.push(...parser.end());
  return trees;
}

/** A YAML file read safely: every scalar is its source text, and every place can be named. */
export class YamlFile implements YamlSource {
  readonly name: string;
  /** the text after normalisation; positions count in it */
  readonly text: string;
  readonly problems: Problem[] = [];
  readonly root: Node | undefined;
  /** where things with an id begin, by family and id: `node TC1` */
  readonly places: Map<string, number> = new Map();
  readonly #lines = new LineCounter();

  /** @param name the file's name as messages show it */
  constructor(name: string, text: string) {
    this.name = name;
    this.text = text
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n")
      .normalize("NFC");
    const tokens = this.#tokensWithinBounds();
    this.root = tokens === undefined ? undefined : this.#composed(tokens);
  }

  /** Reports a problem at an offset of the text. */
  report(code: ProblemCode, offset: number, args: Readonly<Record<string, Argument>> = {}): undefined {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push(problem(code, args, this.position(offset)));
    else if (this.problems.length === MOST_PROBLEMS)
      this.problems.push(problem("yaml/too-many-problems", {}, { file: this.name }));
    return undefined;
  }

  /** Reports a problem where a node begins. */
  reportAt(code: ProblemCode, node: Node, args: Readonly<Record<string, Argument>> = {}): undefined {
    return this.report(code, node.range?.[0] ?? 0, args);
  }

  /** Line and column, counted from 1, with the line's text. */
  position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    const start = this.#lines.lineStarts[line - 1] ?? 0;
    const end = this.text.indexOf("\n", start);
    const source = this.text.slice(start, end < 0 ? undefined : end).slice(0, 400);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1), source };
  }

  /** The lexer's tokens; size, nesting and number of nodes are counted on them before anything is built. */
  #tokensWithinBounds(): string[] | undefined {
    this.#countLines();
    if (this.text.length > MOST_YAML_BYTES || new TextEncoder().encode(this.text).length > MOST_YAML_BYTES) {
      return this.report("yaml/too-large", 0, { most: MOST_YAML_BYTES });
    }
    const nesting = new Nesting();
    const tokens: string[] = [];
    let counted = 0;
    let offset = 0;
    for (const token of new Lexer().lex(this.text)) {
      const type = token === " " ? "space" : CST.tokenType(token);
      if (type === "tag") this.report(token === "!=" ? "yaml/not-equal" : "yaml/tag", offset, { seen: token });
      if (type === "directive-line") this.report("yaml/directive", offset);
      // Text has no type.
      if (type !== null && nesting.tooDeep(type, token))
        return this.report("yaml/too-deep", offset, { most: MOST_NESTING });
      if (type !== "space" && type !== "newline" && type !== "comment" && ++counted > MOST_TOKENS)
        return this.report("yaml/too-many-nodes", offset, { most: MOST_NODES });
      if (!isMarker(type)) offset += token.length;
      tokens.push(token);
    }
    return tokens;
  }

  #countLines(): void {
    this.#lines.addNewLine(0);
    for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1))
      this.#lines.addNewLine(at + 1);
  }

  #composed(tokens: readonly string[]): Node | undefined {
    const hard = /^[ \t]*\u00a0/m.exec(this.text);
    if (hard) return this.report("yaml/hard-space", hard.index + hard[0].length - 1);
    const composer = new Composer({ schema: "failsafe", uniqueKeys: false, merge: false });
    const [document, second] = composer.compose(parsed(tokens), true, this.text.length);
    if (document === undefined) return this.report("yaml/empty", 0);
    for (const fault of [...document.errors, ...document.warnings]) this.#syntax(fault.pos[0], fault.message);
    if (second?.range) this.report("yaml/several-documents", second.range[0]);
    if (this.problems.length > 0) return undefined;
    this.#refuseCleverness(document);
    if (document.contents === null) return this.report("yaml/empty", 0);
    return this.problems.length > 0 ? undefined : (document.contents as Node);
  }

  /** A fault that the library found, in our words where it is a common one; one for each line, the rest follows from it. */
  #syntax(offset: number, message: string): void {
    const { source = "", line } = this.position(offset);
    if (this.problems.some(({ at }) => at?.line === line)) return;
    const seen = source.trim();
    if (/^[^"']*?[:-]\s+[>|]/.test(source) && /block scalar|YAML token/i.test(message)) {
      this.report("yaml/looks-like-block", offset, { seen });
    } else if (/Nested mappings are not allowed/i.test(message)) this.report("yaml/colon-in-text", offset, { seen });
    else this.report("yaml/syntax", offset, { detail: message.split("\n")[0] ?? "" });
  }

  /** Anchors, aliases, merge keys: nobody needs them, and each can hide something. */
  #refuseCleverness(document: Document): void {
    visit(document, {
      Alias: (_, node) => this.reportAt("yaml/alias", node),
      Node: (_, node) => {
        if ("anchor" in node && node.anchor) this.reportAt("yaml/alias", node);
        return undefined;
      },
      Pair: (_, pair) => {
        const key = pair.key;
        if (isScalar(key) && key.value === "<<") this.reportAt("yaml/alias", key);
        if (key !== null && !isScalar(key)) this.reportAt("yaml/key", key as Node);
        return undefined;
      },
    });
  }
}
