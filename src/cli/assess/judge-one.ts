import { survey, wardsOf } from "../../engine/survey.ts";
import type { Judge } from "../../interview/assessment.ts";
import type { Asked } from "./options.ts";

/** Judges the one ward of an assessment with the engine that judges all. */
export function judgeOne(standard: Asked["standard"], { ward, period }: Pick<Asked, "ward" | "period">): Judge {
  const options = { period, rows: (row: { readonly ward: string }) => row.ward === ward };
  return (table) => {
    const { problems } = survey(standard, table, options);
    const [result] = wardsOf(standard, table, options);
    return { ward: result, problems };
  };
}
