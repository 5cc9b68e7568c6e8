import { shortfallsOf } from "../../analysis/shortfalls.ts";
import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { emptyCounts, STATUS_NAMES } from "../../engine/status.ts";
import { showDay } from "../../messages/numbers.ts";
import { decisionSection, namesOf } from "../appraisal.ts";
import { sources } from "../data-notes.ts";
import type { Block } from "../document.ts";
import type { Words } from "../words.ts";
import type { PaperColumn, PaperPart } from "./paper.ts";

export const column = (title: string, width: number, align: PaperColumn["align"] = "left"): PaperColumn => ({
  title,
  width,
  align,
});

/** What the report stands on: the document, what is left out, how sure its thresholds are. */
export function basisParts(standard: Standard, notices: readonly string[], words: Words): PaperPart[] {
  const basis = basisText(standard, words);
  return [
    ...(basis === undefined ? [] : [{ is: "text", text: basis, isBasis: true } as const]),
    ...notices.map((text): PaperPart => ({ is: "text", text })),
  ];
}

/** The kind of a legal document by the letters of its number, as it is cited. */
const KINDS = [
  ["QĐ", "decision"],
  ["TT", "circular"],
  ["NĐ", "decree"],
  ["NQ", "resolution"],
  ["UBTVQH", "resolution"],
] as const;

function basisText({ basis: { document, issuer, issued } }: Standard, words: Words): string | undefined {
  if (document === undefined) return undefined;
  const kind = KINDS.find(([letters]) => new RegExp(`/${letters}`).test(document))?.[1];
  const parts = [
    kind === undefined ? document : words.say(`paper/kind-${kind}`, { number: document }),
    ...(issued === undefined ? [] : [words.say("paper/of-day", { day: showDay(issued, words.language) })]),
    ...(issuer === undefined ? [] : [words.say("paper/of-issuer", { issuer: words.text(issuer) })]),
  ];
  return words.say("paper/basis", { document: parts.join(" ") });
}

/** "năm 2026", or "kỳ 2026-Q1" where periods are no years. */
export const whenText = (standard: Standard, periods: string, words: Words): string =>
  words.say(standard.period.every === "year" ? "paper/in-year" : "explain/period", { period: periods });

/** How many criteria are met, what became of all, the score. */
export function totals(ward: WardResult, words: Words): string[] {
  const { criteria, score } = ward;
  const top = ward.nodes.filter(({ parent }) => parent === null);
  const counts = STATUS_NAMES.map((status) => ({ status, count: top.filter((node) => node.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${words.say(`status/${status}`)}: ${count}`);
  return [
    ...(criteria.of === 0 ? [] : [words.say("paper/criteria-met", { met: criteria.met, of: criteria.of })]),
    words.say("paper/by-status", { counts: counts.join("; ") }),
    ...(score === null
      ? []
      : [
          words.say("paper/score", {
            score: words.points(score),
            of: words.points({ low: score.of, high: score.of, of: score.of }),
          }),
        ]),
  ];
}

/** What a ward lacks, leaf by leaf, and which conditions keep it from the next level. */
export function shortcomings(ward: WardResult, words: Words): string[] {
  const lines = [...words.blockers(ward), ...shortfallsOf(ward).map((one) => words.shortfall(one, true))];
  if (lines.length > 0) return lines;
  return [words.say(words.standard.verdict === "recognition" ? "paper/no-shortcomings" : "page/none")];
}

/** The verdict in the words of the standard, and what it would be without waivers; the authority decides. */
export function conclusion(ward: WardResult, words: Words): string[] {
  const { standard } = words;
  const when = whenText(standard, ward.period, words);
  if (ward.level === null) return [words.say("paper/no-levels", { name: ward.name, when })];
  const { level, levelWithoutWaivers: plain } = ward;
  return [
    words.say("paper/conclusion", { name: ward.name, when, level: words.level(level) }),
    ...(level === "undetermined" ? [sentence(words.possible(ward))] : []),
    ...(plain !== null && plain !== level ? [words.say("paper/by-waiver", { level: words.level(plain) })] : []),
    ...(standard.verdict === "recognition" ? [words.say("authority-notice")] : []),
  ];
}

const sentence = (text: string): string => `${text.charAt(0).toLocaleUpperCase("vi")}${text.slice(1)}.`;

/** Counts that reconcile, the standard, the files, and the program, for who checks the report. */
export function sourceLines(result: Result, wards: readonly WardResult[], words: Words): string[] {
  const counts = emptyCounts();
  for (const { counts: of } of wards) for (const status of STATUS_NAMES) counts[status] += of[status];
  const total = STATUS_NAMES.reduce((sum, status) => sum + counts[status], 0);
  const { warning, error = 0 } = result.summary.problems;
  const listed = sources(result, words).flatMap((block) => (block.is === "list" ? block.items : []));
  return [
    ...listed.filter((line) => line !== words.say("authority-notice")),
    ...(error > 0 ? [words.say("quality/errors", { count: error })] : []),
    warning === 0 ? words.say("quality/none") : words.say("quality/warnings", { count: warning }),
    words.say("quality/counts", { total, ...counts }),
    words.say("xlsx/made-by", { version: result.toolVersion }),
    ...(result.generatedAt === null ? [] : [words.say("page/made-at", { time: result.generatedAt })]),
  ];
}

/** Decisions of authorities that were recorded, as they were issued. */
export const decisionParts = (result: Result, words: Words): PaperPart[] =>
  blockParts(decisionSection(result, namesOf(result.wards()), words));

/** Pieces of other reports on paper. */
export const blockParts = (blocks: readonly Block[]): PaperPart[] =>
  blocks.flatMap((block): PaperPart[] => {
    switch (block.is) {
      case "heading":
      case "paragraph":
        return [{ is: block.is === "heading" ? "heading" : "text", text: block.text }];
      case "list":
        return [{ is: "list", items: block.items }];
      case "table":
        return [tablePart(block)];
      default:
        return [];
    }
  });

function tablePart({ columns, groups }: Block & { readonly is: "table" }): PaperPart {
  return {
    is: "table",
    columns: columns.map(({ title, align, flexible }) => column(title, flexible === true ? 20 : 10, align)),
    rows: groups.flatMap(({ rows }) => rows.map((row) => ({ cells: row.map(({ text }) => text), isStrong: false }))),
  };
}

/** Columns that hold nothing in any row are left out; those to be filled in by hand stay. */
export function filledTable<Row>(
  rows: readonly Row[],
  columns: readonly (readonly [PaperColumn, (row: Row) => string, "kept"?])[],
  isStrong: (row: Row) => boolean,
): PaperPart {
  const used = columns.filter(([, cell, kept]) => kept === "kept" || rows.some((row) => cell(row) !== ""));
  return {
    is: "table",
    columns: used.map(([one]) => one),
    rows: rows.map((row) => ({ cells: used.map(([, cell]) => cell(row)), isStrong: isStrong(row) })),
  };
}

/** The kinds of unit that have a people's committee, as names begin with them. */
const UNITS = ["phường", "xã", "thị trấn", "đặc khu"];

/** The people's committee of a ward, by its name with the kind of unit before it. */
export function committeeOf({ name }: WardResult, words: Words): string {
  const start = name.normalize("NFC").toLocaleLowerCase("vi");
  const hasUnit = UNITS.some((unit) => start.startsWith(`${unit} `));
  return hasUnit || words.language === "en" ? name : `${words.unitName()} ${name}`;
}
