import { nodesOf, type Standard } from "../../criteria/model.ts";
import type { NodeResult, WardResult } from "../../engine/result.ts";
import { type Fraction, fraction } from "../../exact/fraction.ts";
import type { ColumnOut, SheetOut } from "../../spreadsheet/write.ts";
import { placeName } from "../evidence-words.ts";
import { shareOf } from "../node-share.ts";
import { requirementText } from "../requirement-words.ts";
import type { Words } from "../words.ts";
import { type CellOut, numberCell, textCell } from "./rows.ts";

/** A workbook is held in memory while it is written: about 9 kB a row. */
const MOST_ROWS = 150_000;

interface Finding {
  readonly ward: WardResult;
  readonly node: NodeResult;
}

interface Column {
  readonly title: string;
  readonly out: ColumnOut;
  readonly cell: (finding: Finding) => CellOut;
}

type Inputs = Parameters<typeof placeName>[1];

/** One row for each ward, period and node; numbers as numbers, ratios in two columns, codes as text. */
export function findingsSheet(
  standard: Standard,
  shown: readonly WardResult[],
  inputs: Inputs,
  words: Words,
): SheetOut {
  const columns = columnsOf(standard, inputs, words);
  const rows: CellOut[][] = [];
  let left = 0;
  for (const ward of shown)
    for (const node of ward.nodes) {
      if (rows.length < MOST_ROWS) rows.push(columns.map(({ cell }) => cell({ ward, node })));
      else left++;
    }
  if (left > 0) rows.push([words.say("xlsx/more-findings", { count: left })]);
  return {
    name: words.say("xlsx/findings"),
    columns: columns.map(({ out }) => out),
    rows: [columns.map(({ title }) => title), ...rows],
    headings: 0,
    rules: [],
    isFiltered: rows.length > 0,
    frozen: { rows: 1, columns: 3 },
    isProtected: false,
    isHidden: false,
  };
}

function columnsOf(standard: Standard, inputs: Inputs, words: Words): Column[] {
  const declared = new Map(nodesOf(standard.criteria).map((node) => [node.id, node]));
  const text = (title: string, width: number, cell: (finding: Finding) => string | null): Column => ({
    title,
    out: { width, as: "text", isOpen: false },
    cell: (finding) => {
      const found = cell(finding);
      return found === null || found === "" ? null : textCell(found);
    },
  });
  const number = (title: string, cell: (finding: Finding) => Fraction | null | undefined): Column => ({
    title,
    out: { width: 11, as: "general", isOpen: false },
    cell: (finding) => {
      const found = cell(finding);
      return found === null || found === undefined ? null : numberCell(found);
    },
  });
  const clause = (id: string): string => {
    const node = declared.get(id);
    if (node === undefined) return "";
    return node.clause ?? (node.parent === undefined ? "" : clause(node.parent));
  };
  const requirementOf = (ward: WardResult, node: NodeResult): string => {
    const found = declared.get(node.id);
    return found === undefined ? "" : requirementText(node, found, ward, words);
  };
  return [
    text(words.say("page/period"), 9, ({ ward }) => ward.period),
    text(words.say("xlsx/code"), 9, ({ ward }) => ward.ward),
    text(words.say("column/ward"), 24, ({ ward }) => ward.name),
    text(words.say("xlsx/node"), 9, ({ node }) => node.id),
    text(words.say("xlsx/title"), 40, ({ node }) => words.title(node.id)),
    text(words.say("xlsx/kind"), 12, ({ node }) => words.say(`xlsx/depth-${depthOf(declared.get(node.id)?.depth)}`)),
    text(words.say("page/status"), 18, ({ node }) => words.say(`status/${node.status}`)),
    text(words.say("xlsx/value-text"), 18, ({ node }) => textValue(node, words)),
    number(words.say("xlsx/value"), ({ node }) => numberValue(node, words)),
    number(words.say("xlsx/share"), ({ node }) => inPercent(shareOf(node, words))),
    number(words.say("xlsx/part"), ({ node }) =>
      node.value !== null && "part" in node.value ? node.value.part : null,
    ),
    number(words.say("xlsx/whole"), ({ node }) =>
      node.value !== null && "part" in node.value ? node.value.whole : null,
    ),
    text(words.say("xlsx/unit"), 12, ({ node }) => unitOf(node, words)),
    text(words.say("show/require"), 26, ({ ward, node }) => requirementOf(ward, node)),
    number(words.say("xlsx/threshold"), ({ node }) =>
      words.isDate(node.id) ? null : shown(node, node.threshold, words),
    ),
    text(words.say("xlsx/threshold-unit"), 12, ({ node }) =>
      node.threshold === null ? null : thresholdUnit(node, words),
    ),
    number(words.say("column/lacking"), ({ node }) => node.gap?.more ?? shown(node, node.gap?.amount ?? null, words)),
    text(words.say("xlsx/lacking-unit"), 14, ({ node }) => lackingUnit(node, words)),
    number(words.say("xlsx/points-low"), ({ node }) => node.points?.low),
    number(words.say("xlsx/points-high"), ({ node }) => node.points?.high),
    number(words.say("xlsx/points-of"), ({ node }) => node.points?.of),
    text(words.say("xlsx/reason"), 26, ({ node }) =>
      node.reason === null ? null : words.say(`reason/${node.reason}`),
    ),
    text(words.say("show/clause"), 22, ({ node }) => clause(node.id)),
    text(words.say("show/provenance"), 18, ({ node }) => words.say(`provenance/${node.provenance}`)),
    text(words.say("xlsx/cells"), 40, ({ ward, node }) => cellsOf(ward, node, inputs)),
  ];
}

