import { type Digest, DigestBuilder } from "../analysis/digest.ts";
import { trendsIn } from "../analysis/trends.ts";
import type { Standard } from "../criteria/model.ts";
import { levelNames } from "../engine/level-pass.ts";
import type { Result, ResultFrame } from "../engine/result.ts";
import { appraisalSection, decisionSection } from "./appraisal.ts";
import { dataNotes } from "./data-notes.ts";
import type { Block, Document } from "./document.ts";
import { chosenNotice, isPartial, provenanceNotices } from "./notices.ts";
import { decimalsOfScore, wardTable } from "./ward-table.ts";
import type { Words } from "./words.ts";

const MOST_BOTTLENECKS = 3;
const MOST_NEAR = 5;

/** Without being asked for more, so many wards are listed; a longer list nobody reads on a screen. */
const MOST_LISTED = 10_000;

/** Gathers what the analyst's view tells, while the wards go by. */
export function digestFor(
  standard: Standard,
  { decisions }: Pick<Result, "decisions">,
  top: number | undefined,
): DigestBuilder {
  const named = new Set((decisions?.decisions ?? []).map(({ ward }) => ward));
  const decimalsOf = decimalsOfScore(standard);
  return new DigestBuilder(standard, { top: top ?? MOST_LISTED, near: MOST_NEAR, named, decimalsOf });
}

/** The analyst's view: who is eligible, criterion by criterion, what is lacking, and how good the data are. */
export function overview(
  standard: Standard,
  result: ResultFrame,
  digest: Digest,
  words: Words,
  top: number | undefined,
): Document {
  return [
    ...head(result, digest, words),
    ...(top === 0 ? [] : wardTable(standard, digest, words, look(result))),
    ...decisionSection(result, digest.names, words),
    ...appraisalSection(result, words),
    ...bottlenecks(standard, digest, words),
    ...near(digest, words),
    ...trends(standard, digest, result.chosen, words),
    ...dataNotes(standard, result, digest.waived, words),
  ];
}

function head(result: ResultFrame, digest: Digest, words: Words): Block[] {
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
        wards: digest.wards,
        unit: words.unitName(),
      }),
    },
  ];
  for (const text of chosenNotice(result, words)) blocks.push({ is: "paragraph", text });
  blocks.push(...figures(standard, digest, words, result.waivers !== null));
  for (const text of provenanceNotices(standard, result, words)) blocks.push({ is: "paragraph", notice: true, text });
  return blocks;
}

/** How many wards reached each level, period by period; with waivers, also how many would without them. */
function figures({ levels }: Standard, { periods }: Digest, words: Words, hasWaivers: boolean): Block[] {
  if (levels.length === 0) return [];
  return periods.toReversed().flatMap(({ period, byLevel, byLevelWithoutWaivers }): Block[] => {
    const counted = (counts: ReadonlyMap<string, number>, title: string | undefined): Block => {
      const items = levelNames(levels).map((level) => ({
        label: words.level(level),
        value: String(counts.get(level) ?? 0),
      }));
      return { is: "figures", items, ...(title !== undefined && { title }) };
    };
    const title = periods.length > 1 ? words.say("figures/period", { period }) : undefined;
    const without = counted(byLevelWithoutWaivers, words.say("without-waivers/figures"));
    return [counted(byLevel, title), ...(hasWaivers ? [without] : [])];
  });
}

const look = (result: ResultFrame) => ({ isChosen: isPartial(result), hasWaivers: result.waivers !== null });

/** The criteria that most wards fail. */
function bottlenecks(standard: Standard, { periods, results }: Digest, words: Words): Block[] {
  const failedIn = (id: string) =>
    periods.reduce((sum, { byCriterion }) => sum + (byCriterion.get(id)?.not_met ?? 0), 0);
  const found = standard.criteria
    .map(({ id }) => ({ criterion: id, failed: failedIn(id), of: results }))
    .filter(({ failed }) => failed > 0)
    .toSorted((one, other) => other.failed - one.failed)
    .slice(0, MOST_BOTTLENECKS);
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

function near({ periods }: Digest, words: Words): Block[] {
  const found = periods.at(-1)?.near ?? [];
  if (found.length === 0) return [];
  const items = found.map(({ ward, shortfalls }) => `${ward.name}: ${words.shortfalls(shortfalls)}`);
  return [
    { is: "heading", text: words.say("section/near") },
    { is: "list", items },
  ];
}

/** How levels and criteria went over the periods. */
function trends(standard: Standard, digest: Digest, chosen: Result["chosen"], words: Words): Block[] {
  const items = trendsIn(standard, digest.wards < 2 ? [] : digest.periods, chosen).map(({ criterion, points }) => ({
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
