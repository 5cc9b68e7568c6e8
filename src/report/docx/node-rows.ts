import type { CriteriaNode } from "../../criteria/model.ts";
import type { CellResult, NodeResult, Result, WardResult } from "../../engine/result.ts";
import { showNumber, showPercent } from "../../messages/numbers.ts";
import { dossierFor, paperText } from "../dossier-words.ts";
import { cellText } from "../exact-words.ts";
import { shareOf } from "../node-share.ts";
import { requirementText } from "../requirement-words.ts";
import { waiverShort } from "../waivers.ts";
import type { Words } from "../words.ts";

/** A criterion, indicator or part as a report on paper shows it. */
export interface NodeRow {
  readonly node: NodeResult;
  /** 1, 1.1, 1.1.1 by its place */
  readonly number: string;
  readonly isCriterion: boolean;
  /** it shows figures of its own, and does not only sum up */
  readonly isLeaf: boolean;
  readonly title: string;
  readonly unit: string;
  readonly requirement: string;
  readonly figures: string;
  readonly share: string;
  readonly most: string;
  readonly points: string;
  readonly status: string;
  readonly evidence: string;
  readonly note: string;
}

/** Every node of a ward in the order of the standard. */
export function nodeRows(ward: WardResult, result: Result, words: Words): NodeRow[] {
  const results = new Map(ward.nodes.map((node) => [node.id, node]));
  const numbered = (nodes: readonly CriteriaNode[], above: string): NodeRow[] =>
    nodes.flatMap((declared, place) => {
      const node = results.get(declared.id);
      const number = above === "" ? String(place + 1) : `${above}.${place + 1}`;
      const below = numbered(declared.children, number);
      return node === undefined ? below : [nodeRow(node, declared, number, ward, result, words), ...below];
    });
  return numbered(words.standard.criteria, "");
}

function nodeRow(
  node: NodeResult,
  declared: CriteriaNode,
  number: string,
  ward: WardResult,
  result: Result,
  words: Words,
): NodeRow {
  const isLeaf = declared.children.length === 0;
  const share = shareOf(node, words);
  return {
    node,
    number,
    isCriterion: declared.depth === 1,
    isLeaf,
    title: node.id === number ? words.text(declared.title) : `${node.id} ${words.text(declared.title)}`,
    unit: isLeaf ? unitOf(node, words) : "",
    requirement: requirementText(node, declared, ward, words),
    figures: isLeaf ? figuresText(ward.cells, node, words) : "",
    share: share === null ? "" : showPercent(share, words.language),
    most: node.points === null ? "" : showNumber(node.points.of, words.language),
    points: node.points === null ? "" : words.points(node.points),
    status: words.say(`status/${node.status}`),
    evidence: evidenceOf(isLeaf ? node : { ...node, uses: [] }, ward, result, words),
    note: noteOf(node, ward, result, isLeaf, words),
  };
}

/** The unit of the figure, where the node reads one field alone. */
function unitOf({ uses }: NodeResult, words: Words): string {
  const [field] = uses.length === 1 ? uses : [];
  const declared = field === undefined ? undefined : words.standard.fields.get(field);
  return declared?.type === "percent" ? "%" : words.text(declared?.unit);
}

/** The figures of the period that the node reads: the value alone, or each after its name. */
export function figuresText(cells: readonly CellResult[], { uses }: NodeResult, words: Words): string {
  const current = cells.filter(({ field, period }) => period === null && uses.includes(field));
  const [only] = current;
  if (current.length === 1 && only !== undefined) return cellText(only.cell, only.field, words);
  return current.map(({ field, cell }) => `${words.fields([field])}: ${cellText(cell, field, words)}`).join("; ");
}

/** The documents recorded with the figures that the node reads. */
const evidenceOf = (node: NodeResult, ward: WardResult, { dossier }: Result, words: Words): string =>
  dossierFor(dossier, ward, node)
    .papers.map((paper) => paperText(paper, words))
    .join("; ");

/** Why it is so where the figure does not say it, what it is waived by, and what was remarked. */
function noteOf(node: NodeResult, ward: WardResult, { dossier }: Result, isLeaf: boolean, words: Words): string {
  const waiver = waiverShort(node, words);
  const { remarks } = dossierFor(dossier, ward, isLeaf ? node : { id: node.id, uses: [] });
  return [
    ...(node.reason === null || !isLeaf ? [] : [words.say(`reason/${node.reason}`)]),
    ...(waiver === undefined ? [] : [waiver]),
    ...remarks.map(({ text }) => text),
  ].join("; ");
}
