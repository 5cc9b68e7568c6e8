import { nodesOf, type Standard } from "../criteria/model.ts";
import { formatDay } from "../exact/day.ts";
import type { Document, DocumentCell } from "./document.ts";
import type { Words } from "./words.ts";

/** All standards there are, with how sure each is. */
export function listDocument(
  standards: readonly Standard[],
  words: (standard: Standard) => Words,
  titles: {
    readonly standard: string;
    readonly title: string;
    readonly provenance: string;
    readonly inForce: string;
    readonly complete: string;
  },
): Document {
  const rows = standards.map((standard): DocumentCell[] => {
    const own = words(standard);
    return [
      { text: `${standard.id}@${standard.version}` },
      { text: own.say(`provenance/${standard.provenance}`) },
      {
        text: `${standard.inForce.from === undefined ? "…" : formatDay(standard.inForce.from)} – ${standard.inForce.to === undefined ? "…" : formatDay(standard.inForce.to)}`,
      },
      { text: completeness(standard, own) },
      { text: own.text(standard.title) },
    ];
  });
  return [
    {
      is: "table",
      columns: [
        { title: titles.standard, align: "left" },
        { title: titles.provenance, align: "left" },
        { title: titles.inForce, align: "left" },
        { title: titles.complete, align: "left", flexible: true },
        { title: titles.title, align: "left", flexible: true },
      ],
      groups: [{ rows }],
    },
  ];
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
