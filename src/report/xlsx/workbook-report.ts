import { figuresOf } from "../../analysis/leader.ts";
import { byMerit } from "../../analysis/ranking.ts";
import { periodsOf } from "../../analysis/trends.ts";
import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { emptyCounts, STATUS_NAMES } from "../../engine/status.ts";
import { type SheetOut, writeWorkbook } from "../../spreadsheet/write.ts";
import type { Language } from "../../text.ts";
import { appraisalSection, decisionSection, namesOf } from "../appraisal.ts";
import { qualityNotes, sources } from "../data-notes.ts";
import type { Block } from "../document.ts";
import { headNotices } from "../notices.ts";
import { nearLines, riskLines } from "../standing-words.ts";
import { MARKS, Words } from "../words.ts";
import { findingsSheet } from "./findings-sheet.ts";
import { matrixSheet } from "./matrix-sheet.ts";
import { blockRows, type CellOut, textCell } from "./rows.ts";

/** How a workbook is wanted. */
interface WorkbookOptions {
  readonly language: Language;
  readonly sorted: readonly WardResult[] | undefined;
  readonly top: number | undefined;
}

/** A report as an Excel workbook: summary, wards × criteria, every finding, bottlenecks, quality of data, sources. */
export async function workbookReport(
  standard: Standard,
  result: Result,
  { language, sorted, top }: WorkbookOptions,
): Promise<Uint8Array> {
  const words = new Words(standard, language);
  const wards = [...result.wards()];
  const periods = periodsOf(wards);
  const ordered =
    sorted ??
    wards.toSorted((a, b) => periods.indexOf(b.period) - periods.indexOf(a.period) || byMerit(standard)(a, b));
  const shown = ordered.slice(0, top);
  const appraised = [...decisionSection(result, namesOf(wards), words), ...appraisalSection(result, words)];
  return writeWorkbook([
    summarySheet(standard, result, wards, shown.length, words),
    matrixSheet(standard, result, wards, shown, words),
    findingsSheet(standard, shown, result.inputs, words),
    bottleneckSheet(standard, result, words),
    ...(appraised.length === 0 ? [] : [notesSheet(words.say("section/appraisal"), appraised)]),
    notesSheet(words.say("section/quality"), qualityNotes(standard, result, wards, words)),
    aboutSheet(standard, result, words),
  ]);
}

const plain = { rules: [], isProtected: false, isHidden: false } as const;

/** Title, how sure the thresholds are, and one row of figures for each period. */
function summarySheet(
  standard: Standard,
  result: Result,
  wards: readonly WardResult[],
  listed: number,
  words: Words,
): SheetOut {
  const levels = [...result.summary.byLevel.keys()];
  const hasRisk = levels.length > 0 && standard.verdict === "recognition";
  const headings = [
    words.say("page/period"),
    words.say("column/ward"),
    ...levels.map((level) => words.level(level)),
    ...(hasRisk ? [words.say("page/at-risk")] : []),
  ];
  const above = [
    words.text(standard.title),
    standingOf(standard, result, words),
    ...headNotices(standard, result, words),
    ...(listed < wards.length ? [words.say("xlsx/listed", { count: listed, all: wards.length })] : []),
  ];
  const figures = periodsOf(wards)
    .toReversed()
    .flatMap((period): CellOut[][] => {
      const ofPeriod = wards.filter((ward) => ward.period === period);
      const counts = levels.map((level) => ofPeriod.filter((ward) => ward.level === level).length);
      const { atRisk } = figuresOf(standard, wards, period, result.chosen);
      const counted = [period, ofPeriod.length, ...counts, ...(hasRisk ? [atRisk.length] : [])];
      if (result.waivers === null) return [counted];
      const withoutWaivers = levels.map(
        (level) => ofPeriod.filter((ward) => ward.levelWithoutWaivers === level).length,
      );
      return [counted, [`${period} · ${words.say("column/without-waivers")}`, ofPeriod.length, ...withoutWaivers]];
    });
  const near = nearBlocks(standard, wards, result.chosen, words);
  const rows: CellOut[][] = [...above.map((line) => [textCell(line)]), headings.map(textCell), ...figures];
  const below = blockRows(near);
  const start = rows.length + 1;
  return {
    ...plain,
    name: words.say("xlsx/summary"),
    columns: headings.map((_, place) => ({
      width: place === 0 ? 22 : Math.max(20, Math.ceil(100 / headings.length)),
      as: place === 0 ? "text" : "general",
      isOpen: false,
    })),
    rows: near.length === 0 ? rows : [...rows, [], ...below.rows],
    headings: above.length,
    titles: [0, ...(near.length === 0 ? [] : below.titles.map((row) => row + start))],
  };
}

