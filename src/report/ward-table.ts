import { type LevelGroup, type RankedWard, rankedGroups } from "../analysis/ranking.ts";
import { shortfallsOf } from "../analysis/shortfalls.ts";
import type { Standard } from "../criteria/model.ts";
import type { WardResult } from "../engine/result.ts";
import { decimalsFor } from "../messages/numbers.ts";
import type { Block, DocumentCell, DocumentColumn, RowGroup } from "./document.ts";
import { MARKS, type Words } from "./words.ts";

/** Short names for criteria as column heads: the number when all ids are one word and a number. */
function shortNames(standard: Standard): ReadonlyMap<string, string> {
  const parts = standard.criteria.map(({ id }) => ({ id, match: /^(\D*)(\d+)$/.exec(id) }));
  const prefixes = new Set(parts.map(({ match }) => match?.[1]));
  const numbered = prefixes.size === 1 && !prefixes.has(undefined);
  return new Map(parts.map(({ id, match }) => [id, numbered ? String(match?.[2]) : id]));
}

/** The wards, by period and level, criterion by criterion; at most `top` of them. */
export function wardTable(
  standard: Standard,
  wards: readonly WardResult[],
  words: Words,
  top: number | undefined,
): Block[] {
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
