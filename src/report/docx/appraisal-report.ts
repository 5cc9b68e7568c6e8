import type { Standard } from "../../criteria/model.ts";
import type { AppraisedWard, Result, WardResult } from "../../engine/result.ts";
import { appraisedLines, overScored, verdictTable } from "../appraisal.ts";
import { headNotices } from "../notices.ts";
import type { Words } from "../words.ts";
import {
  basisParts,
  blockParts,
  column,
  conclusion,
  decisionParts,
  filledTable,
  shortcomings,
  sourceLines,
  totals,
  whenText,
} from "./common-parts.ts";
import { figuresText, type NodeRow, nodeRows } from "./node-rows.ts";
import type { Paper, PaperPart } from "./paper.ts";

/**
 * The report of who appraises: both verdicts of every ward, what differs and why, shortcomings and conclusions; in the
 * annex the self-assessed figures of each ward beside the appraised ones.
 */
export function appraisalReport(standard: Standard, result: Result, wards: readonly WardResult[], words: Words): Paper {
  const sides = new Map((result.appraisal?.wards ?? []).map((one) => [`${one.ward} ${one.period}`, one]));
  const periods = [...new Set(wards.map(({ period }) => period))].toSorted().join(", ");
  const about = { title: words.text(standard.title), when: whenText(standard, periods, words), count: wards.length };
  const sideOf = (ward: WardResult) => sides.get(`${ward.ward} ${ward.period}`);
  const { counts, wards: all = [] } = result.appraisal ?? {};
  const shown = all.filter(({ ward, period }) => wards.some((one) => one.ward === ward && one.period === period));
  return {
    authority: undefined,
    subject: words.say("paper/appraisal-subject", about),
    body: [
      ...basisParts(standard, headNotices(standard, result, words), words),
      { is: "text", text: words.say("paper/appraisal-opening", about) },
      { is: "heading", text: `I. ${words.say("paper/overall")}` },
      { is: "text", text: words.say("appraisal/counts", { ...counts }) },
      ...blockParts([verdictTable(shown, words)]),
      ...(result.appraisal === null ? [] : blockParts(overScored(result.appraisal, words))),
      { is: "heading", text: `II. ${words.say("paper/by-ward")}` },
      ...wards.flatMap((ward) => wardParts(ward, sideOf(ward), words)),
      ...decisionParts(result, words),
    ],
    annex: wards.flatMap((ward, place): PaperPart[] => [
      {
        is: "heading",
        text: `${place === 0 ? `${words.say("paper/annex", { what: words.say("paper/by-criterion") })}. ` : ""}${nameOf(ward)}`,
      },
      appraisalTable(nodeRows(ward, result, words), ward, sideOf(ward), words),
    ]),
    signedFor: undefined,
    sources: sourceLines(result, wards, words),
  };
}

const nameOf = ({ name, period }: WardResult): string => `${name} (${period})`;

function wardParts(ward: WardResult, sides: AppraisedWard | undefined, words: Words): PaperPart[] {
  const differences = sides === undefined ? [] : appraisedLines(sides, words);
  const appraised = totals(ward, words).map((line) => words.say("paper/appraised-line", { line }));
  return [
    { is: "heading", text: nameOf(ward) },
    { is: "list", items: [...selfTotals(sides, words), ...appraised] },
    { is: "text", text: `${words.say("paper/differences")}:` },
    { is: "list", items: differences.length === 0 ? [words.say("paper/no-differences")] : differences },
    { is: "text", text: `${words.say("paper/shortcomings")}:` },
    { is: "list", items: shortcomings(ward, words) },
    ...conclusion(ward, words)
      .filter((text) => text !== words.say("authority-notice"))
      .map((text): PaperPart => ({ is: "text", text })),
  ];
}

/** What the ward itself came to. */
function selfTotals(sides: AppraisedWard | undefined, words: Words): string[] {
  const self = sides?.self ?? null;
  if (self === null) return [words.say("paper/no-self")];
  const { level, criteria, score } = self;
  const parts = [
    ...(level === null ? [] : [words.level(level)]),
    ...(criteria.of === 0 ? [] : [words.say("paper/self-met", { met: criteria.met, of: criteria.of })]),
    ...(score === null ? [] : [words.say("paper/self-score", { score: words.points(score) })]),
  ];
  return [words.say("paper/self-result", { result: parts.join("; ") })];
}

function appraisalTable(
  rows: readonly NodeRow[],
  ward: WardResult,
  sides: AppraisedWard | undefined,
  words: Words,
): PaperPart {
  const differing = new Map((sides?.nodes ?? []).map((node) => [node.id, node]));
  const hasSelf = sides !== undefined && sides.self !== null;
  /** the ward's own side: as appraised, where nothing differs */
  const selfOf = ({ node }: NodeRow) => differing.get(node.id)?.self ?? node;
  const selfFigures = ({ node, figures }: NodeRow): string => {
    const changed = (sides?.cells ?? []).filter(({ field }) => node.uses.includes(field));
    if (figures === "" || changed.length === 0) return figures;
    const own = new Map(changed.map(({ field, self }) => [field, self]));
    const cells = ward.cells.map((one) => ({ ...one, cell: own.get(one.field) ?? one.cell }));
    return figuresText(cells, node, words);
  };
  /** why figures were not accepted, in the rows that show figures */
  const reasons = ({ node, isLeaf, note }: NodeRow): string => {
    const cells = isLeaf ? (sides?.cells ?? []).filter(({ field }) => node.uses.includes(field)) : [];
    return [...cells.flatMap(({ why }) => why ?? []), ...(note === "" ? [] : [note])].join("; ");
  };
  const statusOf = (status: NodeRow["node"]["status"]) => (status === "scored" ? "" : words.say(`status/${status}`));
  return filledTable<NodeRow>(
    rows,
    [
      [column(words.say("paper/number"), 5, "center"), ({ number }) => number],
      [column(words.say("paper/criterion"), 22), ({ title }) => title],
      [column(words.say("show/unit"), 7, "center"), ({ unit }) => unit],
      [column(words.say("show/require"), 12), ({ requirement }) => requirement],
      [column(words.say("paper/self-figures"), 11, "center"), (row) => (hasSelf ? selfFigures(row) : "–")],
      [column(words.say("paper/appraised-figures"), 11, "center"), ({ figures }) => figures],
      [column(words.say("xlsx/points-of"), 8, "center"), ({ most }) => most],
      [column(words.say("paper/self-points"), 8, "center"), (row) => pointsOf(selfOf(row).points, hasSelf, words)],
      [column(words.say("paper/appraised-points"), 8, "center"), ({ points }) => points],
      [column(words.say("paper/self-status"), 10, "center"), (row) => (hasSelf ? statusOf(selfOf(row).status) : "")],
      [column(words.say("paper/appraised-status"), 10, "center"), ({ node }) => statusOf(node.status)],
      [column(words.say("paper/note"), 16), reasons, "kept"],
    ],
    ({ isCriterion }) => isCriterion,
  );
}

const pointsOf = (points: NodeRow["node"]["points"], hasSelf: boolean, words: Words): string =>
  points === null ? "" : hasSelf ? words.points(points) : "–";
