import type { ChalkInstance } from "chalk";
import type { Standard } from "../criteria/model.ts";
import type { Result, WardResult } from "../engine/result.ts";
import type { Language } from "../text.ts";
import { csvChunks } from "./csv.ts";
import type { PageParts } from "./html/page-parts.ts";
import { jsonChunks, ndjsonChunks } from "./json.ts";
import { markdownLines } from "./markdown.ts";
import { overview } from "./overview.ts";
import { terminalLines } from "./terminal.ts";
import { Words } from "./words.ts";

/** How a report is to look; each format reads what concerns it. */
export interface ReportOptions {
  readonly language: Language;
  readonly width: number;
  readonly chalk: ChalkInstance;
  /** list so many wards; 0: the summary alone */
  readonly top: number | undefined;
  /** the wards in the order asked for; formats for people order them themselves unless this is set */
  readonly sorted: readonly WardResult[] | undefined;
  readonly wide: boolean;
  readonly excel: boolean;
  /** script and style of the HTML page, loaded when a page is made */
  readonly page: () => Promise<PageParts>;
}

/** What a report is written as: pieces of text, or the bytes of a file. */
export type Content = Iterable<string> | Uint8Array;

/** Makes a report of a result. Libraries that only one format needs are loaded when it is asked for. */
export type Report = (standard: Standard, result: Result, options: ReportOptions) => Content | Promise<Content>;

/** Wards in the input's order, or sorted as asked for, at most `top`. */
function* listed(result: Result, { sorted, top }: ReportOptions): Generator<WardResult> {
  let left = top ?? Number.POSITIVE_INFINITY;
  for (const ward of sorted ?? result.wards()) {
    if (left-- <= 0) return;
    yield ward;
  }
}

function* ended(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

export type FormatName = "table" | "json" | "ndjson" | "csv" | "markdown" | "html" | "xlsx" | "docx";

interface Format {
  readonly extension: string;
  /** bytes that no terminal shows: only into a file */
  readonly isBinary?: true;
  /** it holds all results at once, and no more than so many */
  readonly most?: number;
  readonly report: Report;
}

const MOST_HELD = 20_000;

/** Every format there is; help, checks and file extensions come from this table. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  table: {
    extension: "txt",
    report: (standard, result, options) =>
      ended(
        terminalLines(overview(standard, result, new Words(standard, options.language), options.top), {
          width: options.width,
          chalk: options.chalk,
        }),
      ),
  },
  json: {
    extension: "json",
    report: (standard, result, options) => jsonChunks(standard, result, listed(result, options), options.top),
  },
  ndjson: {
    extension: "ndjson",
    report: (standard, result, options) => ndjsonChunks(standard, result, listed(result, options), options.top),
  },
  csv: {
    extension: "csv",
    report: (standard, result, options) => csvChunks(standard, listed(result, options), options, result),
  },
  markdown: {
    extension: "md",
    report: (standard, result, options) =>
      ended(markdownLines(overview(standard, result, new Words(standard, options.language), options.top))),
  },
  html: {
    extension: "html",
    most: MOST_HELD,
    report: async (standard, result, options) => {
      const { pageFile } = await import("./html/page-file.ts");
      return pageFile(standard, result, options, await options.page());
    },
  },
  xlsx: {
    extension: "xlsx",
    isBinary: true,
    most: MOST_HELD,
    report: async (standard, result, options) => {
      const { workbookReport } = await import("./xlsx/workbook-report.ts");
      return workbookReport(standard, result, options);
    },
  },
  docx: {
    extension: "docx",
    isBinary: true,
    most: MOST_HELD,
    report: async (standard, result, options) => {
      const { officialReport } = await import("./docx/official-report.ts");
      return officialReport(standard, result, options);
    },
  },
};

export const FORMAT_NAMES: readonly FormatName[] = Object.keys(FORMATS) as FormatName[];

/** The format that a file's name asks for. */
export function formatOfFile(name: string): FormatName | undefined {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  return FORMAT_NAMES.find((format) => FORMATS[format].extension === extension || format === extension);
}
