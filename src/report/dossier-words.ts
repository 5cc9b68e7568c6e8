import type { NodeResult, WardResult } from "../engine/result.ts";
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

/** What a self-assessment recorded for a ward in a period; with `node`, for it and the figures that it reads alone. */
export function dossierFor(
  { papers, remarks }: Dossier,
  { ward, period }: Pick<WardResult, "ward" | "period">,
  node?: Pick<NodeResult, "id" | "uses">,
): Dossier {
  const isAsked = (one: { readonly ward: string; readonly period: string; readonly item: string }) =>
    one.ward === ward &&
    one.period === period &&
    (node === undefined || one.item === node.id || node.uses.includes(one.item));
  return { papers: papers.filter(isAsked), remarks: remarks.filter(isAsked) };
}

/** What a paper or a remark belongs to, in words. */
export const itemText = (item: string, words: Words): string =>
  words.title(item) === "" ? words.fields([item]) : `${item} ${words.title(item)}`;
