import type { PeriodRule } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import { formatDay, parseDay } from "../exact/day.ts";
import { readDate } from "../intake/dates.ts";
import type { Draft } from "../intake/draft.ts";
import type { Evidence } from "../intake/draft-lines.ts";
import type { Problem } from "../problem.ts";
import type { Words } from "../report/words.ts";
import type { Terminal } from "./terminal.ts";

type EvidenceFile = NonNullable<Evidence["file"]>;

/** The files of evidence, below the draft's folder. */
export interface EvidenceStore {
  /** Looks at a file that a person named. */
  take(path: string): Promise<{ readonly file: EvidenceFile } | { readonly problem: Problem }>;
  /** Is the file as it was? */
  look(file: EvidenceFile): Promise<"same" | "changed" | "missing">;
}

/** Evidence that is to be looked at again; its indicator is flagged, and judged by its figures as before. */
export interface Flag {
  readonly item: string;
  readonly title: string;
  readonly why: "changed" | "missing" | "outside";
}

/** Files that are gone or changed, and papers from outside the period. */
export async function evidenceFlags(draft: Draft, rule: PeriodRule, store: EvidenceStore): Promise<Flag[]> {
  const flags: Flag[] = [];
  const period = parsePeriod(draft.head.period, rule);
  for (const [item, papers] of draft.evidence) {
    for (const { title, date, file } of papers) {
      const state = file === null ? "same" : await store.look(file);
      if (state !== "same") flags.push({ item, title, why: state });
      const day = parseDay(date);
      const isOutside = day !== undefined && period !== undefined && (day < period.first || day > period.last);
      if (isOutside) flags.push({ item, title, why: "outside" });
    }
  }
  return flags;
}

/** Asks for a document: its title, number, date, issuer and file. Only the title must be given. */
export async function askEvidence(
  terminal: Terminal,
  words: Words,
  store: EvidenceStore,
): Promise<Evidence | undefined> {
  const asked = async (code: "title" | "number" | "issuer" | "file"): Promise<string> =>
    (await terminal.ask(words.say(`assess/evidence-${code}`), "")).trim().normalize("NFC");
  const title = await asked("title");
  if (title === "" || title.startsWith(":")) return undefined;
  const number = await asked("number");
  const date = await askDate(terminal, words);
  const issuer = await asked("issuer");
  for (;;) {
    const path = await asked("file");
    if (path === "" || path.startsWith(":")) return { title, number, date, issuer, file: null };
    const taken = await store.take(path);
    if ("file" in taken) return { title, number, date, issuer, file: taken.file };
    await terminal.say(`✗ ${words.problem(taken.problem)}`);
  }
}

async function askDate(terminal: Terminal, words: Words): Promise<string> {
  for (;;) {
    const typed = (await terminal.ask(words.say("assess/evidence-date"), "")).trim();
    if (typed === "") return "";
    const read = readDate(typed);
    if (read.cell?.is === "number") return formatDay(Number(read.cell.value.n));
    await terminal.say(`✗ ${words.say("assess/evidence-no-date")}`);
  }
}
