import { nodesOf, type Standard } from "../criteria/model.ts";
import { showDay } from "../messages/numbers.ts";
import type { Document } from "./document.ts";
import type { Words } from "./words.ts";

/** All standards there are, with how sure and how complete each is. */
export function listDocument(standards: readonly Standard[], words: (standard: Standard) => Words): Document {
  return [{ is: "list", items: standards.map((standard) => entry(standard, words(standard))) }];
}

function entry(standard: Standard, words: Words): string {
  const { from, to } = standard.inForce;
  return words.say("list/entry", {
    id: standard.id,
    version: standard.version,
    title: standard.title,
    provenance: words.say(`provenance/${standard.provenance}`),
    from: from === undefined ? "…" : showDay(from, words.language),
    to: to === undefined ? "…" : showDay(to, words.language),
    complete: completeness(standard, words),
  });
}

/** How much of a standard there is: indicators, examples, thresholds that no source gives, and whether it has a verdict. */
export function completenessOf(standard: Standard): {
  readonly indicators: number;
  readonly examples: number;
  readonly notFound: number;
  readonly hasVerdict: boolean;
} {
  const leaves = nodesOf(standard.criteria).filter(({ children }) => children.length === 0);
  const amounts = [...standard.parameters.values()].flatMap(({ values }) =>
    values.flatMap((value) => [...value.amounts.values()]),
  );
  const notFound = amounts.filter((amount) => amount === "not_found" || amount === "set_by_overlay").length;
  return {
    indicators: leaves.length,
    examples: standard.examples.length,
    notFound,
    hasVerdict: standard.levels.length > 0,
  };
}

function completeness(standard: Standard, words: Words): string {
  const { indicators, examples, notFound, hasVerdict } = completenessOf(standard);
  return [
    words.say("list/indicators", { count: indicators }),
    words.say("list/examples", { count: examples }),
    ...(notFound === 0 ? [] : [words.say("list/not-found", { count: notFound })]),
    ...(hasVerdict ? [] : [words.say("list/no-verdict")]),
    ...(standard.notices.length === 0 ? [] : [words.say("list/notices", { count: standard.notices.length })]),
  ].join(", ");
}
