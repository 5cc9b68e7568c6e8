import type { Standard } from "../../criteria/model.ts";
import type { AppraisedWard, Result, WardResult } from "../../engine/result.ts";
import { appraisedLines } from "../appraisal.ts";
import { cellText } from "../exact-words.ts";
import type { Words } from "../words.ts";
import { basisParts, column, conclusion, decisionParts, shortcomings, sourceLines, totals } from "./common-parts.ts";
import { hasPoints, type NodeRow, nodeRows } from "./node-rows.ts";
import type { Paper, PaperColumn, PaperPages, PaperPart } from "./paper.ts";

/** The report of who appraises: for each ward the self-assessment beside the appraisal, and why they differ. */
export function appraisalReport(standard: Standard, result: Result, wards: readonly WardResult[], words: Words): Paper {
  const sides = new Map((result.appraisal?.wards ?? []).map((one) => [`${one.ward} ${one.period}`, one]));
  const title = words.text(standard.title);
  const periods = [...new Set(wards.map(({ period }) => period))].toSorted().join(", ");
  const opening: PaperPart[] = [
    ...basisParts(standard, result, wards.length, words),
    { is: "text", text: words.say("paper/appraisal-opening", { title, periods, count: wards.length }) },
    { is: "text", text: words.say("appraisal/counts", { ...(result.appraisal?.counts ?? {}) }) },
    ...decisionParts(result, words),
  ];
  return {
    authority: undefined,
    subject: words.say("paper/appraisal-subject", { title, periods }),
    pages: [
      { isWide: false, parts: opening },
      ...wards.flatMap((ward) => wardPages(ward, sides.get(`${ward.ward} ${ward.period}`), result, words)),
    ],
    signedFor: undefined,
    sources: sourceLines(standard, result, wards, words),
  };
}

function wardPages(ward: WardResult, sides: AppraisedWard | undefined, result: Result, words: Words): PaperPages[] {
  const name = `${ward.name} (${ward.period})`;
  const differences = sides === undefined ? [] : appraisedLines(sides, words);
  return [
    {
      isWide: true,
      parts: [{ is: "heading", text: name }, appraisalTable(nodeRows(ward, result, words), ward, sides, words)],
    },
    {
      isWide: false,
      parts: [
        { is: "heading", text: `${name}: ${words.say("paper/totals")}` },
        { is: "list", items: [...selfTotals(sides, words), ...totals(ward, words)] },
        { is: "heading", text: words.say("paper/differences") },
        { is: "list", items: differences.length === 0 ? [words.say("paper/no-differences")] : differences },
        { is: "heading", text: words.say("paper/shortcomings") },
        { is: "list", items: shortcomings(ward, words) },
        { is: "heading", text: words.say("paper/conclusion-title") },
        ...conclusion(ward, words).map((text): PaperPart => ({ is: "text", text })),
      ],
    },
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
    const current = ward.cells.filter(({ field, period }) => period === null && node.uses.includes(field));
    const texts = current.map(({ field, cell }) => {
      const own = changed.find((one) => one.field === field)?.self ?? cell;
      return { field, text: cellText(own, field, words) };
    });
    return texts.length === 1
      ? (texts[0]?.text ?? "")
      : texts.map(({ field, text }) => `${words.fields([field])}: ${text}`).join("; ");
  };
  const reasons = ({ node, note }: NodeRow): string => {
    const rejected = (sides?.cells ?? []).flatMap(({ field, why }) =>
      node.uses.includes(field) && why !== null ? [why] : [],
    );
    return [
      ...(node.parent === null && rejected.length > 0 && note === "" ? [] : rejected),
      ...(note === "" ? [] : [note]),
    ].join("; ");
  };
  const columns: readonly (readonly [PaperColumn, (row: NodeRow) => string])[] = [
    [column(words.say("paper/number"), 5, "center"), ({ number }) => number],
    [column(words.say("paper/criterion"), 22), ({ title }) => title],
    [column(words.say("show/unit"), 6, "center"), ({ unit }) => unit],
    [column(words.say("show/require"), 12), ({ requirement }) => requirement],
    [column(words.say("paper/self-figures"), 10, "center"), (row) => (hasSelf ? selfFigures(row) : "–")],
    [column(words.say("paper/appraised-figures"), 10, "center"), ({ figures }) => figures],
    ...(hasPoints(words)
      ? [
          [column(words.say("xlsx/points-of"), 6, "center"), ({ most }: NodeRow) => most] as const,
          [
            column(words.say("paper/self-points"), 7, "center"),
            (row: NodeRow) => pointsOf(selfOf(row).points, hasSelf, words),
          ] as const,
          [column(words.say("paper/appraised-points"), 7, "center"), ({ points }: NodeRow) => points] as const,
        ]
      : []),
    [
      column(words.say("paper/self-status"), 9, "center"),
      (row) => (hasSelf ? words.say(`status/${selfOf(row).status}`) : "–"),
    ],
    [column(words.say("paper/appraised-status"), 9, "center"), ({ status }) => status],
    [column(words.say("paper/note"), 16), reasons],
  ];
  return {
    is: "table",
    columns: columns.map(([one]) => one),
    rows: rows.map((row) => ({ cells: columns.map(([, cell]) => cell(row)), isStrong: row.isCriterion })),
  };
}

const pointsOf = (points: NodeRow["node"]["points"], hasSelf: boolean, words: Words): string =>
  !hasSelf ? "–" : points === null ? "" : words.points(points);
