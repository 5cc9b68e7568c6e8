import { holds } from "../criteria/bands.ts";
import type { Field, Provenance } from "../criteria/model.ts";
import { weaker } from "../criteria/model.ts";
import { State, Truth } from "../exact/column.ts";
import type { Fraction } from "../exact/fraction.ts";
import { originOf } from "../intake/table.ts";
import { blockersOf } from "./blockers.ts";
import type { CompiledNode } from "./compile-node.ts";
import { amountFor, earlierRow } from "./data-source.ts";
import { gapOf } from "./gap.ts";
import type { VerdictBatch } from "./judge.ts";
import { mattersOf } from "./matters.ts";
import type { PointsColumns } from "./points-columns.ts";
import type { CellResult, NodeResult, NodeValue, PointsRange, Reason, WardResult } from "./result.ts";
import { emptyCounts, Status, type StatusName, statusName } from "./status.ts";

/** The columns of a judged batch, without the way to look into a row. */
export type Verdicts = Omit<VerdictBatch, "detail">;

/** Everything about one judged row, as plain data. */
export function detailOf(verdicts: Verdicts, row: number): WardResult {
  const { batch, compiled, data } = verdicts;
  const nodes = compiled.nodes.map((node) => nodeResult(verdicts, node, row));
  const counts = emptyCounts();
  for (const { status } of nodes) counts[status]++;
  const { level, possibleLevels } = verdicts.levels.outcomeAt(row);
  const without = (verdicts.waivers?.plainLevels ?? verdicts.levels).outcomeAt(row);
  const decisive = nodes.filter(({ status }) => ["met", "not_met", "waived", "scored"].includes(status));
  return {
    ward: batch.wards.at(row) ?? "",
    name: batch.names.at(row) || (batch.wards.at(row) ?? ""),
    province: batch.provinces.at(row) ?? "",
    period: batch.periods[row]?.label ?? "",
    asOf: data.asOf(batch, row),
    level,
    possibleLevels,
    levelWithoutWaivers: without.level,
    possibleLevelsWithoutWaivers: without.possibleLevels,
    score: compiled.hasScore ? rangeOf(verdicts.score.score, row, verdicts.score.of) : null,
    counts,
    criteria: criteriaCount(verdicts, row),
    matters: level === "undetermined" ? mattersOf(verdicts, row) : [],
    blockers: blockersOf(verdicts, row, level),
    provenance: [...decisive.map(({ provenance }) => provenance), ...levelProvenances(verdicts, row)].reduce(
      weaker,
      compiled.standard.provenance,
    ),
    cells: cellsOf(verdicts, row),
    nodes,
  };
}

function criteriaCount({ compiled, nodes }: Verdicts, row: number): { met: number; of: number } {
  let met = 0;
  let of = 0;
  for (const { index } of compiled.counted) {
    const status = nodes.statuses[index]?.[row];
    if (status === Status.met || status === Status.waived || status === Status.waivedPerhaps) met++;
    if (status !== Status.notApplicable) of++;
  }
  return { met, of };
}

function rangeOf(points: PointsColumns, row: number, of?: Fraction): PointsRange | null {
  const { reached, available } = points.at(row);
  return reached === undefined ? null : { low: reached.low, high: reached.high, of: of ?? available };
}

function nodeResult(verdicts: Verdicts, node: CompiledNode, row: number): NodeResult {
  const { compiled, nodes, waivers } = verdicts;
  const code = nodes.statuses[node.index]?.[row] ?? Status.unknown;
  const plainCode = (waivers?.plain ?? nodes).statuses[node.index]?.[row] ?? Status.unknown;
  const [status, plain] = [statusName(code), statusName(plainCode)];
  const points = nodes.points[node.index];
  const threshold = node.threshold && compiled.plan.numbers(node.threshold.register);
  return {
    id: node.node.id,
    parent: compiled.nodes[node.parent]?.node.id ?? null,
    status,
    withoutWaivers: plain === status ? null : plain,
    waiver: waivers?.pass.waiverOf(node.node.id, row) ?? null,
    reason: status === "waived" ? notAssessed(plain) : reasonOf(verdicts, node, row, status),
    points: points === undefined ? null : rangeOf(points, row),
    value: valueIn(verdicts, node, row),
    require: node.node.measure?.require?.text ?? null,
    threshold: threshold?.state[row] === State.present ? threshold.at(row) : null,
    gap: plainCode === Status.notMet ? gapOf(compiled.plan, node, row) : null,
    provenance: provenanceOf(verdicts, node, row),
    uses: node.usedFields,
  };
}

