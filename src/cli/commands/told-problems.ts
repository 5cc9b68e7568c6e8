import type { NotJudged, ResultFrame } from "../../engine/result.ts";
import type { Survey } from "../../engine/survey.ts";
import { say } from "../../messages/say.ts";
import type { Problem, Severity } from "../../problem.ts";
import type { Console } from "../console.ts";

/** What a result says of problems, and of rows that were not judged. */
export interface Told extends Pick<ResultFrame, "notJudged" | "summary" | "problems"> {
  /** errors among the problems: some wards were left out, as was asked for */
  readonly isPartial: boolean;
}

/** Tells the problems of a run, and gives what its result says of them. */
export async function tellProblems(
  console: Console,
  problems: readonly Problem[],
  { summary, notJudged }: Pick<Survey, "summary" | "notJudged">,
  leftOut: readonly NotJudged[],
): Promise<Told> {
  await console.tell(problems);
  const told = problems.filter(({ severity }) => severity !== "note");
  const count = (severity: Severity) => told.filter((one) => one.severity === severity).length;
  const errors = count("error");
  if (errors > 0) await console.note(say(console.language, "partial", { count: leftOut.length }));
  return {
    notJudged: [...notJudged, ...leftOut],
    summary: { ...summary, problems: { warning: count("warning"), ...(errors > 0 && { error: errors }) } },
    problems: told,
    isPartial: errors > 0,
  };
}
