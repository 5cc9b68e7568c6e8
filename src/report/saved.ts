import { type Field, nodesOf, type Standard } from "../criteria/model.ts";
import type { CellResult, NodeResult, NodeValue, PointsRange, WardResult } from "../engine/result.ts";
import { formatDay } from "../exact/day.ts";
import { decimalsNeeded, toExactDecimal } from "../exact/decimal.ts";
import type { Fraction } from "../exact/fraction.ts";
import type {
  SavedCell,
  SavedExact,
  SavedNode,
  SavedOrigin,
  SavedPoints,
  SavedValue,
  SavedWard,
} from "../intake/saved-result.ts";
import type { Cell, Origin } from "../intake/table.ts";

const MOST_DIGITS = 15;
const SHORT = 10 ** MOST_DIGITS;
const MOST_DENOMINATORS = 10_000;

/** From here on JavaScript writes a number without an exponent. */
const LEAST_WRITTEN = 1e-6;

/** A decimal number token where the number ends within 15 digits, else numerator and denominator. */
export function savedExact(value: Fraction): SavedExact {
  const [n, d] = [Number(value.n), Number(value.d)];
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(d)) return savedLarge(value);
  // Of two whole numbers that are held exactly the quotient is the double nearest to what the decimal says.
  const isShort = Math.abs(n) * digitsFactor(d) < SHORT;
  const number = n / d;
  return isShort && (n === 0 || Math.abs(number) >= LEAST_WRITTEN) ? number : { n, d };
}

/** The same of larger numbers. */
function savedLarge(value: Fraction): SavedExact {
  const decimal = toExactDecimal(value, MOST_DIGITS);
  const number = Number(decimal);
  if (decimal !== undefined && !/e/i.test(String(number))) return number;
  const integer = (whole: bigint) =>
    whole <= 9007199254740991n && whole >= -9007199254740991n ? Number(whole) : whole;
  return { n: integer(value.n), d: integer(value.d) };
}

/**
 * What a numerator is multiplied by to be the digits of the decimal; infinite when that never ends or has too many
 * decimals. Few denominators occur.
 */
const FACTORS = new Map<number, number>();

function digitsFactor(d: number): number {
  if (d === 1) return 1;
  const known = FACTORS.get(d);
  if (known !== undefined) return known;
  const decimals = decimalsNeeded({ n: 1n, d: BigInt(d) });
  const factor = decimals === undefined || decimals > MOST_DIGITS ? Number.POSITIVE_INFINITY : 10 ** decimals / d;
  if (FACTORS.size < MOST_DENOMINATORS) FACTORS.set(d, factor);
  return factor;
}

export const savedPoints = ({ low, high, of }: PointsRange): SavedPoints => ({
  low: savedExact(low),
  high: savedExact(high),
  of: savedExact(of),
});

/** A number of a field or node as the result writes it: dates and choices are words. */
function savedNumber(
  value: Fraction,
  type: Field["type"] | undefined,
  choices: readonly string[],
): SavedExact | string {
  if (type === "date") return formatDay(Number(value.n));
  return type === "choice" ? (choices[Number(value.n)] ?? "") : savedExact(value);
}

export function savedCell({ field, period, cell, origin }: CellResult, fields: ReadonlyMap<string, Field>): SavedCell {
  const declared = fields.get(field);
  // Most cells, without putting objects together.
  if (period === null && origin !== null && origin.self === undefined) {
    const place = savedOrigin(origin, null);
    return isBlank(cell)
      ? { field, state: cell.is, origin: place }
      : { field, state: "present", value: savedValue(cell, declared), origin: place };
  }
  const head = { field, ...(period !== null && { period }) };
  const place = origin === null ? null : savedOrigin(origin, period);
  const saved = { ...head, ...savedCellState(cell, declared), origin: place };
  if (origin?.self === undefined) return saved;
  const before = origin.self;
  const self = {
    ...savedCellState(before.cell, declared),
    origin: before.origin === undefined ? null : savedOrigin(before.origin, period),
  };
  return { ...saved, self, ...(origin.rejected !== undefined && { rejected: origin.rejected }) };
}

