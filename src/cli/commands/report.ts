import type { Standard } from "../../criteria/model.ts";
import { parseStandard } from "../../criteria/parse.ts";
import { parsePeriod } from "../../criteria/period.ts";
import type { Result, WaiverFile } from "../../engine/result.ts";
import { type Survey, survey, wardsOf } from "../../engine/survey.ts";
import { parseDay } from "../../exact/day.ts";
import { MOST_SAVED_BYTES, readSaved, savedTable } from "../../intake/read-saved.ts";
import type { SavedResult } from "../../intake/saved-result.ts";
import { hasErrors, type Problem, problem } from "../../problem.ts";
import { jsonText } from "../../report/json-text.ts";
import { savedFrame, wardSaver } from "../../report/saved.ts";
import { parseWaivers } from "../../waivers/parse.ts";
import { Failure } from "../failure.ts";
import type { Host } from "../host-interface.ts";
import { readFile } from "../read.ts";
import type { Action } from "../run.ts";
import { bundledStandards, unshadowed } from "../standards.ts";
import { planned, type RenderOptions, render } from "./render.ts";
import { checkWards, chosenOf, onlyLevel, rowsAsked, whereExpression } from "./selection.ts";

/**
 * `model-ward report RESULT.json`: renders a saved result again. Its cells are judged again by the same engine and the
 * standard it carries; a file that says anything else than they give is refused.
 */
export const report: Action = async (console, names, given) => {
  const options = given as RenderOptions;
  const [file = ""] = names;
  const { host } = console;
  const plan = await planned(console, options, names);
  const bytes = await readFile(host, file, MOST_SAVED_BYTES);
  const { saved, problem: fault } = readSaved(file, new TextDecoder().decode(bytes));
  if (fault !== undefined) throw refused(fault);
  const { standard: parsed, problems } = parseStandard(file, saved.standard.text);
  if (parsed === undefined) throw refused(...problems);
  const { standard } = unshadowed(host, file, parsed, [], await bundledStandards(host));
  const { table, judged, problems: cellProblems } = savedTable(file, standard, saved);
  if (hasErrors(cellProblems)) throw refused(...cellProblems);
  const asOf = saved.options.as_of === null ? undefined : parseDay(saved.options.as_of);
  const waivers = savedWaivers(host, standard, saved);
  const judging = {
    asOf,
    waivers: waivers?.waivers,
    rows: ({ ward, period }: { ward: string; period: string }) => judged.has(`${ward} ${period}`),
  };
  const whole = survey(standard, table, judging);
  const again: Result = {
    toolVersion: saved.tool.version,
    generatedAt: saved.generated_at ?? null,
    sha256: host.sha256(standard.text),
    asOf: asOf ?? null,
    waivers,
    chosen: saved.options.chosen,
    reading: readingOf(saved),
    inputs: saved.inputs,
    notJudged: saved.not_judged,
    problems: saved.problems as readonly Problem[],
    wards: () => wardsOf(standard, table, judging),
    summary: { ...whole.summary, problems: saved.summary.problems },
  };
  const differing = differences(file, standard, saved, again, whole);
  if (differing.length > 0) throw refused(...differing);
  checkWards(options.ward, table);
  const asked = rowsAsked(options.ward);
  const selecting = {
    ...judging,
    rows: (row: { ward: string; name: string; period: string }) => judging.rows(row) && (asked?.(row) ?? true),
    where: whereExpression(standard, options.where),
    level: onlyLevel(standard, options.only),
  };
  const selected = survey(standard, table, selecting);
  const truncated = saved.options.top !== null;
  const chosen = chosenOf(options);
  const result: Result = {
    ...again,
    ...(chosen !== null && { chosen }),
    wards: () => wardsOf(standard, table, selecting),
    summary: truncated ? savedSummary(saved) : { ...selected.summary, problems: saved.summary.problems },
  };
  const top = options.top ?? saved.options.top ?? undefined;
  return render(console, standard, result, { ...options, ...(top !== undefined && { top }) }, plan);
};

const refused = (...problems: readonly Problem[]): Failure => new Failure({ refused: true }, problems);

/** The waivers that a saved result counted, checked again against its standard. */
function savedWaivers(host: Host, standard: Standard, { options: { waivers } }: SavedResult): WaiverFile | null {
  if (waivers === null) return null;
  const parsed = parseWaivers(waivers.name, waivers.text, standard);
  if (hasErrors(parsed.problems)) throw refused(...parsed.problems);
  return { ...waivers, waivers: parsed.waivers, sha256: host.sha256(waivers.text) };
}

function readingOf({ options: { reading } }: SavedResult): Result["reading"] {
  return reading === undefined ? null : { dash: reading.dash, percentAs: reading.percent_as };
}

/** A result cut by `--top` does not hold all its wards; its figures can only be taken as they are. */
function savedSummary({ summary }: SavedResult): Result["summary"] {
  const { by_level, by_level_without_waivers, by_node, treated_as_missing, ...rest } = summary;
  return {
    ...rest,
    byLevel: new Map(Object.entries(by_level)),
    byLevelWithoutWaivers: new Map(Object.entries(by_level_without_waivers ?? by_level)),
    byNode: new Map(Object.entries(by_node)),
    treatedAsMissing: treated_as_missing,
  };
}

/** Where the file says something else than its own cells give. */
function differences(file: string, standard: Standard, saved: SavedResult, again: Result, whole: Survey): Problem[] {
  const problems: Problem[] = [];
  const differs = (ward: string, period: string) =>
    problems.push(problem("result/differs", { ward, period }, { file }));
  const save = wardSaver(standard);
  const judged = new Map([...again.wards()].map((ward) => [`${ward.ward} ${ward.period}`, ward]));
  for (const ward of saved.wards) {
    const found = judged.get(`${ward.ward} ${ward.period}`);
    if (found === undefined || jsonText(save(found), true) !== jsonText(ward, true)) differs(ward.name, ward.period);
  }
  for (const { name, period, reason } of saved.not_judged) {
    const last = parsePeriod(period, standard.period)?.last;
    const { from, to } = standard.inForce;
    const [before, after] = [from !== undefined && (last ?? from) < from, to !== undefined && (last ?? to) > to];
    if (reason !== "refused" && !(reason === "before" ? before : after)) differs(name, period);
  }
  const { wards: _, ...frame } = saved;
  const truncated = saved.options.top !== null;
  const unsummed = truncated ? { summary: null } : {};
  const same = jsonText({ ...savedFrame(standard, again, saved.options.top ?? undefined), ...unsummed }, true);
  if (same !== jsonText({ ...frame, ...unsummed }, true) || !sameProblems(saved, whole)) differs(saved.standard.id, "");
  return problems;
}

/** Warnings that judging finds must stand in the file, and none that it does not find; their number must be right. */
function sameProblems(saved: SavedResult, whole: Survey): boolean {
  const told = (problems: readonly { readonly code: string; readonly args: unknown }[]) =>
    new Set(problems.map(({ code, args }) => jsonText({ code, args }, true)));
  const found = told(whole.problems);
  const judging = new Set(["data/check-warned", "data/threshold-changes", "data/standard-begins"]);
  const isFound = (code: string) => judging.has(code) || code.startsWith("waiver/");
  const inFile = told(saved.problems.filter(({ code }) => isFound(code)));
  const { warning, error = 0 } = saved.summary.problems;
  const complete = saved.options.top !== null || [...found].every((one) => inFile.has(one));
  return complete && warning + error === saved.problems.length;
}
