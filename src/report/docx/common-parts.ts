import { shortfallsOf } from "../../analysis/shortfalls.ts";
import type { Standard } from "../../criteria/model.ts";
import type { Result, WardResult } from "../../engine/result.ts";
import { STATUS_NAMES } from "../../engine/status.ts";
import { decisionSection } from "../appraisal.ts";
import { qualityNotes, sources } from "../data-notes.ts";
import { headNotices } from "../notices.ts";
import type { Words } from "../words.ts";
import type { PaperColumn, PaperPart } from "./paper.ts";

export const column = (title: string, width: number, align: PaperColumn["align"] = "left"): PaperColumn => ({
  title,
  width,
  align,
});

/** What the report stands on: the document, how sure its thresholds are, what it wants to be said. */
export function basisParts(standard: Standard, result: Result, shown: number, words: Words): PaperPart[] {
  const { document, issuer } = standard.basis;
  const notices = headNotices(standard, result, shown, words);
  return [
    ...(document === undefined ? [] : [{ is: "text", text: basisText(document, words.text(issuer), words) } as const]),
    ...notices.map((text): PaperPart => ({ is: "text", text, isNotice: true })),
  ];
}

const basisText = (document: string, issuer: string, words: Words): string =>
  issuer === "" ? words.say("paper/basis", { document }) : words.say("paper/basis-of", { document, issuer });

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
  const lines = [...words.blockers(ward), ...shortfallsOf(ward).map((one) => words.shortfall(one))];
  return lines.length === 0 ? [words.say("paper/no-shortcomings")] : lines;
}

/** The verdict in the words of the standard; what the authority decides is not said. */
export function conclusion(ward: WardResult, words: Words): string[] {
  if (ward.level === null) return [words.say("paper/no-levels", { name: ward.name, period: ward.period })];
  return [
    words.say("paper/conclusion", { name: ward.name, period: ward.period, level: words.level(ward.level) }),
    ...(ward.level === "undetermined" ? [`${words.possible(ward)}; ${words.matters(ward)}`] : []),
    ...(words.standard.verdict === "recognition" ? [words.say("authority-notice")] : []),
  ];
}

/** Counts that reconcile, the standard, the files, and the program, for who checks the report. */
export function sourceLines(standard: Standard, result: Result, wards: readonly WardResult[], words: Words): string[] {
  const lines = [...qualityNotes(standard, result, wards, words), ...sources(result, words)].flatMap((block) =>
    block.is === "list" ? block.items : [],
  );
  return [
    ...lines.filter((line) => line !== words.say("authority-notice")),
    words.say("xlsx/made-by", { version: result.toolVersion }),
    ...(result.generatedAt === null ? [] : [words.say("page/made-at", { time: result.generatedAt })]),
  ];
}

/** Decisions of authorities that were recorded, as they were issued. */
export const decisionParts = (result: Result, words: Words): PaperPart[] =>
  decisionSection(result, words).flatMap((block): PaperPart[] => {
    if (block.is === "heading") return [{ is: "heading", text: block.text }];
    if (block.is === "paragraph") return [{ is: "text", text: block.text, isNotice: true }];
    return block.is === "list" ? [{ is: "list", items: block.items }] : [];
  });

/** The people's committee of a ward, by its name with the kind of unit before it. */
export function committeeOf({ name }: WardResult, words: Words): string {
  const unit = words.unitName();
  const hasUnit = name.toLocaleLowerCase("vi").startsWith(unit.toLocaleLowerCase("vi"));
  return hasUnit || words.language === "en" ? name : `${unit} ${name}`;
}
