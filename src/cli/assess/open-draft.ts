import path from "node:path";
import { type Question, questionDigests } from "../../interview/questions.ts";
import { say } from "../../messages/say.ts";
import { problem } from "../../problem.ts";
import { inLanguage, type Language } from "../../text.ts";
import { commandLine } from "../command-line.ts";
import type { Console } from "../console.ts";
import { Failure } from "../failure.ts";
import { DraftJournal, draftName, newestVersion, nextVersion, readDraftFile, shownTime } from "./draft-journal.ts";
import type { Asked, AssessOptions } from "./options.ts";

/** A draft that goes on, a new one, or the next version of a finalised one. Nothing is written before `save`. */
export interface OpenedDraft {
  readonly journal: DraftJournal;
  /** what a person should know of it */
  readonly greeting: readonly string[];
  readonly save: () => Promise<void>;
}

type About = Parameters<typeof DraftJournal.begin>[3];

/** @throws Failure when the draft was changed by hand, or is finalised and no correction was asked for */
export async function openDraft(
  console: Console,
  { standard, sha256, ward, period }: Asked,
  options: AssessOptions,
  questions: readonly Question[],
): Promise<OpenedDraft> {
  const { host, language } = console;
  const about: About = {
    standard: { id: standard.id, version: standard.version, sha256 },
    questions: questionDigests(questions, host.sha256),
    corrects: null,
  };
  const whose = { ward, name: (options.name ?? "").normalize("NFC"), period: period.label };
  const name = draftName(ward, period.label, standard);
  const existing = await newestVersion(host, options.drafts, name);
  const old = existing === undefined ? undefined : await readDraftFile(host, existing);
  if (existing !== undefined && old !== undefined && old.draft.finalised === undefined) {
    const journal = new DraftJournal(host, existing, old.bytes);
    const onDisk = journal.draft.length;
    const isTorn = onDisk < old.bytes.length;
    const changed = await followStandard(journal, about, questions, language);
    const resumed = say(language, "assess/resumed", { file: existing, saved: shownTime(old.draft.lastSaved) });
    const greeting = [resumed, ...(isTorn ? [say(language, "assess/torn")] : []), ...changed];
    return { journal, greeting, save: () => journal.save({ lines: onDisk, size: old.bytes.length }) };
  }
  if (existing !== undefined && options.correct === undefined) {
    const named = options.criteria ?? `${standard.id}@${standard.version}`;
    const command = commandLine("assess", "--correct", existing, "--criteria", named, "--drafts", options.drafts);
    throw new Failure({ usage: true }, [problem("usage/already-final", { command }, { file: existing })]);
  }
  const file = path.join(
    options.drafts,
    options.correct === undefined ? name : nextVersion(path.basename(existing ?? name)),
  );
  const corrects = options.correct === undefined ? undefined : await readDraftFile(host, options.correct);
  const named = corrects && { file: path.basename(options.correct ?? ""), sha256: host.sha256(corrects.bytes) };
  // A correction begins as what it corrects was; what has changed in the standard since is asked again.
  const begun =
    corrects === undefined ? about : { standard: corrects.draft.standard, questions: corrects.draft.questions };
  const journal = DraftJournal.begin(host, file, whose, { ...begun, corrects: named ?? null });
  if (corrects !== undefined) await copyAnswers(corrects.draft, journal);
  const changed = await followStandard(journal, about, questions, language);
  return {
    journal,
    greeting: [say(language, "assess/begun", { file }), ...changed],
    save: () => journal.save(undefined),
  };
}

/** A correction begins with what was answered before. */
async function copyAnswers(from: DraftJournal["draft"], journal: DraftJournal): Promise<void> {
  for (const [item, { answer }] of from.answers) await journal.add({ do: "answer", item, old: null, new: answer });
  for (const [item, text] of from.notes) await journal.add({ do: "note", item, text });
  for (const [item, papers] of from.evidence)
    for (const evidence of papers) await journal.add({ do: "evidence", item, evidence });
}

/** Notes in a draft that its standard has changed, and says which questions are asked again. */
async function followStandard(
  journal: DraftJournal,
  { standard, questions: digests }: About,
  questions: readonly Question[],
  language: Language,
): Promise<string[]> {
  const { draft } = journal;
  if (draft.standard.sha256 === standard.sha256) return [];
  const changed = Object.keys(digests).filter(
    (id) => draft.questions[id] !== undefined && draft.questions[id] !== digests[id],
  );
  await journal.add({ do: "standard", standard, questions: digests, changed });
  if (changed.length === 0) return [say(language, "assess/standard-same")];
  const labels = questions
    .filter(({ field }) => changed.includes(field.id))
    .map(({ field }) => inLanguage(field.label, language));
  return [say(language, "assess/standard-changed", { labels: labels.join("; ") })];
}
