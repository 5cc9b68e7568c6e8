import type { Digest } from "../analysis/digest.ts";
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
 * The wards that are listed, by period and level, criterion by criterion. Where only some were chosen they have
 * no rank: it would be one among themselves.
 */
export function wardTable(
  standard: Standard,
  digest: Digest,
  words: Words,
  { isChosen, hasWaivers }: Pick<Look, "isChosen" | "hasWaivers">,
): Block[] {
  const { listed, hasScore, hasLacks, decimals } = digest;
  if (digest.results === 0) return [{ is: "paragraph", text: words.say("head/nothing-selected") }];
  const hasLevels = standard.levels.length > 0;
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
  const groups = rankedGroups(standard, listed);
  const look = { hasLevels, hasScore, hasLacks, hasWaivers, isChosen, decimals };
  const rows = (group: LevelGroup) => group.wards.map((ranked) => wardRow(standard, ranked, words, look));
  const table: RowGroup[] = groups.map((group) => ({ title: groupTitle(group, digest, words), rows: rows(group) }));
  return [
    legend(standard, words, hasWaivers),
    { is: "table", columns, groups: table },
    ...(listed.length < digest.results
      ? [{ is: "paragraph", text: words.say("left-out", { count: digest.results - listed.length }) } as const]
      : []),
  ];
}

function groupTitle({ period, level }: LevelGroup, { periods }: Digest, words: Words): string {
  if (level === null) return words.say("group/scores", { period });
  const count = periods.find((one) => one.period === period)?.byLevel.get(level) ?? 0;
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

/** How many decimals one score needs. */
export function decimalsOfScore(standard: Standard): (score: Fraction) => number {
  const bounds = scoreBounds(standard);
  return (score) => decimalsFor([score], bounds);
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
