import { isMap, type Node } from "yaml";
import type { Day } from "../exact/day.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { nearest, type ProblemCode } from "../problem.ts";
import type { Text } from "../text.ts";
import { type Entries, numberOf, scalarText, textOf } from "./entries.ts";
import { nodesOf, type PeriodRule, type Standard } from "./model.ts";
import { type Period, parsePeriod, periodExample } from "./period.ts";
import { waiverFault } from "./waivable.ts";

const KEYS = ["name", "period", "as_of", "given", "before", "waivers", "expect"] as const;
const EXPECT_KEYS = ["status", "points", "score", "level", "without_waivers", "checks"] as const;
const STATUSES = ["met", "not_met", "unknown", "not_applicable", "waived", "scored"] as const;
export type ExpectedStatus = (typeof STATUSES)[number];

/** Cells as a ward file writes them, by field. A field left out is missing. */
export type GivenCells = ReadonlyMap<string, string>;

/** Points or a score from the least to the greatest possible; "none": there are none. */
export type ExpectedPoints = { readonly low: Fraction; readonly high: Fraction } | "none";

/** What a standard says must come out of made-up figures: a test that stands beside its rules. */
export interface Example {
  readonly name: Text;
  readonly period: Period;
  readonly asOf?: Day;
  readonly given: GivenCells;
  /** earlier periods, by their label */
  readonly before: ReadonlyMap<string, { readonly period: Period; readonly given: GivenCells }>;
  readonly waivers: readonly { readonly node: string; readonly from: Day; readonly until: Day }[];
  readonly status: ReadonlyMap<string, ExpectedStatus>;
  readonly points: ReadonlyMap<string, ExpectedPoints>;
  readonly score?: ExpectedPoints;
  readonly level?: string;
  readonly withoutWaivers?: string;
  /** checks that must fail or hold */
  readonly checks: ReadonlyMap<string, "failed" | "held">;
  readonly line: number;
}

type Declared = Pick<Standard, "fields" | "period" | "criteria" | "levels" | "checks">;

/** Reads the examples of a criteria file; ids and fields that the standard does not have are reported. */
export function readExamples(top: Entries, standard: Declared): Example[] {
  const names = new Set<string>();
  return top.maps("examples", KEYS).flatMap((entries) => {
    const example = readExample(entries, standard);
    if (example === undefined) return [];
    const name = example.name.vi ?? example.name.en ?? "";
    if (names.has(name)) entries.report("criteria/example-twice", "name", { seen: name });
    names.add(name);
    return [example];
  });
}

function readExample(entries: Entries, standard: Declared): Example | undefined {
  entries.require("name");
  const nameNode = entries.get("name");
  const name = nameNode && textOf(entries.file, nameNode);
  const period = readPeriod(entries, "period", entries.words("period", true), standard.period);
  const asOf = entries.day("as_of");
  const given = readGiven(entries.map("given"), standard);
  const before = readBefore(entries.map("before"), standard);
  const ids = nodesOf(standard.criteria).map(({ id }) => id);
  const waivers = entries
    .maps("waivers", ["node", "from", "until"])
    .flatMap((one) => readWaiver(one, ids, standard.criteria) ?? []);
  entries.require("expect");
  const expected = entries.map("expect", EXPECT_KEYS);
  const says = expected?.keys.filter((key) => !isEmptyMap(expected.get(key))) ?? ["nothing"];
  if (expected !== undefined && says.length === 0) expected.report("criteria/example-expects-nothing", undefined);
  const levels = [...standard.levels.map(({ id }) => id), "none", "undetermined"];
  const level = expected?.choice("level", levels);
  const withoutWaivers = expected?.choice("without_waivers", levels);
  const score = expected && readPoints(expected, "score");
  const status = readWords(expected, "status", ids, STATUSES);
  const checkIds = standard.checks.map(({ id }) => id);
  const checks = readWords(expected, "checks", checkIds, ["failed", "held"] as const);
  const points = readAllPoints(expected?.map("points"), ids);
  if (name === undefined || period === undefined) return undefined;
  return {
    name,
    period,
    given,
    before,
    waivers,
    status,
    points,
    checks,
    line: entries.file.position(entries.offset()).line ?? 0,
    ...(asOf !== undefined && { asOf }),
    ...(score !== undefined && { score }),
    ...(level !== undefined && { level }),
    ...(withoutWaivers !== undefined && { withoutWaivers }),
  };
}

