import type { Standard } from "../criteria/model.ts";
import type { Draft } from "../intake/draft.ts";
import type { Words } from "../report/words.ts";
import { shownAnswer } from "./answer.ts";
import type { Standing } from "./assessment.ts";
import { type EvidenceStore, evidenceFlags } from "./evidence.ts";
import type { Question } from "./questions.ts";
import type { Journal } from "./terminal.ts";
import { criterionLine, verdictLine } from "./verdict.ts";

/** Questions that apply and have no answer yet. */
export function openQuestions(questions: readonly Question[], draft: Draft, { skipped }: Standing): Question[] {
  return questions.filter(({ field }) => !draft.answers.has(field.id) && !skipped.has(field.id));
}

/** Every question with its answer, the criteria with their verdicts, and what is to be looked at before finalising. */
export async function reviewLines(
  questions: readonly Question[],
  standing: Standing,
  needs: {
    readonly standard: Standard;
    readonly words: Words;
    readonly journal: Journal;
    readonly evidence: EvidenceStore;
  },
): Promise<string[]> {
  const { standard, words, journal, evidence } = needs;
  const { draft } = journal;
  const answers = questions.map((question) => answerLine(question, draft, standing, words));
  const flags = await evidenceFlags(draft, standard.period, evidence);
  const problems = standing.problems
    .filter(({ severity }) => severity !== "note")
    .map((one) => `! ${words.problem(one)}`);
  return [
    "",
    `══ ${words.say("assess/review", { ward: draft.head.name || draft.head.ward, period: draft.head.period })}`,
    ...answers,
    "",
    ...standard.criteria.map((criterion) => criterionLine(criterion, standing, words)),
    `→ ${verdictLine(standing, words)}`,
    ...problems,
    ...flags.map(({ item, title, why }) => `! ${words.say(`assess/flag-${why}`, { item, title })}`),
    "",
  ];
}

function answerLine({ number, field, node }: Question, draft: Draft, { skipped }: Standing, words: Words): string {
  const given = draft.answers.get(field.id)?.answer;
  const head = `${String(number).padStart(3)}. ${node === undefined ? "" : `${node.id} `}${words.text(field.label)}: `;
  const why = skipped.get(field.id);
  if (why !== undefined) {
    const kept =
      given === undefined ? "" : ` (${words.say("assess/kept", { value: shownAnswer(given, field, words) })})`;
    return head + words.say("assess/does-not-apply", { ids: why.join(", ") }) + kept;
  }
  if (given === undefined) return `${head}${words.say("assess/unanswered")}`;
  const reason = given.is === "not_applicable" ? ` (${given.why})` : "";
  return head + shownAnswer(given, field, words) + reason;
}
