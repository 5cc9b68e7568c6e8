import type { Standard } from "../criteria/model.ts";
import type { WardFile } from "../intake/sheet.ts";
import { hasErrors } from "../problem.ts";
import { cellText } from "../report/exact-words.ts";
import type { Words } from "../report/words.ts";
import { type Judge, type Standing, standingOf } from "./assessment.ts";
import { Commands } from "./commands.ts";
import type { EvidenceStore } from "./evidence.ts";
import { askAnswer, questionLines } from "./question.ts";
import { type Question, questionsOf } from "./questions.ts";
import { openQuestions, reviewLines } from "./review.ts";
import type { Journal, Terminal } from "./terminal.ts";
import { criterionLine, verdictLine } from "./verdict.ts";

/** Everything that an interview needs and does not do itself. */
export interface InterviewNeeds {
  readonly standard: Standard;
  readonly words: Words;
  readonly journal: Journal;
  readonly terminal: Terminal;
  readonly judge: Judge;
  readonly previous: readonly WardFile[];
  /** a field's value in the period before, in words */
  readonly earlier: (field: string) => string | undefined;
  readonly evidence: EvidenceStore;
}

/** Where to go after a question. */
export type Move = "next" | "skip" | "back" | "again" | "review" | "stop" | number;

/**
 * Asks every question of a standard that applies, in the order of its criteria; from each one can go back, and to any
 * other. Ends when the assessment is finalised, or when it is left for another day: every answer is saved by then.
 * @throws Stopped when nobody answers any more
 */
export async function interview(needs: InterviewNeeds): Promise<"finalised" | "left"> {
  return new Interview(needs).run();
}

class Interview {
  readonly #needs: InterviewNeeds;
  readonly #questions: readonly Question[];
  readonly #commands: Commands;
  #standing: Standing;
  /** the criterion whose heading was shown last */
  #heading: string | undefined;

  constructor(needs: InterviewNeeds) {
    this.#needs = needs;
    this.#questions = questionsOf(needs.standard);
    this.#standing = this.#look();
    this.#commands = new Commands(needs, this.#questions, () => this.#standing);
  }

  async run(): Promise<"finalised" | "left"> {
    const { terminal, words } = this.#needs;
    const open = this.#open();
    const all = this.#questions.length - this.#standing.skipped.size;
    await terminal.say(words.say("assess/begin", { answered: all - open.length, all }), words.say("assess/hint"), "");
    let here = open[0];
    for (;;) {
      const move = here === undefined ? await this.#review() : await this.#ask(here);
      if (move === "stop") return "left";
      if (move === "review") here = undefined;
      else if (typeof move === "number") here = this.#questions[move - 1];
      else if (here === undefined) return "finalised";
      else if (move !== "again") here = move === "back" ? this.#before(here) : this.#after(here, move === "skip");
    }
  }

  #look(): Standing {
    const { standard, journal, previous, judge } = this.#needs;
    return standingOf(standard, this.#questions, journal.draft, journal.bytes, previous, judge);
  }

  #open(): Question[] {
    return openQuestions(this.#questions, this.#needs.journal.draft, this.#standing);
  }

