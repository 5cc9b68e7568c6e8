import { appraisalOf } from "../../engine/appraisal.ts";
import { judge } from "../../engine/judge.ts";
import type { Result } from "../../engine/result.ts";
import { survey, wardsOf } from "../../engine/survey.ts";
import type { SavedResult } from "../../intake/saved-result.ts";
import { problem } from "../../problem.ts";
import { FORMATS } from "../../report/formats.ts";
import { Failure } from "../failure.ts";
import type { Action } from "../perform.ts";
import { type Plan, planned, type RenderOptions, render } from "./render.ts";
import { isCut, savedResult } from "./saved-result.ts";
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
  const { standard, table, judging, result: again, saved, stated } = await savedResult(host, file);
  refuseCut(saved, plan);
  checkWards(options.ward, table);
  const asked = rowsAsked(options.ward);
  const selecting = {
    ...judging,
    rows: (row: { ward: string; name: string; period: string }) => judging.rows(row) && (asked?.(row) ?? true),
    where: whereExpression(standard, options.where),
    level: onlyLevel(standard, options.only),
  };
  const selected = survey(standard, table, selecting);
  const chosen = chosenOf(options);
  const result: Result = {
    ...again,
    ...(chosen !== null && { chosen }),
    appraisal: again.appraisal === null ? null : appraisalOf(standard, table, selecting),
    wards: () => wardsOf(standard, table, selecting),
    batches: () => judge(standard, table, selecting),
    // A result cut by `--top` does not hold all its wards; its figures can only be taken as they are.
    summary: isCut(saved) ? stated : { ...selected.summary, problems: saved.summary.problems },
  };
  const top = options.top ?? saved.options.top ?? undefined;
  return render(console, standard, result, { ...options, ...(top !== undefined && { top }) }, plan);
};

/** Reports that show all wards beside figures over them cannot be made of some: the figures would be of others. */
function refuseCut(saved: SavedResult, { files, standardOutput }: Plan): void {
  const formats = [...files.map(({ format }) => format), ...(standardOutput === undefined ? [] : [standardOutput])];
  const whole = formats.filter((format) => FORMATS[format].most !== undefined);
  if (!isCut(saved) || whole.length === 0) return;
  const args = { count: saved.wards.length, all: saved.summary.wards, format: whole.join(", ") };
  throw new Failure({ usage: true }, [problem("usage/cut-result", args)]);
}
