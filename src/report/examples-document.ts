import type { Difference, ExampleOutcome } from "../analysis/examples.ts";
import { hasPassed } from "../analysis/examples.ts";
import type { Standard } from "../criteria/model.ts";
import { STATUS_NAMES } from "../engine/status.ts";
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

/** What was expected and found, in the words of reports. */
export function differenceText({ what, id, expected, found }: Difference, words: Words): string {
  const named = words.say(`examples/${what}`);
  const [wanted, came] = [expected, found].map((value) => valueText(what, value, words));
  return words.say("examples/difference", {
    what: id === "" ? named : `${named} ${id}`,
    expected: wanted ?? "",
    found: came ?? "",
  });
}

function valueText(what: Difference["what"], value: string, words: Words): string {
  if (what === "level" || what === "without_waivers") return words.level(value);
  if (what === "check") return words.say(value === "failed" ? "examples/failed-check" : "examples/held-check");
  const status = what === "status" ? STATUS_NAMES.find((one) => one === value) : undefined;
  return status === undefined ? value : words.say(`status/${status}`);
}
