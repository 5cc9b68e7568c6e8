import { nodesOf } from "../criteria/model.ts";
import { emptyCounts, STATUS_NAMES } from "../engine/status.ts";
import { stackedBar, statusMark } from "./blocks.ts";
import { element } from "./element.ts";
import { section } from "./page-head.ts";
import { type View, wardsOfPeriod } from "./state.ts";

/** What became of each criterion and indicator over the period's wards, most often failed first among criteria. */
export function criteriaSection(view: View): HTMLElement {
  const { model, words } = view;
  const wards = wardsOfPeriod(view);
  const counts = new Map(nodesOf(model.standard.criteria).map(({ id }) => [id, emptyCounts()]));
  for (const { result } of wards)
    for (const { id, status } of result.nodes) {
      const one = counts.get(id);
      if (one !== undefined) one[status]++;
    }
  const failed = (id: string) => counts.get(id)?.not_met ?? 0;
  const ordered = model.standard.criteria.toSorted((a, b) => failed(b.id) - failed(a.id));
  const statuses = STATUS_NAMES.filter((status) => [...counts.values()].some((one) => one[status] > 0));
  return section(
    view,
    "criteria",
    element("p", {}, words.say("page/criteria-means")),
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": words.say("page/section-criteria") },
      element(
        "table",
        { class: "criteria" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "col" }, words.say("criterion")),
            ...statuses.map((status) => element("th", { scope: "col" }, statusMark(status, words))),
            element("td", {}),
          ),
        ),
        element(
          "tbody",
          {},
          ...nodesOf(ordered).map((node) =>
            element(
              "tr",
              { class: node.depth === 1 ? "criterion" : "indicator" },
              element("th", { scope: "row" }, `${node.id} ${words.text(node.title)}`),
              ...statuses.map((status) =>
                element("td", { class: "number" }, String(counts.get(node.id)?.[status] ?? 0)),
              ),
              element("td", {}, stackedBar(counts.get(node.id) ?? emptyCounts(), wards.length)),
            ),
          ),
        ),
      ),
    ),
  );
}
