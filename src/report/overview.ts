import { type LevelGroup, type RankedWard, rankedGroups } from "../analysis/ranking.ts";
import { bottlenecksOf, nearlyEligible, shortfallsOf } from "../analysis/shortfalls.ts";
import { nodesOf, type Standard } from "../criteria/model.ts";
import type { NotJudged, Result, Summary, WardResult } from "../engine/result.ts";
import { emptyCounts } from "../engine/status.ts";
import { decimalsFor, showDay } from "../messages/numbers.ts";
import type { Block, Document, DocumentCell, DocumentColumn, RowGroup } from "./document.ts";
import { MARKS, type Words } from "./words.ts";

const MOST_BOTTLENECKS = 3;
const MOST_NEAR = 5;
const MOST_LISTED = 20;
const SHORT_HASH = 12;

/** The analyst's view: who is eligible, criterion by criterion, what is lacking, and how good the data are. */
export function overview(standard: Standard, result: Result, words: Words, top: number | undefined): Document {
  const wards = [...result.wards()];
  return [
    ...head(result, wards, words),
    ...(top === 0 ? [] : wardTable(standard, wards, words, top)),
    ...bottlenecks(standard, wards, words),
    ...near(standard, wards, words),
    ...notJudged(standard, result.notJudged, words),
    ...treated(standard, result.summary, words),
    ...quality(result, words),
    ...sources(result, words),
  ];
}

function head(result: Result, wards: readonly WardResult[], words: Words): Block[] {
  const { summary } = result;
  const { standard } = words;
  const unit =
    standard.unit === "ward" || standard.unit === "commune"
      ? words.say(`unit/${standard.unit}`)
      : words.say("unit/other");
  const blocks: Block[] = [
    { is: "heading", text: words.text(standard.title) },
    {
      is: "paragraph",
      text: words.say("head/period", {
        periods: summary.periods.join(", "),
        standard: `${standard.id}@${standard.version}`,
        provenance: words.say(`provenance/${standard.provenance}`),
        wards: new Set(wards.map(({ ward }) => ward)).size,
        unit,
      }),
    },
  ];
  const levels = Object.entries(summary.byLevel);
  if (levels.length > 0)
    blocks.push({
      is: "figures",
      items: levels.map(([level, count]) => ({ label: words.level(level), value: String(count) })),
    });
  if (summary.provenance !== "official")
    blocks.push({ is: "paragraph", notice: true, text: words.say(`provenance-notice/${summary.provenance}`) });
  for (const notice of standard.notices) blocks.push({ is: "paragraph", notice: true, text: words.text(notice) });
  return blocks;
}

/** Short names for criteria as column heads: the number when all ids are one word and a number. */
function shortNames(standard: Standard): ReadonlyMap<string, string> {
  const parts = standard.criteria.map(({ id }) => ({ id, match: /^(\D*)(\d+)$/.exec(id) }));
  const prefixes = new Set(parts.map(({ match }) => match?.[1]));
  const numbered = prefixes.size === 1 && !prefixes.has(undefined);
  return new Map(parts.map(({ id, match }) => [id, numbered ? String(match?.[2]) : id]));
}

function wardTable(standard: Standard, wards: readonly WardResult[], words: Words, top: number | undefined): Block[] {
  if (wards.length === 0) return [{ is: "paragraph", text: words.say("head/nothing-selected") }];
  const hasLevels = standard.levels.length > 0;
  const hasScore = wards.some(({ score }) => score !== null);
  const names = shortNames(standard);
  const columns: DocumentColumn[] = [
    { title: words.say("column/rank"), align: "right" },
    { title: words.say("column/ward"), align: "left", flexible: true },
    ...(hasLevels ? [{ title: words.say("column/met"), align: "right" } as const] : []),
    ...(hasScore ? [{ title: words.say("column/score"), align: "right" } as const] : []),
    ...standard.criteria.map(({ id }) => ({ title: names.get(id) ?? id, align: "center" }) as const),
    ...(hasLevels ? [{ title: words.say("column/lacking"), align: "left", flexible: true } as const] : []),
  ];
  const groups = withinTop(rankedGroups(standard, wards), top);
  const shown = groups.reduce((sum, group) => sum + group.wards.length, 0);
  const decimals = decimalsFor(wards.flatMap(({ score }) => (score === null ? [] : [score.low, score.high])));
  const look = { hasLevels, hasScore, decimals };
  const rows = (group: LevelGroup) => group.wards.map((ranked) => wardRow(standard, ranked, words, look));
  const table: RowGroup[] = groups.map((group) => ({ title: groupTitle(group, wards, words), rows: rows(group) }));
  return [
    legend(standard, words),
    { is: "table", columns, groups: table },
    ...(shown < wards.length
      ? [{ is: "paragraph", text: words.say("left-out", { count: wards.length - shown }) } as const]
      : []),
  ];
}

function withinTop(groups: readonly LevelGroup[], top: number | undefined): LevelGroup[] {
  let left = top ?? Number.POSITIVE_INFINITY;
  return groups.flatMap((group) => {
    const wards = group.wards.slice(0, left);
    left -= wards.length;
    return wards.length === 0 ? [] : [{ ...group, wards }];
  });
}

