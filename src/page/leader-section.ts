import { type AtRisk, figuresOf, type PeriodFigures } from "../analysis/leader.ts";
import { bottlenecksOf, nearlyEligible } from "../analysis/shortfalls.ts";
import { showFixed } from "../messages/numbers.ts";
import { headNotices } from "../report/notices.ts";
import type { Language } from "../text.ts";
import { bar, list } from "./blocks.ts";
import { type Child, element } from "./element.ts";
import { section } from "./page-head.ts";
import type { PlacedWard } from "./report-model.ts";
import { addressOf, type View, wardsOfPeriod } from "./state.ts";

const MOST_BOTTLENECKS = 3;
const MOST_NAMED = 8;

/** One A4 page for who decides: figures, three bottlenecks, who is near, who may fall, how good the data are. */
export function leaderSection(view: View): HTMLElement {
  const { model, state, words } = view;
  const { standard, judged } = model;
  const all = model.wards.map(({ result }) => result);
  const figures = figuresOf(standard, all, state.period, judged.result.chosen);
  const placed = wardsOfPeriod(view);
  const results = placed.map(({ result }) => result);
  const hasLevels = standard.levels.length > 0;
  // Being near, or at risk, is said of titles alone.
  const isWithdrawal = standard.verdict === "withdrawal";
  const isRecognition = standard.verdict === "recognition";
  const { before } = figures;
  const changes =
    before === null
      ? []
      : [
          words.say("page/change", {
            change: signed(figures.reached - before.reached, words.language),
            period: before.period,
            reached: before.reached,
            wards: before.wards,
          }),
        ];
  const plain =
    judged.result.waivers === null
      ? []
      : [`${words.say("without-waivers/figures")} ${figures.reachedWithoutWaivers}/${figures.wards}`];
  const detail = [...changes, ...plain].join("; ");
  const cards = hasLevels
    ? [
        card(
          words.say(`verdict/${standard.verdict}/reached`),
          `${figures.reached}/${figures.wards}`,
          detail,
          isWithdrawal ? "not_met" : "met",
        ),
        card(
          words.say(`verdict/${standard.verdict}/none`),
          String(figures.none),
          undefined,
          isWithdrawal ? "met" : "not_met",
        ),
        card(words.level("undetermined"), String(figures.undetermined), undefined, "unknown"),
        ...(isRecognition ? [riskCard(figures, words)] : []),
      ]
    : [scoreCard(figures, words)];
  const found = bottlenecksOf(standard, results, MOST_BOTTLENECKS);
  const near = nearlyEligible(standard, results, Number.POSITIVE_INFINITY);
  return section(
    view,
    "overview",
    element(
      "p",
      {},
      words.say("page/standing", {
        period: state.period,
        standard: `${standard.id}@${standard.version}`,
        provenance: words.say(`provenance/${judged.result.summary.provenance}`),
        wards: figures.wards,
        unit: words.unitName(),
      }),
    ),
    ...notices(view),
    element("dl", { class: "cards" }, ...cards),
    element(
      "div",
      { class: "columns" },
      block(
        words.say("section/bottlenecks"),
        found.map(({ criterion, failed, of }) => [
          `${criterion} ${words.title(criterion)}: ${failed}/${of}`,
          bar(failed, of, "not_met"),
        ]),
        words.say("page/none"),
      ),
      ...(hasLevels && isRecognition
        ? [
            block(
              words.say("section/near"),
              named(
                near.map(({ ward, shortfalls }) => [
                  link(placed.find(({ result }) => result === ward)),
                  `: ${words.shortfalls(shortfalls)}`,
                ]),
                view,
              ),
              words.say("page/none"),
            ),
            block(
              words.say("page/at-risk"),
              named(
                figures.atRisk.map(({ ward, why }: AtRisk) => [
                  link(placed.find(({ result }) => result === ward)),
                  `: ${words.say(`page/risk-${why}`)}`,
                ]),
                view,
              ),
              words.say("page/none"),
            ),
          ]
        : []),
      block(words.say("section/quality"), dataNotes(view), words.say("page/none")),
    ),
  );
}

/** How many have a certain score, where there are no levels to reach. */
function scoreCard({ scored, wards }: PeriodFigures, words: View["words"]): HTMLElement {
  const open = wards - scored;
  const detail = open === 0 ? undefined : words.say("page/scored-open", { count: open });
  return card(words.say("page/scored"), `${scored}/${wards}`, detail, open === 0 ? "met" : "unknown");
}

/** How many may lose their level; where there is no period before, only waivers tell. */
const riskCard = ({ atRisk, before }: PeriodFigures, words: View["words"]): HTMLElement =>
  card(
    words.say("page/at-risk"),
    String(atRisk.length),
    words.say(before === null ? "page/at-risk-uncompared" : "page/at-risk-means"),
    "risk",
  );

/** What is left out, how sure the thresholds are, and who decides. */
export function notices({ model, words }: View): HTMLElement[] {
  const { standard, judged } = model;
  const isRecognition = standard.verdict === "recognition" && standard.levels.length > 0;
  const texts = [
    ...headNotices(standard, judged.result, words),
    ...(isRecognition ? [words.say("authority-notice")] : []),
  ];
  if (texts.length === 0) return [];
  return [element("div", { class: "notice", role: "note" }, ...texts.map((text) => element("p", {}, text)))];
}

function card(label: string, figure: string, detail: string | undefined, className: string): HTMLElement {
  return element(
    "div",
    { class: `card ${className}` },
    element("dt", {}, label),
    element("dd", { class: "figure" }, figure),
    detail === undefined || detail === "" ? undefined : element("dd", { class: "detail" }, detail),
  );
}

function block(title: string, items: readonly Child[], none: string): HTMLElement {
  return element("div", {}, element("h3", {}, title), items.length === 0 ? element("p", {}, none) : list(items));
}

function named(items: readonly Child[], { words }: View): Child[] {
  const more = items.length - MOST_NAMED;
  return more > 0 ? [...items.slice(0, MOST_NAMED), words.say("page/more", { count: more })] : [...items];
}

function link(placed: PlacedWard | undefined): Child {
  return placed === undefined ? undefined : element("a", { href: `#${addressOf(placed.place)}` }, placed.result.name);
}

function dataNotes({ model, state, words }: View): string[] {
  const { result } = model.judged;
  const { warning, error = 0 } = result.summary.problems;
  const left = result.notJudged.filter(({ period }) => period === state.period).length;
  return [
    ...(error > 0 ? [words.say("quality/errors", { count: error })] : []),
    warning === 0 ? words.say("quality/none") : words.say("quality/warnings", { count: warning }),
    ...(left > 0 ? [words.say("page/not-judged", { count: left })] : []),
  ];
}

const signed = (change: number, language: Language): string =>
  change === 0 ? "±0" : `${change > 0 ? "+" : "−"}${showFixed({ n: BigInt(Math.abs(change)), d: 1n }, language, 0)}`;
