import { appraisalSection, decisionSection, namesOf } from "../report/appraisal.ts";
import { dataNotes } from "../report/data-notes.ts";
import { blockElement } from "./blocks.ts";
import { element } from "./element.ts";
import { section } from "./page-head.ts";
import type { View } from "./state.ts";

/** Appraisal, decisions and waivers where there are any; how good the data are, and where everything comes from. */
export function dataSection(view: View): HTMLElement {
  const { model, words } = view;
  const { result } = model.judged;
  const wards = model.wards.map((one) => one.result);
  const blocks = [
    ...decisionSection(result, namesOf(wards), words),
    ...appraisalSection(result, words),
    ...dataNotes(model.standard, result, wards, words),
  ];
  return section(
    view,
    "data",
    ...blocks.map((block) => blockElement(block, "h3")),
    element("p", {}, words.say("page/made-by", { version: result.toolVersion })),
    ...(result.generatedAt === null ? [] : [element("p", {}, words.say("page/made-at", { time: result.generatedAt }))]),
  );
}
