import { type CriteriaNode, nodesOf } from "../criteria/model.ts";
import type { NodeResult } from "../engine/result.ts";
import { emptyCounts, STATUS_NAMES } from "../engine/status.ts";
import { add, compare, type Fraction, fraction } from "../exact/fraction.ts";
import { stackedBar } from "./blocks.ts";
import { drawing, element } from "./element.ts";
import { section } from "./page-head.ts";
import { type View, wardsOfPeriod } from "./state.ts";

const [WIDTH, HEIGHT, EDGE] = [320, 80, 12];
const BINS = 24;
/** The height of the axis, and how wide a bar is. */
const [FLOOR, BAR] = [HEIGHT - 16, 9];

interface Measured {
  readonly node: NodeResult;
  readonly value: Fraction;
}

/** Each indicator that measures a number: where the wards stand, and where the threshold. */
export function distributionSection(view: View): HTMLElement {
  const { model, words } = view;
  const wards = wardsOfPeriod(view);
  const figures = nodesOf(model.standard.criteria).flatMap((declared) => {
    const results = wards.flatMap(({ result }) => result.nodes.find(({ id }) => id === declared.id) ?? []);
    const measured = results.flatMap((node): Measured[] => {
      const value = numberOf(node, declared.children.length === 0);
      return value === undefined ? [] : [{ node, value }];
    });
    if (measured.length > 0) return [chart(declared, measured, results.length, view)];
    return declared.children.length > 0 || results.length === 0 ? [] : [shares(declared, results, view)];
  });
  const content =
    figures.length === 0 ? element("p", {}, words.say("page/none")) : element("div", { class: "charts" }, ...figures);
  return section(view, "distribution", content);
}

/** An indicator that measures no number: how many wards came out how. */
function shares({ id, title }: CriteriaNode, results: readonly NodeResult[], { words }: View): HTMLElement {
  const counts = emptyCounts();
  for (const { status } of results) counts[status]++;
  const told = STATUS_NAMES.filter((status) => counts[status] > 0).map(
    (status) => `${words.say(`status/${status}`)}: ${counts[status]}`,
  );
  return element(
    "figure",
    {},
    element("figcaption", {}, element("strong", {}, `${id} ${words.text(title)}`), element("br"), told.join("; ")),
    stackedBar(counts, results.length),
  );
}

/** The value as a number; of an indicator that only carries points, the points where they are certain. */
function numberOf({ value, points }: NodeResult, isLeaf: boolean): Fraction | undefined {
  if (value === null)
    return isLeaf && points !== null && compare(points.low, points.high) === 0 ? points.low : undefined;
  if ("truth" in value || "word" in value) return undefined;
  if ("number" in value) return value.number;
  return value.whole.n === 0n ? undefined : fraction(value.part.n * value.whole.d, value.part.d * value.whole.n);
}

function chart({ id, title }: CriteriaNode, measured: readonly Measured[], all: number, { words }: View): HTMLElement {
  const values = measured.map(({ value }) => value).toSorted(compare);
  const thresholds = distinct(measured.flatMap(({ node }) => node.threshold ?? []));
  const amount = (value: Fraction) => words.amount(id, value, thresholds[0]);
  const [least, greatest] = [values[0] as Fraction, values.at(-1) as Fraction];
  const texts = [
    words.say("page/values", {
      count: measured.length,
      least: amount(least),
      greatest: amount(greatest),
      median: amount(medianOf(values)),
    }),
    ...(thresholds.length === 0
      ? []
      : [words.say("page/threshold", { threshold: thresholds.map((value) => words.amount(id, value)).join("; ") })]),
    ...(all > measured.length ? [words.say("page/without-value", { count: all - measured.length })] : []),
  ];
  return element(
    "figure",
    {},
    element("figcaption", {}, element("strong", {}, `${id} ${words.text(title)}`), element("br"), texts.join("; ")),
    histogram(measured, thresholds, (value) => words.amount(id, value)),
  );
}

