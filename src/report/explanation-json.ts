import type { Standard } from "../criteria/model.ts";
import { originOfNode } from "../criteria/origin.ts";
import type { NodeExplanation } from "../engine/explain.ts";
import type { Step } from "../engine/trace.ts";
import { formatDay } from "../exact/day.ts";
import { toExactDecimal } from "../exact/decimal.ts";
import type { Fraction } from "../exact/fraction.ts";
import type { ShownExplanation } from "./explanation-document.ts";
import { jsonText } from "./json-text.ts";
import { savedCell, savedExact, wardSaver } from "./saved.ts";
import { type StepStyle, stepWords } from "./step-words.ts";

/** Numbers and names as a program wants them: ids, dots, every decimal or a fraction; shares as numbers, not percents. */
const PLAIN: StepStyle = {
  field: (id, periods) => (periods === 0 ? id : `previous(${id}, ${periods})`),
  parameter: (id) => id,
  number: (value, kind) => (kind.is === "date" ? formatDay(Number(value.n)) : exact(value)),
  truth: String,
  connective: (word) => word,
  absent: (absent) => absent,
};

const exact = (value: Fraction): string => toExactDecimal(value) ?? `${value.n}/${value.d}`;

/** Explanations as one JSON array: each ward as in a result, its nodes with clause, thresholds, cells and steps. */
export function explanationJson(standard: Standard, shown: readonly ShownExplanation[]): string {
  const save = wardSaver(standard);
  const wards = shown.map((one) => {
    const { cells: _, nodes: saved, ...ward } = save(one.explanation.ward);
    const nodes = new Map(saved.map((node) => [node.id, node]));
    return {
      ...ward,
      standard: `${standard.id}@${standard.version}`,
      files: one.inputs.map(({ name }) => name),
      conditions: one.explanation.conditions.map(({ steps, cells, ...condition }) => ({
        ...condition,
        cells: cells.map((cell) => savedCell(cell, standard.fields)),
        steps: steps.map((step) => stepWords(step, standard, PLAIN)),
      })),
      levels: one.explanation.levels.map(({ steps, ...level }) => ({
        ...level,
        steps: steps.map((step) => stepWords(step, standard, PLAIN)),
      })),
      nodes: one.explanation.nodes.map((node) => ({ ...nodes.get(node.node.id), ...explained(standard, node, one) })),
    };
  });
  return `${jsonText(wards)}\n`;
}

function explained(standard: Standard, one: NodeExplanation, shown: ShownExplanation): object {
  const steps = (list: readonly Step[]) => list.map((step) => stepWords(step, standard, PLAIN));
  const { waiver } = one.node;
  return {
    title: one.declared.title,
    clause: one.clause,
    origin: originOfNode(standard, one.node.id) ?? null,
    formula: one.declared.measure?.value?.text ?? null,
    thresholds: one.thresholds.map(({ parameter, entry, amount, reason }) => ({
      parameter: parameter.id,
      value: amount === null ? null : savedExact(amount),
      reason,
      from: entry?.from === undefined ? null : formatDay(entry.from),
      to: entry?.to === undefined ? null : formatDay(entry.to),
      clause: entry?.clause ?? parameter.clause ?? null,
      provenance: entry?.provenance ?? null,
    })),
    cells: one.cells.map((cell) => savedCell(cell, standard.fields)),
    applies: one.applies && {
      when: one.declared.applies?.text ?? null,
      result: one.applies,
      steps: steps(one.appliesSteps),
    },
    steps: steps(one.steps),
    points_steps: steps(one.pointsSteps),
    margin: one.margin && {
      amount: savedExact(one.margin.amount),
      ...(one.margin.more && { more: savedExact(one.margin.more) }),
    },
    changes: shown.changesOf(one).map(({ field, to, status }) => ({
      ...savedCell({ field, period: null, cell: to, origin: null }, standard.fields),
      status,
    })),
    waiver: waiver && {
      reason: waiver.reason,
      approved_by: waiver.approvedBy,
      document: waiver.document,
      from: formatDay(waiver.from),
      until: formatDay(waiver.until),
    },
  };
}
