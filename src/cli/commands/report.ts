import { parseStandard } from "../../criteria/parse.ts";
import type { Result } from "../../engine/result.ts";
import { survey, wardsOf } from "../../engine/survey.ts";
import { parseDay } from "../../exact/day.ts";
import { MOST_SAVED_BYTES, readSaved, savedTable } from "../../intake/read-saved.ts";
import { hasErrors, type Problem, problem } from "../../problem.ts";
import { jsonText } from "../../report/json-text.ts";
import { savedFrame, wardSaver } from "../../report/saved.ts";
import { Failure } from "../failure.ts";
import { readFile } from "../read.ts";
import type { Action } from "../run.ts";
import { rowsAsked } from "./evaluate.ts";
import { planned, type RenderOptions, render } from "./render.ts";
import { onlyLevel, whereExpression } from "./selection.ts";

/**
 * `model-ward report RESULT.json`: renders a saved result again. Its cells are judged again by the same engine and the
 * standard it carries; a file that says anything else than they give is refused.
 */
export const report: Action = async (console, names, given) => {
  const options = given as RenderOptions;
  const [file = ""] = names;
  const plan = await planned(console, options, names);
  const bytes = await readFile(console.host, file);
  if (bytes.length > MOST_SAVED_BYTES)
    throw refused(problem("data/input-too-large", { most: MOST_SAVED_BYTES / 1024 / 1024 }, { file }));
  const { saved, problem: fault } = readSaved(file, new TextDecoder().decode(bytes));
  if (fault !== undefined) throw refused(fault);
  const { standard, problems } = parseStandard(file, saved.standard.text);
  if (standard === undefined) throw refused(...problems);
  const { table, judged, problems: cellProblems } = savedTable(file, standard, saved);
  if (hasErrors(cellProblems)) throw refused(...cellProblems);
  const asOf = saved.options.as_of === null ? undefined : parseDay(saved.options.as_of);
  const judging = {
    asOf,
    rows: ({ ward, period }: { ward: string; period: string }) => judged.has(`${ward} ${period}`),
  };
  const whole = survey(standard, table, judging);
  const told = saved.problems as readonly Problem[];
  const frame = {
    toolVersion: saved.tool.version,
    generatedAt: saved.generated_at ?? null,
    sha256: console.host.sha256(standard.text),
    asOf: asOf ?? null,
    inputs: saved.inputs,
    notJudged: saved.not_judged,
    problems: told,
  };
  const again: Result = {
    ...frame,
    wards: () => wardsOf(standard, table, judging),
    summary: { ...whole.summary, problems: saved.summary.problems },
  };
  const differing = differences(
    file,
    saved,
    again,
    wardSaver(standard),
    savedFrame(standard, again, saved.options.top ?? undefined),
  );
  if (differing.length > 0) throw refused(...differing);
  const asked = rowsAsked(options.ward);
  const selecting = {
    ...judging,
    rows: (row: { ward: string; name: string; period: string }) => judging.rows(row) && (asked?.(row) ?? true),
    where: whereExpression(standard, options.where),
    level: onlyLevel(standard, options.only),
  };
  const selected = survey(standard, table, selecting);
  const result: Result = {
    ...again,
    wards: () => wardsOf(standard, table, selecting),
    summary: { ...selected.summary, problems: saved.summary.problems },
  };
  return render(
    console,
    standard,
    result,
    { ...options, ...(options.top === undefined && saved.options.top !== null && { top: saved.options.top }) },
    plan,
  );
};

const refused = (...problems: readonly Problem[]): Failure => new Failure({ refused: true }, problems);

/** Where the file says something else than its own cells give. */
function differences(
  file: string,
  saved: NonNullable<ReturnType<typeof readSaved>["saved"]>,
  again: Result,
  save: ReturnType<typeof wardSaver>,
  frame: ReturnType<typeof savedFrame>,
): Problem[] {
  const problems: Problem[] = [];
  const judged = new Map([...again.wards()].map((ward) => [`${ward.ward} ${ward.period}`, ward]));
  for (const ward of saved.wards) {
    const found = judged.get(`${ward.ward} ${ward.period}`);
    if (found === undefined || jsonText(save(found)) !== jsonText(ward))
      problems.push(problem("result/differs", { ward: ward.name, period: ward.period }, { file }));
  }
  const complete = saved.options.top === null || saved.options.top >= saved.wards.length;
  const { wards: _, ...rest } = saved;
  const sameFrame = jsonText({ ...frame, summary: null }) === jsonText({ ...rest, summary: null });
  const sameSummary = !complete || jsonText(frame.summary) === jsonText(saved.summary);
  if (!sameFrame || !sameSummary)
    problems.push(problem("result/differs", { ward: saved.standard.id, period: "" }, { file }));
  return problems;
}
