import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";
import { type Day, parseDay } from "../exact/day.ts";
import { parseDecimal, toFraction } from "../exact/decimal.ts";
import { compare, type Fraction, fraction } from "../exact/fraction.ts";
import { type Argument, nearest, type ProblemCode } from "../problem.ts";
import type { Text } from "../text.ts";
import type { YamlSource } from "./yaml-source.ts";

/** A number or a percent as written: `90`, `-0.25`, `1%`. */
export interface WrittenNumber {
  readonly value: Fraction;
  readonly percent: boolean;
}

/** The entries of one map of a YAML file. Each getter reports what does not fit and then gives undefined. */
export class Entries {
  readonly file: YamlSource;
  readonly node: YAMLMap;
  readonly #values = new Map<string, Node>();

  private constructor(file: YamlSource, node: YAMLMap) {
    this.file = file;
    this.node = node;
  }

  /** Opens a node that must be a map; with `known`, other keys are reported. */
  static open(file: YamlSource, node: Node, known?: readonly string[]): Entries | undefined {
    if (!isMap(node)) return file.reportAt("yaml/wants-map", node);
    const entries = new Entries(file, node);
    for (const pair of node.items) {
      const key = pair.key as Scalar<string>;
      const name = String(key.value);
      if (known !== undefined && !known.includes(name)) entries.#unknown(key, name, known);
      else if (entries.#values.has(name)) file.reportAt("yaml/duplicate-key", key, { seen: name });
      else if (pair.value === null || isEmpty(pair.value)) file.reportAt("yaml/empty-value", key, { seen: name });
      else entries.#values.set(name, pair.value as Node);
    }
    return entries;
  }

  #unknown(key: Node, name: string, known: readonly string[]): void {
    const suggestion = nearest(name, known) ?? known.join(", ");
    this.file.reportAt("yaml/unknown-key", key, { seen: name, suggestion });
  }

