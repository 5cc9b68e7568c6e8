import { type ExampleOutcome, hasPassed } from "../analysis/examples.ts";
import { sayProblem } from "../messages/say.ts";
import { inLanguage } from "../text.ts";
import type { TestedStandard } from "./examples-document.ts";
import { differenceText } from "./examples-document.ts";
import { Words } from "./words.ts";

/** Outcomes of examples for programs. */
export function examplesJson(tested: readonly TestedStandard[]): string {
  const value = tested.map(({ standard, outcomes }) => ({
    standard: `${standard.id}@${standard.version}`,
    examples: outcomes.length,
    failed: outcomes.filter((outcome) => !hasPassed(outcome)).map(failedExample),
  }));
  return `${JSON.stringify(value, null, 2)}\n`;
}

const failedExample = ({ name, line, differences, refusals }: ExampleOutcome) => ({
  name,
  line,
  differences,
  refused: refusals.map(({ code, args }) => ({ code, args })),
});

/** The same as JUnit's XML, which build servers show. Always in English. */
export function examplesJunit(tested: readonly TestedStandard[]): string {
  const suites = tested.map(({ standard, outcomes }) => {
    const suite = `${standard.id}@${standard.version}`;
    const words = new Words(standard, "en");
    const cases = outcomes.map((outcome) => testCase(suite, outcome, words));
    const failures = outcomes.filter((outcome) => !hasPassed(outcome)).length;
    return [
      `  <testsuite name="${escaped(suite)}" tests="${outcomes.length}" failures="${failures}">`,
      ...cases,
      "  </testsuite>",
    ].join("\n");
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function testCase(suite: string, outcome: ExampleOutcome, words: Words): string {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(inLanguage(outcome.name, "en"))}"`;
  if (hasPassed(outcome)) return `${head}/>`;
  const lines = [
    ...outcome.differences.map((difference) => differenceText(difference, words)),
    ...outcome.refusals.map((problem) => sayProblem("en", problem)),
  ];
  return `${head}>\n      <failure message="${escaped(lines[0] ?? "")}">${escaped(lines.join("\n"))}</failure>\n    </testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text in XML; characters that XML cannot hold are replaced. */
function escaped(text: string): string {
  const allowed = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  return allowed.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