/** The one in the middle, or halfway between the two there. */
function medianOf(values: readonly Fraction[]): Fraction {
  const [low, high] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]];
  const sum = add(low as Fraction, high as Fraction);
  return fraction(sum.n, sum.d * 2n);
}

const distinct = (values: readonly Fraction[]): Fraction[] =>
  values
    .toSorted(compare)
    .filter((value, place, all) => place === 0 || compare(value, all[place - 1] as Fraction) !== 0);

/** Numbers only place what is drawn; what is met was decided exactly. */
const drawn = ({ n, d }: Fraction): number => Number((n * 1_000_000n) / d) / 1_000_000;

/** So many different values are drawn each at its own place; more are gathered. */
const MOST_PLACES = 24;

/** Wards at one place of the axis, by what became of them. */
interface Column {
  readonly at: number;
  readonly counts: Record<(typeof DRAWN)[number], number>;
}

/** From below to above. */
const DRAWN = ["not_met", "unknown", "scored", "met"] as const;

/** How many wards stand where, with dashed lines at the thresholds; the ends are named. */
function histogram(
  measured: readonly Measured[],
  thresholds: readonly Fraction[],
  amount: (value: Fraction) => string,
): SVGElement {
  const places = [...measured.map(({ value }) => value), ...thresholds].toSorted(compare);
  const [first, last] = [places[0] as Fraction, places.at(-1) as Fraction];
  const [low, high] = [drawn(first), drawn(last)];
  const width = WIDTH - 2 * EDGE;
  const x = (value: number) => EDGE + (high === low ? width / 2 : ((value - low) / (high - low)) * width);
  const columns = columnsOf(measured, low, high);
  const most = columns.reduce((highest, { counts }) => Math.max(highest, sumOf(counts)), 1);
  const scale = (HEIGHT - 34) / most;
  const bars = columns.flatMap(({ at, counts }) => {
    let below = 0;
    const parts = DRAWN.flatMap((status) => {
      const height = counts[status] * scale;
      below += height;
      if (counts[status] === 0) return [];
      return [drawing("rect", { class: status, x: x(at) - BAR / 2, y: FLOOR - below, width: BAR, height })];
    });
    const label = drawing("text", { x: x(at), y: FLOOR - below - 2, "text-anchor": "middle" }, String(sumOf(counts)));
    return columns.length > 12 ? parts : [...parts, label];
  });
  return drawing(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    ...thresholds.map((threshold) =>
      drawing("line", { class: "threshold", x1: x(drawn(threshold)), x2: x(drawn(threshold)), y1: 0, y2: FLOOR + 4 }),
    ),
    ...bars,
    drawing("line", { class: "axis", x1: EDGE, x2: WIDTH - EDGE, y1: FLOOR, y2: FLOOR }),
    drawing("text", { x: EDGE, y: HEIGHT - 3 }, high === low ? "" : amount(first)),
    drawing("text", { x: WIDTH - EDGE, y: HEIGHT - 3, "text-anchor": "end" }, amount(last)),
  );
}

const sumOf = (counts: Column["counts"]): number => DRAWN.reduce((sum, status) => sum + counts[status], 0);

/** Each value at its place where there are few; else gathered in equal steps. */
function columnsOf(measured: readonly Measured[], low: number, high: number): Column[] {
  const isFew = new Set(measured.map(({ value }) => drawn(value))).size <= MOST_PLACES;
  const step = (high - low) / BINS;
  const placeOf = (value: number) =>
    isFew || step === 0 ? value : low + (Math.min(BINS - 1, Math.floor((value - low) / step)) + 0.5) * step;
  const columns = new Map<number, Column>();
  for (const { node, value } of measured) {
    const at = placeOf(drawn(value));
    const column = columns.get(at) ?? { at, counts: { not_met: 0, unknown: 0, scored: 0, met: 0 } };
    const status = node.withoutWaivers ?? node.status;
    column.counts[DRAWN.find((one) => one === status) ?? "unknown"]++;
    columns.set(at, column);
  }
  return [...columns.values()].toSorted((a, b) => a.at - b.at);
}
