import { type ChangedWard, changedWard, type TriedFigure } from "../analysis/changed-ward.ts";
import { byMerit, rankedGroups } from "../analysis/ranking.ts";
import { periodsOf } from "../analysis/trends.ts";
import type { Standard } from "../criteria/model.ts";
import { parseMerged } from "../criteria/parse.ts";
import { withoutOfficial } from "../criteria/provenance.ts";
import { explain, type WardExplanation } from "../engine/explain.ts";
import { type JudgedSaved, judgeSaved } from "../engine/judge-saved.ts";
import type { WardResult } from "../engine/result.ts";
import { survey } from "../engine/survey.ts";
import type { Problem } from "../problem.ts";
import { type PageData, savedFromPage, verdictText } from "../report/html/page-data.ts";

/** A ward in a period, with its place in the page's data, which its address bears. */
export interface PlacedWard {
  readonly place: number;
  readonly result: WardResult;
  readonly rank: number | undefined;
}

/** Where the page comes to something else than was reported. */
export type Difference =
  /** another verdict, or none at all */
  | { readonly is: "verdict" | "unjudged"; readonly name: string; readonly period: string }
  /** more or fewer wards, over all periods */
  | { readonly is: "count"; readonly reported: number; readonly found: number };

/** Everything that the page shows, judged in the page by the same engine that wrote it. */
export interface ReportModel {
  readonly standard: Standard;
  readonly judged: JudgedSaved;
  readonly data: PageData;
  readonly wards: readonly PlacedWard[];
  /** latest first */
  readonly periods: readonly string[];
  readonly differing: readonly Difference[];
}

/** Judges the page's data; or tells why they cannot be. */
export function openReport(data: PageData): ReportModel | { readonly problems: readonly Problem[] } {
  const { standard: about } = data.frame;
  const parsed = parseMerged(`${about.id}@${about.version}`, about.text);
  if (parsed.standard === undefined) return { problems: parsed.problems };
  // A file that only bears a bundled standard's name was not taken as official, and is not here.
  const standard = data.isIllustrative ? withoutOfficial(parsed.standard) : parsed.standard;
  const read = judgeSaved("data", standard, savedFromPage(data));
  if (read.problems !== undefined) return { problems: read.problems };
  const results = new Map([...read.judged.result.wards()].map((ward) => [keyOf(ward), ward]));
  // What the page says of all wards is added up from them, not taken from its data.
  const summary = {
    ...survey(standard, read.judged.table, read.judged.judging).summary,
    problems: data.frame.summary.problems,
  };
  const judged = { ...read.judged, result: { ...read.judged.result, summary } };
  const ranks = new Map(
    rankedGroups(standard, [...results.values()]).flatMap((group) =>
      group.wards.map(({ ward, rank }) => [keyOf(ward), rank] as const),
    ),
  );
  const placed = data.wards.flatMap(([ward, , , period], place) => {
    const result = results.get(keyOf({ ward, period }));
    return result === undefined ? [] : [{ place, result, rank: ranks.get(keyOf(result)) }];
  });
  const wards = data.isSorted ? placed : placed.toSorted((one, other) => byMerit(standard)(one.result, other.result));
  return {
    standard,
    judged,
    data,
    wards,
    periods: periodsOf([...results.values()]).toReversed(),
    differing: [...differingWards(data, results), ...differingCount(data, [placed.length, results.size])],
  };
}

function differingWards({ wards }: PageData, results: ReadonlyMap<string, WardResult>): Difference[] {
  return wards.flatMap(([ward, name, , period, verdict]): Difference[] => {
    const result = results.get(keyOf({ ward, period }));
    if (result === undefined) return [{ is: "unjudged", name, period }];
    return verdictText(result) === verdict ? [] : [{ is: "verdict", name, period }];
  });
}

/** As many must be shown as were reported, and as many judged: a ward that stands there twice is judged once. */
function differingCount({ frame }: PageData, counts: readonly number[]): Difference[] {
  const reported = frame.summary.wards;
  const found = counts.find((count) => count !== reported);
  return found === undefined ? [] : [{ is: "count", reported, found }];
}

const keyOf = ({ ward, period }: { readonly ward: string; readonly period: string }): string => `${period} ${ward}`;

/** The explanation of one ward in one period. */
export function explanationOf(
  { standard, judged }: ReportModel,
  { ward, period }: WardResult,
): WardExplanation | undefined {
  const rows = (row: { readonly ward: string; readonly period: string }) => row.ward === ward && row.period === period;
  const [found] = explain(standard, judged.table, { ...judged.judging, rows });
  return found;
}

/** The ward with other figures. */
export const withChanges = (
  { standard, judged }: ReportModel,
  ward: WardResult,
  changes: ReadonlyMap<string, TriedFigure>,
): ChangedWard => changedWard(standard, judged.table, judged.judging, ward, changes);