  #before(here: Question): Question {
    const asked = this.#questions.filter(
      ({ number, field }) => number < here.number && !this.#standing.skipped.has(field.id),
    );
    return asked.at(-1) ?? here;
  }

  /** The next question without an answer, further on or else from the beginning; none: all are answered. */
  #after(here: Question, isPutOff: boolean): Question | undefined {
    const open = this.#open();
    const later = open.find(({ number }) => number > here.number);
    return later ?? (isPutOff ? undefined : open[0]);
  }

  async #ask(question: Question): Promise<Move> {
    const { terminal, words, journal, earlier } = this.#needs;
    const why = this.#standing.skipped.get(question.field.id);
    if (why !== undefined) await terminal.say(words.say("assess/does-not-apply", { ids: why.join(", ") }));
    const { criterion } = question;
    if (criterion !== undefined && criterion.id !== this.#heading) {
      await terminal.say("", `── ${criterion.id} ${words.text(criterion.title)}`);
      this.#heading = criterion.id;
    }
    await terminal.say(...questionLines(question, this.#questions.length, journal.draft, earlier, words));
    const given = await askAnswer(question, journal.draft, terminal, words);
    if (given.is === "command") return this.#commands.run(given.text, question);
    if (given.is === "kept") return "next";
    const { field } = question;
    const old = journal.draft.answers.get(field.id)?.answer ?? null;
    await journal.add({ do: "answer", item: field.id, old, new: given.answer });
    const shown = given.cell.is === "missing" ? words.say("cell/missing") : cellText(given.cell, field.id, words);
    await terminal.say(words.say("assess/saved", { label: words.text(field.label), value: shown }));
    await this.#tellChanges(question);
    return "next";
  }

  /** Judges again after an answer; says what no longer applies, and how a criterion stands that is through. */
  async #tellChanges({ criterion }: Question): Promise<void> {
    const { terminal, words, journal } = this.#needs;
    const before = this.#standing;
    this.#standing = this.#look();
    const { skipped, problems } = this.#standing;
    const gone = this.#questions.filter((one) => skipped.has(one.field.id) && !before.skipped.has(one.field.id));
    for (const one of gone) {
      const why = (skipped.get(one.field.id) ?? []).join(", ");
      const code = journal.draft.answers.has(one.field.id) ? "assess/no-longer" : "assess/skipped";
      await terminal.say(words.say(code, { number: one.number, label: words.text(one.field.label), ids: why }));
    }
    for (const one of problems.filter(
      (found) => found.severity === "error" && !before.problems.some((old) => old.code === found.code),
    ))
      await terminal.say(words.problem(one));
    const isThrough = !this.#open().some((one) => one.criterion?.id === criterion?.id);
    if (!isThrough || criterion === undefined) return;
    await terminal.say(criterionLine(criterion, this.#standing, words), `→ ${verdictLine(this.#standing, words)}`);
  }

  /** Shows everything and asks what to do; any answer can be opened from here. */
  async #review(): Promise<Move> {
    const { terminal, words, journal } = this.#needs;
    this.#standing = this.#look();
    await terminal.say(
      ...(await reviewLines(this.#questions, this.#standing, this.#needs)),
      words.say("assess/review-hint"),
    );
    const typed = (await terminal.ask(words.say("assess/review-ask"))).trim();
    if (/^\d{1,6}$/.test(typed) && this.#questions[Number(typed) - 1] !== undefined) return Number(typed);
    if (!/^(?::?finali[sz]e|:?hoàn tất|:?xong)$/iu.test(typed.normalize("NFC"))) {
      if (typed.startsWith(":")) return this.#commands.run(typed, undefined);
      if (typed !== "") await terminal.say(words.say("assess/review-unknown", { seen: typed }));
      return "review";
    }
    const open = this.#open();
    if (open.length > 0) {
      await terminal.say(words.say("assess/still-open", { numbers: open.map(({ number }) => number).join(", ") }));
      return "review";
    }
    if (hasErrors(this.#standing.problems) || this.#standing.ward === undefined) {
      await terminal.say(words.say("assess/contradicts"));
      return "review";
    }
    const sure = await terminal.ask(words.say("assess/confirm", { verdict: verdictLine(this.#standing, words) }));
    if (!isYes(sure)) return "review";
    await journal.add(finalEntry(this.#standing, journal));
    return "next";
  }
}

/** The line that finalises an assessment. */
export function finalEntry({ ward, skipped }: Standing, { draft }: Journal): Parameters<Journal["add"]>[0] {
  const left = [...skipped.keys()].filter((id) => draft.answers.has(id));
  return { do: "finalise", level: ward?.level ?? null, left_out: left };
}

const isYes = (typed: string): boolean => /^(?:có|co|đồng ý|dong y|y|yes)$/iu.test(typed.trim().normalize("NFC"));
