import { type Standard, weaker } from "../../criteria/model.ts";
import { parseMerged } from "../../criteria/parse.ts";
import { parsePeriod } from "../../criteria/period.ts";
import type { JudgeOptions } from "../../engine/judge.ts";
import { judgeSaved } from "../../engine/judge-saved.ts";
import type { Result } from "../../engine/result.ts";
import { type Survey, survey } from "../../engine/survey.ts";
import { MOST_SAVED_BYTES, readSaved } from "../../intake/read-saved.ts";
import type { SavedResult } from "../../intake/saved-result.ts";
import type { WardTable } from "../../intake/table.ts";
import { type Problem, problem } from "../../problem.ts";
import { jsonText } from "../../report/json-text.ts";
import { wardSaver } from "../../report/saved.ts";
import { savedFrame } from "../../report/saved-frame.ts";
import { Failure } from "../failure.ts";
import type { Host } from "../host-interface.ts";
import { readFile } from "../read.ts";
import { unshadowed } from "../standards.ts";

/** A saved result, judged again from its own cells and standard, and found to say the same. */
export interface JudgedAgain {
  readonly standard: Standard;
  readonly table: WardTable;
  readonly judging: JudgeOptions & { readonly rows: NonNullable<JudgeOptions["rows"]> };
  readonly result: Result;
  readonly saved: SavedResult;
  /** the figures over all wards as the file says them */
  readonly stated: Result["summary"];
  /** what judging it again found */
  readonly found: readonly Problem[];
}

/** Reads a saved result and judges it again; a file that says anything else than its cells give is refused. */
export async function savedResult(host: Host, file: string): Promise<JudgedAgain> {
  const bytes = await readFile(host, file, MOST_SAVED_BYTES);
  const { saved, problem: fault } = readSaved(file, new TextDecoder().decode(bytes));
  if (fault !== undefined) throw refused(fault);
  const { standard: parsed, problems } = parseMerged(file, saved.standard.text);
  if (parsed === undefined) throw refused(...problems);
  const { standard } = await unshadowed(host, file, parsed, []);
  const read = judgeSaved(file, standard, saved);
  if (read.problems !== undefined) throw refused(...read.problems);
  const { table, judging, result } = read.judged;
  const whole = survey(standard, table, judging);
  const summary = { ...whole.summary, problems: saved.summary.problems };
  const again = { ...rehashed(host, standard, result), summary };
  const differing = differences(file, standard, saved, again, whole);
  if (differing.length > 0) throw refused(...differing);
  return { standard, table, judging, result: again, saved, stated: result.summary, found: whole.problems };
}

const refused = (...problems: readonly Problem[]): Failure => new Failure({ refused: true }, problems);

/** With hashes computed from the texts, so that what the file says of them is held against these. */
function rehashed(host: Host, standard: Standard, result: Result): Result {
  const { waivers, decisions } = result;
  return {
    ...result,
    sha256: host.sha256(standard.text),
    waivers: waivers && { ...waivers, sha256: host.sha256(waivers.text) },
    decisions: decisions && { ...decisions, sha256: host.sha256(decisions.text) },
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
  const unsummed = isCut(saved) ? { summary: null, appraisal: null } : {};
  const same = jsonText({ ...savedFrame(standard, again, saved.options.top ?? undefined), ...unsummed }, true);
  if (same !== jsonText({ ...frame, ...unsummed }, true) || !sameProblems(saved, whole)) differs(saved.standard.id, "");
  if (isCut(saved) && !holdsItsWards(saved, whole)) differs(saved.standard.id, "");
  return problems;
}

/** Was it cut by `--top`, so that it holds fewer wards than its summary is of? */
export const isCut = ({ options, wards, summary }: SavedResult): boolean =>
  options.top !== null && wards.length < summary.wards;

/** The figures of a cut result can only be taken as they are; but they must have room for the wards that are there. */
function holdsItsWards({ summary, wards, options }: SavedResult, { summary: found }: Survey): boolean {
  const has = (counts: object, key: string) => Number((counts as Record<string, unknown>)[key] ?? 0);
  const byLevel = [...found.byLevel].every(([level, count]) => has(summary.by_level, level) >= count);
  const byNode = [...found.byNode].every(([id, counts]) => {
    const said = (summary.by_node as Record<string, object>)[id] ?? {};
    return Object.entries(counts).every(([status, count]) => has(said, status) >= count);
  });
  const isNoBetter = weaker(summary.provenance, found.provenance) === summary.provenance;
  return wards.length === options.top && byLevel && byNode && isNoBetter;
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
  const complete = isCut(saved) || [...found].every((one) => inFile.has(one));
  return complete && warning + error === saved.problems.length;
}