  get keys(): string[] {
    return [...this.#values.keys()];
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get(key: string): Node | undefined {
    return this.#values.get(key);
  }

  /** The place of a key's value, or of the map itself when the key is absent. */
  offset(key?: string): number {
    const node = (key === undefined ? undefined : this.#values.get(key)) ?? this.node;
    return node.range?.[0] ?? 0;
  }

  report(code: ProblemCode, key: string | undefined, args: Readonly<Record<string, Argument>> = {}): undefined {
    return this.file.report(code, this.offset(key), args);
  }

  /** Reports when a key that must be there is absent. */
  require(key: string): void {
    const written = this.node.items.some((pair) => isScalar(pair.key) && pair.key.value === key);
    if (!written) this.report("yaml/missing-key", undefined, { key });
  }

  #wanted(key: string, required: boolean): Node | undefined {
    if (required) this.require(key);
    return this.#values.get(key);
  }

  /** A single word or line. */
  words(key: string, required: boolean = false): string | undefined {
    const node = this.#wanted(key, required);
    return node === undefined ? undefined : scalarText(this.file, node);
  }

  /** A text in one or two languages; a plain text counts for both. */
  text(key: string, required: boolean = false): Text | undefined {
    const node = this.#wanted(key, required);
    return node === undefined ? undefined : textOf(this.file, node);
  }

  /** A list's items; one item alone is a list of one. */
  list(key: string): readonly Node[] {
    const node = this.#values.get(key);
    if (node === undefined) return [];
    return isSeq(node) ? (node.items as Node[]) : [node];
  }

  /** A list that must be written as a list. */
  sequence(key: string): readonly Node[] {
    const node = this.#values.get(key);
    if (node === undefined) return [];
    if (isSeq(node)) return node.items as Node[];
    this.file.reportAt("yaml/wants-list", node, { key });
    return [];
  }

  /** A list of words. */
  wordList(key: string): string[] {
    return this.list(key).flatMap((node) => scalarText(this.file, node) ?? []);
  }

  /** A list of maps. */
  maps(key: string, known: readonly string[]): Entries[] {
    return this.sequence(key).flatMap((node) => Entries.open(this.file, node, known) ?? []);
  }

  map(key: string, known?: readonly string[]): Entries | undefined {
    const node = this.#values.get(key);
    return node === undefined ? undefined : Entries.open(this.file, node, known);
  }

  /** One of several words. */
  choice<Word extends string>(key: string, words: readonly Word[], required: boolean = false): Word | undefined {
    const seen = this.words(key, required);
    if (seen === undefined) return undefined;
    const found = words.find((word) => word === seen);
    return found ?? this.report("yaml/wants-one-of", key, { seen, values: words.join(", ") });
  }

  truth(key: string): boolean {
    return this.choice(key, ["true", "false"]) === "true";
  }

  whole(key: string, least: number, most: number): number | undefined {
    const seen = this.words(key);
    if (seen === undefined) return undefined;
    const value = /^\d{1,9}$/.test(seen) ? Number(seen) : Number.NaN;
    return value >= least && value <= most ? value : this.report("yaml/wants-whole-number", key, { seen, least, most });
  }

  /** A plain number, no percent. */
  number(key: string, required: boolean = false): Fraction | undefined {
    const node = this.#wanted(key, required);
    const written = node === undefined ? undefined : numberOf(this.file, node);
    if (written?.percent === true && node)
      return this.file.reportAt("yaml/wants-number", node, { seen: this.words(key) ?? "" });
    return written?.value;
  }

  written(key: string): WrittenNumber | undefined {
    const node = this.#values.get(key);
    return node === undefined ? undefined : numberOf(this.file, node);
  }

  /** A closed interval `[low, high]`. */
  range(key: string, percent: boolean = false): { readonly low: Fraction; readonly high: Fraction } | undefined {
    if (!this.has(key)) return undefined;
    const nodes = this.sequence(key);
    const [low, high] = nodes.map((node) => amountOf(this.file, node, percent));
    if (nodes.length === 2 && (low === undefined || high === undefined)) return undefined;
    if (low === undefined || high === undefined || nodes.length !== 2 || compare(low, high) > 0) {
      return this.report("criteria/range-order", key);
    }
    return { low, high };
  }

  day(key: string): Day | undefined {
    const seen = this.words(key);
    if (seen === undefined) return undefined;
    return parseDay(seen) ?? this.report("yaml/wants-day", key, { seen });
  }
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && (node.value === null || node.value === "") && node.type === "PLAIN";
}

/** A scalar's text, trimmed; anything else is reported. */
export function scalarText(file: YamlSource, node: Node): string | undefined {
  if (!isScalar(node) || typeof node.value !== "string") return file.reportAt("yaml/wants-text", node);
  const text = node.value.trim();
  return text === "" ? file.reportAt("yaml/wants-text", node) : text;
}

/** A text in one or two languages. One language alone is a warning: half of the readers get the other one. */
export function textOf(file: YamlSource, node: Node): Text | undefined {
  if (isScalar(node)) {
    const words = scalarText(file, node);
    return words === undefined ? undefined : { vi: words, en: words };
  }
  const entries = Entries.open(file, node, ["vi", "en"]);
  if (entries === undefined) return undefined;
  const vi = entries.words("vi");
  const en = entries.words("en");
  if (vi === undefined && en === undefined) return entries.report("yaml/wants-text", undefined);
  if (vi === undefined || en === undefined)
    entries.report("criteria/one-language", undefined, { seen: vi ?? en ?? "" });
  return { ...(vi === undefined ? {} : { vi }), ...(en === undefined ? {} : { en }) };
}

/** A number or percent; minus signs of both kinds are accepted, exponents and commas are not. */
export function numberOf(file: YamlSource, node: Node): WrittenNumber | undefined {
  const text = scalarText(file, node);
  if (text === undefined) return undefined;
  const [, body = "", sign] = /^(.*?)\s*(%?)$/.exec(text.replace("−", "-")) ?? [];
  const decimal = parseDecimal(body);
  const ambiguous = /^-?[1-9]\d{0,2}\.\d{3}$/.test(body) || /^-?0\d/.test(body);
  if (decimal === undefined || ambiguous) return file.reportAt("yaml/wants-number", node, { seen: text });
  const value = toFraction(decimal);
  return sign === "%" ? { value: fraction(value.n, value.d * 100n), percent: true } : { value, percent: false };
}

/** A number that must or must not be written with `%`, as its field says. */
export function amountOf(file: YamlSource, node: Node, percent: boolean): Fraction | undefined {
  const written = numberOf(file, node);
  if (written === undefined || written.percent === percent) return written?.value;
  return file.reportAt(percent ? "criteria/percent-sign" : "yaml/wants-number", node, {
    seen: scalarText(file, node) ?? "",
  });
}
