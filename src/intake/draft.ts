import * as v from "valibot";
import { type Problem, problem } from "../problem.ts";
import {
  type Answer,
  type Digest,
  DRAFT_VERSION,
  type DraftEntry,
  type DraftHead,
  type DraftLine,
  type DraftStandard,
  type Evidence,
  type LinkedEntry,
} from "./draft-lines.ts";

/** A draft is written by hand, answer by answer. */
const MOST_LINES = 200_000;

const ANSWER: v.GenericSchema<unknown, Answer> = v.union([
  v.strictObject({ is: v.literal("missing") }),
  v.strictObject({ is: v.literal("not_applicable"), why: v.string() }),
  v.strictObject({ is: v.literal("figure"), text: v.string() }),
]);
const EVIDENCE: v.GenericSchema<unknown, Evidence> = v.strictObject({
  title: v.string(),
  number: v.string(),
  date: v.string(),
  issuer: v.string(),
  file: v.nullable(v.strictObject({ path: v.string(), bytes: v.number(), sha256: v.string() })),
});
const STANDARD: v.GenericSchema<unknown, DraftStandard> = v.strictObject({
  id: v.string(),
  version: v.string(),
  sha256: v.string(),
});
const DIGESTS: v.GenericSchema<unknown, Record<string, string>> = v.record(v.string(), v.string());
const HASH = { hash: v.exactOptional(v.string()) };
const LINKED = { ...HASH, previous: v.string(), at: v.string() };
const ITEM = { ...LINKED, item: v.string() };

const LINE: v.GenericSchema<unknown, DraftLine> = v.variant("do", [
  v.strictObject({
    do: v.literal("begin"),
    model_ward_draft: v.literal(DRAFT_VERSION),
    at: v.string(),
    ward: v.string(),
    name: v.string(),
    period: v.string(),
    standard: STANDARD,
    questions: DIGESTS,
    corrects: v.nullable(v.strictObject({ file: v.string(), sha256: v.string() })),
    ...HASH,
  }),
  v.strictObject({ do: v.literal("answer"), ...ITEM, old: v.nullable(ANSWER), new: ANSWER }),
  v.strictObject({ do: v.literal("note"), ...ITEM, text: v.string() }),
  v.strictObject({ do: v.literal("evidence"), ...ITEM, evidence: EVIDENCE }),
  v.strictObject({ do: v.literal("remove_evidence"), ...ITEM, place: v.number() }),
  v.strictObject({
    do: v.literal("standard"),
    ...LINKED,
    standard: STANDARD,
    questions: DIGESTS,
    changed: v.array(v.string()),
  }),
  v.strictObject({
    do: v.literal("finalise"),
    ...LINKED,
    level: v.nullable(v.string()),
    left_out: v.array(v.string()),
  }),
]);

/** An answer with the line that it stands in. */
export interface GivenAnswer {
  readonly answer: Answer;
  readonly line: number;
}

/** What a draft comes to: its lines added up. */
export interface Draft {
  readonly head: DraftHead;
  readonly standard: DraftStandard;
  readonly questions: Readonly<Record<string, string>>;
  readonly answers: ReadonlyMap<string, GivenAnswer>;
  /** answers to questions that have changed since: shown, and asked again */
  readonly stale: ReadonlyMap<string, Answer>;
  readonly notes: ReadonlyMap<string, string>;
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>;
  readonly finalised: Extract<DraftEntry, { do: "finalise" }> | undefined;
  readonly lastSaved: string;
  /** how many lines, and the hash that the next one names */
  readonly lines: number;
  readonly chain: string;
  /** the bytes of its whole lines; what follows was cut off while it was written */
  readonly length: number;
}

/** A draft, or what is wrong with it. */
export type ReadDraft =
  | { readonly draft: Draft; readonly problem?: never }
  | { readonly problem: Problem; readonly draft?: never };

/** Does a file begin as drafts do? */
export const isDraft = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, 40)).startsWith('{"do":"begin","model_ward_draft":');

