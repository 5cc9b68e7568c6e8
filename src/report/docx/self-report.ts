import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import type { Words } from "../words.ts";
import { basisParts, column, committeeOf, conclusion, shortcomings, sourceLines, totals } from "./common-parts.ts";
import { hasPoints, type NodeRow, nodeRows } from "./node-rows.ts";
import type { Paper, PaperColumn, PaperPart } from "./paper.ts";

/** The report in which one ward assesses itself: every criterion with figure, points and evidence. */
export function selfReport(standard: Standard, result: Result, ward: WardResult, words: Words): Paper {
  const name = committeeOf(ward, words);
  const opening: PaperPart[] = [
    ...basisParts(standard, result, 1, words),
    {
      is: "text",
      text: words.say("paper/self-opening", { name, period: ward.period, title: words.text(standard.title) }),
    },
  ];
  const byCriterion: PaperPart = { is: "heading", text: `I. ${words.say("paper/by-criterion")}` };
  return {
    authority: name,
    subject: words.say("paper/self-subject", { title: words.text(standard.title), period: ward.period }),
    pages: [
      { isWide: false, parts: opening },
      { isWide: true, parts: [byCriterion, selfTable(nodeRows(ward, result, words), words)] },
      {
        isWide: false,
        parts: [
          { is: "heading", text: `II. ${words.say("paper/totals")}` },
          { is: "list", items: totals(ward, words) },
          { is: "heading", text: `III. ${words.say("paper/shortcomings")}` },
          { is: "list", items: shortcomings(ward, words) },
          { is: "heading", text: `IV. ${words.say("paper/conclusion-title")}` },
          ...conclusion(ward, words).map((text): PaperPart => ({ is: "text", text })),
        ],
      },
    ],
    signedFor: words.say("paper/committee"),
    sources: sourceLines(standard, result, [ward], words),
  };
}

function selfTable(rows: readonly NodeRow[], words: Words): PaperPart {
  const columns: readonly (readonly [PaperColumn, (row: NodeRow) => string])[] = [
    [column(words.say("paper/number"), 5, "center"), ({ number }) => number],
    [column(words.say("paper/criterion"), 22), ({ title }) => title],
    [column(words.say("show/unit"), 7, "center"), ({ unit }) => unit],
    [column(words.say("show/require"), 13), ({ requirement }) => requirement],
    [column(words.say("page/figure"), 14, "center"), ({ figures }) => figures],
    [column(words.say("paper/share"), 8, "center"), ({ share }) => share],
    ...(hasPoints(words)
      ? [
          [column(words.say("xlsx/points-of"), 6, "center"), ({ most }: NodeRow) => most] as const,
          [column(words.say("paper/self-points"), 7, "center"), ({ points }: NodeRow) => points] as const,
        ]
      : []),
    [column(words.say("page/status"), 10, "center"), ({ status }) => status],
    [column(words.say("paper/evidence"), 15), ({ evidence }) => evidence],
    [column(words.say("paper/note"), 12), ({ note }) => note],
  ];
  return {
    is: "table",
    columns: columns.map(([one]) => one),
    rows: rows.map((row) => ({ cells: columns.map(([, cell]) => cell(row)), isStrong: row.isCriterion })),
  };
}
