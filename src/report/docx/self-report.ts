import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { provenanceNotices } from "../notices.ts";
import type { Words } from "../words.ts";
import {
  basisParts,
  column,
  committeeOf,
  conclusion,
  decisionParts,
  filledTable,
  shortcomings,
  sourceLines,
  totals,
  whenText,
} from "./common-parts.ts";
import { type NodeRow, nodeRows } from "./node-rows.ts";
import type { Paper, PaperPart } from "./paper.ts";

/** The report in which one ward assesses itself; in the annex every criterion with figure, points and evidence. */
export function selfReport(standard: Standard, result: Result, ward: WardResult, words: Words): Paper {
  const name = committeeOf(ward, words);
  const about = { title: words.text(standard.title), when: whenText(standard, ward.period, words) };
  return {
    authority: name,
    subject: words.say("paper/self-subject", about),
    body: [
      ...basisParts(standard, provenanceNotices(standard, result, words), words),
      { is: "text", text: words.say("paper/self-opening", { name, ...about }) },
      { is: "heading", text: `I. ${words.say("paper/totals")}` },
      { is: "list", items: [...totals(ward, words), words.say("paper/see-annex")] },
      { is: "heading", text: `II. ${words.say("paper/shortcomings")}` },
      { is: "list", items: shortcomings(ward, words) },
      { is: "heading", text: `III. ${words.say("paper/conclusion-title")}` },
      ...conclusion(ward, words).map((text): PaperPart => ({ is: "text", text })),
      ...decisionParts(result, words),
    ],
    annex: [
      { is: "heading", text: words.say("paper/annex", { what: words.say("paper/by-criterion") }) },
      selfTable(nodeRows(ward, result, words), words),
    ],
    signedFor: words.say("paper/committee"),
    sources: sourceLines(result, [ward], words),
  };
}

function selfTable(rows: readonly NodeRow[], words: Words): PaperPart {
  return filledTable<NodeRow>(
    rows,
    [
      [column(words.say("paper/number"), 5, "center"), ({ number }) => number],
      [column(words.say("paper/criterion"), 22), ({ title }) => title],
      [column(words.say("show/unit"), 7, "center"), ({ unit }) => unit],
      [column(words.say("show/require"), 13), ({ requirement }) => requirement],
      [column(words.say("page/figure"), 14, "center"), ({ figures }) => figures],
      [column(words.say("paper/share"), 9, "center"), ({ share }) => share],
      [column(words.say("xlsx/points-of"), 8, "center"), ({ most }) => most],
      [column(words.say("paper/self-points"), 9, "center"), ({ points }) => points],
      [column(words.say("page/status"), 10, "center"), ({ status }) => status],
      [column(words.say("paper/evidence"), 15), ({ evidence }) => evidence, "kept"],
      [column(words.say("paper/note"), 12), ({ note }) => note, "kept"],
    ],
    ({ isCriterion }) => isCriterion,
  );
}
