import type { Standard } from "../criteria/model.ts";
import type { WardResult } from "../engine/result.ts";
import { type Draft, draftLine } from "../intake/draft.ts";
import type { DraftEntry } from "../intake/draft-lines.ts";
import { readWards } from "../intake/read-wards.ts";
import type { WardFile } from "../intake/sheet.ts";
import type { WardTable } from "../intake/table.ts";
import { hasErrors, type Problem } from "../problem.ts";
import { type Question, whySkipped } from "./questions.ts";

/** Judges a table: the ward of the assessment, unless its data are refused, and every problem. */
export type Judge = (table: WardTable) => {
  readonly ward: WardResult | undefined;
  readonly problems: readonly Problem[];
};

/** What the answers so far come to. */
export interface Standing {
  readonly ward: WardResult | undefined;
  readonly problems: readonly Problem[];
  /** questions that are not asked, with the nodes that do not apply */
  readonly skipped: ReadonlyMap<string, readonly string[]>;
}

/** Applicability may depend on answers to questions that turn out not to apply: so often it is looked at again. */
const MOST_ROUNDS = 10;

/**
 * What a draft comes to. It is read and judged as the file that finalising would make of it, so that the verdict shown
 * here is the one that `evaluate` gives.
 * @param bytes the draft's whole lines
 * @param previous files with earlier periods
 */
export function standingOf(
  standard: Standard,
  questions: readonly Question[],
  draft: Draft,
  bytes: Uint8Array,
  previous: readonly WardFile[],
  judge: Judge,
): Standing {
  let skipped: Map<string, readonly string[]> = new Map();
  for (let round = 0; ; round++) {
    const left = [...skipped.keys()].filter((id) => draft.answers.has(id));
    const { ward, problems } = judged(standard, draft, bytes, previous, judge, left);
    const next = new Map(
      questions.flatMap((question) => {
        const nodes = whySkipped(standard, question, ward);
        return nodes.length === 0 ? [] : [[question.field.id, nodes.map(({ id }) => id)] as const];
      }),
    );
    const isStable = [...next.keys()].join() === [...skipped.keys()].join();
    if (isStable || round >= MOST_ROUNDS) return { ward, problems, skipped };
    skipped = next;
  }
}

function judged(
  standard: Standard,
  draft: Draft,
  bytes: Uint8Array,
  previous: readonly WardFile[],
  judge: Judge,
  left: readonly string[],
): ReturnType<Judge> {
  if (draft.answers.size <= left.length) return { ward: undefined, problems: [] };
  const file = { name: "draft", sha256: "", bytes: draft.finalised ? bytes : asFinalised(draft, bytes, left) };
  const { table, problems } = readWards(standard, [file, ...previous]);
  if (table === undefined) return { ward: undefined, problems };
  const found = judge(table);
  const all = [...problems, ...found.problems];
  return { ward: hasErrors(all) ? undefined : found.ward, problems: all };
}

/** The file that finalising would make. */
function asFinalised({ chain, lastSaved }: Draft, bytes: Uint8Array, left: readonly string[]): Uint8Array {
  const entry: DraftEntry = { do: "finalise", at: lastSaved, level: null, left_out: [...left] };
  // Nobody looks at this line's hash: it is judged, and never written.
  const line = new TextEncoder().encode(`${draftLine({ ...entry, previous: chain }, () => "")}\n`);
  const whole = new Uint8Array(bytes.length + line.length);
  whole.set(bytes);
  whole.set(line, bytes.length);
  return whole;
}
