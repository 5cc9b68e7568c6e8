import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseStandard } from "../src/criteria/parse.ts";
import { problems as inEnglish } from "../src/messages/problems.en.ts";
import { problems as inVietnamese } from "../src/messages/problems.vi.ts";
import { type ProblemCode, type Severity, severities as severityTables } from "../src/problem-codes.ts";
import { root, runInMemory } from "./support/memory-host.ts";

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const pages = [
  "README.md",
  ...readdirSync(path.join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const blockOf = (page: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(read(page))?.[1] ?? "";

/** The files that a page shows beside its commands. */
const PAPER = "docs/writing-a-standard.md";
const quiet = blockOf(PAPER, "yaml");
const FILES: Readonly<Record<string, string>> = {
  "quiet-street.yaml": quiet,
  "broken.yaml": quiet.replace("≤ 0.002", "≤ 0.2%"),
  "moved.yaml": quiet.replace("≥ 80%", "≥ 81%"),
  "wards.csv": blockOf(PAPER, "csv"),
};

/** Blocks that begin with `$ model-ward …`, and what follows there. */
function transcripts(page: string): { command: string; lines: string[] }[] {
  return [...read(page).matchAll(/```text\n(\$ (?:npx )?model-ward [\s\S]*?)```/g)].flatMap(([, shown = ""]) =>
    shown
      .split(/^\$ (?:npx )?model-ward /m)
      .slice(1)
      .map((one) => {
        const [command = "", ...lines] = one.trimEnd().split("\n");
        return { command, lines };
      }),
  );
}

const wordsOf = (command: string): string[] =>
  (command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));

describe.each(pages)("%s", (page) => {
  for (const { command, lines } of transcripts(page)) {
    test(`shows what ${command} prints`, async () => {
      const { stdout, stderr } = await runInMemory(wordsOf(command), { files: FILES });
      const printed = `${stderr}${stdout}`.split("\n");
      let at = 0;
      for (const line of lines) {
        if (line === "…") continue;
        at = printed.indexOf(line, at);
        expect(at, line).toBeGreaterThanOrEqual(0);
      }
    });
  }

  test("links lead somewhere", () => {
    for (const [, target = ""] of read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (!target.includes("://")) expect(existsSync(path.join(root, path.dirname(page), target)), target).toBe(true);
    }
  });
});

type Table<Value> = Readonly<Record<ProblemCode, Value>>;
const whole = <Value>(tables: readonly Readonly<Partial<Record<ProblemCode, Value>>>[]) =>
  Object.assign({}, ...tables) as Table<Value>;
const severities: Table<Severity> = whole(severityTables);
const [english, vietnamese] = [whole(inEnglish), whole(inVietnamese)];

describe("docs/problems.md", () => {
  const text = read("docs/problems.md");
  const cell = (message: string) =>
    message.replaceAll("|", "\\|").replaceAll("{{", "{").replaceAll("}}", "}").replaceAll("<", "&lt;");

  test.each(Object.entries(severities))("%s", (code, severity) => {
    const key = code as keyof typeof severities;
    expect(text).toContain(`| \`${code}\` | ${severity} | ${cell(english[key])} | ${cell(vietnamese[key])} |`);
  });

  test("names no other code", () => {
    const named = [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, code]) => code);
    expect(named.toSorted()).toEqual(Object.keys(severities).toSorted());
  });

  test("every message fills the same places in both languages and says what to do", () => {
    for (const key of Object.keys(severities) as (keyof typeof severities)[]) {
      const places = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
      expect(places(vietnamese[key]), key).toEqual(places(english[key]));
      if (severities[key] !== "note")
        expect(
          [vietnamese[key], english[key]].every((message) => message.includes("→")),
          key,
        ).toBe(true);
    }
  });
});

test("the sample standard of the docs is valid", () => {
  const { standard, problems } = parseStandard("sample-standard.yaml", read("docs/sample-standard.yaml"));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(standard?.id).toBe("docs/sample");
});

test("the program has a problem for every code, and a code for every problem", () => {
  const sources = readdirSync(path.join(root, "src"), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".ts") && !file.includes("messages") && !file.includes("problem-codes"))
    .map((file) => read(path.join("src", file)))
    .join("\n");
  const composed = [
    "data/divided-by-zero",
    "data/too-large",
    "data/points-out-of-range",
    "data/no-ward-code",
    "data/no-ward-name",
  ];
  const silent = Object.keys(severities).filter((code) => !sources.includes(`"${code}"`) && !composed.includes(code));
  expect(silent).toEqual([]);
});
