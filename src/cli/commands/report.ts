import { appraisalOf } from "../../engine/appraisal.ts";
import type { Result } from "../../engine/result.ts";
import { survey, wardsOf } from "../../engine/survey.ts";
import type { Action } from "../run.ts";
import { planned, type RenderOptions, render } from "./render.ts";
import { savedResult } from "./saved-result.ts";
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
    appraisal: again.appraisal === null ? null : appraisalOf(standard, table, selecting),
    wards: () => wardsOf(standard, table, selecting),
    // A result cut by `--top` does not hold all its wards; its figures can only be taken as they are.
    summary: truncated ? stated : { ...selected.summary, problems: saved.summary.problems },
  };
  const top = options.top ?? saved.options.top ?? undefined;
  return render(console, standard, result, { ...options, ...(top !== undefined && { top }) }, plan);
};
