import type { Change } from "../analysis/what-if.ts";
import type { Standard } from "../criteria/model.ts";
import { originOfNode, originOfParameter } from "../criteria/origin.ts";
import type { NodeExplanation, ThresholdUsed, WardExplanation } from "../engine/explain.ts";
import type { Step } from "../engine/trace.ts";
import type { Kind } from "../expression/kind.ts";
import { showDay, showNumber } from "../messages/numbers.ts";
import type { LabelCode } from "../messages/say.ts";
import { changeLines, lackingText } from "./change-words.ts";
import type { Block, Document } from "./document.ts";
import { cellLine, stepLines } from "./evidence-words.ts";
import { exact } from "./exact-words.ts";
import { conditionBlocks, levelBlocks } from "./level-words.ts";
import { pointsText } from "./points-text.ts";
import { waiverText } from "./waivers.ts";
import { MARKS, type Words } from "./words.ts";

/** What `explain` shows of one ward in one period. */
export interface ShownExplanation {
  /** the ward, with the nodes that are shown */
  readonly explanation: WardExplanation;
  /** all nodes are shown, and what stands beside them */
  readonly isWhole: boolean;
  readonly inputs: readonly { readonly name: string; readonly sheet?: string }[];
  readonly changesOf: (node: NodeExplanation) => readonly Change[];
}

/** One chain for each node: clause, requirement, computation, cells, verdict, what would change it. */
export function explanationDocument(shown: ShownExplanation, words: Words): Document {
  const { ward, nodes } = shown.explanation;
  return [
    { is: "heading", text: `${ward.name} · ${words.say("explain/period", { period: ward.period })}` },
    { is: "list", items: verdictLines(shown, words) },
    ...nodes.flatMap((one) => nodeBlocks(one, shown, words)),
    ...(shown.isWhole ? [...conditionBlocks(shown, words), ...levelBlocks(shown, words)] : []),
  ];
}

/** The verdict, what it lacks, the score. */
export function verdictLines(shown: ShownExplanation, words: Words): string[] {
  const { ward } = shown.explanation;
  const { standard, language } = words;
  const { level, levelWithoutWaivers, score } = ward;
  const isOpen = level === "undetermined";
  return [
    words.say("explain/standard", {
      standard: `${standard.id}@${standard.version}`,
      provenance: words.say(`provenance/${ward.provenance}`),
      document: standard.basis.document ?? "–",
      day: showDay(ward.asOf, language),
    }),
    ...(level === null ? [] : [words.say("explain/level", { level: words.level(level) })]),
    ...(isOpen ? [words.possible(ward)] : []),
    ...ward.matters.map((cell) => words.say("explain/lacking", { cell: lackingText(cell, shown, words) })),
    ...words.blockers(ward),
    ...(score === null
      ? []
      : [words.say("explain/score", { score: words.points(score), of: showNumber(score.of, language) })]),
    ...(levelWithoutWaivers === null || ward.nodes.every(({ withoutWaivers }) => withoutWaivers === null)
      ? []
      : [words.say("explain/without-waivers", { level: words.level(levelWithoutWaivers) })]),
  ];
}

/** The chain of one node, under a heading of its own. */
export function nodeBlocks(one: NodeExplanation, shown: ShownExplanation, words: Words): Block[] {
  const { node, declared } = one;
  const status = words.say(`status/${node.status}`);
  const steps = (label: LabelCode, list: readonly Step[]) =>
    stepLines(label, list, shown.explanation.ward.period, words);
  const waiver = waiverText(shown.explanation.ward, node, words);
  const items = [
    words.say("explain/clause", {
      clause: one.clause ?? words.say("explain/no-clause"),
      provenance: words.say(`provenance/${node.provenance}`),
    }),
    ...originLines(words.standard, node.id, words),
    ...requirementLines(one, words),
    ...one.thresholds.map((threshold) => thresholdLine(threshold, words)),
    ...one.cells.map((cell) => cellLine(cell, shown, words)),
    ...(declared.applies === undefined || one.applies === null
      ? []
      : [
          words.say("explain/applies", {
            text: declared.applies.text,
            result: words.say(`explain/applies-${one.applies}`),
          }),
        ]),
    ...steps("explain/applies-step", one.appliesSteps),
    ...steps("explain/step", one.steps),
    ...groupLines(one, words),
    ...(node.reason === null ? [] : [words.say("explain/reason", { reason: words.say(`reason/${node.reason}`) })]),
    ...ruleLines(one, words),
    ...pointsLines(one, steps("explain/points-step", one.pointsSteps), words),
    ...(node.withoutWaivers === null
      ? []
      : [words.say("explain/status-without", { status: words.say(`status/${node.withoutWaivers}`) })]),
    ...(waiver === undefined ? [] : [words.say("explain/waiver", { waiver })]),
    ...changeLines(one, shown, words),
  ];
  return [
    { is: "heading", text: `${node.id} ${words.text(declared.title)}: ${MARKS[node.status]} ${status}` },
    { is: "list", items },
  ];
}

