import type { Words } from "../report/words.ts";
import type { Standing } from "./assessment.ts";
import { askEvidence } from "./evidence.ts";
import type { InterviewNeeds, Move } from "./interview.ts";
import type { Question } from "./questions.ts";
import { reviewLines } from "./review.ts";
import { verdictLine, whyLines } from "./verdict.ts";

/** What can be typed instead of an answer. */
export const COMMANDS = [
  ":back",
  ":skip",
  ":note",
  ":evidence",
  ":why",
  ":list",
  ":goto",
  ":review",
  ":save",
  ":quit",
  ":help",
] as const;
type Command = (typeof COMMANDS)[number];
type CommandName<Spelt extends Command> = Spelt extends `:${infer Name}` ? Name : never;
const nameOf = (command: Command): CommandName<Command> => command.slice(1) as CommandName<Command>;

/** Carries out what was typed instead of an answer. */
export class Commands {
  readonly #needs: InterviewNeeds;
  readonly #questions: readonly Question[];
  readonly #standing: () => Standing;

  constructor(needs: InterviewNeeds, questions: readonly Question[], standing: () => Standing) {
    this.#needs = needs;
    this.#questions = questions;
    this.#standing = standing;
  }

  /** @param question the one that is open; none on the review page */
  async run(typed: string, question: Question | undefined): Promise<Move> {
    const { terminal, words, journal } = this.#needs;
    const [name = "", ...rest] = typed.split(/\s+/);
    const known = COMMANDS.find((one) => one === name.toLowerCase());
    const stay: Move = question === undefined ? "review" : "again";
    switch (known) {
      case ":back":
        return question === undefined ? this.#questions.length : "back";
      case ":skip":
        return question === undefined ? "review" : "skip";
      case ":review":
        return "review";
      case ":goto":
        return this.#goto(rest[0] ?? "", stay);
      case ":quit":
        return "stop";
      case ":save":
        await terminal.say(words.say("assess/all-saved", { file: journal.name }));
        return stay;
      case ":list":
        if (question !== undefined)
          await terminal.say(...(await reviewLines(this.#questions, this.#standing(), this.#needs)));
        return stay;
      case ":why":
        await terminal.say(...this.#why(question, words));
        return stay;
      case ":note":
      case ":evidence":
        if (question !== undefined) await this.#add(known, question, rest.join(" "));
        return stay;
      case ":help":
        await terminal.say(...helpLines(words));
        return stay;
      default:
        await terminal.say(words.say("assess/no-command", { seen: name, values: COMMANDS.join(" ") }));
        return stay;
    }
  }

  async #goto(typed: string, stay: Move): Promise<Move> {
    const number = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
    if (this.#questions[number - 1] !== undefined) return number;
    const { terminal, words } = this.#needs;
    await terminal.say(words.say("assess/no-question", { most: this.#questions.length }));
    return stay;
  }

  #why(question: Question | undefined, words: Words): string[] {
    const standing = this.#standing();
    const users = question?.users.map(({ node }) => node) ?? [];
    const lines = whyLines(users, standing, words);
    return [...(lines.length > 0 ? lines : [words.say("assess/why-other")]), `→ ${verdictLine(standing, words)}`];
  }

  /** A note or evidence belongs to the indicator that the figure is asked for. */
  async #add(what: ":note" | ":evidence", { node, field }: Question, text: string): Promise<void> {
    const { terminal, words, journal, evidence } = this.#needs;
    const item = node?.id ?? field.id;
    if (what === ":note") {
      const note = text === "" ? (await terminal.ask(words.say("assess/ask-note"), "")).trim() : text;
      if (note === "") return;
      await journal.add({ do: "note", item, text: note.normalize("NFC") });
      await terminal.say(words.say("assess/note-saved"));
      return;
    }
    const taken = /^(?:remove|xóa|xoá|bỏ)\s+(\d{1,4})$/iu.exec(text.normalize("NFC"))?.[1];
    if (taken !== undefined) return this.#takeOff(item, Number(taken) - 1);
    const paper = await askEvidence(terminal, words, evidence);
    if (paper === undefined) return;
    await journal.add({ do: "evidence", item, evidence: paper });
    await terminal.say(words.say("assess/evidence-saved", { title: paper.title, item }));
  }

  /** A document that was attached by mistake stays in the draft's lines, and counts no more. */
  async #takeOff(item: string, place: number): Promise<void> {
    const { terminal, words, journal } = this.#needs;
    const paper = journal.draft.evidence.get(item)?.[place];
    if (paper === undefined) {
      await terminal.say(words.say("assess/no-evidence", { number: place + 1 }));
      return;
    }
    await journal.add({ do: "remove_evidence", item, place });
    await terminal.say(words.say("assess/evidence-removed", { title: paper.title, item }));
  }
}

function helpLines(words: Words): string[] {
  return COMMANDS.map((command) => `${command.padEnd(10)} ${words.say(`assess/help-${nameOf(command)}`)}`);
}