/** The wards of the latest period that lack one criterion, and those that may lose their level. */
function nearBlocks(standard: Standard, wards: readonly WardResult[], chosen: Result["chosen"], words: Words): Block[] {
  const latest = periodsOf(wards).at(-1);
  if (latest === undefined) return [];
  const block = (title: string, items: readonly string[]): Block[] =>
    items.length === 0
      ? []
      : [
          { is: "heading", text: title },
          { is: "list", items },
        ];
  return [
    ...block(`${words.say("section/near")} (${latest})`, nearLines(standard, wards, latest, words)),
    ...block(`${words.say("page/at-risk")} (${latest})`, riskLines(standard, wards, latest, chosen, words)),
  ];
}

/** How often each criterion came out how, over all that was judged, and bars of how often it is not met. */
function bottleneckSheet(standard: Standard, { summary }: Result, words: Words): SheetOut {
  const counts = standard.criteria
    .map(({ id, title }) => ({ id, title, counts: summary.byNode.get(id) ?? emptyCounts() }))
    .toSorted((a, b) => b.counts.not_met - a.counts.not_met);
  const last = counts.length + 2;
  return {
    ...plain,
    name: words.say("page/section-criteria"),
    columns: [
      { width: 44, as: "text", isOpen: false },
      ...[...STATUS_NAMES, "all"].map(() => ({ width: 13, as: "general", isOpen: false }) as const),
    ],
    rows: [
      [textCell(words.say("paper/all-periods", { title: summary.periods.join(", ") }))],
      [words.say("criterion"), ...STATUS_NAMES.map((status) => words.say(`status/${status}`)), words.say("xlsx/all")],
      ...counts.map(({ id, title, counts: one }): CellOut[] => [
        textCell(`${id} ${words.text(title)}`),
        ...STATUS_NAMES.map((status) => one[status]),
        STATUS_NAMES.reduce((sum, status) => sum + one[status], 0),
      ]),
    ],
    headings: 1,
    frozen: { rows: 2, columns: 1 },
    ...(counts.some(({ counts: one }) => one.not_met > 0) && { chart: chartOf(last, counts.length, words) }),
  };
}

const chartOf = (last: number, count: number, words: Words): NonNullable<SheetOut["chart"]> => ({
  title: words.say("section/bottlenecks"),
  names: `$A$3:$A$${last}`,
  values: `$C$3:$C$${last}`,
  colour: "A4262C",
  row: last + 1,
  column: 0,
  height: Math.max(12, count * 2),
});

function notesSheet(name: string, blocks: readonly Block[]): SheetOut {
  const { rows, titles } = blockRows(blocks);
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const columns = Array.from({ length: widest }, (_, place) => ({
    width: place === 0 ? (widest === 1 ? 110 : 40) : 18,
    as: "text" as const,
    isOpen: false,
    // Beside a table lines run on over the next columns.
    wraps: widest === 1,
  }));
  return { ...plain, name, columns, rows, headings: undefined, titles };
}

/** The standard, the files and their hashes, and what the marks and colours mean. */
function aboutSheet(standard: Standard, result: Result, words: Words): SheetOut {
  const marks = STATUS_NAMES.map((status) => `${MARKS[status]}  ${words.say(`status/${status}`)}`);
  const criteria = standard.criteria.map(({ id, title }) => `${id} ${words.text(title)}`);
  const made = [
    words.say("xlsx/made-by", { version: result.toolVersion }),
    ...(result.generatedAt === null ? [] : [words.say("page/made-at", { time: result.generatedAt })]),
  ];
  return notesSheet(words.say("xlsx/about"), [
    { is: "heading", text: words.text(standard.title) },
    { is: "list", items: [standingOf(standard, result, words), ...headNotices(standard, result, words)] },
    ...sources(result, words),
    { is: "heading", text: words.say("xlsx/marks") },
    { is: "list", items: marks },
    { is: "heading", text: words.say("show/criteria") },
    { is: "list", items: criteria },
    { is: "list", items: made },
  ]);
}

const standingOf = (standard: Standard, { summary }: Result, words: Words): string =>
  words.say("head/period", {
    periods: summary.periods.join(", "),
    standard: `${standard.id}@${standard.version}`,
    provenance: words.say(`provenance/${summary.provenance}`),
    wards: summary.wards,
    unit: words.say("xlsx/results"),
  });
