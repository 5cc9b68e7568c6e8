import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import type { Language } from "../../text.ts";
import { Words } from "../words.ts";
import { appraisalReport } from "./appraisal-report.ts";
import type { Paper } from "./paper.ts";
import { selfReport } from "./self-report.ts";
import { summaryReport } from "./summary-report.ts";
import { writeDocx } from "./write-docx.ts";

/** How a report on paper is wanted. */
interface OfficialOptions {
  readonly language: Language;
  readonly sorted: readonly WardResult[] | undefined;
  readonly top: number | undefined;
}

/**
 * A report as a Word document in the layout of Decree 30/2020: of an appraisal the appraisal report, of one ward in one
 * period its self-assessment, else the summary of all wards.
 */
export function officialReport(standard: Standard, result: Result, options: OfficialOptions): Promise<Uint8Array> {
  const words = new Words(standard, options.language);
  return writeDocx(paperOf(standard, result, options, words), words);
}

function paperOf(standard: Standard, result: Result, { sorted, top }: OfficialOptions, words: Words): Paper {
  const wards = sorted ?? [...result.wards()];
  if (result.appraisal !== null) return appraisalReport(standard, result, wards, words);
  const [only] = wards;
  // A condition that one ward alone fulfils makes no self-assessment of the list.
  const isAsked = result.chosen === null || (result.chosen.where === null && result.chosen.only === null);
  if (only !== undefined && wards.length === 1 && isAsked) return selfReport(standard, result, only, words);
  return summaryReport(standard, result, wards, top, words);
}
