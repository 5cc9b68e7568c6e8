import { byMerit, levelOrder } from "../analysis/ranking.ts";
import type { Standard } from "../criteria/model.ts";
import { STATUS_NAMES, type StatusName } from "../engine/status.ts";
import { compare } from "../exact/fraction.ts";
import { isPartial } from "../report/notices.ts";
import { lackingText, scoreDecimals, withoutWaivers } from "../report/ward-table.ts";
import { statusMark } from "./blocks.ts";
import { element } from "./element.ts";
import { filterForm, matching } from "./filter.ts";
import { section } from "./page-head.ts";
import type { PlacedWard } from "./report-model.ts";
import { addressOf, type SortColumn, type View, wardsOfPeriod } from "./state.ts";

type RankingColumn = Exclude<SortColumn, "given">;

/** The wards: a heatmap by criteria, and a table that is sorted by its headings; one filter for both. */
export function wardsSection(view: View): HTMLElement {
  const { words } = view;
  const count = element("p", { role: "status", class: "count" });
  const heat = element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.say("page/heatmap") });
  const table = element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": words.say("page/table") });
  const none = element("p", { hidden: true }, words.say("page/no-match"));
  const draw = () => {
    const found = matching(view);
    const shown = sorted(found, view).slice(0, view.model.data.frame.options.top ?? undefined);
    const all = wardsOfPeriod(view).length;
    count.textContent = [
      words.say("page/count", { count: found.length, all }),
      ...(shown.length < found.length ? [words.say("page/more", { count: found.length - shown.length })] : []),
    ].join("; ");
    heat.replaceChildren(heatmap(shown, view));
    table.replaceChildren(wardTable(shown, view, draw));
    none.hidden = found.length > 0;
  };
  draw();
  return section(
    view,
    "wards",
    filterForm(view, draw),
    count,
    none,
    element("h3", {}, words.say("page/heatmap")),
    legend(view),
    element(
      "p",
      { class: "legend" },
      view.model.standard.criteria.map(({ id, title }) => `${id} ${words.text(title)}`).join(" · "),
    ),
    heat,
    element("h3", {}, words.say("page/table")),
    table,
  );
}

function legend({ model, words }: View): HTMLElement {
  const statuses = STATUS_NAMES.filter((status) => status !== "waived" || model.judged.result.waivers !== null);
  return element(
    "p",
    { class: "legend" },
    ...statuses.flatMap((status) => [statusMark(status, words), ` ${words.say(`status/${status}`)}  `]),
  );
}

const NAMES = new Intl.Collator("vi", { numeric: true });

function sorted(wards: readonly PlacedWard[], { model, state }: View): PlacedWard[] {
  const order = levelOrder(model.standard);
  const { column, isDescending } = state.sort;
  if (column === "given") return [...wards];
  const merit = byMerit(model.standard);
  const compared = (a: PlacedWard, b: PlacedWard): number => {
    const [one, other] = [a.result, b.result];
    if (column === "rank") return merit(one, other);
    if (column === "name") return NAMES.compare(one.name, other.name);
    if (column === "level") return order.indexOf(one.level) - order.indexOf(other.level);
    if (column === "met") return one.criteria.met - other.criteria.met;
    if (one.score === null || other.score === null) return Number(other.score === null) - Number(one.score === null);
    return compare(one.score.low, other.score.low);
  };
  return wards.toSorted((a, b) => compared(a, b) * (isDescending ? -1 : 1));
}

function heatmap(wards: readonly PlacedWard[], { model, words }: View): HTMLElement {
  const { criteria } = model.standard;
  return element(
    "table",
    { class: "heat" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, words.say("column/ward")),
        ...criteria.map(({ id, title }) => element("th", { scope: "col", title: words.text(title) }, id)),
      ),
    ),
    element(
      "tbody",
      {},
      ...wards.map(({ place, result }) => {
        const statuses = new Map(result.nodes.map((node) => [node.id, node]));
        return element(
          "tr",
          {},
          element(
            "th",
            { scope: "row", class: "ward-name" },
            element("a", { href: `#${addressOf(place)}` }, result.name),
          ),
          ...criteria.map(({ id }) => heatCell(statuses.get(id), words)),
        );
      }),
    ),
  );
}

