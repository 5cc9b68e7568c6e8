import { finalEntry } from "../../interview/interview.ts";
import type { Question } from "../../interview/questions.ts";
import { verdictLine } from "../../interview/verdict.ts";
import { say } from "../../messages/say.ts";
import { hasErrors } from "../../problem.ts";
import { commandLine } from "../command-line.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { writeFile } from "../output.ts";
import type { AssessOptions } from "./options.ts";
import { type AssessmentNeeds, standingNow } from "./standing.ts";

/**
 * Ends a session in which every question was answered. At a terminal the person has finalised by then; without one,
 * naming the file for it with `-o` is the act.
 */
export async function finish(
  console: Console,
  questions: readonly Question[],
  needs: AssessmentNeeds,
  options: AssessOptions,
  isInteractive: boolean,
): Promise<Ending> {
  const { host, language } = console;
  const { standard, journal, previous, judge, words } = needs;
  const { standing } = standingNow(standard, questions, journal, previous, judge);
  await console.tell(standing.problems);
  if (!isInteractive) {
    const all = questions.length - standing.skipped.size;
    const verdict = verdictLine(standing, words);
    await console.note(say(language, "assess/answered", { file: journal.name, answered: all, all, verdict }));
    if (hasErrors(standing.problems)) throw new Failure({ refused: true }, []);
    if (options.output === undefined) return {};
    await journal.add(finalEntry(standing, journal));
  }
  await host.drafts.makeReadOnly(journal.name);
  const { output } = options;
  if (output !== undefined) await writeFile(host, output, [journal.bytes], language);
  const file = output ?? journal.name;
  const named = options.criteria ?? `${standard.id}@${standard.version}`;
  const command = commandLine("evaluate", file, ...(options.previous ?? []), "--criteria", named);
  await console.command(say(language, "assess/finalised", { file }), command);
  return {};
}
