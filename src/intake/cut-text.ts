import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { firstRecords, splitRecords } from "./csv.ts";
import { decode } from "./decode.ts";
import { type Candidate, FEWEST_KNOWN, findDialect, type KnownHeadings } from "./dialect.ts";
import type { IntakeOptions } from "./options.ts";
import { wardsAsColumns } from "./refused-layouts.ts";
import type { Cut, WardFile } from "./sheet.ts";

/** Excel takes this first line as an order and does not show it. */
const SEPARATOR_LINE = /^"?sep=.?"?(?:\r\n|\n|\r)/i;
export const isSeparatorLine = (line: string): boolean => SEPARATOR_LINE.test(line);
export const withoutSeparatorLine = (text: string): string => text.replace(SEPARATOR_LINE, "");

/** Decodes a CSV file, finds its delimiter and header, and cuts it into records. */
export function cutText({ name: file, bytes }: WardFile, known: KnownHeadings, options: IntakeOptions): Cut {
  const decoded = decode(file, bytes, options.encoding);
  if (decoded.problem !== undefined) return { problems: [decoded.problem] };
  const text = withoutSeparatorLine(decoded.text);
  const candidates = findDialect(text, known, options.delimiter);
  const [best] = candidates;
  if (best === undefined || best.known < FEWEST_KNOWN) return { problems: [noHeader(file, text, candidates, known)] };
  const split = splitRecords(file, text, best.delimiter, best.header.place);
  if (split.problem !== undefined) return { problems: [split.problem] };
  return {
    encoding: decoded.encoding,
    delimiter: best.delimiter,
    header: best.header,
    records: split.records,
    text,
    strays: split.strays,
    isEnded: /[\r\n"]$/.test(text),
    isExcelEnded: text.includes("\r\n"),
    problems: decoded.problems,
  };
}

/** Fewer than two known names: says what was seen under each delimiter, or which layout it looks like. */
function noHeader(file: string, text: string, candidates: readonly Candidate[], known: KnownHeadings): Problem {
  for (const { delimiter } of candidates) {
    const sideways = wardsAsColumns(file, firstRecords(text, delimiter), known);
    if (sideways !== undefined) return sideways;
  }
  const seen = candidates.map(({ delimiter, header }) => {
    const shown = header.headings.map((heading) => cleaned(heading.text)).filter((heading) => heading !== "");
    return `${delimiter === "\t" ? "TAB" : delimiter} → ${shown.slice(0, 4).join(" | ").slice(0, 80)}`;
  });
  return problem("data/no-header", { seen: seen.join("; ") }, { file, line: (candidates[0]?.header.place ?? 0) + 1 });
}
