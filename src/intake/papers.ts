import type { PeriodRule } from "../criteria/model.ts";
import { parsePeriod } from "../criteria/period.ts";
import { isDraft, readDraft } from "./draft.ts";
import type { WardFile } from "./sheet.ts";

/** A document that proves figures, as a self-assessment names it. It is recorded; no verdict stands on it. */
export interface Paper {
  readonly ward: string;
  readonly period: string;
  /** the criterion, indicator or part that it belongs to, or the figure where none reads that */
  readonly item: string;
  readonly title: string;
  readonly number: string;
  /** as `2020-12-31`, or empty */
  readonly date: string;
  readonly issuer: string;
  /** the file that holds it, below the draft's folder; null: it is in none */
  readonly file: string | null;
}

/** What an official noted, or why a figure was said not to apply. */
export interface Remark {
  readonly ward: string;
  readonly period: string;
  /** as of a paper; of a reason, the figure */
  readonly item: string;
  readonly text: string;
}

/** What self-assessments record beside their figures. */
export interface Dossier {
  readonly papers: readonly Paper[];
  readonly remarks: readonly Remark[];
}

/** The documents and remarks of the drafts among some files, in their order. */
export function dossierOf(files: readonly WardFile[], rule: PeriodRule): Dossier {
  const drafts = files.flatMap(({ name, bytes }) =>
    isDraft(bytes) ? (readDraft(name, bytes, undefined).draft ?? []) : [],
  );
  const papers: Paper[] = [];
  const remarks: Remark[] = [];
  for (const { head, evidence, notes, answers } of drafts) {
    const period = parsePeriod(head.period, rule)?.label ?? head.period;
    const of = { ward: head.ward, period };
    for (const [item, listed] of evidence)
      for (const { title, number, date, issuer, file } of listed)
        papers.push({ ...of, item, title, number, date, issuer, file: file?.path ?? null });
    for (const [item, text] of notes) if (text !== "") remarks.push({ ...of, item, text });
    for (const [item, { answer }] of answers)
      if (answer.is === "not_applicable" && answer.why !== "") remarks.push({ ...of, item, text: answer.why });
  }
  return { papers, remarks };
}
