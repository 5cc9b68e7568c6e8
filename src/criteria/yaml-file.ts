import { CST, type Document, isScalar, Lexer, LineCounter, type Node, parseDocument, visit } from "yaml";
import { type Argument, type Position, type Problem, type ProblemCode, problem } from "../problem.ts";

const MOST_BYTES = 512_000;
const MOST_NODES = 20_000;
const MOST_NESTING = 40;
const MOST_INDENTATION = 200;

/** A YAML file read safely: every scalar is its source text, and every place can be named. */
export class YamlFile {
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
    this.root = this.#withinBounds() ? this.#composed() : undefined;
  }

  /** Reports a problem at an offset of the text. */
  report(code: ProblemCode, offset: number, args: Readonly<Record<string, Argument>> = {}): undefined {
    this.problems.push(problem(code, args, this.position(offset)));
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

  /** Size, nesting and number of nodes, counted on the lexer's tokens before anything is built. */
  #withinBounds(): boolean {
    this.#countLines();
    if (Buffer.byteLength(this.text) > MOST_BYTES) {
      this.report("yaml/too-large", 0, { most: MOST_BYTES });
      return false;
    }
    let nodes = 0;
    let depth = 0;
    let onLine = 0;
    let offset = 0;
    for (const token of new Lexer().lex(this.text)) {
      const type = CST.tokenType(token);
      if (type === "scalar" || type === "flow-map-start" || type === "flow-seq-start") nodes++;
      if (type === "flow-map-start" || type === "flow-seq-start") depth++;
      if (type === "flow-map-end" || type === "flow-seq-end") depth--;
      if (type === "newline") onLine = 0;
      if (type === "seq-item-ind" || type === "explicit-key-ind" || (type === "map-value-ind" && depth === 0)) onLine++;
      if (
        depth > MOST_NESTING ||
        onLine > MOST_NESTING ||
        (type === "space" && onLine === 0 && token.length > MOST_INDENTATION)
      ) {
        this.report("yaml/too-deep", offset, { most: MOST_NESTING });
        return false;
      }
      if (nodes > MOST_NODES) {
        this.report("yaml/too-many-nodes", offset, { most: MOST_NODES });
        return false;
      }
      if (token !== "\u0002" && token !== "\u001f" && token !== "\u0018") offset += token.length;
    }
    return true;
  }

  #countLines(): void {
    this.#lines.addNewLine(0);
    for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1))
      this.#lines.addNewLine(at + 1);
  }

  #composed(): Node | undefined {
    const hard = /^[ \t]*\u00a0/m.exec(this.text);
    if (hard) return this.report("yaml/hard-space", hard.index + hard[0].length - 1);
    const document = parseDocument(this.text, {
      schema: "failsafe",
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      logLevel: "silent",
    });
    for (const fault of [...document.errors, ...document.warnings]) this.#syntax(fault.pos[0], fault.message);
    if (this.problems.length > 0) return undefined;
    this.#refuseCleverness(document);
    if (document.contents === null) return this.report("yaml/empty", 0);
    return this.problems.length > 0 ? undefined : (document.contents as Node);
  }

  #syntax(offset: number, message: string): void {
    const { source = "", column = 1 } = this.position(offset);
    const block = /[:-]\s+([>|]=?)(?=\s*\S)/.exec(source);
    const isBlock = block !== null && column >= block.index && /block scalar/i.test(message);
    if (isBlock) this.report("yaml/looks-like-block", offset, { seen: source.trim() });
    else if (/multiple documents/i.test(message)) this.report("yaml/several-documents", offset);
    else this.report("yaml/syntax", offset, { detail: message.split("\n")[0] ?? "" });
  }

  /** Anchors, aliases, tags, directives, merge keys: nobody needs them, and each can hide something. */
  #refuseCleverness(document: Document): void {
    if (document.directives?.docStart === true && /^%/m.test(this.text)) this.report("yaml/directive", 0);
    visit(document, {
      Alias: (_, node) => this.reportAt("yaml/alias", node),
      Node: (_, node) => {
        if ("anchor" in node && node.anchor) this.reportAt("yaml/alias", node);
        if (node.tag !== undefined && !/^tag:yaml.org,2002:(str|map|seq)$/.test(node.tag))
          this.reportAt("yaml/tag", node, { seen: node.tag });
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
