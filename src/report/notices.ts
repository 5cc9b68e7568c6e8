import type { Standard } from "../criteria/model.ts";
import type { Chosen, Result, ResultFrame } from "../engine/result.ts";
import type { Words } from "./words.ts";

/** Were wards chosen, so that a rank would be one among them alone? A whole period has its own ranks. */
export const isPartial = ({ chosen }: Pick<Result, "chosen">): boolean =>
  chosen !== null && (chosen.ward.length > 0 || chosen.where !== null || chosen.only !== null);

/** What was chosen out of all wards, in words; nothing where everything is reported. */
export function chosenNotice({ chosen }: Pick<Result, "chosen">, words: Words): string[] {
  return chosen === null ? [] : [words.say("head/chosen", { choice: chosenText(chosen, words) })];
}

function chosenText({ period, ward, where, only }: Chosen, words: Words): string {
  const parts = [
    ...(period === null ? [] : [words.say("explain/period", { period })]),
    ...ward.map((one) => words.say("chosen/ward", { ward: one })),
    ...(where === null ? [] : [words.say("chosen/where", { where })]),
    ...(only === null ? [] : [words.say("chosen/only", { level: words.level(only) })]),
  ];
  return parts.join("; ");
}

/** How sure the thresholds are that decided, and what the standard itself wants to be said. */
export function provenanceNotices(standard: Standard, { summary }: Pick<Result, "summary">, words: Words): string[] {
  return [
    ...(summary.provenance === "official" ? [] : [words.say(`provenance-notice/${summary.provenance}`)]),
    ...standard.notices.map((notice) => words.text(notice)),
  ];
}

/** What must be read before any figure of a page, workbook or document: what it leaves out, and how sure it is. */
export const headNotices = (standard: Standard, result: ResultFrame, words: Words): string[] => [
  ...chosenNotice(result, words),
  ...provenanceNotices(standard, result, words),
];
