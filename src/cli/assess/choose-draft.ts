import path from "node:path";
import { questionsOf } from "../../interview/questions.ts";
import { say } from "../../messages/say.ts";
import { problem } from "../../problem.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { NO_FILES, namedStandard } from "../standards.ts";
import { readDraftFile, shownTime } from "./draft-journal.ts";
import type { AssessOptions } from "./options.ts";
import { terminalOf } from "./terminal.ts";

/** Lets a person choose among the drafts of a folder; undefined when none was chosen. */
export async function chooseDraft(console: Console, options: AssessOptions): Promise<AssessOptions | undefined> {
  const { host, language } = console;
  const files = (await host.listFiles(options.drafts)).filter((file) => file.endsWith(".jsonl"));
  const found: { ward: string; name: string; period: string; criteria: string }[] = [];
  const lines: string[] = [];
  for (const file of files) {
    const read = await readDraftFile(host, path.join(options.drafts, file)).catch((error: unknown) => {
      if (error instanceof Failure) return error;
      throw error;
    });
    if (read instanceof Failure) {
      await console.tell(read.problems);
      continue;
    }
    const { head, standard, answers, lastSaved, finalised } = read.draft;
    const criteria = options.criteria ?? `${standard.id}@${standard.version}`;
    const all = await questionCount(console, criteria);
    found.push({ ward: head.ward, name: head.name, period: head.period, criteria });
    lines.push(
      say(language, "assess/draft-line", {
        number: found.length,
        ward: head.name === "" ? head.ward : `${head.ward} ${head.name}`,
        period: head.period,
        standard: criteria,
        answered: answers.size,
        all,
        saved: shownTime(lastSaved),
        final: finalised === undefined ? "" : say(language, "assess/draft-final"),
      }),
    );
  }
  if (found.length === 0)
    throw new Failure({ usage: true }, [problem("usage/assess-needs", { values: "--criteria --ward --period" })]);
  const terminal = terminalOf(console, options.plain ?? false);
  await terminal.say(say(language, "assess/drafts", { folder: options.drafts }), ...lines);
  const typed = await terminal.ask(say(language, "assess/ask-draft"));
  const chosen = /^\d{1,4}$/.test(typed.trim()) ? found[Number(typed) - 1] : undefined;
  return chosen === undefined ? undefined : { ...options, ...chosen };
}

/** How many questions a standard has; of one that is not here nobody knows. */
async function questionCount({ host }: Console, criteria: string): Promise<number | string> {
  try {
    return questionsOf((await namedStandard(host, criteria, NO_FILES)).standard).length;
  } catch (error) {
    if (error instanceof Failure) return "?";
    throw error;
  }
}
