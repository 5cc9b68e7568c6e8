import type { Field, Standard } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import type { NodeExplanation } from "../engine/explain.ts";
import type { WardResult } from "../engine/result.ts";
import { wardsOf } from "../engine/survey.ts";
import { FIRST_DAY, LAST_DAY } from "../exact/day.ts";
import {
  add,
  compare,
  type Fraction,
  fraction,
  greatest,
  least,
  negate,
  ONE,
  subtract,
  ZERO,
} from "../exact/fraction.ts";
import type { Cell } from "../intake/table.ts";
import { TableBuilder } from "../intake/table-builder.ts";

/** One figure that, changed so, would change a node's verdict. */
export interface Change {
  readonly field: string;
  readonly to: Cell;
  readonly status: "met" | "not_met";
}

const MOST_FIELDS = 12;
/** The furthest that is looked for, in steps of the figure. */
const FURTHEST = 40;
const AT_ONCE = 128;

/**
 * The smallest change of each single figure of the period that would turn a leaf's verdict around, found by judging the
 * ward again with the same engine. Figures that no change of their own can turn it with are left out.
 */
export function changesOf(standard: Standard, ward: WardResult, { node, cells }: NodeExplanation): Change[] {
  const now = node.withoutWaivers ?? node.status;
  if (now !== "met" && now !== "not_met") return [];
  const wanted = now === "met" ? "not_met" : "met";
  const fields = cells.filter(({ period, cell }) => period === null && cell.is !== "missing").slice(0, MOST_FIELDS);
  return fields.flatMap(({ field, cell }): Change[] => {
    const declared = standard.fields.get(field);
    const turns = (candidates: readonly Cell[]) =>
      statusesWith(standard, ward, node.id, field, candidates).map((status) => status === wanted);
    const cap = ward.cells.find((one) => one.field === declared?.atMost && one.period === null)?.cell;
    const most = cap?.is === "number" ? cap.value : undefined;
    const to = declared && smallest(declared, cell, turns, most);
    return to === undefined ? [] : [{ field, to, status: wanted }];
  });
}

type Turns = (candidates: readonly Cell[]) => boolean[];

function smallest(field: Field, cell: Cell, turns: Turns, most: Fraction | undefined): Cell | undefined {
  if (cell.is === "truth") {
    const other: Cell = { is: "truth", value: !cell.value };
    return turns([other])[0] === true ? other : undefined;
  }
  if (cell.is === "ratio") {
    const part = nearest(cell.part, ONE, { low: ZERO, high: cell.whole }, (parts) =>
      turns(parts.map((one): Cell => ({ is: "ratio", part: one, whole: cell.whole }))),
    );
    return part && { is: "ratio", part, whole: cell.whole };
  }
  if (cell.is !== "number") return undefined;
  const listed =
    field.type === "choice"
      ? field.choices.map((_, index) => fraction(BigInt(index)))
      : nearestFirst(field, cell.value);
  if (listed.length > 0) {
    const others = listed.map((value): Cell => ({ is: "number", value }));
    return others[turns(others).indexOf(true)];
  }
  const unit =
    field.type === "count" || field.type === "date" ? ONE : fraction(1n, field.type === "percent" ? 10_000n : 100n);
  const bounds = boundsOf(field);
  const high = most === undefined || (bounds.high && compare(bounds.high, most) < 0) ? bounds.high : most;
  const value = nearest(cell.value, unit, { ...bounds, ...(high && { high }) }, (values) =>
    turns(values.map((one): Cell => ({ is: "number", value: one }))),
  );
  return value && { is: "number", value };
}

/** The only numbers that a field allows, those next to its value first; none when it allows any. */
const nearestFirst = ({ numbers }: Field, from: Fraction): Fraction[] =>
  numbers.toSorted((a, b) => compare(distance(a, from), distance(b, from)));

function distance(a: Fraction, b: Fraction): Fraction {
  const difference = subtract(a, b);
  return difference.n < 0n ? negate(difference) : difference;
}

function boundsOf({ type, range }: Field): { readonly low?: Fraction; readonly high?: Fraction } {
  if (range !== undefined) return range;
  if (type === "date") return { low: fraction(BigInt(FIRST_DAY)), high: fraction(BigInt(LAST_DAY)) };
  return type === "count" || type === "percent" ? { low: ZERO } : {};
}

/** The value nearest to `from`, in whole steps, that turns the verdict: by doubling the distance, then closing in. */
function nearest(
  from: Fraction,
  step: Fraction,
  { low, high }: { readonly low?: Fraction; readonly high?: Fraction },
  turns: (values: readonly Fraction[]) => boolean[],
): Fraction | undefined {
  const at = (steps: bigint): Fraction => {
    const value = add(from, fraction(steps * step.n, step.d));
    const above = low === undefined ? value : greatest(low, value);
    return high === undefined ? above : least(high, above);
  };
  const found = [1n, -1n].flatMap((sign) => {
    const near = Array.from({ length: AT_ONCE }, (_, index) => BigInt(index + 1));
    const far = Array.from({ length: FURTHEST }, (_, power) => BigInt(AT_ONCE) * 2n ** BigInt(power + 1));
    const distances = [...near, ...far];
    const first = turns(distances.map((distance) => at(sign * distance))).indexOf(true);
    if (first < 0) return [];
    let [inside, outside] = [first === 0 ? 0n : (distances[first - 1] ?? 0n), distances[first] ?? 1n];
    while (outside - inside > 1n) {
      const width = (outside - inside + BigInt(AT_ONCE) - 1n) / BigInt(AT_ONCE);
      const tries: bigint[] = [];
      for (let distance = inside + width; distance < outside; distance += width) tries.push(distance);
      const hit = turns(tries.map((distance) => at(sign * distance))).indexOf(true);
      if (hit < 0) inside = tries.at(-1) ?? outside - 1n;
      else [inside, outside] = [tries[hit - 1] ?? inside, tries[hit] ?? outside];
    }
    return [at(sign * outside)];
  });
  return found.toSorted((a, b) => compare(distance(a, from), distance(b, from)))[0];
}

/** The node's status for the same ward with another cell, one for each candidate. */
function statusesWith(
  standard: Standard,
  ward: WardResult,
  id: string,
  field: string,
  candidates: readonly Cell[],
): string[] {
  // Of each candidate, the period judged and those looked back at.
  const builder = new TableBuilder(standard.fields.values(), candidates.length * (1 + ward.cells.length));
  for (const [index, candidate] of candidates.entries()) {
    for (const label of new Set([null, ...ward.cells.map(({ period }) => period)])) {
      const period = parsePeriod(label ?? ward.period, standard.period);
      if (period === undefined) continue;
      const { batch, row } = builder.at(builder.add(String(index), "", ward.province, period));
      for (const cell of ward.cells.filter((one) => one.period === label))
        batch.columns.get(cell.field)?.set(row, label === null && cell.field === field ? candidate : cell.cell);
    }
  }
  const judging = {
    asOf: ward.asOf,
    rows: ({ period }: { readonly period: string }) => period === ward.period,
  };
  return [...wardsOf(standard, builder.finish([]), judging)].map(
    ({ nodes }) => nodes.find((node) => node.id === id)?.status ?? "unknown",
  );
}