const depthOf = (depth: number | undefined): 1 | 2 | 3 => (depth === 1 ? 1 : depth === 2 ? 2 : 3);

const inPercent = (share: Fraction | null): Fraction | null => share && fraction(share.n * 100n, share.d);

/** Shares are shown in percent. */
const shown = ({ id }: NodeResult, value: Fraction | null, words: Words): Fraction | null =>
  words.isShare(id) ? inPercent(value) : value;

function numberValue(node: NodeResult, words: Words): Fraction | null {
  if (node.value === null || !("number" in node.value) || words.isDate(node.id)) return null;
  return shown(node, node.value.number, words);
}

/** What is lacking is counted in units of the numerator where there is one. */
function lackingUnit(node: NodeResult, words: Words): string | null {
  if (node.gap === null || words.isDate(node.id)) return null;
  if (node.gap.more !== undefined) return words.unit(node);
  return words.isShare(node.id) ? words.say("lack/points-point") : words.unit(node);
}

/** What is no number: a day, a choice, yes or no. */
function textValue(node: NodeResult, words: Words): string | null {
  const { value } = node;
  if (value === null || "part" in value) return null;
  if ("truth" in value) return words.say(value.truth ? "truth/true" : "truth/false");
  return "word" in value || words.isDate(node.id) ? words.value(node, value) : null;
}

function unitOf(node: NodeResult, words: Words): string | null {
  if (node.value === null || "truth" in node.value || "word" in node.value || words.isDate(node.id)) return null;
  return "number" in node.value && words.isShare(node.id) ? "%" : words.unit(node);
}

const thresholdUnit = (node: NodeResult, words: Words): string | null =>
  words.isDate(node.id) ? null : words.isShare(node.id) ? "%" : words.unit(node);

/** Where the figures of the period stand that the node reads. */
function cellsOf({ cells }: WardResult, { uses }: NodeResult, inputs: Inputs): string {
  return cells
    .flatMap(({ field, period, origin }) =>
      origin !== null && period === null && uses.includes(field) ? [placeName(origin, inputs)] : [],
    )
    .join("; ");
}
