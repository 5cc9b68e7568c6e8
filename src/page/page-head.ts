import { element } from "./element.ts";
import type { View } from "./state.ts";

/** The sections, by the ids that the links at the top lead to. */
export const SECTIONS = ["overview", "wards", "criteria", "distribution", "trends", "sections", "data"] as const;

type SectionId = (typeof SECTIONS)[number];

export interface HeadActions {
  readonly setPeriod: (period: string) => void;
  readonly switchLanguage: () => void;
}

/** Title, the period that is looked at, the other language, and links to the sections. */
export function pageHead(
  { model, state, words }: View,
  { setPeriod, switchLanguage }: HeadActions,
  sections: readonly SectionId[],
): HTMLElement {
  const { standard } = model;
  const period = element("select", { id: "period" });
  for (const one of model.periods)
    period.append(element("option", { value: one, selected: one === state.period }, one));
  period.addEventListener("change", () => setPeriod(period.value));
  const other = words.language === "vi" ? "en" : "vi";
  const language = element(
    "button",
    { type: "button", id: "language", lang: other },
    other === "en" ? "English" : "Tiếng Việt",
  );
  language.addEventListener("click", switchLanguage);
  return element(
    "header",
    { class: "page-head" },
    element("h1", {}, words.text(standard.title)),
    element(
      "p",
      { class: "controls" },
      element("label", { for: "period" }, words.say("page/period")),
      period,
      language,
    ),
    element(
      "nav",
      { "aria-label": words.say("page/sections") },
      element(
        "ul",
        {},
        ...sections.map((id) => element("li", {}, element("a", { href: `#${id}` }, words.say(`page/section-${id}`)))),
      ),
    ),
  );
}

/** A section under its heading. */
export function section(view: View, id: SectionId, ...children: Parameters<typeof element>[2][]): HTMLElement {
  const title = element("h2", { id: `${id}-title` }, view.words.say(`page/section-${id}`));
  return element("section", { id, "aria-labelledby": `${id}-title` }, title, ...children);
}
