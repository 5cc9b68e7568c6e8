import type { Standard } from "../criteria/model.ts";
import { add, compare, type Fraction, subtract, ZERO } from "../exact/fraction.ts";
import { selfTable } from "../intake/appraised-table.ts";
import type { WardTable } from "../intake/table.ts";
import type { JudgeOptions } from "./judge.ts";
import type {
  Appraisal,
  AppraisalCounts,
  AppraisedCell,
  AppraisedNode,
  AppraisedWard,
  NodeResult,
  NodeSide,
  OverScored,
  WardResult,
} from "./result.ts";
import type { StatusName } from "./status.ts";
import { survey, wardsOf } from "./survey.ts";

/** How good a status is; what is not known lies between. */
const RANK: Readonly<Record<StatusName, number>> = {
  not_met: 0,
  unknown: 1,
  not_applicable: 2,
  scored: 2,
  waived: 3,
  met: 4,
};

/**
 * Judges the figures as the wards assessed them beside the appraised ones, with the same engine and options.
 * @param table appraised figures, with what they replaced in their origins
 */
export function appraisalOf(standard: Standard, table: WardTable, options: JudgeOptions): Appraisal {
  const { asOf, period, rows, waivers } = options;
  const selfOptions = { asOf, period, rows, waivers };
  const own = selfTable(standard, table);
  const { refused } = survey(standard, own, selfOptions);
  const selves = new Map([...wardsOf(standard, own, selfOptions)].map((ward) => [keyOf(ward), ward]));
  const wards = [...wardsOf(standard, table, options)].map((ward) =>
    beside(refused.has(ward.ward) ? undefined : selves.get(keyOf(ward)), ward),
  );
  const total = (which: keyof AppraisalCounts) => wards.reduce((sum, { counts }) => sum + counts[which], 0);
  return {
    counts: { kept: total("kept"), changed: total("changed"), rejected: total("rejected") },
    wards,
    overScored: overScored(standard, wards),
  };
}

const keyOf = ({ ward, period }: WardResult): string => `${ward} ${period}`;

function beside(self: WardResult | undefined, ward: WardResult): AppraisedWard {
  const current = ward.cells.filter(({ period }) => period === null);
  const cells = current.flatMap(({ field, cell, origin }): AppraisedCell[] => {
    if (origin?.self === undefined) return [];
    const { self: before, rejected } = origin;
    const common = { field, self: before.cell, selfOrigin: before.origin ?? null, cell, origin };
    return [{ ...common, is: rejected === undefined ? "changed" : "rejected", why: rejected ?? null }];
  });
  const rejected = cells.filter(({ is }) => is === "rejected").length;
  const kept = current.filter(({ cell, origin }) => origin?.self === undefined && cell.is !== "missing").length;
  const sideOf = ({ level, possibleLevels, score, criteria }: WardResult) => ({
    level,
    possibleLevels,
    score,
    criteria,
  });
  return {
    ward: ward.ward,
    name: ward.name,
    period: ward.period,
    self: self === undefined ? null : sideOf(self),
    appraised: sideOf(ward),
    counts: { kept, changed: cells.length - rejected, rejected },
    cells,
    nodes: self === undefined ? [] : ward.nodes.flatMap((node, place) => nodeBeside(self.nodes[place], node)),
  };
}

function nodeBeside(self: NodeResult | undefined, node: NodeResult): AppraisedNode[] {
  if (self === undefined) return [];
  const direction = directionOf(self, node);
  if (sameSide(self, node)) return [];
  const sideOf = ({ status, points, value }: NodeResult): NodeSide => ({ status, points, value });
  return [{ id: node.id, self: sideOf(self), appraised: sideOf(node), direction }];
}

const shown = (side: NodeSide): string =>
  JSON.stringify([side.status, side.points, side.value], (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
const sameSide = (a: NodeSide, b: NodeSide): boolean =>
  shown({ status: a.status, points: a.points, value: a.value }) ===
  shown({ status: b.status, points: b.points, value: b.value });

/** By points where both sides are certain, else by the status; open where points are not certain yet. */
function directionOf(self: NodeResult, node: NodeResult): AppraisedNode["direction"] {
  const taken = pointsTaken(self, node);
  const isOpen = taken === null && self.points !== null && node.points !== null && self.status === node.status;
  if (isOpen) return "open";
  const order =
    taken === null || compare(taken, ZERO) === 0 ? RANK[self.status] - RANK[node.status] : compare(taken, ZERO);
  if (order === 0) return "same";
  // What is not known any more has not become better.
  if (order < 0 && node.status === "unknown") return "open";
  return order > 0 ? "lowered" : "raised";
}

/** The points that appraisal took off; null where a side has none, or is not certain. */
function pointsTaken(self: NodeSide, appraised: NodeSide): Fraction | null {
  const [before, after] = [self.points, appraised.points].map((points) =>
    points !== null && compare(points.low, points.high) === 0 ? points.low : undefined,
  );
  return before === undefined || after === undefined ? null : subtract(before, after);
}

function overScored({ criteria }: Standard, wards: readonly AppraisedWard[]): OverScored[] {
  return criteria.flatMap(({ id }): OverScored[] => {
    const lowered = wards.flatMap(({ nodes }) =>
      nodes.filter((node) => node.id === id && node.direction === "lowered"),
    );
    if (lowered.length === 0) return [];
    const points = lowered.map(({ self, appraised }) => pointsTaken(self, appraised));
    const certain = points.filter((taken) => taken !== null);
    const sum = certain.reduce((all, taken) => add(all, taken), ZERO);
    return [{ id, wards: lowered.length, points: certain.length === 0 ? null : sum }];
  });
}
