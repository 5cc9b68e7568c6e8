import type { NodeResult, Result, WardResult } from "../engine/result.ts";
import { showDay } from "../messages/numbers.ts";
import type { Block } from "./document.ts";
import type { Words } from "./words.ts";

/** Every waiver that counts, with what it hides; those that do not are among the warnings. */
export function waiverSection(
  { waivers }: Pick<Result, "waivers">,
  wards: readonly WardResult[],
  words: Words,
): Block[] {
  if (waivers === null) return [];
  const items = wards.flatMap((ward) => ward.nodes.flatMap((node) => waiverText(ward, node, words) ?? []));
  return [
    { is: "heading", text: words.say("section/waivers") },
    { is: "list", items: items.length === 0 ? [words.say("waivers/none")] : items },
  ];
}

/** One waiver in words: whom it was granted, by whom, until when, and what the node would be without it. */
export function waiverText(
  { name, period }: Pick<WardResult, "name" | "period">,
  { id, waiver, withoutWaivers: without }: NodeResult,
  words: Words,
): string | undefined {
  if (waiver === null) return undefined;
  return words.say("waivers/one", {
    ward: name,
    period,
    id,
    title: words.title(id),
    waiver: waiverShort({ waiver, withoutWaivers: without }, words) ?? "",
  });
}

/** The waiver alone, for where ward, period and node stand already. */
export function waiverShort(
  { waiver, withoutWaivers: without }: Pick<NodeResult, "waiver" | "withoutWaivers">,
  words: Words,
): string | undefined {
  if (waiver === null) return undefined;
  const { language } = words;
  return words.say("waivers/short", {
    reason: words.text(waiver.reason),
    approvedBy: words.text(waiver.approvedBy),
    document: waiver.document,
    from: showDay(waiver.from, language),
    until: showDay(waiver.until, language),
    without: words.say(without === "unknown" ? "waivers/not-assessed" : `status/${without ?? "waived"}`),
  });
}
