import type { WardResult } from "../engine/result.ts";
import { parseDay } from "../exact/day.ts";
import type { Dossier, Paper } from "../intake/papers.ts";
import { showDay } from "../messages/numbers.ts";
import type { Words } from "./words.ts";

/** A document in words: title, number, date, issuer. */
export function paperText({ title, number, date, issuer }: Paper, words: Words): string {
  const day = parseDay(date);
  const shown = day === undefined ? date : showDay(day, words.language);
  return [title, number, shown, issuer].filter((part) => part !== "").join(", ");
}

/** What a self-assessment recorded for a ward in a period; with `fields`, for these figures alone. */
export function dossierFor(
  { papers, remarks }: Dossier,
  { ward, period }: Pick<WardResult, "ward" | "period">,
  fields?: readonly string[],
): Dossier {
  const isAsked = (one: { readonly ward: string; readonly period: string; readonly field: string }) =>
    one.ward === ward && one.period === period && (fields === undefined || fields.includes(one.field));
  return { papers: papers.filter(isAsked), remarks: remarks.filter(isAsked) };
}
