import { BUILT_IN } from "../criteria/headings.ts";
import { type Problem, problem } from "../problem.ts";
import { readDraft } from "./draft.ts";
import { FORMS } from "./forms.ts";
import type { Cut, WardFile } from "./sheet.ts";

const COLUMNS = ["ward", "name", "period", "field", "value"] as const;
const HEADINGS = COLUMNS.map((column) => BUILT_IN[column].heading.en ?? column);
const NO_CELLS: readonly string[] = [];

/**
 * Takes a draft as a ward file in the long layout: every answer that counts stands in the record of its own line, so
 * that whatever is said of it names that line. Answers to questions that did not apply are left out.
 */
export function cutDraft({ name: file, bytes, digest }: WardFile): Cut {
  const { draft, problem: fault } = readDraft(file, bytes, digest);
  if (fault !== undefined) return { problems: [fault] };
  const { head, answers, finalised, lines } = draft;
  const left = new Set(finalised?.left_out);
  const records = Array.from({ length: lines }, () => NO_CELLS);
  records[0] = HEADINGS;
  for (const [item, { answer, line }] of answers) {
    if (left.has(item)) continue;
    const value = answer.is === "figure" ? answer.text : answer.is === "not_applicable" ? "Không áp dụng" : "";
    records[line - 1] = [head.ward, head.name, head.period, item, value];
  }
  const problems: Problem[] = finalised === undefined ? [problem("draft/not-finalised", {}, { file })] : [];
  return {
    encoding: "draft",
    delimiter: "",
    header: { place: 0, rows: 1, headings: HEADINGS.map((text) => ({ text })) },
    records,
    forms: records.map(() => FORMS.answer.repeat(COLUMNS.length)),
    strays: [],
    isEnded: true,
    isExcelEnded: false,
    problems,
  };
}
