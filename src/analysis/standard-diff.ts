import { type CriteriaNode, nodesOf, type Standard } from "../criteria/model.ts";

export type PartKind =
  | "standard"
  | "criterion"
  | "indicator"
  | "part"
  | "level"
  | "parameter"
  | "field"
  | "check"
  | "adjustment"
  | "disqualifier";

export type Aspect =
  | "title"
  | "basis"
  | "provenance"
  | "in_force"
  | "verdict"
  | "period"
  | "scoring"
  | "notices"
  | "parent"
  | "requirement"
  | "points"
  | "mandatory"
  | "applies"
  | "no_cases"
  | "missing"
  | "clause"
  | "tags"
  | "note"
  | "weight"
  | "place"
  | "values"
  | "type"
  | "range"
  | "headings"
  | "severity"
  | "blocks";

/** A part of a standard, with everything that it means, aspect by aspect. */
export interface Part {
  readonly kind: PartKind;
  readonly id: string;
  readonly title: Standard["title"];
  readonly aspects: Readonly<Partial<Record<Aspect, unknown>>>;
}

/** A difference in meaning; how a file is written, its comments and the order of its keys make none. */
export type Difference =
  | { readonly change: "added" | "removed"; readonly part: Part }
  | { readonly change: "changed"; readonly before: Part; readonly after: Part; readonly aspect: Aspect };

/** Everything in which two standards differ. Parts are the same when kind and id are; examples decide nothing. */
export function differencesOf(before: Standard, after: Standard): Difference[] {
  const [old, young] = [partsOf(before), partsOf(after)];
  const known = new Map(young.map((part) => [keyOf(part), part]));
  const removed = old.filter((part) => !known.has(keyOf(part)));
  const earlier = new Map(old.map((part) => [keyOf(part), part]));
  return [
    ...removed.map((part): Difference => ({ change: "removed", part })),
    ...young.flatMap((part): Difference[] => {
      const one = earlier.get(keyOf(part));
      return one === undefined ? [{ change: "added", part }] : changesOf(one, part);
    }),
  ];
}

const keyOf = ({ kind, id }: Part): string => `${kind} ${id}`;

function changesOf(before: Part, after: Part): Difference[] {
  const aspects = Object.keys({ ...before.aspects, ...after.aspects }) as Aspect[];
  return aspects
    .filter((aspect) => meaning(before.aspects[aspect]) !== meaning(after.aspects[aspect]))
    .map((aspect) => ({ change: "changed", before, after, aspect }));
}

/** A value as text that is equal only for equal values, exact numbers and maps included. */
const meaning = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    return inner instanceof Map ? [...inner] : inner;
  });

function partsOf(standard: Standard): Part[] {
  const { basis, provenance, inForce, verdict, unit, period, scoring, notices, title } = standard;
  const about: Part["aspects"] = {
    title,
    basis,
    provenance,
    in_force: inForce,
    verdict,
    period: { unit, ...period },
    scoring,
    notices,
  };
  return [
    { kind: "standard", id: "", title, aspects: about },
    ...nodesOf(standard.criteria).map((node) => nodePart(node, provenance)),
    ...standard.levels.map((level, place): Part => {
      const { id, title: name, clause, ...require } = level;
      return { kind: "level", id, title: name, aspects: { title: name, clause, requirement: require, place } };
    }),
    ...[...standard.parameters.values()].map(({ id, title: name, type, unit: of, clause, values }): Part => {
      return { kind: "parameter", id, title: name, aspects: { title: name, type: { type, of }, clause, values } };
    }),
    ...standard.checks.map(({ id, title: name, require, severity, clause }): Part => {
      return { kind: "check", id, title: name, aspects: { title: name, requirement: require, severity, clause } };
    }),
    ...standard.adjustments.map(({ id, title: name, when, points, clause }): Part => {
      return { kind: "adjustment", id, title: name, aspects: { title: name, requirement: when, points, clause } };
    }),
    ...standard.disqualifiers.map(({ id, title: name, when, blocks, clause }): Part => {
      return { kind: "disqualifier", id, title: name, aspects: { title: name, requirement: when, blocks, clause } };
    }),
    ...[...standard.fields.values()].map((field): Part => {
      const { id, label, type, unit: of, range, typical, choices, numbers, atMost, sameForProvince } = field;
      const { aliases, columns, notApplicable, note, evidence } = field;
      const values = { range, typical, choices, numbers, atMost, sameForProvince, notApplicable };
      const aspects = { title: label, type: { type, of }, range: values, headings: { aliases, columns } };
      return { kind: "field", id, title: label, aspects: { ...aspects, note: { note, evidence } } };
    }),
  ];
}

/** A node's provenance is its own only where it is another one than the standard's. */
function nodePart(node: CriteriaNode, above: Standard["provenance"]): Part {
  const { id, title, parent, measure, group, points, mandatory, applies, clause, tags, weight } = node;
  const requirement = { value: measure?.value, require: measure?.require, scored: measure?.scored, group };
  return {
    kind: node.depth === 1 ? "criterion" : node.depth === 2 ? "indicator" : "part",
    id,
    title,
    aspects: {
      title,
      parent,
      requirement,
      points,
      mandatory,
      applies,
      no_cases: measure?.whenNoCases,
      missing: measure?.whenMissing,
      clause,
      provenance: node.provenance === above ? undefined : node.provenance,
      tags,
      weight,
      note: { note: node.note, evidence: node.evidence },
    },
  };
}
