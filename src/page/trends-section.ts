import { type Trend, trendsOf } from "../analysis/trends.ts";
import { drawing, element } from "./element.ts";
import { section } from "./page-head.ts";
import type { View } from "./state.ts";

const [WIDTH, HEIGHT, EDGE] = [120, 28, 4];

/** How levels and criteria went over the periods. */
export function trendsSection(view: View): HTMLElement | undefined {
  const { model, words } = view;
  const trends = trendsOf(
    model.standard,
    model.wards.map(({ result }) => result),
    model.judged.result.chosen,
  );
  const [first] = trends;
  if (first === undefined) return undefined;
  return section(
    view,
    "trends",
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": words.say("page/section-trends") },
      element(
        "table",
        { class: "trends" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "col" }, words.say("section/trends")),
            ...first.points.map(({ period }) => element("th", { scope: "col" }, period)),
            element("td", {}),
          ),
        ),
        element("tbody", {}, ...trends.map((trend) => trendRow(trend, view))),
      ),
    ),
  );
}

function trendRow({ criterion, points }: Trend, { words }: View): HTMLElement {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, words.trend(criterion)),
    ...points.map(({ passed, of }) => element("td", { class: "number" }, `${passed}/${of}`)),
    element("td", {}, line(points)),
  );
}

function line(points: Trend["points"]): SVGElement {
  const places = points.map(({ passed, of }, place) => ({
    x: EDGE + (place / Math.max(1, points.length - 1)) * (WIDTH - 2 * EDGE),
    y: HEIGHT - EDGE - (of === 0 ? 0 : passed / of) * (HEIGHT - 2 * EDGE),
  }));
  return drawing(
    "svg",
    { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    drawing("polyline", { points: places.map(({ x, y }) => `${x},${y}`).join(" ") }),
    ...places.map(({ x, y }) => drawing("circle", { cx: x, cy: y, r: 2.5 })),
  );
}
