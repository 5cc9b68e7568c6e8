import { type LevelGroup, type RankedWard, rankedGroups } from "../analysis/ranking.ts";
import { shortfallsOf } from "../analysis/shortfalls.ts";
import type { Standard } from "../criteria/model.ts";
import type { WardResult } from "../engine/result.ts";
import type { Fraction } from "../exact/fraction.ts";
import { visitExpression } from "../expression/expression.ts";
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

/**
 * The wards, by period and level, criterion by criterion; at most `top` of them. Where only some were chosen they have
 * no rank: it would be one among themselves.
 */
export function wardTable(
  standard: Standard,
  wards: readonly WardResult[],
  words: Words,
  top: number | undefined,
  { isChosen, hasWaivers }: Pick<Look, "isChosen" | "hasWaivers">,
): Block[] {
  if (wards.length === 0) return [{ is: "paragraph", text: words.say("head/nothing-selected") }];
  const hasLevels = standard.levels.length > 0;
  const hasScore = wards.some(({ score }) => score !== null);
  const hasLacks = hasLevels || wards.some((ward) => shortfallsOf(ward).length > 0);
  const names = shortNames(standard);
  const columns: DocumentColumn[] = [
    ...(isChosen ? [] : [{ title: words.say("column/rank"), align: "right" } as const]),
    { title: words.say("column/ward"), align: "left", flexible: true },
    ...(hasLevels ? [{ title: words.say("column/met"), align: "right" } as const] : []),
    ...(hasScore ? [{ title: words.say("column/score"), align: "right" } as const] : []),
    ...standard.criteria.map(({ id }) => ({ title: names.get(id) ?? id, align: "center" }) as const),
    ...(hasWaivers && hasLevels
      ? [{ title: words.say("column/without-waivers"), align: "left", flexible: true } as const]
      : []),
    ...(hasLacks ? [{ title: words.say("column/lacking"), align: "left", flexible: true } as const] : []),
  ];
  const groups = withinTop(rankedGroups(standard, wards), top);
  const shown = groups.reduce((sum, group) => sum + group.wards.length, 0);
  const decimals = scoreDecimals(standard, wards);
  const look = { hasLevels, hasScore, hasLacks, hasWaivers, isChosen, decimals };
  const rows = (group: LevelGroup) => group.wards.map((ranked) => wardRow(standard, ranked, words, look));
  const table: RowGroup[] = groups.map((group) => ({ title: groupTitle(group, wards, words), rows: rows(group) }));
  return [
    legend(standard, words, hasWaivers),
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

function legend(standard: Standard, words: Words, hasWaivers: boolean): Block {
  const criteria = standard.criteria.map((node) => `${node.id} ${words.text(node.title)}`).join(" · ");
  const statuses = ["met", "not_met", "unknown", "not_applicable", ...(hasWaivers ? ["waived" as const] : [])] as const;
  const marks = statuses.map((status) => `${MARKS[status]} ${words.say(`status/${status}`)}`);
  return { is: "list", items: standard.levels.length > 0 ? [criteria, marks.join("  ")] : [criteria] };
}

/** Which columns the table has, and the decimals of its scores. */
interface Look {
  readonly hasLevels: boolean;
  readonly hasScore: boolean;
  readonly hasLacks: boolean;
  readonly hasWaivers: boolean;
  readonly isChosen: boolean;
  readonly decimals: number;
}

/** How many decimals scores that stand below one another are shown with. */
export function scoreDecimals(standard: Standard, wards: readonly WardResult[]): number {
  const scores = wards.flatMap(({ score }) => (score === null ? [] : [score.low, score.high]));
  return decimalsFor(scores, scoreBounds(standard));
}

/** The bounds that levels set to the score, as far as they are plain numbers. */
function scoreBounds(standard: Standard): Fraction[] {
  const bounds: Fraction[] = [];
  for (const { score } of standard.levels) {
    if (score?.of !== "points") continue;
    visitExpression(score.expression, (inner) => {
      if (inner.op === "constant") bounds.push(inner.value);
    });
  }
  return bounds;
}

function wardRow(
  standard: Standard,
  { ward, rank }: RankedWard,
  words: Words,
  { hasLevels, hasScore, hasLacks, hasWaivers, isChosen, decimals }: Look,
): DocumentCell[] {
  const byId = new Map(ward.nodes.map((node) => [node.id, node]));
  const criteria = standard.criteria.map(({ id }): DocumentCell => {
    const node = byId.get(id);
    if (node === undefined) return { text: "" };
    if (node.status !== "scored") return { text: MARKS[node.status], status: node.status };
    return {
      text: node.points === null ? MARKS.scored : words.points(node.points, decimals > 2 ? decimals : undefined),
      status: "scored",
    };
  });
  return [
    ...(isChosen ? [] : [{ text: rank === undefined ? "?" : String(rank) }]),
    { text: ward.name },
    ...(hasLevels ? [{ text: `${ward.criteria.met}/${ward.criteria.of}` }] : []),
    ...(hasScore ? [{ text: ward.score === null ? "–" : words.points(ward.score, decimals) }] : []),
    ...criteria,
    ...(hasWaivers && hasLevels ? [{ text: withoutWaivers(ward, words) }] : []),
    ...(hasLacks ? [{ text: lackingText(ward, words) }] : []),
  ];
}

/** The level that a ward would have without waivers; "same" leaps less to the eye than the level again. */
export function withoutWaivers(ward: WardResult, words: Words): string {
  const { level, levelWithoutWaivers: without, possibleLevels, possibleLevelsWithoutWaivers: possible } = ward;
  if (without === null) return "";
  const isSame = level === without && possibleLevels.join(" ") === possible.join(" ");
  return isSame ? words.say("without-waivers/same") : words.level(without);
}

/** What a ward lacks: first why it did not reach the next level, or which cells would settle it, then the leaves. */
export function lackingText(ward: WardResult, words: Words): string {
  const shortfalls = shortfallsOf(ward);
  const isOpen = ward.level === "undetermined";
  const leaves =
    isOpen && ward.matters.length > 0 ? shortfalls.filter(({ node }) => node.status === "not_met") : shortfalls;
  const declared = ward.nodes.filter(({ reason }) => reason === "declared_not_applicable").map(({ id }) => id);
  return [
    ...(isOpen ? [words.possible(ward)] : []),
    ...(isOpen && ward.matters.length > 0 ? [words.matters(ward)] : []),
    ...words.blockers(ward),
    ...leaves.map((shortfall) => words.shortfall(shortfall)),
    ...(declared.length > 0 ? [words.say("declared", { ids: declared.join(", ") })] : []),
  ].join("; ");
}
