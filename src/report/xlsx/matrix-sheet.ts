import { rankedGroups } from "../../analysis/ranking.ts";
import { letterOf } from "../../column-letters.ts";
import type { Standard } from "../../criteria/model.ts";
import type { NodeResult, Result, WardResult } from "../../engine/result.ts";
import type { StatusName } from "../../engine/status.ts";
import { compare } from "../../exact/fraction.ts";
import type { ColumnOut, SheetOut, Tone } from "../../spreadsheet/write.ts";
import { isPartial } from "../notices.ts";
import { lackingText } from "../ward-table.ts";
import { MARKS, type Words } from "../words.ts";
import { type CellOut, numberCell, textCell } from "./rows.ts";

const COLOURS: Readonly<Record<StatusName, readonly [colour: string, ground: string]>> = {
  met: ["1A6B3C", "D9F2E2"],
  not_met: ["A4262C", "FBE0DF"],
  unknown: ["7A5200", "FDF0C8"],
  not_applicable: ["52606D", "E8ECF0"],
  waived: ["2B4C9B", "E0E8FB"],
  scored: ["52606D", "E8ECF0"],
};

interface Column {
  readonly title: string;
  readonly out: ColumnOut;
  readonly cell: (ward: WardResult, rank: number | undefined) => CellOut;
}

/** Wards × criteria: a row for each ward and period, marks that are coloured by what they say, headings in sight. */
export function matrixSheet(
  standard: Standard,
  result: Result,
  wards: readonly WardResult[],
  shown: readonly WardResult[],
  words: Words,
): SheetOut {
  const columns = columnsOf(standard, result, wards, words);
  const named = columns.findIndex(({ title }) => title === words.say("column/ward")) + 1;
  const first = columns.length - standard.criteria.length - 1;
  const ranks = new Map(
    rankedGroups(standard, wards).flatMap((group) => group.wards.map(({ ward, rank }) => [keyOf(ward), rank] as const)),
  );
  const rows = shown.map((ward) => columns.map(({ cell }) => cell(ward, ranks.get(keyOf(ward)))));
  const range = `${letterOf(first + 1)}2:${letterOf(first + standard.criteria.length)}${rows.length + 1}`;
  return {
    name: words.say("xlsx/matrix"),
    columns: columns.map(({ out }) => out),
    rows: [columns.map(({ title }) => title), ...rows],
    headings: 0,
    rules: [],
    isFiltered: rows.length > 0,
    tones: rows.length === 0 ? [] : tonesOf(range),
    frozen: { rows: 1, columns: named },
    isProtected: false,
    isHidden: false,
  };
}

const keyOf = ({ ward, period }: WardResult): string => `${period} ${ward}`;

const tonesOf = (range: string): Tone[] =>
  (Object.keys(MARKS) as StatusName[]).map((status) => {
    const [colour, ground] = COLOURS[status];
    return { range, text: MARKS[status], colour, ground };
  });

const column = (title: string, width: number, cell: Column["cell"], out: Partial<ColumnOut> = {}): Column => ({
  title,
  out: { width, as: "general", isOpen: false, ...out },
  cell,
});

function columnsOf(standard: Standard, result: Result, wards: readonly WardResult[], words: Words): Column[] {
  const hasLevels = standard.levels.length > 0;
  const hasScore = wards.some(({ score }) => score !== null);
  return [
    column(words.say("page/period"), 9, ({ period }) => period, { as: "text" }),
    column(words.say("xlsx/code"), 9, ({ ward }) => textCell(ward), { as: "text" }),
    column(words.say("column/ward"), 24, ({ name }) => textCell(name), { as: "text" }),
    // Among chosen wards a rank would be one among these alone.
    ...(isPartial(result) ? [] : [column(words.say("column/rank"), 7, (_, rank) => rank ?? "?", { align: "center" })]),
    ...(hasLevels
      ? [
          column(words.say("page/level"), 26, ({ level }) => (level === null ? null : words.level(level)), {
            wraps: true,
          }),
          ...(result.waivers === null
            ? []
            : [
                column(
                  words.say("column/without-waivers"),
                  26,
                  ({ levelWithoutWaivers: level }) => (level === null ? null : words.level(level)),
                  { wraps: true },
                ),
              ]),
          column(words.say("column/met"), 7, ({ criteria }) => criteria.met),
          column(words.say("xlsx/of"), 7, ({ criteria }) => criteria.of),
        ]
      : []),
    ...(hasScore
      ? [
          column(words.say("xlsx/score-low"), 10, ({ score }) => score && numberCell(score.low)),
          column(words.say("xlsx/score-high"), 10, ({ score }) => score && numberCell(score.high)),
        ]
      : []),
    ...standard.criteria.map(({ id }) =>
      column(
        id,
        8,
        ({ nodes }) =>
          criterionCell(
            nodes.find((node) => node.id === id),
            words,
          ),
        { align: "center" },
      ),
    ),
    column(words.say("column/lacking"), 100, (ward) => textCell(lackingText(ward, words)), { wraps: true }),
  ];
}

/** The mark, or the points of a criterion that only carries points. */
function criterionCell(node: NodeResult | undefined, words: Words): CellOut {
  if (node === undefined) return null;
  if (node.status !== "scored" || node.points === null) return MARKS[node.status];
  const { low, high } = node.points;
  return compare(low, high) === 0 ? numberCell(low) : words.points(node.points);
}
