import type { Block } from "./document.ts";
import { cellLine, stepLines } from "./evidence-words.ts";
import type { ShownExplanation } from "./explanation-document.ts";
import { levelText } from "./standard-document.ts";
import type { Words } from "./words.ts";

/** Conditions beside the criteria that decide of levels and the score: did they happen, and by which cells? */
export function conditionBlocks(shown: ShownExplanation, words: Words): Block[] {
  const { ward, conditions } = shown.explanation;
  if (conditions.length === 0) return [];
  const items = conditions.flatMap(({ id, title, clause, value, cells, steps }) => [
    words.say("explain/disqualifier", { id, title, result: words.say(`explain/condition-${value}`) }),
    ...(clause === null
      ? []
      : [words.say("explain/clause", { clause, provenance: words.say(`provenance/${words.standard.provenance}`) })]),
    ...cells.map((cell) => cellLine(cell, shown, words)),
    ...stepLines("explain/step", steps, ward.period, words),
  ]);
  return [
    { is: "heading", text: words.say("section/conditions") },
    { is: "list", items },
  ];
}

/** Each level with its conditions, best first. */
export function levelBlocks(shown: ShownExplanation, words: Words): Block[] {
  const { levels, ward } = shown.explanation;
  if (levels.length === 0) return [];
  const items = levels.flatMap(({ id, title, clause, reached, conditions, steps }) => {
    const declared = words.standard.levels.find((level) => level.id === id);
    const results = conditions.map(
      ({ name, value }) => `${words.say(`condition/${name}`)}: ${words.say(`level/${value}`)}`,
    );
    const requires = declared === undefined ? "" : levelText(declared, words);
    const head = { title, requires, reached: words.say(`level/${reached}`), results: results.join("; ") };
    return [
      words.say("explain/level-conditions", { ...head, clause: clause ?? words.say("explain/no-clause") }),
      ...stepLines("explain/step", steps, ward.period, words),
    ];
  });
  return [
    { is: "heading", text: words.say("section/levels") },
    { is: "list", items },
  ];
}
