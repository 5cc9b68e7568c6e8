import type { Standard } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import { explain as explainWards, type WardExplanation } from "../engine/explain.ts";
import type { JudgeOptions } from "../engine/judge.ts";
import type { NotJudged, Summary, WardResult } from "../engine/result.ts";
import { survey, wardsOf } from "../engine/survey.ts";
import { parseDay } from "../exact/day.ts";
import { readWards as readWardFiles } from "../intake/read-wards.ts";
import type { WardTable } from "../intake/table.ts";
import { hasErrors, type Problem } from "../problem.ts";
import { openWorkbook } from "../spreadsheet/workbook.ts";
import { parseWaivers } from "../waivers/parse.ts";

/** A ward file: text, or the bytes as they lie on the disk (any of the encodings that the program reads). */
export interface WardFileGiven {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Wards in a table, unless a problem is an error. */
export interface WardsRead {
  readonly table: WardTable | undefined;
  readonly problems: readonly Problem[];
}

/** Reads ward files by the fields of a standard, with every check of the command line; files are joined by ward and period. */
export function readWards(standard: Standard, files: readonly WardFileGiven[]): WardsRead {
  const given = files.map(({ name, content }) => ({
    name,
    sha256: "",
    openWorkbook,
    bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
  }));
  const { table, problems } = readWardFiles(standard, given);
  return { table, problems };
}

/** What is asked for beside standard and data. */
export interface EvaluateOptions {
  /** the day that waivers and date arithmetic go by, as `2025-12-31`; the last day of each row's period when absent */
  readonly asOf?: string;
  /** only this period, as the standard writes it */
  readonly period?: string;
  /** a waiver file (YAML) */
  readonly waivers?: { readonly name: string; readonly text: string };
}

/** Verdicts; no wards at all when a problem is an error. */
export interface Evaluation {
  readonly wards: readonly WardResult[];
  readonly summary: Summary | undefined;
  readonly notJudged: readonly NotJudged[];
  readonly problems: readonly Problem[];
}

/**
 * Judges every ward of a table, exactly.
 * @throws RangeError for an `asOf` or `period` that is none
 */
export function evaluate(standard: Standard, table: WardTable, options: EvaluateOptions = {}): Evaluation {
  const { judging, problems } = judgingOf(standard, options);
  const { summary, notJudged, problems: found } = survey(standard, table, judging);
  const all = [...problems, ...found];
  if (hasErrors(all)) return { wards: [], summary: undefined, notJudged: [], problems: all };
  return { wards: [...wardsOf(standard, table, judging)], summary, notJudged, problems: all };
}

/**
 * Explains every node of a ward: clause, thresholds, cells, steps of the computation.
 * @param ward the ward's code
 * @throws RangeError for an `asOf` or `period` that is none, and for a waiver file with faults
 */
export function explain(
  standard: Standard,
  table: WardTable,
  ward: string,
  options: EvaluateOptions = {},
): WardExplanation[] {
  const { judging, problems } = judgingOf(standard, options);
  if (hasErrors(problems)) throw new RangeError("the waiver file has faults; evaluate tells them");
  return [...explainWards(standard, table, { ...judging, rows: (row) => row.ward === ward })];
}

function judgingOf(
  standard: Standard,
  { asOf, period, waivers }: EvaluateOptions,
): { readonly judging: JudgeOptions; readonly problems: readonly Problem[] } {
  const day = asOf === undefined ? undefined : parseDay(asOf);
  if (asOf !== undefined && day === undefined) throw new RangeError(`no day: ${asOf}`);
  const only = period === undefined ? undefined : parsePeriod(period, standard.period);
  if (period !== undefined && only === undefined) throw new RangeError(`no period of this standard: ${period}`);
  const granted = waivers === undefined ? undefined : parseWaivers(waivers.name, waivers.text, standard);
  return { judging: { asOf: day, period: only, waivers: granted?.waivers }, problems: granted?.problems ?? [] };
}
