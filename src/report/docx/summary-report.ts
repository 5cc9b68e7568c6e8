import { figuresOf } from "../../analysis/leader.ts";
import { type LevelGroup, rankedGroups } from "../../analysis/ranking.ts";
import { bottlenecksOf } from "../../analysis/shortfalls.ts";
import { periodsOf, trendsOf } from "../../analysis/trends.ts";
import type { Standard } from "../../criteria/model.ts";
import { levelNames } from "../../engine/level-pass.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { headNotices, isPartial } from "../notices.ts";
import { nearLines, riskLines } from "../standing-words.ts";
import { lackingText, scoreDecimals, withoutWaivers } from "../ward-table.ts";
import type { Words } from "../words.ts";
import { basisParts, column, decisionParts, sourceLines, whenText } from "./common-parts.ts";
import type { Paper, PaperColumn, PaperPart, PaperRow } from "./paper.ts";

const MOST_BOTTLENECKS = 5;

/** The report over all wards: how many reached what, each ward with what it lacks, bottlenecks, trends. */
export function summaryReport(
  standard: Standard,
  result: Result,
  wards: readonly WardResult[],
  top: number | undefined,
  words: Words,
): Paper {
  const periods = periodsOf(wards);
  const when = whenText(standard, periods.join(", "), words);
  const about = { title: words.text(standard.title), when, count: wards.length };
  const first: PaperPart[] = [
    ...basisParts(standard, headNotices(standard, result, words), words),
    { is: "text", text: words.say("paper/summary-opening", about) },
    ...(wards.length === 0 ? [{ is: "text", text: words.say("head/nothing-selected") } as const] : []),
    { is: "heading", text: `I. ${words.say("paper/overall")}` },
    {
      is: "list",
      items: periods.toReversed().map((period) => periodLine(standard, result, wards, period, words)),
    },
    { is: "heading", text: `II. ${words.say("paper/by-ward")}` },
  ];
  return {
    authority: undefined,
    subject: words.say("paper/summary-subject", about),
    body: [
      ...first,
      ...wardParts(standard, result, wards, top, words),
      ...lastParts(standard, result, wards, words),
      ...decisionParts(result, words),
    ],
    annex: [],
    signedFor: undefined,
    sources: sourceLines(result, wards, words),
  };
}

/** How many wards a period had, how many of them reached what, with and without waivers, and before. */
function periodLine(
  standard: Standard,
  { chosen, waivers }: Result,
  wards: readonly WardResult[],
  period: string,
  words: Words,
): string {
  const ofPeriod = wards.filter((ward) => ward.period === period);
  const levels = standard.levels.length === 0 ? [] : levelNames(standard.levels);
  const counted = (levelOf: (ward: WardResult) => string | null): string[] =>
    levels.map((level) => `${words.level(level)}: ${ofPeriod.filter((ward) => levelOf(ward) === level).length}`);
  const plain = counted(({ levelWithoutWaivers }) => levelWithoutWaivers).join(", ");
  const { before, reached } = figuresOf(standard, wards, period, chosen);
  return [
    words.say("paper/period", { period, count: ofPeriod.length, unit: words.unitName() }),
    ...counted(({ level }) => level),
    ...(waivers === null || levels.length === 0 ? [] : [`${words.say("without-waivers/figures")} ${plain}`]),
    ...(before === null || levels.length === 0 ? [] : [words.say("paper/before", { ...before, now: reached })]),
  ].join("; ");
}

function wardParts(
  standard: Standard,
  result: Result,
  wards: readonly WardResult[],
  top: number | undefined,
  words: Words,
): PaperPart[] {
  const [isChosen, hasWaivers] = [isPartial(result), result.waivers !== null];
  const hasLevels = standard.levels.length > 0;
  const hasScore = wards.some(({ score }) => score !== null);
  const columns: PaperColumn[] = [
    ...(isChosen ? [] : [column(words.say("column/rank"), 10, "center")]),
    column(words.say("column/ward"), 18),
    ...(hasLevels ? [column(words.say("column/met"), 8, "center")] : []),
    ...(hasScore ? [column(words.say("column/score"), 10, "center")] : []),
    ...(hasWaivers && hasLevels ? [column(words.say("column/without-waivers"), 14)] : []),
    column(words.say("column/lacking"), 58),
  ];
  let left = top ?? Number.POSITIVE_INFINITY;
  const decimals = scoreDecimals(standard, wards);
  const parts = rankedGroups(standard, wards).flatMap((group): PaperPart[] => {
    const listed = group.wards.slice(0, left);
    left -= listed.length;
    if (listed.length === 0) return [];
    const rows = listed.map(({ ward, rank }): PaperRow => {
      const cells = [
        ...(isChosen ? [] : [rank === undefined ? "?" : String(rank)]),
        ward.name,
        ...(hasLevels ? [`${ward.criteria.met}/${ward.criteria.of}`] : []),
        ...(hasScore ? [ward.score === null ? "–" : words.points(ward.score, decimals)] : []),
        ...(hasWaivers && hasLevels ? [withoutWaivers(ward, words)] : []),
        lackingText(ward, words),
      ];
      return { cells, isStrong: false };
    });
    return [
      { is: "heading", text: groupTitle(group, words) },
      { is: "table", columns, rows },
    ];
  });
  const omitted = top === undefined ? 0 : wards.length - Math.min(top, wards.length);
  const more: PaperPart[] = omitted > 0 ? [{ is: "text", text: words.say("page/more", { count: omitted }) }] : [];
  return [...parts, ...more];
}

const groupTitle = ({ period, level, wards }: LevelGroup, words: Words): string =>
  level === null
    ? words.say("group/scores", { period })
    : words.say("group/level", { period, level: words.level(level), count: wards.length });

function lastParts(standard: Standard, result: Result, wards: readonly WardResult[], words: Words): PaperPart[] {
  const latest = periodsOf(wards).at(-1) ?? "";
  const found = bottlenecksOf(standard, wards, MOST_BOTTLENECKS).map(
    ({ criterion, failed, of }) => `${criterion} ${words.title(criterion)}: ${failed}/${of}`,
  );
  const trends = trendsOf(standard, wards, result.chosen).map(
    ({ criterion, points }) =>
      `${words.trend(criterion)}: ${points.map(({ period, passed, of }) => `${period} ${passed}/${of}`).join(" → ")}`,
  );
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [words.say("paper/all-periods", { title: words.say("section/bottlenecks") }), found],
    [`${words.say("section/near")} (${latest})`, nearLines(standard, wards, latest, words)],
    [`${words.say("page/at-risk")} (${latest})`, riskLines(standard, wards, latest, result.chosen, words)],
    [words.say("section/trends"), trends],
  ];
  const filled = sections.filter(([, items]) => items.length > 0);
  const parts = filled.flatMap(([title, items], place): PaperPart[] => [
    { is: "heading", text: `${ROMAN[place + 2]}. ${title}` },
    { is: "list", items },
  ]);
  const isRecognition = standard.verdict === "recognition" && standard.levels.length > 0;
  return isRecognition ? [...parts, { is: "text", text: words.say("authority-notice") }] : parts;
}

const ROMAN = ["I", "II", "III", "IV", "V", "VI"] as const;
