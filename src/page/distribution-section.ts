import { type CriteriaNode, nodesOf } from "../criteria/model.ts";
import type { NodeResult } from "../engine/result.ts";
import { emptyCounts, STATUS_NAMES } from "../engine/status.ts";
import { compare, type Fraction, fraction } from "../exact/fraction.ts";
import { stackedBar } from "./blocks.ts";
import { drawing, element } from "./element.ts";
import { section } from "./page-head.ts";
import { type View, wardsOfPeriod } from "./state.ts";

const [WIDTH, HEIGHT, EDGE] = [320, 64, 8];
const BINS = 24;

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
      const value = numberOf(node);
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

/** The value as a number; of what only carries points, the points where they are certain. */
function numberOf({ value, points }: NodeResult): Fraction | undefined {
  if (value === null) return points !== null && compare(points.low, points.high) === 0 ? points.low : undefined;
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
      median: amount(values[Math.floor((values.length - 1) / 2)] as Fraction),
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

const distinct = (values: readonly Fraction[]): Fraction[] =>
  values
    .toSorted(compare)
    .filter((value, place, all) => place === 0 || compare(value, all[place - 1] as Fraction) !== 0);

/** Numbers only place what is drawn; what is met was decided exactly. */
const drawn = ({ n, d }: Fraction): number => Number((n * 1_000_000n) / d) / 1_000_000;

/** How many wards stand where, met and not met apart, with dashed lines at the thresholds; the ends are named. */
function histogram(
  measured: readonly Measured[],
  thresholds: readonly Fraction[],
  amount: (value: Fraction) => string,
): SVGElement {
  const places = [...measured.map(({ value }) => value), ...thresholds].toSorted(compare);
  const [first, last] = [places[0] as Fraction, places.at(-1) as Fraction];
  const [low, high] = [drawn(first), drawn(last)];
  const width = WIDTH - 2 * EDGE;
  const at = (value: number) => EDGE + (high === low ? width / 2 : ((value - low) / (high - low)) * width);
  const bins = Array.from({ length: BINS }, () => ({ passed: 0, failed: 0 }));
  for (const { node, value } of measured) {
    const share = high === low ? 0.5 : (drawn(value) - low) / (high - low);
    const bin = bins[Math.min(BINS - 1, Math.floor(share * BINS))];
    if (bin === undefined) continue;
    if ((node.withoutWaivers ?? node.status) === "not_met") bin.failed++;
    else bin.passed++;
  }
  const most = bins.reduce((highest, { passed, failed }) => Math.max(highest, passed + failed), 1);
  const scale = (HEIGHT - 24) / most;
  const step = width / BINS;
  const columns = bins.flatMap(({ passed, failed }, place) => {
    const x = EDGE + place * step + 1;
    const column = (count: number, below: number, className: string) =>
      count === 0
        ? []
        : [
            drawing("rect", {
              class: className,
              x,
              y: HEIGHT - 16 - (count + below) * scale,
              width: step - 2,
              height: count * scale,
            }),
          ];
    return [...column(failed, 0, "not_met"), ...column(passed, failed, "met")];
  });
  return drawing(
    "svg",
    { class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    ...columns,
    drawing("line", { class: "axis", x1: EDGE, x2: WIDTH - EDGE, y1: HEIGHT - 16, y2: HEIGHT - 16 }),
    ...thresholds.map((threshold) =>
      drawing("line", {
        class: "threshold",
        x1: at(drawn(threshold)),
        x2: at(drawn(threshold)),
        y1: 0,
        y2: HEIGHT - 12,
      }),
    ),
    drawing("text", { x: EDGE, y: HEIGHT - 3 }, high === low ? "" : amount(first)),
    drawing("text", { x: WIDTH - EDGE, y: HEIGHT - 3, "text-anchor": "end" }, amount(last)),
  );
}
