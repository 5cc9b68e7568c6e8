import { type CriteriaNode, type Field, nodesOf, type Standard } from "../criteria/model.ts";
import { usesOf, usesOfNode } from "../criteria/uses.ts";
import type { WardResult } from "../engine/result.ts";
import type { Digest } from "../intake/draft-lines.ts";

/** A figure that is asked for, in the order of the criteria that need it. */
export interface Question {
  readonly field: Field;
  /** from 1 */
  readonly number: number;
  /** the first node that reads the figure; none: only checks, levels or classes do */
  readonly node: CriteriaNode | undefined;
  /** that node's criterion, at the top */
  readonly criterion: CriteriaNode | undefined;
  readonly users: readonly Use[];
  /** is it read by something that always applies: a check, a level, an adjustment? */
  readonly isAlwaysRead: boolean;
}

/** A node that reads a figure; to learn whether it applies, or for its value. */
interface Use {
  readonly node: CriteriaNode;
  readonly decidesWhetherItApplies: boolean;
}

/** Every figure of a standard as a question: first those that criteria read, in their order, then the others. */
export function questionsOf(standard: Standard): Question[] {
  const nodes = nodesOf(standard.criteria);
  const users = new Map<string, Use[]>();
  for (const node of nodes) {
    const applies = new Set(usesOf(standard, node.applies?.expression).map(({ field }) => field));
    for (const { field } of usesOfNode(standard, node)) {
      const uses = users.get(field) ?? [];
      if (!uses.some((use) => use.node === node)) uses.push({ node, decidesWhetherItApplies: applies.has(field) });
      users.set(field, uses);
    }
  }
  const always = fieldsOutside(standard);
  const ids = [...users.keys(), ...[...standard.fields.keys()].filter((id) => !users.has(id))];
  return ids
    .flatMap((id): Question[] => {
      const field = standard.fields.get(id);
      if (field === undefined) return [];
      const uses = users.get(id) ?? [];
      const node = uses[0]?.node;
      const criterion = node && above(nodes, node).at(-1);
      return [{ field, number: 0, node, criterion, users: uses, isAlwaysRead: uses.length === 0 || always.has(id) }];
    })
    .map((question, place) => ({ ...question, number: place + 1 }));
}

/** Fields that are read beside the criteria. */
function fieldsOutside(standard: Standard): ReadonlySet<string> {
  const { checks, adjustments, disqualifiers, levels } = standard;
  const expressions = [
    ...checks.map(({ require }) => require.expression),
    ...adjustments.map(({ when }) => when.expression),
    ...disqualifiers.map(({ when }) => when.expression),
    ...levels.map(({ where }) => where?.expression),
  ];
  return new Set(usesOf(standard, ...expressions).map(({ field }) => field));
}

/** A node and all above it, up to its criterion. */
function above(nodes: readonly CriteriaNode[], node: CriteriaNode): CriteriaNode[] {
  const parent = nodes.find(({ id }) => id === node.parent);
  return parent === undefined ? [node] : [node, ...above(nodes, parent)];
}

/**
 * The nodes for whose sake a question is not asked, when every node that reads the figure does not apply to the ward;
 * none when it is to be asked.
 */
export function whySkipped(standard: Standard, question: Question, ward: WardResult | undefined): CriteriaNode[] {
  if (ward === undefined || question.isAlwaysRead) return [];
  const nodes = nodesOf(standard.criteria);
  const results = new Map(ward.nodes.map((one) => [one.id, one]));
  const reasons = question.users.map(({ node, decidesWhetherItApplies }) => {
    const chain = above(nodes, node).slice(decidesWhetherItApplies ? 1 : 0);
    return chain.find(({ id, applies }) => {
      const result = results.get(id);
      return applies !== undefined && result?.status === "not_applicable" && result.reason === "does_not_apply";
    });
  });
  return reasons.every((reason) => reason !== undefined) ? [...new Set(reasons as CriteriaNode[])] : [];
}

/** What each question is about, hashed: a changed standard asks again only what changed. */
export function questionDigests(questions: readonly Question[], digest: Digest): Record<string, string> {
  return Object.fromEntries(questions.map((question) => [question.field.id, digest(aboutOf(question)).slice(0, 16)]));
}

/** Everything of a question that an answer depends on. */
function aboutOf({ field, users }: Question): string {
  const { id, label, type, unit, range, choices, numbers, notApplicable, note } = field;
  const texts = users.map(({ node }) => [
    node.id,
    node.title,
    node.applies?.text,
    node.measure?.value?.text,
    node.measure?.require?.text,
  ]);
  const about = { id, label, type, unit, range, choices, numbers, notApplicable, note, texts };
  return JSON.stringify(about, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
