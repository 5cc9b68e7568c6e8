import { ONE } from "../exact/fraction.ts";
import { foldIdentifier } from "../fold.ts";
import { Entries, textOf } from "./entries.ts";
import { CONSTANT_SCOPE, type Formulas } from "./formulas.ts";
import { type CriteriaNode, type GroupRule, type Measure, PROVENANCES, type Provenance } from "./model.ts";
import { readPoints } from "./points.ts";

const KEYS = [
  "id",
  "title",
  "clause",
  "note",
  "tags",
  "provenance",
  "mandatory",
  "applies_when",
  "value",
  "require",
  "met_when",
  "when_no_cases",
  "when_missing",
  "points",
  "weight",
  "evidence",
  "indicators",
  "parts",
] as const;
const MOST_DEPTH = 10;
/** Of what most ids are, without the tables of all letters, which take a while to be made into a pattern. */
const PLAIN_ID = /^\w[\w.\-/]*$/;

/** What a node takes over from the one above it. */
interface Above {
  readonly depth: number;
  readonly parent?: string;
  readonly provenance: Provenance;
}

/** Reads criteria, their indicators and parts. Ids are checked by the caller, who knows them all. */
export function readNodes(formulas: Formulas, owner: Entries, key: string, above: Above): CriteriaNode[] {
  if (above.depth > MOST_DEPTH) {
    owner.report("criteria/nodes-too-deep", key, { most: MOST_DEPTH });
    return [];
  }
  return owner.maps(key, KEYS).flatMap((entries) => readNode(formulas, entries, above) ?? []);
}

function readNode(formulas: Formulas, entries: Entries, above: Above): CriteriaNode | undefined {
  const id = readId(entries, "node");
  const title = entries.text("title", true);
  const provenance = entries.choice("provenance", PROVENANCES) ?? above.provenance;
  const childKey = above.depth === 1 ? "indicators" : "parts";
  const otherKey = above.depth === 1 ? "parts" : "indicators";
  if (entries.has(otherKey)) entries.report("criteria/wrong-children", otherKey, { seen: otherKey, write: childKey });
  const isGroup = entries.has(childKey);
  if (isGroup && (entries.has("value") || entries.has("require")))
    entries.report("criteria/leaf-and-group", childKey, { key: childKey });
  const below = { depth: above.depth + 1, provenance, ...(id !== undefined && { parent: id }) };
  const children = isGroup ? readNodes(formulas, entries, childKey, below) : [];
  const group = isGroup ? readGroupRule(formulas, entries) : undefined;
  const measure = isGroup ? undefined : readMeasure(formulas, entries);
  const points = readPoints(formulas, entries, measure, provenance);
  const applies = formulas.expression(entries, "applies_when", formulas.data, "condition");
  const clause = entries.words("clause");
  const note = entries.text("note");
  const weight = entries.number("weight");
  if (weight !== undefined && weight.n <= 0n)
    entries.report("criteria/weight", "weight", { seen: entries.words("weight") ?? "" });
  if (id === undefined || title === undefined) return undefined;
  return {
    id,
    title,
    depth: above.depth,
    tags: entries.wordList("tags"),
    provenance,
    mandatory: entries.truth("mandatory"),
    children,
    weight: weight ?? ONE,
    evidence: entries.list("evidence").flatMap((node) => textOf(entries.file, node) ?? []),
    ...(above.parent !== undefined && { parent: above.parent }),
    ...(clause !== undefined && { clause }),
    ...(note && { note }),
    ...(applies && { applies }),
    ...(measure && { measure }),
    ...(group && { group }),
    ...(points && { points }),
  };
}

/**
 * Reads an id: letters, digits and `. _ - /`, as they are written in the file (`01` and `1.10` stay). Two of one
 * family must differ, also for an eye that does not see case and marks.
 */
export function readId(entries: Entries, family: string): string | undefined {
  const id = entries.words("id", true);
  if (id === undefined) return undefined;
  if (!PLAIN_ID.test(id) && !/^[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_.\-/]*$/u.test(id))
    entries.report("criteria/bad-id", "id", { seen: id });
  const { places } = entries.file;
  const alike = `${family} alike ${foldIdentifier(id)}`;
  if (places.has(alike)) entries.report("criteria/duplicate-id", "id", { seen: id });
  places.set(alike, entries.offset("id"));
  places.set(`${family} ${id}`, entries.offset("id"));
  return id;
}