function heatCell(node: PlacedWard["result"]["nodes"][number] | undefined, words: View["words"]): HTMLElement {
  const status: StatusName = node?.status ?? "unknown";
  const points = node?.status === "scored" ? node.points : null;
  return element("td", { class: status }, points === null ? statusMark(status, words) : words.points(points));
}

function wardTable(wards: readonly PlacedWard[], view: View, redraw: () => void): HTMLElement {
  const { model, words } = view;
  const hasLevels = model.standard.levels.length > 0;
  const hasScore = wards.some(({ result }) => result.score !== null);
  const columns: readonly (readonly [RankingColumn, string])[] = [
    // Among chosen wards a rank would be one among these alone.
    ...(isPartial(model.judged.result) ? [] : [["rank", words.say("column/rank")] as const]),
    ["name", words.say("column/ward")],
    ...(hasLevels ? [["level", words.say("page/level")] as const, ["met", words.say("column/met")] as const] : []),
    ...(hasScore ? [["score", words.say("column/score")] as const] : []),
  ];
  const decimals = scoreDecimals(
    model.standard,
    model.wards.map(({ result }) => result),
  );
  return element(
    "table",
    { class: "wards" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        ...columns.map(([column, title]) => sortHeading(column, title, view, redraw)),
        ...(model.judged.result.waivers === null
          ? []
          : [element("th", { scope: "col" }, words.say("column/without-waivers"))]),
        element("th", { scope: "col" }, words.say("column/lacking")),
      ),
    ),
    element("tbody", {}, ...wards.map((ward) => wardRow(ward, columns, decimals, view))),
  );
}

function sortHeading(column: SortColumn, title: string, { state }: View, redraw: () => void): HTMLElement {
  const isSorted = state.sort.column === column;
  const direction = isSorted ? (state.sort.isDescending ? "descending" : "ascending") : undefined;
  const arrow = direction === undefined ? "↕" : direction === "ascending" ? "▲" : "▼";
  const button = element(
    "button",
    { type: "button", id: `sort-${column}` },
    title,
    element("span", { "aria-hidden": "true" }, ` ${arrow}`),
  );
  button.addEventListener("click", () => {
    state.sort = { column, isDescending: isSorted && !state.sort.isDescending };
    redraw();
    document.getElementById(`sort-${column}`)?.focus();
  });
  return element("th", { scope: "col", "aria-sort": direction }, button);
}

function wardRow(
  { place, rank, result }: PlacedWard,
  columns: readonly (readonly [RankingColumn, string])[],
  decimals: number,
  { model, words }: View,
): HTMLElement {
  const cell = (column: RankingColumn): HTMLElement => {
    switch (column) {
      case "rank":
        return element("td", { class: "number" }, rank === undefined ? "?" : String(rank));
      case "name":
        return element(
          "th",
          { scope: "row", class: "ward-name" },
          element("a", { href: `#${addressOf(place)}` }, result.name),
          result.ward === result.name ? undefined : element("span", { class: "code" }, ` ${result.ward}`),
        );
      case "level":
        return element(
          "td",
          { class: `level ${levelClass(result.level, model.standard.verdict)}` },
          result.level === null ? "–" : words.level(result.level),
        );
      case "met":
        return element("td", { class: "number" }, `${result.criteria.met}/${result.criteria.of}`);
      case "score":
        return element("td", { class: "number" }, result.score === null ? "–" : words.points(result.score, decimals));
    }
  };
  return element(
    "tr",
    { "data-ward": result.ward, "data-level": result.level ?? "" },
    ...columns.map(([column]) => cell(column)),
    ...(model.judged.result.waivers === null ? [] : [element("td", {}, withoutWaivers(result, words))]),
    element("td", {}, lackingText(result, words)),
  );
}

/** How a level is coloured: grounds to withdraw a title are no good news. */
export function levelClass(level: string | null, verdict: Standard["verdict"]): string {
  if (level === null) return "";
  if (level === "undetermined") return "unknown";
  return (level === "none") === (verdict !== "withdrawal") ? "not_met" : "met";
}
