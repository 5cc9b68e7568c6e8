import { hasPassed, runExamples } from "../../analysis/examples.ts";
import { problem } from "../../problem.ts";
import { examplesDocument, type TestedStandard } from "../../report/examples-document.ts";
import { examplesJson, examplesJunit } from "../../report/examples-formats.ts";
import { Words } from "../../report/words.ts";
import { Failure } from "../failure.ts";
import { writeStandardOutput } from "../output.ts";
import type { Action } from "../perform.ts";
import { NO_FILES, namedStandard } from "../standards.ts";
import { writeDocument } from "./document-format.ts";

const FORMATS = ["table", "markdown", "json", "junit"] as const;

/** `criteria test STANDARD…`: judges the examples of standards; exit 1 when one comes out otherwise, or there are none. */
export const criteriaTest: Action = async (console, names, options) => {
  const asked = String(options["format"] ?? "table");
  const format = FORMATS.find((one) => one === asked);
  if (format === undefined)
    throw new Failure({ usage: true }, [problem("usage/unknown-format", { seen: asked, values: FORMATS.join(", ") })]);
  const tested: TestedStandard[] = [];
  for (const name of names) {
    const { standard, problems } = await namedStandard(console.host, name, NO_FILES);
    await console.tell(problems);
    tested.push({ standard, outcomes: runExamples(standard) });
  }
  if (format === "json" || format === "junit") {
    const text = format === "json" ? examplesJson(tested) : examplesJunit(tested);
    await writeStandardOutput(console.host, [text], console.language);
  } else {
    const blocks = tested.flatMap((one) => examplesDocument(one, new Words(one.standard, console.language)));
    await writeDocument(console, blocks, format);
  }
  return { failed: tested.some(({ outcomes }) => outcomes.length === 0 || !outcomes.every(hasPassed)) };
};