/** A waived node whose figures are missing was not assessed at all. */
const notAssessed = (plain: StatusName): Reason | null => (plain === "unknown" ? "not_assessed" : null);

function valueIn(
  { compiled: { plan, standard }, batch }: Verdicts,
  { value, node }: CompiledNode,
  row: number,
): NodeValue | null {
  if (value === undefined) return null;
  if (value.logic) {
    const truth = plan.truths(value.register)[row] ?? Truth.missing;
    return truth <= Truth.true ? { truth: truth === Truth.true } : null;
  }
  const expression = node.measure?.value?.expression;
  const isField = expression?.op === "field" && expression.aspect === "value";
  const field: Field | undefined = isField ? standard.fields.get(expression.field) : undefined;
  if (field?.type === "ratio") {
    const cell = batch.columns.get(field.id)?.get(row);
    return cell?.is === "ratio" ? { part: cell.part, whole: cell.whole } : null;
  }
  const column = plan.numbers(value.register);
  if (column.state[row] !== State.present) return null;
  const number = column.at(row);
  if (expression?.kind.is === "choice") return { word: expression.kind.values[Number(number.n)] ?? "" };
  return { number };
}

/** How sure the thresholds are that levels, disqualifiers and adjustments go by. */
export function levelProvenances({ compiled, batch }: Verdicts, row: number): Provenance[] {
  return compiled.levelParameters.flatMap((id) => {
    const parameter = compiled.standard.parameters.get(id);
    return (parameter && amountFor(compiled.standard, batch, row, parameter).entry?.provenance) ?? [];
  });
}

/** Why a node is as it is, where its value alone does not say so. */
export function reasonOf(verdicts: Verdicts, node: CompiledNode, row: number, status: StatusName): Reason | null {
  const { measure } = node.node;
  const state = verdicts.nodes.leafOutcome(node.index, row)?.reason ?? State.present;
  if (status === "not_applicable") {
    if (state === State.noCases && measure?.whenNoCases === "not_applicable") return "no_cases";
    if (state === State.notApplicable) return "declared_not_applicable";
    return state === State.missing && measure?.whenMissing !== undefined ? "treated_as_missing" : "does_not_apply";
  }
  if (measure === undefined || state === State.present) return null;
  if (state === State.noCases) return "no_cases";
  if (state === State.missing && measure.whenMissing !== undefined && status !== "unknown") return "treated_as_missing";
  return parameterReason(verdicts, node, row) ?? "missing";
}

function parameterReason({ compiled, batch }: Verdicts, { parameters }: CompiledNode, row: number): Reason | undefined {
  for (const id of parameters) {
    const parameter = compiled.standard.parameters.get(id);
    const reason = parameter && amountFor(compiled.standard, batch, row, parameter).reason;
    if (reason === "not_found" || reason === "set_by_overlay") return reason;
  }
  return undefined;
}

/** The weakest provenance among what decided: the node's own threshold, its parameters, the band that was hit. */
export function provenanceOf({ compiled, batch }: Verdicts, node: CompiledNode, row: number): Provenance {
  let provenance = node.node.provenance;
  for (const id of node.parameters) {
    const parameter = compiled.standard.parameters.get(id);
    const entry = parameter && amountFor(compiled.standard, batch, row, parameter).entry;
    if (entry !== undefined) provenance = weaker(provenance, entry.provenance);
  }
  const { points } = node.node;
  if (points?.form === "bands" && node.value !== undefined) {
    const column = compiled.plan.numbers(node.value.register);
    const band =
      column.state[row] === State.present ? points.bands.find((one) => holds(one, column.at(row))) : undefined;
    if (band !== undefined) provenance = weaker(provenance, band.provenance);
  }
  return provenance;
}

function cellsOf({ compiled, table, batch }: Verdicts, row: number): CellResult[] {
  const cells: CellResult[] = [];
  for (const [field, column] of batch.columns) {
    cells.push({ field, period: null, cell: column.get(row), origin: originOf(batch, row, field) ?? null });
  }
  for (const { field, periods } of compiled.earlierFields) {
    const found = earlierRow(table, batch, row, periods);
    const cell = found?.column(field)?.get(found.row);
    if (found === undefined || cell === undefined) continue;
    cells.push({
      field,
      period: found.batch.periods[found.row]?.label ?? "",
      cell,
      origin: originOf(found.batch, found.row, field) ?? null,
    });
  }
  return cells;
}
