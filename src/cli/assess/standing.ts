import type { Standard } from "../../criteria/model.ts";
import type { WardFile } from "../../intake/sheet.ts";
import { type Judge, type Standing, standingOf } from "../../interview/assessment.ts";
import type { EvidenceStore } from "../../interview/evidence.ts";
import type { Question } from "../../interview/questions.ts";
import { openQuestions, reviewLines } from "../../interview/review.ts";
import type { Journal } from "../../interview/terminal.ts";
import type { Words } from "../../report/words.ts";
import type { Console } from "../console.ts";

/** What an assessment is looked at with. */
export interface AssessmentNeeds {
  readonly standard: Standard;
  readonly words: Words;
  readonly journal: Journal;
  readonly judge: Judge;
  readonly previous: readonly WardFile[];
  readonly evidence: EvidenceStore;
}

/** What the answers come to, and the questions without one. */
export function standingNow(
  standard: Standard,
  questions: readonly Question[],
  journal: Journal,
  previous: readonly WardFile[],
  judge: Judge,
): { readonly standing: Standing; readonly open: readonly Question[] } {
  const standing = standingOf(standard, questions, journal.draft, journal.bytes, previous, judge);
  return { standing, open: openQuestions(questions, journal.draft, standing) };
}

/** Shows every answer and the verdict, for who may only look. */
export async function showStanding(
  console: Console,
  questions: readonly Question[],
  needs: AssessmentNeeds,
): Promise<void> {
  const { standard, journal, previous, judge } = needs;
  const { standing } = standingNow(standard, questions, journal, previous, judge);
  for (const line of await reviewLines(questions, standing, needs)) await console.note(line);
}
