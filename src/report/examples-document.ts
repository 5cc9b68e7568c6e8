import type { Difference, ExampleOutcome } from "../analysis/examples.ts";
import { hasPassed } from "../analysis/examples.ts";
import type { Standard } from "../criteria/model.ts";
import { sayProblem } from "../messages/say.ts";
import type { Block, Document } from "./document.ts";
import type { Words } from "./words.ts";

/** A standard with what became of its examples. */
export interface TestedStandard {
  readonly standard: Standard;
  readonly outcomes: readonly ExampleOutcome[];
}

/** Examples that failed, with what was expected and found; those that passed are counted. */
export function examplesDocument({ standard, outcomes }: TestedStandard, words: Words): Document {
  const failed = outcomes.filter((outcome) => !hasPassed(outcome));
  const blocks: Block[] = [
    { is: "heading", text: `${standard.id}@${standard.version}` },
    {
      is: "paragraph",
      text: words.say(outcomes.length === 0 ? "examples/none" : "examples/passed", {
        passed: outcomes.length - failed.length,
        count: outcomes.length,
      }),
    },
  ];
  for (const { name, line, differences, refusals } of failed) {
    blocks.push({ is: "paragraph", text: words.say("examples/failed", { name, line }) });
    blocks.push({
      is: "list",
      items: [
        ...differences.map((difference) => differenceText(difference, words)),
        ...refusals.map((problem) => words.say("examples/refused", { detail: sayProblem(words.language, problem) })),
      ],
    });
  }
  return blocks;
}

export function differenceText({ what, id, expected, found }: Difference, words: Words): string {
  return words.say("examples/difference", { what: words.say(`examples/${what}`), id, expected, found });
}
