import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";
import { HEAD } from "../support/standards.ts";
import { figuresOf, modelWard, temporaryFolder } from "./support/program.ts";
import { PseudoTerminal } from "./support/pseudo-terminal.ts";

// The power goes at any moment: what was confirmed is in the draft, and the draft opens.

/** How often the program is killed, in lanes that run side by side; each lane has one draft that goes on. */
const [LANES, KILLS] = [2, Number(process.env["KILLS"] ?? 200)];
const SEED = Number(process.env["SYSTEM_SEED"] ?? 20_261_124);

/** Numbers between 0 and 1 that are the same on every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const base = temporaryFolder();

/** A small standard: reading the examples of a real one would take half of each start. */
const STANDARD = `${HEAD}assesses: {unit: ward, period: {every: year}}
fields:
  documents: {label: {vi: Văn bản, en: Documents}, type: ratio}
  activities: {label: {vi: Hoạt động, en: Activities}, type: count}
  resources: {label: {vi: Nguồn lực, en: Resources}, type: boolean}
  sessions: {label: {vi: Buổi tuyên truyền, en: Sessions}, type: count}
criteria:
  - {id: TC1, title: {vi: Văn bản, en: Documents}, value: documents, require: ≥ 50%}
  - {id: TC2, title: {vi: Hoạt động, en: Activities}, value: activities, require: ≥ 10}
  - {id: TC3, title: {vi: Nguồn lực, en: Resources}, value: resources}
  - {id: TC4, title: {vi: Tuyên truyền, en: Sessions}, value: sessions, require: ≥ 3}
levels:
  - {id: met, title: {vi: đạt, en: met}, require: {criteria: all}}
`;
const CRITERIA = path.join(base, "standard.yaml");
writeFileSync(CRITERIA, STANDARD);
const CHECK = ["assess", "--criteria", CRITERIA, "--check"];
const DRAFT = "2026-14797-test-standard@1.jsonl";
const ASSESS = ["assess", "--plain", "--criteria", CRITERIA, "--ward", "14797", "--period", "2026"];

/** The questions, which are answered over and over, each time with another figure. */
const ANSWERED: readonly (readonly [label: string, field: string, figure: (count: number) => string])[] = [
  ["Văn bản", "documents", (count) => `${count}/${count + 1}`],
  ["Hoạt động", "activities", (count) => String(count)],
  ["Nguồn lực", "resources", (count) => (count % 8 < 4 ? "Đạt" : "Không đạt")],
  ["Buổi tuyên truyền", "sessions", (count) => String(count)],
];
const LABELS: ReadonlyMap<string, string> = new Map(ANSWERED.map(([label, field]) => [label, field]));

/** What the program confirmed on whole lines, the last of each question last. */
const confirmedIn = (output: string): [field: string, figure: string][] =>
  [...output.matchAll(/✓ ([^\r\n]+): ([^:\r\n]+)\r*\n/g)].flatMap(([, label = "", figure = ""]) => {
    const field = LABELS.get(label);
    return field === undefined ? [] : [[field, figure] as [string, string]];
  });

interface Tally {
  confirmed: number;
  beforeFirstLine: number;
  takenOver: number;
  torn: number;
}

async function killOnce(
  folder: string,
  draft: string,
  random: () => number,
  typed: number,
  tally: Tally,
): Promise<void> {
  const saved = existsSync(draft) ? figuresOf(draft) : new Map<string, string>();
  const terminal = new PseudoTerminal(ASSESS, { folder });
  // One in five dies while it starts and takes the lock, the others while they write answers.
  if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, random() * 600));
  else {
    await terminal.waitFor(/(?:Câu \d\/4|Xem lại)[\s\S]*:/);
    const lines = Array.from({ length: 40 }, (_, place) => {
      const number = place % ANSWERED.length;
      return `:goto ${number + 1}\r${ANSWERED[number]?.[2](typed + place)}\r`;
    });
    terminal.type(lines.join(""));
    // Some answers are confirmed, and the next one is wherever it may be.
    const wanted = Math.floor(random() * 8);
    await terminal.waitFor(new RegExp(`(?:✓[\\s\\S]*){${wanted}}`), 5);
    await new Promise((resolve) => setTimeout(resolve, random() * 40));
  }
  terminal.killProgram();
  await terminal.ended;
  const output = terminal.output();
  if (output.includes("đã chết")) tally.takenOver++;
  if (output.includes("cắt dở")) tally.torn++;
  const confirmed = confirmedIn(output);
  tally.confirmed += confirmed.length;
  if (confirmed.length === 0) tally.beforeFirstLine++;
  if (!existsSync(draft)) {
    expect(confirmed, output).toEqual([]);
    return;
  }
  // The same command in this process: starting another one after each kill would take as long as all the rest.
  const files = { "draft.jsonl": readFileSync(draft) };
  const { code, stderr } = await runInMemory([...CHECK, "draft.jsonl"], { files });
  expect(code, `${stderr}\n${readFileSync(draft, "utf8").slice(-500)}`).toBe(0);
  const now = figuresOf(draft);
  // An answer that was being written may be there as well, so it is the last confirmed one or a later one typed.
  for (const [field, figure] of new Map([...saved, ...confirmed])) {
    const typedFigures = ANSWERED.find(([, one]) => one === field)?.[2];
    const order = Array.from({ length: 40 }, (_, place) => typedFigures?.(typed + place));
    const isSame = now.get(field) === figure;
    const isLater = order.lastIndexOf(now.get(field) ?? "") > order.indexOf(figure);
    expect(isSame || isLater, `${field}: confirmed ${figure}, saved ${now.get(field)}`).toBe(true);
  }
}

test(`${KILLS} times kill -9 at any moment: no confirmed answer is lost, and the draft opens each time`, async () => {
  const tally: Tally = { confirmed: 0, beforeFirstLine: 0, takenOver: 0, torn: 0 };
  const begun = Date.now();
  const lane = async (number: number): Promise<void> => {
    const random = randomFrom(SEED + number);
    for (let count = 0, typed = 0; count < KILLS / LANES; count++, typed += 40) {
      // A draft grows with every answer; after some time a new one is begun.
      const folder = path.join(base, `${number}-${Math.floor(count / 20)}`);
      if (count % 20 === 0) mkdirSync(folder);
      const draft = path.join(folder, "drafts", DRAFT);
      await killOnce(folder, draft, random, typed, tally);
      if (count % 20 === 19) expect((await modelWard(folder, [...CHECK, draft])).code).toBe(0);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  const { confirmed, beforeFirstLine, takenOver, torn } = tally;
  console.log(
    `${KILLS} kills in ${Math.round((Date.now() - begun) / 1000)} s: ${confirmed} confirmed answers held, ${takenOver} locks taken over, ${torn} torn lines, ${beforeFirstLine} killed before an answer`,
  );
  // Else the moments were badly chosen.
  expect(confirmed).toBeGreaterThan(KILLS);
  expect(takenOver).toBeGreaterThan(KILLS / 4);
}, 240_000);
