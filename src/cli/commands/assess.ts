import path from "node:path";
import { type Period, parsePeriod } from "../../criteria/period.ts";
import { interview } from "../../interview/interview.ts";
import { type Question, questionsOf } from "../../interview/questions.ts";
import { isStopped } from "../../interview/terminal.ts";
import { say } from "../../messages/say.ts";
import { type Problem, problem } from "../../problem.ts";
import { Words } from "../../report/words.ts";
import { answersFrom } from "../assess/answers-file.ts";
import { checkDraft } from "../assess/check.ts";
import { chooseDraft } from "../assess/choose-draft.ts";
import { type DraftJournal, readDraftFile } from "../assess/draft-journal.ts";
import { type LockOwner, takeLock } from "../assess/draft-lock.ts";
import { earlierValues } from "../assess/earlier-values.ts";
import { evidenceStore } from "../assess/evidence-store.ts";
import { finish } from "../assess/finish.ts";
import { judgeOne } from "../assess/judge-one.ts";
import { type OpenedDraft, openDraft } from "../assess/open-draft.ts";
import type { Asked, AssessOptions } from "../assess/options.ts";
import { type AssessmentNeeds, showStanding, standingNow } from "../assess/standing.ts";
import { terminalOf } from "../assess/terminal.ts";
import { commandLine } from "../command-line.ts";
import type { Console } from "../console.ts";
import type { Ending } from "../exit-code.ts";
import { Failure } from "../failure.ts";
import { checkOutputs } from "../output.ts";
import type { Action } from "../perform.ts";
import { readWardFiles } from "../read.ts";
import { namedStandard } from "../standards.ts";
import { periodAsked } from "./intake.ts";

const CODE = /^[0-9A-Za-z-]{1,64}$/;

const usage = (...problems: ConstructorParameters<typeof Failure>[1]): Failure =>
  new Failure({ usage: true }, problems);

/** `model-ward assess`: the self-assessment of one ward, answered at a terminal over days, or from a file of answers. */
export const assess: Action = async (console, _names, given) => {
  const options = given as unknown as AssessOptions;
  if (options.check !== undefined) return checkDraft(console, options.check, options.criteria);
  const isInteractive = canAsk(console, options.input);
  try {
    const chosen = await whichDraft(console, options, isInteractive);
    if (chosen === undefined) return {};
    const asked = await whoseAssessment(console, chosen);
    await assertOutput(console, chosen);
    return await assessOne(console, asked, chosen, isInteractive);
  } finally {
    console.host.prompts.close();
  }
};

/** Questions are asked only of a person: both streams are terminals, and no pipeline runs the program. */
function canAsk({ host }: Console, isWanted: boolean): boolean {
  const ci = host.env["CI"] ?? "";
  return isWanted && host.prompts.isTerminal && (ci === "" || ci === "false");
}

async function assertOutput({ host, language }: Console, options: AssessOptions): Promise<void> {
  const { output, criteria, answers, previous, correct } = options;
  const inputs = [criteria, answers, correct, ...(previous ?? [])].filter((name) => name !== undefined);
  if (output !== undefined) await checkOutputs(host, [output], inputs, language);
}

/** Without a ward, a person chooses among the drafts; a correction says itself whose it is. */
async function whichDraft(
  console: Console,
  options: AssessOptions,
  isInteractive: boolean,
): Promise<AssessOptions | undefined> {
  if (options.correct !== undefined) {
    const { draft } = await readDraftFile(console.host, options.correct);
    if (draft.finalised === undefined) throw usage(problem("usage/correct-draft", {}, { file: options.correct }));
    const { id, version } = draft.standard;
    const { ward, period, name } = draft.head;
    return { criteria: `${id}@${version}`, name, ...options, ward, period };
  }
  const lacking = (["criteria", "ward", "period"] as const).filter((one) => options[one] === undefined);
  if (lacking.length === 0) return options;
  if (options.ward === undefined && isInteractive) return chooseDraft(console, options);
  throw usage(problem("usage/assess-needs", { values: lacking.map((one) => `--${one}`).join(" ") }));
}

async function whoseAssessment({ host }: Console, options: AssessOptions): Promise<Asked> {
  const { criteria = "", ward = "", period: text = "" } = options;
  if (!CODE.test(ward)) throw usage(problem("usage/bad-value", { option: "--ward", seen: ward, wanted: "14797" }));
  const loaded = await namedStandard(host, criteria, (standard) => {
    const period = parsePeriod(text, standard.period);
    return { fields: 0, periods: period === undefined ? [] : [period] };
  });
  const { standard } = loaded;
  const period = periodAsked(standard.period, text) as Period;
  const { from, to } = standard.inForce;
  if ((from !== undefined && period.last < from) || (to !== undefined && period.last > to))
    throw usage(problem("usage/not-in-force", { seen: `${standard.id}@${standard.version}`, period: text }));
  return { standard, sha256: loaded.sha256(), period, ward };
}

