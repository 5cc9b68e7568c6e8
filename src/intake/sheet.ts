import type { PeriodRule } from "../criteria/model.ts";
import { type Period, parsePeriod, periodExample } from "../criteria/period.ts";
import { hasErrors, type Problem, problem } from "../problem.ts";
import type { Merge } from "../spreadsheet/sheet-row.ts";
import { isZip } from "../spreadsheet/signature.ts";
import type { Workbook } from "../spreadsheet/workbook.ts";
import { aboveHeader } from "./above-header.ts";
import { cleaned } from "./cells.ts";
import { columnsOf, type Layout, readHeader } from "./columns.ts";
import type { Delimiter, Stray } from "./csv.ts";
import { cutDraft } from "./cut-draft.ts";
import { cutText } from "./cut-text.ts";
import { cutWorkbook } from "./cut-workbook.ts";
import type { Header, KnownHeadings } from "./dialect.ts";
import { isDraft } from "./draft.ts";
import type { Digest } from "./draft-lines.ts";
import { hiddenColumns } from "./hidden.ts";
import type { IntakeOptions } from "./options.ts";
import { refusedLayout } from "./refused-layouts.ts";
import { yearInTitles } from "./title-period.ts";

/** A ward file as it lies on disk; `sha256` is of its bytes. */
export interface WardFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** hashes the lines of a draft, to see whether they are as they were written */
  readonly digest?: Digest;
  /** opens a workbook; given with files that are one, so that the library for it is loaded only then */
  readonly openWorkbook?: (bytes: Uint8Array) => Workbook;
}

/** A file cut into cells, with the row that names its columns; nothing is read yet. */
export interface CutFile {
  readonly encoding: string;
  /** empty for workbooks and drafts */
  readonly delimiter: Delimiter | "";
  /** the name of a workbook's sheet */
  readonly sheet?: string;
  readonly header: Header;
  readonly records: readonly (readonly string[])[];
  /** what a text file was cut from */
  readonly text?: string;
  /** of a workbook: for each record a letter for each of its cells */
  readonly forms?: readonly string[];
  /** rows (from 1) and columns (from and to, from 0) of a workbook that nobody sees */
  readonly hidden?: {
    readonly rows: ReadonlySet<number>;
    readonly columns: readonly (readonly [number, number])[];
  };
  /** cells of a workbook that were merged */
  readonly merges?: readonly Merge[];
  readonly strays: readonly Stray[];
  /** does the last row end as rows do, with a line end or a closing quote? */
  readonly isEnded: boolean;
  /** do rows end with CR LF, as Excel writes them? */
  readonly isExcelEnded: boolean;
  readonly problems: readonly Problem[];
}

/** A cut file, or why it cannot be cut. */
export type Cut = CutFile | { readonly problems: readonly Problem[]; readonly records?: never };

/** A file that is cut into rows and whose columns are known. Record n stands in row n + 1 as Excel counts. */
export interface Sheet extends Omit<CutFile, "sheet" | "text" | "problems"> {
  readonly name: string;
  /** the name of a workbook's sheet */
  readonly sheetName: string | undefined;
  readonly layout: Layout;
  /** the first record below the header */
  readonly start: number;
  /** the row of the last record, as Excel counts */
  readonly lastLine: number;
  /** the period of rows without one: asked for, or taken from the title rows */
  readonly period: Period | undefined;
}

/** An opened file with what is worth telling of it; no sheet when it cannot be read at all. */
export interface Opened {
  readonly sheet?: Sheet;
  readonly problems: readonly Problem[];
}

/**
 * Cuts a file into cells, finds header, layout and the period of its title.
 * @param hasHints does a person read what is told of unknown columns?
 */
export function openSheet(
  ward: WardFile,
  known: KnownHeadings,
  rule: PeriodRule,
  options: IntakeOptions,
  hasHints: boolean = true,
): Opened {
  const cut = cutFile(ward, known, options);
  if (cut.records === undefined) return { problems: cut.problems };
  const { problems, ...opened } = understand(ward.name, cut, known, rule, options, hasHints);
  const placed = problems.map((one) => onSheet(one, cut.sheet));
  return { ...opened, problems: placed };
}

/** What kind of file it is, its first bytes tell, whatever its name. */
function cutFile(ward: WardFile, known: KnownHeadings, options: IntakeOptions): Cut {
  if (isDraft(ward.bytes)) return cutDraft(ward);
  return isZip(ward.bytes) ? cutWorkbook(ward, known, options) : cutText(ward, known, options);
}

/** A problem with the sheet that it lies on. */
export const onSheet = (one: Problem, sheet: string | undefined): Problem =>
  sheet === undefined || one.at === undefined ? one : { ...one, at: { ...one.at, sheet } };

function understand(
  file: string,
  cut: CutFile,
  known: KnownHeadings,
  rule: PeriodRule,
  options: IntakeOptions,
  hasHints: boolean,
): Opened {
  const { records, header } = cut;
  const start = header.place + header.rows;
  const { layout, problems } = readHeader(file, header, known, hasHints);
  const found = [
    ...cut.problems,
    ...ethLetters(file, cut),
    ...aboveHeader(file, header, records, layout, known),
    ...problems,
    ...hiddenColumns(file, cut, layout),
  ];
  const refused = refusedLayout(file, header.place + 1, layout, records.slice(start), known);
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
  const { sheet: sheetName, text: _, problems: __, ...rest } = cut;
  const sheet = { ...rest, name: file, sheetName, layout, start, period, lastLine: records.length };
  return { sheet, problems: all };
}

/** The Icelandic Ð looks like the Vietnamese Đ and is another letter: matching takes one for the other, and says so. */
function ethLetters(file: string, { records, text }: CutFile): Problem[] {
  // A text is looked through sooner than its cells.
  if (text !== undefined && !/[Ðð]/.test(text)) return [];
  const row = records.findIndex((record) => /[Ðð]/.test(record.join("\n")));
  if (row < 0) return [];
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