const SEALED = /^(.*),"hash":"([0-9a-f]{64})"\}$/s;

/** A line as it is written, without the line end: it bears its own hash, so that the last one is held as well. */
export function draftLine(line: DraftLine, digest: Digest): string {
  const text = JSON.stringify(line);
  return `${text.slice(0, -1)},"hash":"${digest(text)}"}`;
}

/** Is a line as it was written? */
function isSealed(line: string, digest: Digest): boolean {
  const [, begin = "", hash] = SEALED.exec(line) ?? [];
  return hash !== undefined && digest(`${begin}}`) === hash;
}

/**
 * Adds up the lines of a draft. A last line that was cut off while it was written is left out; a line that was changed
 * afterwards breaks the chain, and with it the draft is refused.
 * @param digest SHA-256; without it the chain is not looked at
 */
export function readDraft(file: string, bytes: Uint8Array, digest: Digest | undefined): ReadDraft {
  const end = bytes.lastIndexOf(10) + 1;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end));
  } catch {
    return { problem: problem("draft/not-utf8", {}, { file }) };
  }
  const lines = text.split("\n").slice(0, -1);
  if (lines.length === 0) return { problem: problem("draft/empty", {}, { file }) };
  if (lines.length > MOST_LINES) return { problem: problem("draft/too-long", { most: MOST_LINES }, { file }) };
  let draft: Draft | undefined;
  for (const [place, line] of lines.entries()) {
    const at = { file, line: place + 1 };
    const read = parseLine(line);
    if (read === undefined || (read.do === "begin") !== (place === 0))
      return { problem: problem("draft/not-a-line", { seen: line.slice(0, 80) }, at) };
    if (digest !== undefined && !isSealed(line, digest)) return { problem: problem("draft/line-changed", {}, at) };
    if (read.do !== "begin" && digest !== undefined && read.previous !== draft?.chain)
      return { problem: problem("draft/chain-broken", { line: place }, at) };
    if (draft?.finalised !== undefined) return { problem: problem("draft/after-finalised", {}, at) };
    const next = read.do === "begin" ? begun(read) : added(draft as Draft, read);
    draft = { ...next, lines: place + 1, chain: digest?.(line) ?? "", lastSaved: read.at, length: end };
  }
  return { draft: draft as Draft };
}

function parseLine(line: string): DraftLine | undefined {
  try {
    const parsed = v.safeParse(LINE, JSON.parse(line));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

const begun = (head: DraftHead): Draft => ({
  head,
  standard: head.standard,
  questions: head.questions,
  answers: new Map(),
  stale: new Map(),
  notes: new Map(),
  evidence: new Map(),
  finalised: undefined,
  lastSaved: head.at,
  lines: 1,
  chain: "",
  length: 0,
});

function added(draft: Draft, line: LinkedEntry): Draft {
  switch (line.do) {
    case "answer": {
      const answers = new Map(draft.answers).set(line.item, { answer: line.new, line: draft.lines + 1 });
      const stale = new Map(draft.stale);
      stale.delete(line.item);
      return { ...draft, answers, stale };
    }
    case "note":
      return { ...draft, notes: new Map(draft.notes).set(line.item, line.text) };
    case "evidence": {
      const before = draft.evidence.get(line.item) ?? [];
      return { ...draft, evidence: new Map(draft.evidence).set(line.item, [...before, line.evidence]) };
    }
    case "remove_evidence": {
      const left = (draft.evidence.get(line.item) ?? []).filter((_, place) => place !== line.place);
      return { ...draft, evidence: new Map(draft.evidence).set(line.item, left) };
    }
    case "standard": {
      const answers = new Map([...draft.answers].filter(([item]) => !line.changed.includes(item)));
      const asked = [...draft.answers].filter(([item]) => line.changed.includes(item));
      const stale = new Map([...draft.stale, ...asked.map(([item, { answer }]) => [item, answer] as const)]);
      return { ...draft, answers, stale, standard: line.standard, questions: line.questions };
    }
    case "finalise":
      return { ...draft, finalised: line };
  }
}
