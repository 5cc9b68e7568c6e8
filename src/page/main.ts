import { parseExactJson } from "../intake/exact-json.ts";
import { problemLines, say } from "../messages/say.ts";
import type { PageData } from "../report/html/page-data.ts";
import { Words } from "../report/words.ts";
import { inLanguage, type Language } from "../text.ts";
import { list } from "./blocks.ts";
import { criteriaSection } from "./criteria-section.ts";
import { dataSection } from "./data-section.ts";
import { distributionSection } from "./distribution-section.ts";
import { element } from "./element.ts";
import { leaderSection, notices } from "./leader-section.ts";
import { pageHead, SECTIONS } from "./page-head.ts";
import { openReport, type ReportModel } from "./report-model.ts";
import { addressOf, type PageState, type View } from "./state.ts";
import { trendsSection } from "./trends-section.ts";
import { wardSections } from "./ward-section.ts";
import { wardsSection } from "./wards-section.ts";

// The program of an HTML report: judges the wards in the page's data again, compares with what was reported, draws.

function start(root: HTMLElement, data: PageData): void {
  const opened = openReport(data);
  if ("problems" in opened) {
    const lines = opened.problems.flatMap((one) => problemLines(data.language, one));
    root.append(alert(say(data.language, "page/unreadable"), lines));
    return;
  }
  const state: PageState = {
    period: opened.periods[0] ?? "",
    text: "",
    level: "",
    criterion: "",
    status: "",
    sort: { column: data.isSorted ? "given" : "rank", isDescending: false },
    tried: new Map(),
    open: new Set(),
  };
  let language = data.language;
  const draw = () => {
    document.documentElement.lang = language;
    document.title = inLanguage(opened.standard.title, language);
    const view: View = { model: opened, state, words: new Words(opened.standard, language) };
    root.replaceChildren(...partsOf(view, redraw));
  };
  const redraw = (next: Language, focus: string) => {
    language = next;
    draw();
    document.getElementById(focus)?.focus();
  };
  const show = (place: number) => {
    const ward = opened.wards.find((one) => one.place === place);
    if (ward === undefined) return;
    if (ward.result.period !== state.period) {
      state.period = ward.result.period;
      draw();
    }
    const details = document.getElementById(addressOf(place));
    if (!(details instanceof HTMLDetailsElement)) return;
    details.open = true;
    details.scrollIntoView();
    details.querySelector("summary")?.focus();
  };
  const followAddress = () => {
    const found = /^#ward-(\d+)$/.exec(location.hash)?.[1];
    if (found !== undefined) show(Number(found) - 1);
  };
  draw();
  followAddress();
  window.addEventListener("hashchange", followAddress);
  // A second click on the same link changes no address.
  root.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(`a[href="${location.hash}"]`) !== null) followAddress();
  });
  window.addEventListener("beforeprint", openForPrint);
}

function partsOf(view: View, redraw: (language: Language, focus: string) => void): HTMLElement[] {
  const { model, state, words } = view;
  const { language } = words;
  const trends = trendsSection(view);
  const warning = model.differing.length === 0 ? [] : [differing(model, words)];
  const actions = {
    setPeriod: (period: string) => {
      state.period = period;
      redraw(language, "period");
    },
    switchLanguage: () => redraw(language === "vi" ? "en" : "vi", "language"),
  };
  if (model.wards.length === 0)
    return [
      pageHead(view, actions, ["data"]),
      ...warning,
      element("p", {}, words.say("head/nothing-selected")),
      ...notices(view),
      dataSection(view),
    ];
  return [
    pageHead(view, actions, trends === undefined ? SECTIONS.filter((id) => id !== "trends") : SECTIONS),
    ...warning,
    leaderSection(view),
    wardsSection(view),
    criteriaSection(view),
    distributionSection(view),
    ...(trends === undefined ? [] : [trends]),
    wardSections(view),
    dataSection(view),
  ];
}

/** Verdicts that this browser does not come to must not stand there as if they were sure. */
const differing = ({ differing: differences }: ReportModel, words: Words): HTMLElement =>
  alert(
    words.say("page/differs"),
    differences.map(({ is, ...about }) => words.say(`page/differs-${is}`, about)),
  );

const alert = (title: string, lines: readonly string[]): HTMLElement =>
  element("div", { class: "alert", role: "alert" }, element("p", {}, title), list(lines));

/** On paper nothing can be opened: of the wards that are open, everything is printed. */
function openForPrint(): void {
  const fill = (details: Element) => details.dispatchEvent(new Event("toggle"));
  for (const ward of document.querySelectorAll("details.ward[open]")) fill(ward);
  for (const node of document.querySelectorAll<HTMLDetailsElement>("details.ward[open] details.node")) {
    node.open = true;
    fill(node);
  }
}

const page = document.getElementById("page");
const text = document.getElementById("report")?.textContent;
if (page !== null && text !== null && text !== undefined) start(page, parseExactJson(text) as PageData);
