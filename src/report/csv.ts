import { nodesOf, type Standard } from "../criteria/model.ts";
import type { NodeResult, Result } from "../engine/result.ts";
import { formatDay } from "../exact/day.ts";
import { toExactDecimal, toFixed } from "../exact/decimal.ts";
import type { Fraction } from "../exact/fraction.ts";
import { visible } from "../messages/visible.ts";
import { appraisalColumns } from "./csv-appraisal.ts";
import type { CellValue, Column } from "./csv-column.ts";
import type { RowFormat } from "./writers.ts";

/** How CSV is written: plain for programs, or as a Vietnamese Excel opens it. */
export interface CsvStyle {
  /** also values and points of every node */
  readonly wide: boolean;
  /** byte order mark, semicolons, decimal commas */
  readonly excel: boolean;
}

const ENDLESS_DECIMALS = 15;

/** One line a ward, after RFC 4180; what a spreadsheet would run as a formula is neutralised. */
export function csvRows(
  standard: Standard,
  style: CsvStyle,
  result: Pick<Result, "appraisal" | "decisions">,
): RowFormat {
  const columns = [...columnsOf(standard, style), ...appraisalColumns(standard, result)];
  const separator = style.excel ? ";" : ",";
  const lineOf = (cells: readonly string[]) => `${cells.join(separator)}\r\n`;
  return {
    first: (style.excel ? "\ufeff" : "") + lineOf(columns.map(({ title }) => csvText(title, separator))),
    line: (ward) => {
      const nodes = new Map(ward.nodes.map((node) => [node.id, node]));
      return lineOf(columns.map(({ cell }) => written(cell(ward, nodes), style, separator)));
    },
    last: () => "",
  };
}

function columnsOf(standard: Standard, { wide }: CsvStyle): Column[] {
  return [
    { title: "ward", cell: ({ ward }) => ward },
    { title: "name", cell: ({ name }) => name },
    { title: "period", cell: ({ period }) => period },
    { title: "level", cell: ({ level }) => level },
    { title: "possible_levels", cell: ({ possibleLevels }) => possibleLevels.join(" ") },
    { title: "level_without_waivers", cell: ({ levelWithoutWaivers }) => levelWithoutWaivers },
    { title: "score_low", cell: ({ score }) => score?.low ?? null },
    { title: "score_high", cell: ({ score }) => score?.high ?? null },
    ...nodesOf(standard.criteria).flatMap((node): Column[] => {
      const of =
        (pick: (result: NodeResult) => CellValue): Column["cell"] =>
        (_, nodes) => {
          const result = nodes.get(node.id);
          return result === undefined ? null : pick(result);
        };
      const status: Column = { title: `${node.id}.status`, cell: of((result) => result.status) };
      if (!wide) return [status];
      const kind = node.measure?.value?.expression.kind;
      const points: Column[] = [
        { title: `${node.id}.points_low`, cell: of((result) => result.points?.low ?? null) },
        { title: `${node.id}.points_high`, cell: of((result) => result.points?.high ?? null) },
      ];
      if (kind === undefined) return [status, ...points];
      // A share goes into two columns, so that no spreadsheet makes a date of 7/8.
      const values: Column[] =
        kind.is === "share"
          ? [
              { title: `${node.id}.n`, cell: of((result) => sides(result)?.n ?? null) },
              { title: `${node.id}.d`, cell: of((result) => sides(result)?.d ?? null) },
            ]
          : [{ title: `${node.id}.value`, cell: of((result) => valueCell(result, kind.is === "date")) }];
      return [status, ...values, ...points];
    }),
  ];
}

function sides({ value }: NodeResult): { n: Fraction; d: Fraction } | undefined {
  if (value === null || "truth" in value || "word" in value) return undefined;
  if ("part" in value) return { n: value.part, d: value.whole };
  return { n: { n: value.number.n, d: 1n }, d: { n: value.number.d, d: 1n } };
}

function valueCell({ value }: NodeResult, isDate: boolean): CellValue {
  if (value === null || "part" in value) return null;
  if ("truth" in value) return String(value.truth);
  if ("word" in value) return value.word;
  return isDate ? formatDay(Number(value.number.n)) : value.number;
}

function written(value: CellValue, { excel }: CsvStyle, separator: string): string {
  if (value === null) return "";
  if (typeof value === "string") return csvText(value, separator);
  const number = csvNumber(value);
  return excel ? number.replace(".", ",") : number;
}

/** A number as CSV has it: exact where it ends. */
export const csvNumber = (value: Fraction): string => toExactDecimal(value) ?? toFixed(value, ENDLESS_DECIMALS);

/** Words in a cell: control characters shown, quoted where RFC 4180 asks for it, with an apostrophe before what would run as a formula. */
export function csvText(given: string, separator: string): string {
  // Of what a spreadsheet skips, white space alone is left.
  const words = visible(given);
  const inert = /^\s*[=+\-@]/.test(words) ? `'${words}` : words;
  return /["\r\n]/.test(inert) || inert.includes(separator) ? `"${inert.replace(/"/g, '""')}"` : inert;
}
