import type { Field } from "../criteria/model.ts";
import type { Draft } from "../intake/draft.ts";
import type { Answer } from "../intake/draft-lines.ts";
import type { Cell } from "../intake/table.ts";
import type { LabelCode } from "../messages/say.ts";
import { visible } from "../messages/visible.ts";
import type { Problem } from "../problem.ts";
import { cellText } from "../report/exact-words.ts";
import type { Words } from "../report/words.ts";
import { areNumbered, cellOfAnswer, choicesOf, type ReadAnswer, readAnswer, shownAnswer } from "./answer.ts";
import type { Question } from "./questions.ts";
import type { Terminal } from "./terminal.ts";

/** What was typed at a question: an answer, Enter to keep the old one, or a command. */
export type Given =
  | { readonly is: "answer"; readonly answer: Answer; readonly cell: Cell }
  | { readonly is: "kept" }
  | { readonly is: "command"; readonly text: string };

/** A question with everything that helps to answer it. */
export function questionLines(
  { field, number, node }: Question,
  all: number,
  draft: Draft,
  earlier: (field: string) => string | undefined,
  words: Words,
): string[] {
  const unit = field.type === "percent" ? "%" : words.text(field.unit);
  const label = words.text(field.label) + (unit === "" ? "" : ` (${unit})`);
  const head = words.say("assess/question", { number, all, id: node === undefined ? "" : `${node.id} `, label });
  const before = earlier(field.id);
  const item = node?.id ?? field.id;
  const note = draft.notes.get(item) ?? "";
  const papers = draft.evidence.get(item) ?? [];
  const wanted = [...field.evidence, ...(node?.evidence ?? [])].map((text) => words.text(text));
  const lines = [
    words.text(field.note),
    before === undefined ? "" : words.say("assess/earlier", { value: before }),
    wanted.length === 0 ? "" : words.say("assess/evidence-wanted", { list: wanted.join("; ") }),
    note === "" ? "" : words.say("assess/note-is", { text: note }),
    papers.length === 0
      ? ""
      : words.say("assess/evidence-is", {
          list: papers.map(({ title }, place) => `${place + 1}. ${title}`).join("; "),
        }),
    choiceLine(field, words),
  ];
  return ["", head, ...lines.filter((line) => line !== "").map((line) => `   ${line}`)];
}

function choiceLine(field: Field, words: Words): string {
  const choices = choicesOf(field, words.language);
  if (choices.length === 0) return words.say(`assess/how-${field.type}`);
  const listed = areNumbered(choices) ? choices.map((choice, place) => `${place + 1}. ${choice}`) : choices;
  return listed.join("   ");
}

/** Asks until the line is an answer, Enter for the old one, or a command. A ratio is asked as two numbers. */
export async function askAnswer(question: Question, draft: Draft, terminal: Terminal, words: Words): Promise<Given> {
  const { field } = question;
  const isStale = !draft.answers.has(field.id);
  // Of a question that has changed, what was answered before is offered again if it can still be an answer.
  const before = draft.answers.get(field.id)?.answer ?? draft.stale.get(field.id);
  const cell = before && cellOfAnswer(before, field);
  const given = before === undefined || cell === undefined ? undefined : { answer: before, cell };
  const old = given === undefined ? undefined : shownAnswer(given.answer, field, words);
  const first = words.say(field.type === "ratio" ? "assess/ask-part" : "assess/ask");
  for (;;) {
    const typed = await terminal.ask(first, old);
    if (typed.trim().startsWith(":")) return { is: "command", text: typed.trim() };
    if (typed.trim() === "" || typed === old) {
      if (given !== undefined) return isStale ? { is: "answer", ...given } : { is: "kept" };
      await terminal.say(words.say("assess/empty"));
      continue;
    }
    let read = readAnswer(field, typed, words.language);
    if (read.is === "half") {
      const whole = await terminal.ask(words.say("assess/ask-whole", { part: typed.trim() }));
      if (whole.trim().startsWith(":")) return { is: "command", text: whole.trim() };
      read = readAnswer(field, typed, words.language, whole);
    }
    const done = await settled(read, field, terminal, words);
    if (done !== undefined) return done;
  }
}

/** Messages about files that would tell a person at a question to do what cannot be done there. */
const OWN_WORDS: Partial<Record<Problem["code"], LabelCode>> = {
  "data/ambiguous-number": "assess/ambiguous",
  "data/two-decimal-marks": "assess/ambiguous",
  "data/not-applicable-not-allowed": "assess/applies-always",
  "data/became-date": "assess/like-a-date",
  "data/became-serial": "assess/like-a-date",
  "data/inexact": "assess/one-figure",
};

/** What is wrong with a typed line, in words for who types and not for who reads a file. */
export function faultText(fault: Problem, words: Words): string {
  const code = OWN_WORDS[fault.code];
  const seen = visible(String(fault.args["seen"] ?? ""));
  return code === undefined ? words.problem(fault) : words.say(code, { seen });
}

/** Asks what a line still needs; undefined: it was no answer, and why was said. */
async function settled(read: ReadAnswer, field: Field, terminal: Terminal, words: Words): Promise<Given | undefined> {
  switch (read.is) {
    case "answer":
      return read;
    case "doubtful": {
      const value = cellText(read.cell, field.id, words);
      const sure = await terminal.ask(words.say("assess/doubtful", { value }));
      return /^(?:có|co|y|yes|đúng)$/iu.test(sure.trim().normalize("NFC")) ? { ...read, is: "answer" } : undefined;
    }
    case "not_applicable": {
      const why = (await terminal.ask(words.say("assess/ask-why"))).trim().normalize("NFC");
      if (why !== "" && !why.startsWith(":"))
        return { is: "answer", answer: { is: "not_applicable", why }, cell: { is: "not_applicable" } };
      await terminal.say(words.say("assess/why-needed"));
      return undefined;
    }
    case "wrong":
      await terminal.say(`✗ ${faultText(read.problem, words)}`);
      return undefined;
    default:
      return undefined;
  }
}