/** A cell's state and, when it has one, its value. */
export function savedCellState(cell: Cell, field: Field | undefined): Pick<SavedCell, "state" | "value"> {
  return isBlank(cell) ? { state: cell.is } : { state: "present", value: savedValue(cell, field) };
}

type Blank = Extract<Cell, { is: "missing" | "not_applicable" }>;

const isBlank = (cell: Cell): cell is Blank => cell.is === "missing" || cell.is === "not_applicable";

function savedValue(cell: Exclude<Cell, Blank>, field: Field | undefined): SavedValue {
  switch (cell.is) {
    case "text":
      return cell.text;
    case "truth":
      return cell.value;
    case "ratio":
      return { n: savedExact(cell.part), d: savedExact(cell.whole), cell: true };
    case "number":
      return savedNumber(cell.value, field?.type, field?.choices ?? []);
  }
}

function savedOrigin({ file, line, column, text, number, answer, total }: Origin, period: string | null): SavedOrigin {
  if (period === null && number === undefined && answer === undefined)
    return total === undefined ? { file, line, column, text } : { file, line, column, text, total };
  const kind = { ...(number === true && { number }), ...(answer !== undefined && { answer }) };
  return { ...(period !== null && { earlier: period }), file, line, column, text, ...kind, ...(total && { total }) };
}

/** A node's value; days are words. */
export function savedNodeValue(value: NodeValue, isDate: boolean): SavedValue {
  if ("truth" in value) return value.truth;
  if ("word" in value) return value.word;
  return "part" in value
    ? { n: savedExact(value.part), d: savedExact(value.whole), cell: true }
    : savedNumber(value.number, isDate ? "date" : undefined, []);
}

function savedNode(node: NodeResult, isDate: boolean): SavedNode {
  const type = isDate ? "date" : undefined;
  const { gap } = node;
  return {
    id: node.id,
    parent: node.parent,
    status: node.status,
    ...(node.withoutWaivers !== null && { status_without_waivers: node.withoutWaivers }),
    reason: node.reason,
    points: node.points && savedPoints(node.points),
    value: node.value && savedNodeValue(node.value, isDate),
    require: node.require,
    threshold: node.threshold && savedNumber(node.threshold, type, []),
    gap: gap && { amount: savedExact(gap.amount), ...(gap.more && { more: savedExact(gap.more) }) },
    provenance: node.provenance,
    uses: node.uses,
  };
}

/** The nodes whose values are days. */
export const dateNodes = ({ criteria }: Standard): ReadonlySet<string> =>
  new Set(nodesOf(criteria).flatMap(({ id, measure }) => (measure?.value?.expression.kind.is === "date" ? [id] : [])));

/** Makes the plain records of a result's wards. */
export function wardSaver(standard: Standard): (ward: WardResult) => SavedWard {
  const dates = dateNodes(standard);
  return (ward) => ({
    ward: ward.ward,
    name: ward.name,
    province: ward.province,
    period: ward.period,
    as_of: formatDay(ward.asOf),
    level: ward.level,
    possible_levels: ward.possibleLevels,
    level_without_waivers: ward.levelWithoutWaivers,
    ...(ward.possibleLevelsWithoutWaivers.length > 0 && {
      possible_levels_without_waivers: ward.possibleLevelsWithoutWaivers,
    }),
    score: ward.score && savedPoints(ward.score),
    counts: ward.counts,
    criteria: ward.criteria,
    provenance: ward.provenance,
    matters: ward.matters.map(({ field, period, origin }) => ({
      field,
      ...(period !== null && { period }),
      origin: origin && savedOrigin(origin, period),
    })),
    blockers: ward.blockers.map((one) => ({ ...one, threshold: one.threshold && savedExact(one.threshold) })),
    cells: ward.cells.map((cell) => savedCell(cell, standard.fields)),
    nodes: ward.nodes.map((node) => savedNode(node, dates.has(node.id))),
  });
}
