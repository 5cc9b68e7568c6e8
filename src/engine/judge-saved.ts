import type { Standard } from "../criteria/model.ts";
import type { DecisionFile } from "../decisions/decision.ts";
import { parseDecisions } from "../decisions/parse.ts";
import { parseDay } from "../exact/day.ts";
import type { SavedFrame } from "../intake/saved-result.ts";
import { type SavedCells, savedTable } from "../intake/saved-table.ts";
import type { WardTable } from "../intake/table.ts";
import { hasErrors, type Problem } from "../problem.ts";
import { parseWaivers } from "../waivers/parse.ts";
import { appraisalOf } from "./appraisal.ts";
import { type JudgeOptions, judge } from "./judge.ts";
import type { Result, WaiverFile } from "./result.ts";
import { wardsOf } from "./survey.ts";

/** What a result keeps of itself: everything but the verdicts, which its cells give again. */
export type SavedWards = SavedCells & Omit<SavedFrame, "appraisal">;

/** A saved result judged again from its own cells. */
export interface JudgedSaved {
  readonly table: WardTable;
  readonly judging: JudgeOptions & { readonly rows: NonNullable<JudgeOptions["rows"]> };
  /** hashes, inputs, problems and the summary are as the file says; the wards are judged */
  readonly result: Result;
}

/**
 * Judges the cells of a saved result by its standard, with its waivers and its as-of date; the verdicts in the file are
 * not looked at.
 * @param file the name that problems bear
 */
export function judgeSaved(
  file: string,
  standard: Standard,
  saved: SavedWards,
): { readonly judged: JudgedSaved; readonly problems?: never } | { readonly problems: readonly Problem[] } {
  const { options, summary } = saved;
  const { table, judged, problems } = savedTable(file, standard, saved);
  const asOf = options.as_of === null ? undefined : parseDay(options.as_of);
  const waivers = waiversOf(saved, standard);
  const decisions = decisionsOf(saved, standard);
  const faults = [...problems, ...waivers.problems, ...decisions.problems];
  if (hasErrors(faults)) return { problems: faults };
  const judging = {
    asOf,
    waivers: waivers.file?.waivers,
    rows: ({ ward, period }: { ward: string; period: string }) => judged.has(`${ward} ${period}`),
  };
  const result: Result = {
    toolVersion: saved.tool.version,
    generatedAt: saved.generated_at ?? null,
    sha256: saved.standard.sha256,
    asOf: asOf ?? null,
    waivers: waivers.file,
    chosen: options.chosen,
    reading:
      options.reading === undefined ? null : { dash: options.reading.dash, percentAs: options.reading.percent_as },
    inputs: saved.inputs,
    notJudged: saved.not_judged,
    appraisal: isAppraised(saved) ? appraisalOf(standard, table, judging) : null,
    decisions: decisions.file,
    dossier: saved.dossier ?? { papers: [], remarks: [] },
    problems: saved.problems as readonly Problem[],
    wards: () => wardsOf(standard, table, judging),
    batches: () => judge(standard, table, judging),
    summary: statedSummary(summary),
  };
  return { judged: { table, judging, result } };
}

function statedSummary(summary: SavedWards["summary"]): Result["summary"] {
  const { by_level, by_level_without_waivers, by_node, treated_as_missing, ...rest } = summary;
  return {
    ...rest,
    byLevel: new Map(Object.entries(by_level)),
    byLevelWithoutWaivers: new Map(Object.entries(by_level_without_waivers ?? by_level)),
    byNode: new Map(Object.entries(by_node)),
    treatedAsMissing: treated_as_missing,
  };
}

/** Cells that bear two sides were appraised, whether or not the file still says so. */
const isAppraised = (saved: SavedWards): boolean =>
  "appraisal" in saved || saved.wards.some(({ cells }) => cells.some(({ self }) => self !== undefined));

/** The waivers that counted, checked again against the standard. */
function waiversOf(
  { options: { waivers } }: SavedWards,
  standard: Standard,
): { readonly file: WaiverFile | null; readonly problems: readonly Problem[] } {
  if (waivers === null) return { file: null, problems: [] };
  const parsed = parseWaivers(waivers.name, waivers.text, standard);
  return { file: { ...waivers, waivers: parsed.waivers }, problems: parsed.problems };
}

/** Decisions are recorded as they are: all that can be held is that the file's text says them. */
function decisionsOf(
  { decisions }: SavedWards,
  { period }: Standard,
): { readonly file: DecisionFile | null; readonly problems: readonly Problem[] } {
  if (decisions === undefined) return { file: null, problems: [] };
  const { name, text, sha256 } = decisions;
  const parsed = parseDecisions(name, text, period);
  return { file: { name, text, sha256, decisions: parsed.decisions }, problems: parsed.problems };
}
