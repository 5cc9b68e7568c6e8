import { nodesOf, type Standard } from "../criteria/model.ts";
import type { NotJudged, ResultFrame, Summary, WardResult } from "../engine/result.ts";
import { emptyCounts } from "../engine/status.ts";
import { inputName } from "../intake/table.ts";
import { showDay } from "../messages/numbers.ts";
import type { Block } from "./document.ts";
import { waiverSection } from "./waivers.ts";
import type { Words } from "./words.ts";

const MOST_LISTED = 20;
const SHORT_HASH = 12;

/** What a reader must know of the data: how good they are, and where everything comes from. */
export function dataNotes(
  standard: Standard,
  result: ResultFrame,
  wards: readonly WardResult[],
  words: Words,
): Block[] {
  return [...qualityNotes(standard, result, wards, words), ...sources(result, words)];
}

/** Rows not judged, rules for missing figures, waivers, warnings, and counts that reconcile. */
export function qualityNotes(
  standard: Standard,
  result: ResultFrame,
  wards: readonly WardResult[],
  words: Words,
): Block[] {
  return [
    ...notJudged(standard, result.notJudged, words),
    ...treated(standard, result.summary, words),
    ...waiverSection(result, wards, words),
    ...quality(result, words),
  ];
}

function notJudged({ inForce }: Standard, rows: readonly NotJudged[], words: Words): Block[] {
  if (rows.length === 0) return [];
  const { language } = words;
  const items = rows.slice(0, MOST_LISTED).map(({ name, period, reason }) =>
    words.say(`not-judged/${reason}`, {
      ward: name,
      period,
      from: inForce.from === undefined ? "…" : showDay(inForce.from, language),
      to: inForce.to === undefined ? "…" : showDay(inForce.to, language),
    }),
  );
  if (rows.length > MOST_LISTED) items.push(words.say("left-out", { count: rows.length - MOST_LISTED }));
  return [
    { is: "heading", text: words.say("section/not-judged") },
    { is: "list", items },
  ];
}

/** Where the standard's own rule decides missing data, every report says so. */
function treated(standard: Standard, summary: Summary, words: Words): Block[] {
  const items = nodesOf(standard.criteria)
    .filter(({ id }) => summary.treatedAsMissing.includes(id))
    .map(({ id, title, measure }) => {
      const treatment = words.say(`status/${measure?.whenMissing?.treatAs ?? "not_met"}`);
      return words.say("treated", { id, title, treatment, clause: measure?.whenMissing?.clause ?? "" });
    });
  return items.length === 0
    ? []
    : [
        { is: "heading", text: words.say("section/treated") },
        { is: "list", items },
      ];
}

function quality(result: ResultFrame, words: Words): Block[] {
  const { warning, error = 0 } = result.summary.problems;
  const counts = emptyCounts();
  for (const one of result.summary.byNode.values())
    for (const [status, count] of Object.entries(one)) counts[status as keyof typeof counts] += count;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const listed = result.problems.filter(({ severity }) => severity !== "note");
  const items = [
    ...(error > 0 ? [words.say("quality/errors", { count: error })] : []),
    warning === 0 ? words.say("quality/none") : words.say("quality/warnings", { count: warning }),
    ...listed.slice(0, MOST_LISTED).map((one) => words.problem(one)),
    ...(listed.length > MOST_LISTED ? [words.say("more-problems", { count: listed.length - MOST_LISTED })] : []),
    words.say("quality/counts", { total, ...counts }),
  ];
  return [
    { is: "heading", text: words.say("section/quality") },
    { is: "list", items },
  ];
}

/** The standard, the files and their hashes; and who decides. */
export function sources(result: ResultFrame, words: Words): Block[] {
  const { standard } = words;
  const short = (hash: string) => hash.slice(0, SHORT_HASH);
  const items = [
    words.say("source/standard", { id: standard.id, version: standard.version, hash: short(result.sha256) }),
    ...(result.waivers === null
      ? []
      : [words.say("source/waivers", { name: result.waivers.name, hash: short(result.waivers.sha256) })]),
    ...result.inputs.map((input) =>
      words.say("source/data", { name: inputName(input), rows: input.rows, hash: short(input.sha256) }),
    ),
    ...(result.decisions === null
      ? []
      : [words.say("source/decisions", { name: result.decisions.name, hash: short(result.decisions.sha256) })]),
  ];
  if (standard.verdict === "recognition" && standard.levels.length > 0) items.push(words.say("authority-notice"));
  return [
    { is: "heading", text: words.say("section/sources") },
    { is: "list", items },
  ];
}