async function assessOne(
  console: Console,
  asked: Asked,
  options: AssessOptions,
  isInteractive: boolean,
): Promise<Ending> {
  const { host } = console;
  const { standard } = asked;
  const questions = questionsOf(standard);
  const previous = await readWardFiles(host, options.previous ?? []);
  const words = new Words(standard, console.language);
  const judge = judgeOne(standard, asked);
  const opened = async (): Promise<OpenedDraft & { readonly warnings: readonly Problem[] }> => {
    const draft = await openDraft(console, asked, options, questions);
    return { ...draft, warnings: await answersFrom(console, standard, draft.journal, options.answers) };
  };
  // Whether anything is left to ask is known before anything is written.
  const planned = await opened();
  await console.tell(planned.warnings);
  const { open } = standingNow(standard, questions, planned.journal, previous, judge);
  if (!isInteractive && open.length > 0) throw await answersMissing(console, open, words);
  const lock = await takeLock(host, planned.journal.name);
  const about = { console, asked, questions, words, judge, previous };
  if (lock.is === "theirs") return look(about, planned.journal, options, lock.owner, isInteractive);
  try {
    if (lock.deadPid !== undefined)
      await console.note(say(console.language, "assess/lock-taken", { pid: lock.deadPid }));
    // The lock is ours now: what another process wrote in the meantime is read again.
    return await session(about, await opened(), options, isInteractive);
  } finally {
    await lock.release();
  }
}

/** What an assessment is worked on with. */
interface About extends Pick<AssessmentNeeds, "words" | "judge" | "previous"> {
  readonly console: Console;
  readonly asked: Asked;
  readonly questions: readonly Question[];
}

const needsOf = ({ console, asked, words, judge, previous }: About, journal: DraftJournal): AssessmentNeeds => ({
  standard: asked.standard,
  words,
  journal,
  judge,
  previous,
  evidence: evidenceStore(console.host, path.dirname(journal.name)),
});

/** Another process has the draft open: a person may look at it, a script has to come again. */
async function look(
  about: About,
  journal: DraftJournal,
  options: AssessOptions,
  owner: LockOwner,
  isInteractive: boolean,
): Promise<Ending> {
  const { console, questions } = about;
  if (!isInteractive)
    throw new Failure({ output: true }, [problem("draft/locked", { ...owner }, { file: journal.name })]);
  await console.note(say(console.language, "assess/locked", { ...owner }));
  await showStanding(console, questions, needsOf(about, journal));
  return options.output === undefined ? {} : { output: true };
}

/** One sitting: questions are asked as long as somebody answers. */
async function session(
  about: About,
  { journal, greeting, save }: OpenedDraft,
  options: AssessOptions,
  isInteractive: boolean,
): Promise<Ending> {
  const { console, asked, questions, words, previous } = about;
  const needs = needsOf(about, journal);
  await save();
  if (!isInteractive) return finish(console, questions, needs, options, isInteractive);
  for (const line of greeting) await console.note(line);
  const terminal = terminalOf(console, options.plain ?? false);
  const earlier = earlierValues(asked.standard, previous, asked, words);
  try {
    if ((await interview({ ...needs, terminal, earlier })) === "left") return await left(console, journal, options);
  } catch (error) {
    if (!isStopped(error)) throw error;
    const ending = await left(console, journal, options);
    return { ...ending, interrupted: error.why === "interrupted" };
  }
  return finish(console, questions, needs, options, isInteractive);
}

/** Everything is saved; the command that goes on is said. */
async function left(console: Console, journal: DraftJournal, options: AssessOptions): Promise<Ending> {
  const { standard, head } = journal.draft;
  const drafts = options.drafts === "drafts" ? [] : ["--drafts", options.drafts];
  const previous = (options.previous ?? []).flatMap((file) => ["--previous", file]);
  const named = options.criteria ?? `${standard.id}@${standard.version}`;
  const whose = ["--criteria", named, "--ward", head.ward, "--period", head.period];
  await console.command(
    say(console.language, "assess/resume"),
    commandLine("assess", ...whose, ...drafts, ...previous),
  );
  return {};
}

/** Lists what is lacking, field by field, before the call is refused. */
async function answersMissing(console: Console, open: readonly Question[], words: Words): Promise<Failure> {
  for (const { field } of open) {
    const args = { id: field.id, label: words.text(field.label), type: words.say(`type/${field.type}`) };
    await console.note(words.say("assess/missing-line", args));
  }
  const ids = open.map(({ field }) => field.id).join(", ");
  return usage(problem("usage/answers-missing", { count: open.length, ids }));
}
