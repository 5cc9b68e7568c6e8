import type { PeriodRule } from "../criteria/model.ts";
import { type Period, parsePeriod, periodExample } from "../criteria/period.ts";
import { hasErrors, type Problem, problem } from "../problem.ts";
import { aboveHeader } from "./above-header.ts";
import { cleaned } from "./cells.ts";
import { type FieldPlace, type Layout, readHeader } from "./columns.ts";
import { type Delimiter, firstRecords, type Stray, splitRecords } from "./csv.ts";
import { decode } from "./decode.ts";
import { type Candidate, FEWEST_KNOWN, findDialect, type Header, type KnownHeadings } from "./dialect.ts";
import type { IntakeOptions } from "./options.ts";
import { refusedLayout, wardsAsColumns } from "./refused-layouts.ts";
import { yearInTitles } from "./title-period.ts";

/** A ward file as it lies on disk; `sha256` is of its bytes. */
export interface WardFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A file that is cut into rows and whose columns are known. Record n stands in row n + 1 as Excel counts. */
export interface Sheet {
  readonly name: string;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  readonly header: Header;
  readonly layout: Layout;
  readonly records: readonly (readonly string[])[];
  /** the first record below the header */
  readonly start: number;
  readonly strays: readonly Stray[];
  /** does the last row end as rows do, with a line end or a closing quote? */
  readonly isEnded: boolean;
  /** do rows end with CR LF, as Excel writes them? */
  readonly isExcelEnded: boolean;
  /** the period of rows without one: asked for, or taken from the title rows */
  readonly period: Period | undefined;
}

/** An opened file with what is worth telling of it; no sheet when it cannot be read at all. */
export interface Opened {
  readonly sheet?: Sheet;
  readonly problems: readonly Problem[];
}

/** Excel takes this first line as an order and does not show it. */
const SEPARATOR_LINE = /^"?sep=.?"?(?:\r\n|\n|\r)/i;
export const withoutSeparatorLine = (text: string): string => text.replace(SEPARATOR_LINE, "");

/** Decodes a file, finds delimiter, header, layout and the period of its title. */
export function openSheet(
  { name: file, bytes }: WardFile,
  known: KnownHeadings,
  rule: PeriodRule,
  options: IntakeOptions,
): Opened {
  const decoded = decode(file, bytes, options.encoding);
  if (decoded.problem !== undefined) return { problems: [decoded.problem] };
  const text = withoutSeparatorLine(decoded.text);
  const candidates = findDialect(text, known, options.delimiter);
  const [best] = candidates;
  if (best === undefined || best.known < FEWEST_KNOWN) return { problems: [noHeader(file, text, candidates, known)] };
  const split = splitRecords(file, text, best.delimiter, best.header.place);
  if (split.problem !== undefined) return { problems: [split.problem] };
  const { records, strays } = split;
  const { header, delimiter } = best;
  const start = header.place + header.rows;
  const { layout, problems } = readHeader(file, header, known);
  const found = [
    ...decoded.problems,
    ...ethLetters(file, text, records),
    ...aboveHeader(file, header, records, layout, known),
    ...problems,
  ];
  const refused = refusedLayout(file, header.place + 1, layout, records.slice(start, start + 500), known);
  if (refused !== undefined) {
    const followUps = new Set([
      "data/no-ward-column",
      "data/ratio-columns",
      "data/unknown-column",
      "data/unknown-column-like",
    ]);
    return { problems: [...found.filter(({ code }) => !followUps.has(code)), refused] };
  }
  const titles = records.slice(0, header.place).map((record) => record.map(cleaned).join(" "));
  const { period, problem: fault } = periodOf(file, layout, titles, rule, options, header, records.slice(start));
  const all = fault === undefined ? found : [...found, fault];
  if (hasErrors(all)) return { problems: all };
  const sheet = {
    name: file,
    encoding: decoded.encoding,
    delimiter,
    header,
    layout,
    records,
    start,
    strays,
    isEnded: /[\r\n"]$/.test(text),
    isExcelEnded: text.includes("\r\n"),
    period,
  };
  return { sheet, problems: all };
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

/** The Icelandic Ð looks like the Vietnamese Đ and is another letter: matching takes one for the other, and says so. */
function ethLetters(file: string, text: string, records: readonly (readonly string[])[]): Problem[] {
  if (!/[Ðð]/.test(text)) return [];
  const row = records.findIndex((record) => record.some((cell) => /[Ðð]/.test(cell)));
  const column = (records[row] ?? []).findIndex((cell) => /[Ðð]/.test(cell));
  const seen = (records[row]?.[column] ?? "").trim();
  return [problem("data/eth-letter", { seen }, { file, line: row + 1, column: column + 1 })];
}

/** Does a column that no heading explains hold nothing but years, and others than the title's? */
function hasOtherYears(layout: Layout, body: readonly (readonly string[])[], year: string): boolean {
  const used = new Set([...layout.builtIn.values(), ...[...layout.fields.values()].flatMap(columnsOf)]);
  return layout.headings.some((_, column) => {
    if (used.has(column)) return false;
    const cells = body.map((record) => (record[column] ?? "").trim()).filter((cell) => cell !== "");
    return cells.some((cell) => cell !== year) && cells.every((cell) => /^(?:19|20)\d\d$/.test(cell));
  });
}

const columnsOf = (place: FieldPlace): number[] => ("value" in place ? [place.value] : [place.part, place.whole]);

/** The period of rows without one. */
function periodOf(
  file: string,
  layout: Layout,
  titles: readonly string[],
  rule: PeriodRule,
  options: IntakeOptions,
  header: Header,
  body: readonly (readonly string[])[],
): { period: Period | undefined; problem?: Problem } {
  if (layout.builtIn.has("period")) return { period: undefined };
  if (options.period !== undefined) return { period: options.period };
  const named = rule.every === "year" ? yearInTitles(titles) : undefined;
  const contradicted = named !== undefined && hasOtherYears(layout, body, named.year);
  const period = named && !contradicted ? parsePeriod(named.year, rule) : undefined;
  const at = { file, line: header.place + 1 };
  if (period === undefined) return { period, problem: problem("data/no-period", { example: periodExample(rule) }, at) };
  return {
    period,
    problem: problem("data/title-period", { period: period.label }, { file, line: (named?.place ?? 0) + 1 }),
  };
}