const isEmptyMap = (node: Node | undefined): boolean => isMap(node) && node.items.length === 0;

function readPeriod(entries: Entries, key: string, seen: string | undefined, rule: PeriodRule): Period | undefined {
  const period = seen === undefined ? undefined : parsePeriod(seen, rule);
  if (seen !== undefined && period === undefined)
    entries.report("criteria/example-period", key, { seen, wanted: periodExample(rule) });
  return period;
}

/** Reports a name that the standard does not have. */
function isKnown(entries: Entries, key: string, known: readonly string[], code: ProblemCode): boolean {
  if (known.includes(key)) return true;
  entries.report(code, key, { seen: key, suggestion: nearest(key, known) ?? known.slice(0, 20).join(", ") });
  return false;
}

function readGiven(entries: Entries | undefined, { fields }: Declared): GivenCells {
  const given = new Map<string, string>();
  for (const field of entries?.keys ?? []) {
    const node = entries?.get(field) as Node;
    if (!isKnown(entries as Entries, field, [...fields.keys()], "criteria/example-unknown-field")) continue;
    const text = entries && scalarText(entries.file, node);
    if (text !== undefined) given.set(field, text);
  }
  return given;
}

function readBefore(entries: Entries | undefined, standard: Declared): Example["before"] {
  const before = new Map<string, { period: Period; given: GivenCells }>();
  for (const label of entries?.keys ?? []) {
    const period = readPeriod(entries as Entries, label, label, standard.period);
    const given = readGiven(entries?.map(label), standard);
    if (period !== undefined) before.set(label, { period, given });
  }
  return before;
}

function readWaiver(
  entries: Entries,
  ids: readonly string[],
  criteria: Declared["criteria"],
): Example["waivers"][number] | undefined {
  const node = entries.words("node", true);
  for (const key of ["from", "until"]) entries.require(key);
  const [from, until] = [entries.day("from"), entries.day("until")];
  if (node === undefined || from === undefined || until === undefined) return undefined;
  if (until < from) return entries.report("waiver/dates-order", "until");
  const fault = waiverFault(criteria, node);
  if (fault !== undefined) return entries.report(fault.code, "node", fault.args);
  if (ids.includes(node)) return { node, from, until };
  return entries.report("criteria/example-unknown-id", "node", { seen: node, suggestion: nearest(node, ids) ?? "–" });
}

function readWords<Word extends string>(
  expected: Entries | undefined,
  key: string,
  ids: readonly string[],
  words: readonly Word[],
): Map<string, Word> {
  const entries = expected?.map(key);
  const read = new Map<string, Word>();
  for (const id of entries?.keys ?? []) {
    if (!isKnown(entries as Entries, id, ids, "criteria/example-unknown-id")) continue;
    const word = entries?.choice(id, words);
    if (word !== undefined) read.set(id, word);
  }
  return read;
}

function readAllPoints(entries: Entries | undefined, ids: readonly string[]): Map<string, ExpectedPoints> {
  const read = new Map<string, ExpectedPoints>();
  for (const id of entries?.keys ?? []) {
    if (!isKnown(entries as Entries, id, ids, "criteria/example-unknown-id")) continue;
    const points = entries && readPoints(entries, id);
    if (points !== undefined) read.set(id, points);
  }
  return read;
}

/** `3`, `550/7`, `[0, 3]` or `none`. */
function readPoints(entries: Entries, key: string): ExpectedPoints | undefined {
  const node = entries.get(key);
  if (node === undefined) return undefined;
  if (!isMap(node) && "items" in node) return entries.range(key);
  if ("value" in node && node.value === "none") return "none";
  const [, n, d] = /^(-?\d{1,30})\/([1-9]\d{0,29})$/.exec(entries.words(key) ?? "") ?? [];
  if (n !== undefined && d !== undefined) {
    const value = fraction(BigInt(n), BigInt(d));
    return { low: value, high: value };
  }
  const written = numberOf(entries.file, node);
  if (written?.percent !== true) return written && { low: written.value, high: written.value };
  return entries.file.reportAt("yaml/wants-number", node, { seen: entries.words(key) ?? "" });
}
