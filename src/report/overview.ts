import { bottlenecksOf, nearlyEligible } from "../analysis/shortfalls.ts";
import { nodesOf, type Standard } from "../criteria/model.ts";
import type { NotJudged, Result, Summary, WardResult } from "../engine/result.ts";
import { emptyCounts } from "../engine/status.ts";
import { inputName } from "../intake/table.ts";
import { showDay } from "../messages/numbers.ts";
import { appraisalSection, decisionSection } from "./appraisal.ts";
import type { Block, Document } from "./document.ts";
import { waiverSection } from "./waivers.ts";
import { wardTable } from "./ward-table.ts";
import type { Words } from "./words.ts";

const MOST_BOTTLENECKS = 3;
const MOST_NEAR = 5;
const MOST_LISTED = 20;
const SHORT_HASH = 12;

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
    ...notJudged(standard, result.notJudged, words),
    ...treated(standard, result.summary, words),
    ...waiverSection(result, wards, words),
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
  if (result.chosen !== null)
    blocks.push({ is: "paragraph", text: words.say("head/chosen", { choice: chosenText(result.chosen) }) });
  blocks.push(...figures(summary, wards, words, result.waivers !== null));
  if (summary.provenance !== "official")
    blocks.push({ is: "paragraph", notice: true, text: words.say(`provenance-notice/${summary.provenance}`) });
  for (const notice of standard.notices) blocks.push({ is: "paragraph", notice: true, text: words.text(notice) });
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

/** Were wards chosen, so that a rank would be one among them alone? A whole period has its own ranks. */
const isPartial = ({ chosen }: Result): boolean =>
  chosen !== null && (chosen.ward.length > 0 || chosen.where !== null || chosen.only !== null);

/** What was chosen out of all wards, as it was asked for. */
function chosenText({ period, ward, where, only }: NonNullable<Result["chosen"]>): string {
  const parts = [
    ...(period === null ? [] : [`--period ${period}`]),
    ...ward.map((one) => `--ward ${one}`),
    ...(where === null ? [] : [`--where ${where}`]),
    ...(only === null ? [] : [`--only ${only}`]),
  ];
  return parts.join(" ");
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

function sources(result: Result, words: Words): Block[] {
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
