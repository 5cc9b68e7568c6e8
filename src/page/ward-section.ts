import { changesOf } from "../analysis/what-if.ts";
import type { NodeExplanation, WardExplanation } from "../engine/explain.ts";
import { dossierFor, itemText, paperText } from "../report/dossier-words.ts";
import { nodeBlocks, type ShownExplanation, verdictLines } from "../report/explanation-document.ts";
import { conditionBlocks, levelBlocks } from "../report/level-words.ts";
import { blockElement, list, statusMark } from "./blocks.ts";
import { element } from "./element.ts";
import { section } from "./page-head.ts";
import { explanationOf, type PlacedWard } from "./report-model.ts";
import { addressOf, type View, wardsOfPeriod } from "./state.ts";
import { tryForm } from "./try-form.ts";
import { levelClass } from "./wards-section.ts";

/** A section for each ward of the period, filled when it is opened. */
export function wardSections(view: View): HTMLElement {
  const { words } = view;
  return section(
    view,
    "sections",
    element("p", { class: "screen" }, words.say("page/open-ward")),
    ...wardsOfPeriod(view).map((ward) => wardDetails(ward, view)),
  );
}

function wardDetails(placed: PlacedWard, view: View): HTMLElement {
  const { state, words } = view;
  const { place, result } = placed;
  const details = element(
    "details",
    { class: "ward", id: addressOf(place) },
    element(
      "summary",
      {},
      element("strong", {}, result.name),
      ` · ${words.say("explain/period", { period: result.period })}`,
      result.level === null
        ? undefined
        : [
            " · ",
            element(
              "span",
              { class: `level ${levelClass(result.level, words.standard.verdict)}` },
              words.level(result.level),
            ),
          ],
      result.criteria.of === 0 ? undefined : ` · ${result.criteria.met}/${result.criteria.of}`,
      result.score === null ? undefined : ` · ${words.say("assess/points", { points: words.points(result.score) })}`,
    ),
  );
  let isFilled = false;
  const fill = () => {
    if (isFilled) return;
    isFilled = true;
    details.append(wardContent(placed, view));
  };
  details.addEventListener("toggle", () => {
    if (details.open) {
      fill();
      state.open.add(place);
    } else state.open.delete(place);
  });
  if (state.open.has(place)) {
    fill();
    details.open = true;
  }
  return details;
}

function wardContent(placed: PlacedWard, view: View): HTMLElement {
  const { model, words } = view;
  const explanation = explanationOf(model, placed.result);
  if (explanation === undefined) return element("p", {}, words.say("page/none"));
  const shown = shownOf(explanation, view);
  return element(
    "div",
    {},
    list(verdictLines(shown, words)),
    tryForm(placed, view),
    ...dossier(placed, view),
    element("h3", {}, words.say("page/explanation")),
    ...explanation.nodes.map((one) => nodeDetails(one, shown, view)),
    ...[...conditionBlocks(shown, words), ...levelBlocks(shown, words)].map((block) => blockElement(block, "h4")),
    element("p", { class: "screen" }, element("a", { href: "#wards" }, words.say("page/back"))),
  );
}

/** Documents and remarks that the ward recorded with its figures. */
function dossier({ result }: PlacedWard, { model, words }: View): HTMLElement[] {
  const { papers, remarks } = dossierFor(model.judged.result.dossier, result);
  const items = [
    ...papers.map((paper) => `${itemText(paper.item, words)}: ${paperText(paper, words)}`),
    ...remarks.map(({ item, text }) => `${itemText(item, words)}: ${text}`),
  ];
  return items.length === 0 ? [] : [element("h3", {}, words.say("page/dossier")), list(items)];
}

function shownOf(explanation: WardExplanation, { model }: View): ShownExplanation {
  const { standard, judged } = model;
  return {
    explanation,
    isWhole: true,
    inputs: judged.table.inputs,
    changesOf: (node) => changesOf(standard, explanation.ward, node),
  };
}

/** One chain from the clause to the cell; what would turn the verdict is searched for when it is opened. */
function nodeDetails(one: NodeExplanation, shown: ShownExplanation, { words }: View): HTMLElement {
  const { node, declared } = one;
  const details = element(
    "details",
    { class: `node depth-${declared.depth}`, "data-node": node.id, "data-status": node.status },
    element(
      "summary",
      {},
      statusMark(node.status, words),
      ` ${node.id} ${words.text(declared.title)}`,
      node.value === null || "truth" in node.value ? undefined : `: ${words.value(node, node.value)}`,
    ),
  );
  let isFilled = false;
  details.addEventListener("toggle", () => {
    if (!details.open || isFilled) return;
    isFilled = true;
    const [, ...blocks] = nodeBlocks(one, shown, words);
    details.append(...blocks.map((block) => blockElement(block, "h4")));
  });
  return details;
}
