import type { ChalkInstance } from "chalk";
import { nodesOf, type Standard } from "../criteria/model.ts";
import type { WardResult } from "../engine/result.ts";
import type { Language } from "../text.ts";
import { csvRows } from "./csv.ts";
import { CsvBytesWriter, MOST_NODES } from "./csv-bytes.ts";
import { FORMAT_NAMES, type FormatName } from "./format-names.ts";
import type { PageParts } from "./html/page-parts.ts";
import { jsonRows, ndjsonRows } from "./json.ts";
import { markdownLines } from "./markdown.ts";
import type { ReportWriter, ResultHead } from "./report-writer.ts";
import { terminalLines } from "./terminal.ts";
import { HoldingWriter, OverviewWriter, RowsWriter } from "./writers.ts";

/** How a report is to look; each format reads what concerns it. */
export interface ReportOptions {
  readonly language: Language;
  readonly width: number;
  readonly chalk: ChalkInstance;
  /** list so many wards; 0: the summary alone */
  readonly top: number | undefined;
  /** the wards in the order asked for; formats for people order them themselves unless this is set */
  readonly sort: ((wards: Iterable<WardResult>) => readonly WardResult[]) | undefined;
  readonly wide: boolean;
  readonly excel: boolean;
  /** script and style of the HTML page, loaded when a page is made */
  readonly page: () => Promise<PageParts>;
}

/** Makes the writer of a report. Libraries that only one format needs are loaded when its content is made. */
export type Report = (standard: Standard, head: ResultHead, options: ReportOptions) => ReportWriter;

interface Format {
  readonly extension: string;
  /** bytes that no terminal shows: only into a file */
  readonly isBinary?: true;
  /** it holds all results at once, and no more than so many */
  readonly most?: number;
  /** it is written while the wards go by, ward after ward */
  readonly isByWard?: true;
  /** does it bear the hashes of the files? */
  readonly hasHashes: boolean;
  readonly report: Report;
}

const MOST_HELD = 20_000;

/** Every format there is; help, checks and file extensions come from this table. */
export const FORMATS: Readonly<Record<FormatName, Format>> = {
  table: {
    extension: "txt",
    hasHashes: true,
    report: (standard, head, options) =>
      new OverviewWriter(standard, head, options, (document) =>
        terminalLines(document, { width: options.width, chalk: options.chalk }),
      ),
  },
  json: {
    extension: "json",
    isByWard: true,
    hasHashes: true,
    report: (standard, head, options) => new RowsWriter(jsonRows(standard, head, options.top), options),
  },
  ndjson: {
    extension: "ndjson",
    isByWard: true,
    hasHashes: true,
    report: (standard, _, options) => new RowsWriter(ndjsonRows(standard, options.top), options),
  },
  csv: {
    extension: "csv",
    isByWard: true,
    hasHashes: false,
    report: (standard, head, options) => {
      const isShort = !options.wide && !options.excel && head.appraisal === null && head.decisions === null;
      const isAsRead = options.sort === undefined && options.top === undefined;
      if (isShort && isAsRead && nodesOf(standard.criteria).length <= MOST_NODES) return new CsvBytesWriter(standard);
      return new RowsWriter(csvRows(standard, options, head), options);
    },
  },
  markdown: {
    extension: "md",
    hasHashes: true,
    report: (standard, head, options) => new OverviewWriter(standard, head, options, markdownLines),
  },
  html: {
    extension: "html",
    most: MOST_HELD,
    hasHashes: true,
    report: (standard, _, options) =>
      new HoldingWriter(MOST_HELD, options, async (result, sorted) => {
        const { pageFile } = await import("./html/page-file.ts");
        return pageFile(standard, result, { ...options, sorted }, await options.page());
      }),
  },
  xlsx: {
    extension: "xlsx",
    isBinary: true,
    most: MOST_HELD,
    hasHashes: true,
    report: (standard, _, options) =>
      new HoldingWriter(MOST_HELD, options, async (result, sorted) => {
        const { workbookReport } = await import("./xlsx/workbook-report.ts");
        return [await workbookReport(standard, result, { ...options, sorted })];
      }),
  },
  docx: {
    extension: "docx",
    isBinary: true,
    most: MOST_HELD,
    hasHashes: true,
    report: (standard, _, options) =>
      new HoldingWriter(MOST_HELD, options, async (result, sorted) => {
        const { officialReport } = await import("./docx/official-report.ts");
        return [await officialReport(standard, result, { ...options, sorted })];
      }),
  },
};

/** The format that a file's name asks for. */
export function formatOfFile(name: string): FormatName | undefined {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase();
  return FORMAT_NAMES.find((format) => FORMATS[format].extension === extension || format === extension);
}
