import type { Standard } from "../criteria/model.ts";
import type { Chosen, Result } from "../engine/result.ts";
import type { Words } from "./words.ts";

/** Were wards chosen, so that a rank would be one among them alone? A whole period has its own ranks. */
export const isPartial = ({ chosen }: Pick<Result, "chosen">): boolean =>
  chosen !== null && (chosen.ward.length > 0 || chosen.where !== null || chosen.only !== null);

/** What was chosen out of all wards, in words; nothing where everything is reported. */
export function chosenNotice({ chosen }: Pick<Result, "chosen">, words: Words): string[] {
  return chosen === null ? [] : [words.say("head/chosen", { choice: chosenText(chosen) })];
}

/** As it was asked for. */
function chosenText({ period, ward, where, only }: Chosen): string {
  const parts = [
    ...(period === null ? [] : [`--period ${period}`]),
    ...ward.map((one) => `--ward ${one}`),
    ...(where === null ? [] : [`--where ${where}`]),
    ...(only === null ? [] : [`--only ${only}`]),
  ];
  return parts.join(" ");
}

/** How sure the thresholds are that decided, and what the standard itself wants to be said. */
export function provenanceNotices(standard: Standard, { summary }: Pick<Result, "summary">, words: Words): string[] {
  return [
    ...(summary.provenance === "official" ? [] : [words.say(`provenance-notice/${summary.provenance}`)]),
    ...standard.notices.map((notice) => words.text(notice)),
  ];
}

/** What must be read before any figure of a page, workbook or document: what it leaves out, and how sure it is. */
export function headNotices(standard: Standard, result: Result, shown: number, words: Words): string[] {
  const { wards } = result.summary;
  const cut = shown < wards ? [words.say("page/partial", { count: shown, all: wards })] : [];
  return [...cut, ...chosenNotice(result, words), ...provenanceNotices(standard, result, words)];
}
