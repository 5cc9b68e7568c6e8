import { type Problem, problem } from "../problem.ts";
import { cleaned } from "./cells.ts";
import { type Candidate, FEWEST_KNOWN, findDialect, type KnownHeadings } from "./dialect.ts";
import type { IntakeOptions } from "./options.ts";
import { wardsAsColumns } from "./refused-layouts.ts";
import type { Cut, WardFile } from "./sheet.ts";
import { openText, TextFile } from "./text-file.ts";

/** Decodes a CSV file, finds its delimiter and header, and cuts it into records. */
export function cutText(ward: WardFile, known: KnownHeadings, options: IntakeOptions): Cut {
  const file = openText(ward, options.encoding);
  if (!(file instanceof TextFile)) return { problems: [file.problem] };
  const candidates = findDialect(file, known, options.delimiter);
  const [best] = candidates;
  if (best === undefined || best.known < FEWEST_KNOWN)
    return { problems: [noHeader(ward.name, file, candidates, known)] };
  const split = file.split(best.delimiter, best.header.place);
  const { text, encoding, problems } = file;
  if (split.problem !== undefined) return { problems: [split.problem] };
  return {
    encoding,
    delimiter: best.delimiter,
    header: best.header,
    records: split.records,
    text,
    strays: split.strays,
    isEnded: /[\r\n"]$/.test(text),
    isExcelEnded: text.includes("\r\n"),
    problems,
  };
}

/** Fewer than two known names: says what was seen under each delimiter, or which layout it looks like. */
function noHeader(file: string, text: TextFile, candidates: readonly Candidate[], known: KnownHeadings): Problem {
  for (const { delimiter } of candidates) {
    const sideways = wardsAsColumns(file, text.first(delimiter), known);
    if (sideways !== undefined) return sideways;
  }
  const seen = candidates.map(({ delimiter, header }) => {
    const shown = header.headings.map((heading) => cleaned(heading.text)).filter((heading) => heading !== "");
    return `${delimiter === "\t" ? "TAB" : delimiter} → ${shown.slice(0, 4).join(" | ").slice(0, 80)}`;
  });
  return problem("data/no-header", { seen: seen.join("; ") }, { file, line: (candidates[0]?.header.place ?? 0) + 1 });
}
