import type { Text } from "../text.ts";
import { SyntaxFault } from "./fault.ts";
import { type Token, tokenize } from "./tokens.ts";
import type { Tree } from "./tree.ts";

const MOST_NODES = 1000;
const MOST_DEPTH = 50;
export const KEYWORDS: ReadonlySet<string> = new Set(["and", "or", "not", "in", "true", "false"]);

/** Walks the tokens of an expression and counts what is made of them. */
export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #nodes = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  get token(): Token {
    return this.#tokens[this.#next] as Token;
  }

  /** Is the next token this symbol or keyword? */
  is(word: string): boolean {
    const token = this.token;
    return (token.type === "symbol" || (token.type === "name" && KEYWORDS.has(word))) && token.text === word;
  }

  /** Passes the next token if it is this one. */
  take(word: string): boolean {
    if (!this.is(word)) return false;
    this.#next++;
    return true;
  }

  /** Passes the next token, which must be this one. */
  expect(word: string): Token {
    if (!this.is(word)) throw this.unexpected(word);
    return this.#tokens[this.#next++] as Token;
  }

  /** The fault that the next token is not what is expected here. */
  unexpected(expected: string | Text): SyntaxFault {
    const token = this.token;
    if (token.type === "end") return new SyntaxFault("expression/ends-early", token.span, { expected });
    const seen = this.#text.slice(token.span.start, token.span.end);
    return new SyntaxFault("expression/unexpected", token.span, { seen, expected });
  }

  /** Counts a node; an expression may not have more than so many. */
  made(tree: Tree): Tree {
    if (++this.#nodes > MOST_NODES) throw new SyntaxFault("expression/too-long", tree.span);
    return tree;
  }

  /** Parses one level deeper. */
  deeper(parse: () => Tree): Tree {
    if (this.#depth++ > MOST_DEPTH) throw new SyntaxFault("expression/too-deep", this.token.span);
    const tree = parse();
    this.#depth--;
    return tree;
  }

  /** Passes the next token, whatever it is. */
  skip(): void {
    this.#next++;
  }

  /** Is the token after the next this keyword? */
  following(word: string): boolean {
    const token = this.#tokens[this.#next + 1];
    return token?.type === "name" && token.text === word;
  }
}
