import { parseDay } from "../exact/day.ts";
import { parseDecimal, toFraction } from "../exact/decimal.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { type Span, SyntaxFault } from "./fault.ts";
import { nameAt } from "./names.ts";

export type Token = { readonly span: Span } & (
  | { readonly type: "number" | "percent"; readonly value: Fraction }
  | { readonly type: "date"; readonly day: number }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "name"; readonly text: string }
  | { readonly type: "symbol"; readonly text: string }
  | { readonly type: "end" }
);

/** The longest expression; more would pass the bound on nodes anyway. */
const LONGEST = 10_000;
/** Other spellings of an operator, as the tree knows it. */
const SPELLINGS: Readonly<Record<string, string>> = { "!=": "≠", "<=": "≤", ">=": "≥", "−": "-", "*": "×" };
const SYMBOL = /!=|<=|>=|\.\.|[=≠<≤>≥+\-−*×/(),[\]]/y;
const NUMBER = /(\d+)(?:\.(\d+))?/y;
const DATE = /\d{4}-\d{2}-\d{2}(?!\d)/y;
const PERCENT = /[ \u00a0]?%/y;
/** Spellings of other languages, each with the right one. */
const FOREIGN: readonly (readonly [RegExp, string, string])[] = [
  [/==+/y, "expression/other-spelling", "="],
  [/<>/y, "expression/other-spelling", "≠"],
  [/&&?/y, "expression/other-spelling", "and"],
  [/\|\|?/y, "expression/other-spelling", "or"],
  [/!(?!=)/y, "expression/other-spelling", "not"],
  [/[“”„«»‘’']/y, "expression/other-spelling", '"'],
  [/=<|⩽/y, "expression/other-spelling", "≤"],
  [/=>|⩾/y, "expression/other-spelling", "≥"],
  [/[–—]/y, "expression/other-spelling", "-"],
  [/÷|:/y, "expression/other-spelling", "/"],
];

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/**
 * Splits an expression into tokens; the last is `end`.
 * @throws SyntaxFault at the first thing that is no token, with the right spelling where one is known
 */
export function tokenize(text: string): Token[] {
  if (text.length > LONGEST) throw new SyntaxFault("expression/too-long", { start: 0, end: 1 });
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? "")) at++;
    else {
      const token = tokenAt(text, at);
      tokens.push(token);
      at = token.span.end;
    }
  }
  tokens.push({ type: "end", span: { start: text.length, end: text.length } });
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const date = match(DATE, text, at);
  if (date) return dateToken(date[0], at);
  if (/\d/.test(text[at] ?? "")) return numberToken(text, at);
  const name = nameAt(text, at);
  if (name !== undefined) return { type: "name", text: name, span: spanOf(at, name) };
  if (text[at] === '"') return textToken(text, at);
  for (const [pattern, , write] of FOREIGN) {
    const found = match(pattern, text, at);
    if (found) throw new SyntaxFault("expression/other-spelling", spanOf(at, found[0]), { seen: found[0], write });
  }
  const symbol = match(SYMBOL, text, at);
  if (symbol) return { type: "symbol", text: SPELLINGS[symbol[0]] ?? symbol[0], span: spanOf(at, symbol[0]) };
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw new SyntaxFault("expression/unknown-character", spanOf(at, character), { seen: character });
}

const spanOf = (start: number, text: string): Span => ({ start, end: start + text.length });

function dateToken(text: string, at: number): Token {
  const day = parseDay(text);
  if (day === undefined) throw new SyntaxFault("expression/no-such-day", spanOf(at, text), { seen: text });
  return { type: "date", day, span: spanOf(at, text) };
}

function textToken(text: string, at: number): Token {
  const end = text.indexOf('"', at + 1);
  if (end < 0) throw new SyntaxFault("expression/unclosed-text", { start: at, end: text.length });
  return { type: "text", text: text.slice(at + 1, end), span: { start: at, end: end + 1 } };
}

function numberToken(text: string, at: number): Token {
  const found = match(NUMBER, text, at) as RegExpExecArray;
  const [written, whole = "", part] = found;
  const end = at + written.length;
  const rest = text.slice(end);
  const refuse = (
    code: "expression/grouping" | "expression/decimal-comma" | "expression/leading-zero",
    write: string,
  ) => new SyntaxFault(code, { start: at, end: end + (/^,\d+/.exec(rest)?.[0].length ?? 0) }, { seen: written, write });
  if (whole.length > 1 && whole.startsWith("0"))
    throw refuse("expression/leading-zero", written.replace(/^0+(?=\d)/, ""));
  const grouped = /^(?:\.\d+)*/.exec(rest)?.[0] ?? "";
  if ((part?.length === 3 && whole !== "0" && whole.length <= 3) || grouped !== "") {
    throw refuse("expression/grouping", (written + grouped).replace(/\./g, ""));
  }
  if (/^,\d/.test(rest)) throw refuse("expression/decimal-comma", `${whole}.${/\d+/.exec(rest)?.[0]}`);
  const joined = /^[-−](?=\d)/.exec(rest);
  if (joined)
    throw new SyntaxFault("expression/digits-joined", { start: at, end: end + 2 }, { seen: text.slice(at, end + 2) });
  const decimal = parseDecimal(written);
  if (decimal === undefined) throw new SyntaxFault("expression/too-many-digits", { start: at, end });
  const value = toFraction(decimal);
  const percent = match(PERCENT, text, end);
  if (percent === null) return { type: "number", value, span: { start: at, end } };
  return {
    type: "percent",
    value: fraction(value.n, value.d * 100n),
    span: { start: at, end: end + percent[0].length },
  };
}