function groupTitle({ period, level }: LevelGroup, wards: readonly WardResult[], words: Words): string {
  if (level === null) return words.say("group/scores", { period });
  const count = wards.filter((ward) => ward.period === period && ward.level === level).length;
  return words.say("group/level", { period, level: words.level(level), count });
}

function legend(standard: Standard, words: Words): Block {
  const criteria = standard.criteria.map((node) => `${node.id} ${words.text(node.title)}`).join(" · ");
  const marks = (["met", "not_met", "unknown", "not_applicable", "waived"] as const).map(
    (status) => `${MARKS[status]} ${words.say(`status/${status}`)}`,
  );
  return { is: "list", items: standard.levels.length > 0 ? [criteria, marks.join("  ")] : [criteria] };
}

/** Which columns the table has, and the decimals of its scores. */
interface Look {
  readonly hasLevels: boolean;
  readonly hasScore: boolean;
  readonly decimals: number;
}

function wardRow(
  standard: Standard,
  { ward, rank }: RankedWard,
  words: Words,
  { hasLevels, hasScore, decimals }: Look,
): DocumentCell[] {
  const byId = new Map(ward.nodes.map((node) => [node.id, node]));
  const criteria = standard.criteria.map(({ id }): DocumentCell => {
    const node = byId.get(id);
    if (node === undefined) return { text: "" };
    if (node.status !== "scored") return { text: MARKS[node.status], status: node.status };
    return { text: node.points === null ? MARKS.scored : words.points(node.points), status: "scored" };
  });
  return [
    { text: rank === undefined ? "?" : String(rank) },
    { text: ward.name },
    ...(hasLevels ? [{ text: `${ward.criteria.met}/${ward.criteria.of}` }] : []),
    ...(hasScore ? [{ text: ward.score === null ? "–" : words.points(ward.score, decimals) }] : []),
    ...criteria,
    ...(hasLevels ? [{ text: lacking(ward, words) }] : []),
  ];
}

/** What a ward lacks; an undetermined one says first which cells would settle it. */
function lacking(ward: WardResult, words: Words): string {
  const lacks = shortfallsOf(ward).map((shortfall) => words.shortfall(shortfall));
  const declared = ward.nodes.filter(({ reason }) => reason === "declared_not_applicable").map(({ id }) => id);
  if (declared.length > 0) lacks.push(words.say("declared", { ids: declared.join(", ") }));
  if (ward.level !== "undetermined") return lacks.join("; ");
  const possible = words.say("possible", {
    levels: ward.possibleLevels.map((level) => words.level(level)).join(" / "),
  });
  const failed = shortfallsOf(ward)
    .filter(({ node }) => node.status === "not_met")
    .map((shortfall) => words.shortfall(shortfall));
  return [possible, ...(ward.matters.length > 0 ? [words.matters(ward)] : lacks), ...failed].join("; ");
}

function bottlenecks(standard: Standard, wards: readonly WardResult[], words: Words): Block[] {
  const found = bottlenecksOf(standard, wards, MOST_BOTTLENECKS);
  if (found.length === 0) return [];
  const items = found.map(({ criterion, failed, of }) => ({
    label: `${criterion} ${words.title(criterion)}`,
    value: failed,
    of,
  }));
  return [
    { is: "heading", text: words.say("section/bottlenecks") },
    { is: "bars", items },
  ];
}

function near(standard: Standard, wards: readonly WardResult[], words: Words): Block[] {
  const latest = wards
    .map(({ period }) => period)
    .toSorted()
    .at(-1);
  const found = nearlyEligible(
    standard,
    wards.filter(({ period }) => period === latest),
    MOST_NEAR,
  );
  if (found.length === 0) return [];
  const items = found.map(
    ({ ward, shortfalls }) => `${ward.name}: ${shortfalls.map((shortfall) => words.shortfall(shortfall)).join("; ")}`,
  );
  return [
    { is: "heading", text: words.say("section/near") },
    { is: "list", items },
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

function quality(result: Result, words: Words): Block[] {
  const { warning } = result.summary.problems;
  const counts = emptyCounts();
  for (const one of Object.values(result.summary.byNode))
    for (const [status, count] of Object.entries(one)) counts[status as keyof typeof counts] += count;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const items = [
    warning === 0 ? words.say("quality/none") : words.say("quality/warnings", { count: warning }),
    words.say("quality/counts", { total, ...counts }),
  ];
  return [
    { is: "heading", text: words.say("section/quality") },
    { is: "list", items },
  ];
}

function sources(result: Result, words: Words): Block[] {
  const { standard } = words;
  const short = (hash: string) => hash.slice(0, SHORT_HASH);
  const items = [
    words.say("source/standard", { id: standard.id, version: standard.version, hash: short(result.sha256) }),
    ...result.inputs.map(({ name, rows, sha256 }) => words.say("source/data", { name, rows, hash: short(sha256) })),
  ];
  if (standard.verdict === "recognition" && standard.levels.length > 0) items.push(words.say("authority-notice"));
  return [
    { is: "heading", text: words.say("section/sources") },
    { is: "list", items },
  ];
}
