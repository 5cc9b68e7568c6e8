import type { Standard } from "../criteria/model.ts";
import { formatDay } from "../exact/day.ts";
import type { Document, DocumentCell } from "./document.ts";
import type { Words } from "./words.ts";

/** All standards there are, with how sure each is. */
export function listDocument(
  standards: readonly Standard[],
  words: (standard: Standard) => Words,
  titles: { readonly standard: string; readonly title: string; readonly provenance: string; readonly inForce: string },
): Document {
  const rows = standards.map((standard): DocumentCell[] => {
    const own = words(standard);
    return [
      { text: `${standard.id}@${standard.version}` },
      { text: own.say(`provenance/${standard.provenance}`) },
      {
        text: `${standard.inForce.from === undefined ? "…" : formatDay(standard.inForce.from)} – ${standard.inForce.to === undefined ? "…" : formatDay(standard.inForce.to)}`,
      },
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
        { title: titles.title, align: "left", flexible: true },
      ],
      groups: [{ rows }],
    },
  ];
}