/** Which of several standards laid over one another said so last. */
function originLines(standard: Standard, id: string, words: Words): string[] {
  const origin = originOfNode(standard, id);
  return origin === undefined ? [] : [words.say("explain/origin", { origin })];
}

function requirementLines({ declared, node }: NodeExplanation, words: Words): string[] {
  const { measure } = declared;
  if (measure === undefined) return [];
  const text = [measure.value?.text, measure.require?.text].filter((part) => part !== undefined).join(" ");
  return text === "" ? [] : [words.say(node.status === "scored" ? "explain/value" : "explain/require", { text })];
}

function thresholdLine({ parameter, entry, amount, reason }: ThresholdUsed, words: Words): string {
  const { language } = words;
  const kind: Kind = parameter.type === "percent" ? { is: "share" } : { is: "number", unit: {} };
  const value = amount === null ? words.say(`threshold/${reason ?? "not_found"}`) : exact(amount, kind, words);
  const dates = [
    ...(entry?.from === undefined ? [] : [words.say("show/from", { from: showDay(entry.from, language) })]),
    ...(entry?.to === undefined ? [] : [words.say("show/to", { to: showDay(entry.to, language) })]),
  ];
  const origin = originOfParameter(words.standard, parameter.id);
  const line = words.say("explain/threshold", {
    title: parameter.title,
    value: parameter.unit === undefined || amount === null ? value : `${value} ${words.text(parameter.unit)}`,
    dates: dates.length === 0 ? words.say("show/always") : dates.join(" "),
    clause: entry?.clause ?? parameter.clause ?? words.say("explain/no-clause"),
    provenance: words.say(`provenance/${entry?.provenance ?? words.standard.provenance}`),
  });
  return origin === undefined ? line : `${line}; ${words.say("explain/origin", { origin })}`;
}

function groupLines({ declared, children }: NodeExplanation, words: Words): string[] {
  const { group } = declared;
  if (group === undefined) return [];
  const rule =
    group.form === "at_least"
      ? words.say("rule/at_least", { count: group.count })
      : "test" in group
        ? words.say(`rule/${group.form}`, { text: group.test.text })
        : words.say(`rule/${group.form}`);
  const members = children.map(({ id, status }) => `${id} ${MARKS[status]}`).join(", ");
  return [words.say("explain/group", { rule, members })];
}

/** What the standard itself says of missing figures or of no cases, where that decided. */
function ruleLines({ node, declared }: NodeExplanation, words: Words): string[] {
  const { whenMissing, whenNoCases } = declared.measure ?? {};
  if (node.reason === "treated_as_missing" && whenMissing !== undefined) {
    const treatment = words.say(`status/${whenMissing.treatAs}`);
    return [words.say("explain/when-missing", { treatment, clause: whenMissing.clause ?? "–" })];
  }
  if (node.reason !== "no_cases" || whenNoCases === undefined) return [];
  return [words.say("explain/when-no-cases", { treatment: words.say(`status/${whenNoCases}`) })];
}

function pointsLines({ node, declared }: NodeExplanation, steps: readonly string[], words: Words): string[] {
  if (node.points === null) return steps.slice();
  const way = pointsText(declared, words);
  const points = { points: words.points(node.points), of: showNumber(node.points.of, words.language) };
  return [
    ...steps,
    words.say("explain/points", { ...points, way: way === "" ? words.say("explain/points-sum") : way }),
  ];
}
