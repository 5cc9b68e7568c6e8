import { bottlenecksOf, nearlyEligible } from "../analysis/shortfalls.ts";
import { trendsOf } from "../analysis/trends.ts";
import type { Standard } from "../criteria/model.ts";
import type { Result, Summary, WardResult } from "../engine/result.ts";
import { appraisalSection, decisionSection } from "./appraisal.ts";
import { dataNotes } from "./data-notes.ts";
import type { Block, Document } from "./document.ts";
import { chosenNotice, isPartial, provenanceNotices } from "./notices.ts";
import { wardTable } from "./ward-table.ts";
import type { Words } from "./words.ts";

const MOST_BOTTLENECKS = 3;
const MOST_NEAR = 5;

/** The analyst's view: who is eligible, criterion by criterion, what is lacking, and how good the data are. */
export function overview(standard: Standard, result: Result, words: Words, top: number | undefined): Document {
  const wards = [...result.wards()];
  return [
    ...head(result, wards, words),
    ...(top === 0 ? [] : wardTable(standard, wards, words, top, look(result))),
    ...decisionSection(result, words),
    ...appraisalSection(result, words),
    ...bottlenecks(standard, wards, words),
    ...near(standard, wards, words),
    ...trends(standard, wards, result.chosen, words),
    ...dataNotes(standard, result, wards, words),
  ];
}

function head(result: Result, wards: readonly WardResult[], words: Words): Block[] {
  const { summary } = result;
  const { standard } = words;
  const blocks: Block[] = [
    { is: "heading", text: words.text(standard.title) },
    {
      is: "paragraph",
      text: words.say("head/period", {
        periods: summary.periods.join(", "),
        standard: `${standard.id}@${standard.version}`,
        provenance: words.say(`provenance/${standard.provenance}`),
        wards: new Set(wards.map(({ ward }) => ward)).size,
        unit: words.unitName(),
      }),
    },
  ];
  for (const text of chosenNotice(result, words)) blocks.push({ is: "paragraph", text });
  blocks.push(...figures(summary, wards, words, result.waivers !== null));
  for (const text of provenanceNotices(standard, result, words)) blocks.push({ is: "paragraph", notice: true, text });
  return blocks;
}

/** How many wards reached each level, period by period; with waivers, also how many would without them. */
function figures(summary: Summary, wards: readonly WardResult[], words: Words, hasWaivers: boolean): Block[] {
  const levels = [...summary.byLevel.keys()];
  if (levels.length === 0) return [];
  return summary.periods.toReversed().flatMap((period): Block[] => {
    const ofPeriod = wards.filter((ward) => ward.period === period);
    const counted = (levelOf: (ward: WardResult) => string | null, title: string | undefined): Block => {
      const count = (level: string) => String(ofPeriod.filter((ward) => levelOf(ward) === level).length);
      const items = levels.map((level) => ({ label: words.level(level), value: count(level) }));
      return { is: "figures", items, ...(title !== undefined && { title }) };
    };
    const title = summary.periods.length > 1 ? words.say("figures/period", { period }) : undefined;
    const without = counted((ward) => ward.levelWithoutWaivers, words.say("without-waivers/figures"));
    return [counted((ward) => ward.level, title), ...(hasWaivers ? [without] : [])];
  });
}

const look = (result: Result) => ({ isChosen: isPartial(result), hasWaivers: result.waivers !== null });

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
  const items = found.map(({ ward, shortfalls }) => `${ward.name}: ${words.shortfalls(shortfalls)}`);
  return [
    { is: "heading", text: words.say("section/near") },
    { is: "list", items },
  ];
}

/** How levels and criteria went over the periods. */
function trends(standard: Standard, wards: readonly WardResult[], chosen: Result["chosen"], words: Words): Block[] {
  const items = trendsOf(standard, wards, chosen).map(({ criterion, points }) => ({
    label: words.trend(criterion),
    points: points.map(({ period, passed, of }) => ({
      period,
      text: `${passed}/${of}`,
      share: of === 0 ? 0 : passed / of,
    })),
  }));
  if (items.length === 0) return [];
  return [
    { is: "heading", text: words.say("section/trends") },
    { is: "trends", items },
  ];
}