function readMeasure(formulas: Formulas, entries: Entries): Measure {
  const scored = entries.has("met_when");
  if (scored && entries.choice("met_when", ["scored"]) === undefined) entries.report("criteria/leaf-rule", "met_when");
  const value = formulas.expression(entries, "value", formulas.data, "either");
  const kind = value?.expression.kind;
  const isCondition = kind?.is === "boolean";
  if (!scored && !hasMisplacedChildren(entries)) entries.require("value");
  if (scored && !entries.has("points")) entries.report("criteria/scored-without-points", undefined);
  if (isCondition && entries.has("require")) entries.report("criteria/require-on-condition", "require");
  if (scored && entries.has("require")) entries.report("criteria/scored-with-require", "require");
  if (!scored && kind !== undefined && !isCondition) entries.require("require");
  // Without a readable value its kind is unknown, but the test's own faults can still be told.
  const require = isCondition || scored ? undefined : formulas.test(entries, "require", formulas.data, kind);
  const whenNoCases = entries.choice("when_no_cases", ["not_applicable", "met", "not_met"]);
  const missing = entries.map("when_missing", ["treat_as", "clause"]);
  const treatAs = missing?.choice("treat_as", ["not_met", "not_applicable"], true);
  if (missing !== undefined) missing.require("clause");
  const clause = missing?.words("clause");
  return {
    scored,
    ...(value && { value }),
    ...(require && { require }),
    ...(whenNoCases && { whenNoCases }),
    ...(treatAs && { whenMissing: { treatAs, ...(clause !== undefined && { clause }) } }),
  };
}

const hasMisplacedChildren = (entries: Entries): boolean => entries.has("indicators") || entries.has("parts");

function readGroupRule(formulas: Formulas, entries: Entries): GroupRule | undefined {
  for (const key of ["when_no_cases", "when_missing"]) {
    if (entries.has(key)) entries.report("criteria/leaf-only", key, { key });
  }
  const node = entries.get("met_when");
  if (node === undefined) return { form: "all" };
  if (typeof (node as { value?: unknown }).value === "string") {
    const word = entries.choice("met_when", ["all", "any", "scored"]);
    if (word === "any") return { form: "at_least", count: 1 };
    return word === undefined ? undefined : { form: word };
  }
  const rule = Entries.open(entries.file, node, ["at_least", "share", "points"]);
  return rule && readCountRule(formulas, rule, "criteria/one-rule");
}

/** Reads `{at_least: n}`, `{share: R}` or `{points: R}`. */
function readCountRule(
  formulas: Formulas,
  rule: Entries,
  otherwise: "criteria/one-rule" | "criteria/level-rule",
): GroupRule | undefined {
  if (rule.keys.length !== 1) return rule.report(otherwise, undefined);
  const count = rule.whole("at_least", 1, 10_000);
  if (count !== undefined) return { form: "at_least", count };
  const share = formulas.test(rule, "share", CONSTANT_SCOPE, { is: "share" });
  if (share !== undefined) return { form: "share", test: share };
  const points = formulas.pointsTest(rule, "points");
  return points && { form: "points", test: points };
}

/** Reads a level's condition on its criteria: `all`, `{at_least: n}`, `{share: R}`. */
export function readCriteriaRule(
  formulas: Formulas,
  entries: Entries,
): (GroupRule & { readonly form: "all" | "at_least" | "share" }) | undefined {
  const node = entries.get("criteria");
  if (node === undefined) return undefined;
  if (typeof (node as { value?: unknown }).value === "string") {
    return entries.choice("criteria", ["all"]) === undefined ? undefined : { form: "all" };
  }
  const rule = Entries.open(entries.file, node, ["at_least", "share"]);
  const read = rule && readCountRule(formulas, rule, "criteria/level-rule");
  return read?.form === "at_least" || read?.form === "share" ? read : undefined;
}
