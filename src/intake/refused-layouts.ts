import { fold } from "../fold.ts";
import { type Problem, problem } from "../problem.ts";
import type { Layout } from "./columns.ts";
import type { KnownHeadings } from "./dialect.ts";
import { hasLetter } from "./letters.ts";

const YEAR = /^(?:(?:năm|year|kỳ)\s*)?(?:19|20)\d\d$/iu;
const WITH_YEAR = /^(.{1,200}?)[\s–-]{0,3}\(?(?:năm\s?)?(?:19|20)\d\d\)?$/iu;
const YES: ReadonlySet<string> = new Set(["đạt", "có", "yes", "achieved"].map(fold));
const NO: ReadonlySet<string> = new Set(["không đạt", "chưa đạt", "không", "chưa", "no", "not achieved"].map(fold));
const TICK = /^(?:x|v|✓|✔|1)$/iu;
/** So many rows are looked at for ticks and names. */
const LOOK_AT_ROWS = 200;
/** No name of a figure is longer. */
const LONGEST_NAME = 300;

/** Layouts that are refused with the two that can be read: years or wards as columns, a tick in one of two columns. */
export function refusedLayout(
  file: string,
  line: number,
  layout: Layout,
  rows: readonly (readonly string[])[],
  known: KnownHeadings,
): Problem | undefined {
  const unknown = layout.headings.flatMap((text, column) =>
    text.trim() === "" || text.length > LONGEST_NAME || known.has(fold(text)) ? [] : [{ text, column }],
  );
  const years = unknown.filter(
    ({ text }) => YEAR.test(text.trim()) || known.has(fold(WITH_YEAR.exec(text.trim())?.[1] ?? "")),
  );
  const [first] = years;
  if (first !== undefined && (years.length >= 2 || (layout.builtIn.has("field") && !layout.isLong))) {
    const seen = years.map(({ text }) => text.trim()).join(" | ");
    return problem("data/years-as-columns", { seen }, { file, line, column: first.column + 1 });
  }
  const named = layout.builtIn.get("field");
  if (named !== undefined && !layout.isLong && namesBelow(rows, named, known) >= 2) {
    const seen = unknown
      .slice(0, 4)
      .map(({ text }) => text.trim())
      .join(" | ");
    return problem("data/wards-as-columns", { seen }, { file, line });
  }
  return tickColumns(file, line, layout, rows, known);
}

/** How many different fields are named down one column. */
function namesBelow(rows: readonly (readonly string[])[], column: number, known: KnownHeadings): number {
  const cells = rows.slice(0, LOOK_AT_ROWS).map((row) => row[column] ?? "");
  const names = cells.filter((text) => text.length <= LONGEST_NAME).map(fold);
  return new Set(names.filter((name) => "field" in (known.get(name) ?? {}))).size;
}

/** Are the wards the columns, so that no row is a header at all? */
export function wardsAsColumns(
  file: string,
  rows: readonly (readonly string[])[],
  known: KnownHeadings,
): Problem | undefined {
  const column = [0, 1, 2].find((place) => namesBelow(rows, place, known) >= 2);
  if (column === undefined) return undefined;
  const line = rows.findIndex((row) => row.length > column + 1 && row.slice(column + 1).some(hasLetter));
  const seen = (rows[Math.max(line, 0)] ?? []).slice(0, 5).join(" | ");
  return problem("data/wards-as-columns", { seen }, { file, line: Math.max(line, 0) + 1 });
}

function tickColumns(
  file: string,
  line: number,
  { headings }: Layout,
  rows: readonly (readonly string[])[],
  known: KnownHeadings,
): Problem | undefined {
  const [below = []] = rows;
  const pair = below.findIndex((text, column) => YES.has(fold(text)) && NO.has(fold(below[column + 1] ?? "")));
  if (pair >= 0 && (headings[pair + 1] ?? "").trim() === "") {
    const seen = `${(headings[pair] ?? "").trim()}: ${below[pair]} | ${below[pair + 1]}`;
    return problem("data/tick-columns", { seen }, { file, line, column: pair + 1 });
  }
  for (const [column, heading] of headings.entries()) {
    const [yes, no] = [lastPart(heading), lastPart(headings[column + 1] ?? "")];
    if (!YES.has(yes) || !NO.has(no) || known.has(fold(headings[column + 1] ?? ""))) continue;
    const cells = rows.slice(0, LOOK_AT_ROWS).flatMap((row) => [row[column] ?? "", row[column + 1] ?? ""]);
    const filled = cells.map((text) => text.trim()).filter((text) => text !== "");
    if (filled.length === 0 || !filled.every((text) => TICK.test(text))) continue;
    const seen = `${heading.trim()} | ${(headings[column + 1] ?? "").trim()}`;
    return problem("data/tick-columns", { seen }, { file, line, column: column + 1 });
  }
  return undefined;
}

/** The name behind the group: `Tổng vệ sinh – Đạt` ends in `đạt`. */
const lastPart = (heading: string): string => fold(heading).split("-").at(-1)?.trim() ?? "";
