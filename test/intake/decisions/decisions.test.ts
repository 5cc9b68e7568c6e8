import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  aboutData,
  expectMentions,
  expectWards,
  tableFields as fields,
  namesLine,
  problemsOf,
  tableStandardText as standardText,
  TABLE_STANDARD,
} from "../../support/decision-table.ts";
import { root, runInMemory } from "../../support/memory-host.ts";
import { FIXTURES, LARGE } from "./make.ts";

const HERE = "test/intake/decisions";
const FILES = `${HERE}/files`;
const read = (name: string): string => readFileSync(path.join(root, HERE, name), "utf8");

// ---------------------------------------------------------------- the table

const words = v.array(v.pipe(v.string(), v.minLength(1)));
const mentions = v.array(v.union([v.pipe(v.string(), v.minLength(1)), v.pipe(words, v.minLength(2))]));
const Entry = v.pipe(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
    row: v.pipe(v.string(), v.minLength(1)),
    files: v.pipe(words, v.minLength(1)),
    flags: v.optional(words, []),
    every: v.optional(v.picklist(["half_year", "quarter", "month", "inspection"])),
    decision: v.picklist(["accept", "warn", "refuse"]),
    exit: v.picklist([0, 3, 4]),
    wards: words,
    values: v.optional(v.record(v.string(), v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))), {}),
    mentions: v.optional(mentions, []),
    mentions_en: v.optional(mentions),
    lines: v.optional(v.array(v.pipe(v.number(), v.integer())), []),
    never: v.optional(words, []),
    formats: v.optional(
      v.array(v.strictObject({ format: v.picklist(["csv", "table", "markdown", "ndjson"]), has: words, never: words })),
      [],
    ),
    only_absent_columns: v.optional(v.boolean(), false),
    unsure: v.optional(v.pipe(v.string(), v.minLength(1))),
  }),
  v.check((entry) => (entry.decision === "refuse" ? entry.exit !== 0 : entry.exit === 0), "exit against decision"),
  v.check((entry) => (entry.exit === 4) === (entry.decision === "refuse" && entry.wards.length > 0), "exit 4"),
  v.check((entry) => entry.decision === "refuse" || entry.wards.length > 0, "nothing judged"),
  v.check((entry) => entry.exit !== 3 || Object.keys(entry.values).length === 0, "values of a refused file"),
  v.check(
    (entry) => Object.keys(entry.values).every((key) => entry.wards.includes(key)),
    "values of a ward not judged",
  ),
  v.check((entry) => entry.exit === 0 || entry.mentions.length + entry.lines.length > 0, "refused without a word"),
);
type Entry = v.InferOutput<typeof Entry>;

const entries: readonly Entry[] = v.parse(v.array(Entry), parse(read("decisions.yaml")));

describe("the fixtures", () => {
  test("make.ts makes every file, byte by byte, and no other file is there", () => {
    expect(readdirSync(path.join(root, FILES)).toSorted()).toEqual(Object.keys(FIXTURES).toSorted());
    for (const [name, bytes] of Object.entries(FIXTURES)) {
      expect(Buffer.compare(readFileSync(path.join(root, FILES, name)), bytes), name).toBe(0);
    }
  });

  test("every file is used, every file that is used is made", () => {
    const used = new Set(entries.flatMap((entry) => entry.files));
    expect([...used].toSorted()).toEqual([...Object.keys(FIXTURES), ...Object.keys(LARGE)].toSorted());
  });

  test("ids are unique, values are of fields that exist, every field has a value somewhere", () => {
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
    const valued = entries.flatMap((entry) => Object.values(entry.values).flatMap((row) => Object.entries(row)));
    for (const [field] of valued) expect(fields, field).toHaveProperty(field);
    const present = new Set(valued.filter(([, value]) => value !== "missing").map(([field]) => field));
    expect([...present].toSorted()).toEqual(Object.keys(fields).toSorted());
  });
});

// ---------------------------------------------------------------- the program

const Result = v.object({
  wards: v.array(
    v.object({
      ward: v.string(),
      period: v.string(),
      cells: v.array(v.object({ field: v.string(), state: v.string(), value: v.optional(v.unknown()) })),
    }),
  ),
});

/** Standard output without what may contain any digits or words by chance: the hashes and the standard's own text. */
const visible = (stdout: string): string =>
  stdout.replaceAll(/"sha256":\s*"[0-9a-f]*"/g, "").replace(/"text":\s*"# The standard of(?:[^"\\]|\\.)*"/, "");

function world(entry: Entry) {
  const large = entry.files.flatMap((name) => {
    const make = LARGE[name];
    return make === undefined ? [] : [[name, make()] as const];
  });
  const standard =
    entry.every === undefined
      ? []
      : [[standardOf(entry), standardText.replace("every: year", `every: ${entry.every}`)] as const];
  return { files: Object.fromEntries<string | Uint8Array>([...large, ...standard]) };
}

const standardOf = (entry: Entry): string =>
  entry.every === undefined ? TABLE_STANDARD : `standard-${entry.every}.yaml`;

function call(entry: Entry, format: string, ...more: readonly string[]) {
  const paths = entry.files.map((name) => (LARGE[name] === undefined ? `${FILES}/${name}` : name));
  const argv = ["evaluate", ...paths, "--criteria", standardOf(entry), "--format", format, ...entry.flags, ...more];
  return runInMemory(argv, world(entry));
}

function expectProblems(entry: Entry, stderr: string): void {
  const problems = problemsOf(stderr);
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter(
    (problem) => problem.code !== "data/absent-columns" && problem.severity === "warning",
  );
  if (entry.decision === "refuse") {
    expect(errors.length, stderr).toBeGreaterThan(0);
    return;
  }
  expect(errors).toEqual([]);
  if (entry.decision === "accept" || entry.only_absent_columns) expect(warnings).toEqual([]);
  else expect(warnings.length, "there must be a warning").toBeGreaterThan(0);
  if (entry.only_absent_columns) {
    expect(problems.map((problem) => problem.code)).toEqual(["data/absent-columns"]);
  }
}

for (const lang of ["vi", "en"] as const) {
  describe(`the decision table of docs/reading-data.md (${lang})`, () => {
    test.each(entries.map((entry) => [entry.id, entry] as const))("%s", async (_, entry) => {
      const { code, stdout, stderr: said } = await call(entry, "json", "--lang", lang);
      const stderr = aboutData(said, entry.only_absent_columns);
      expect(code, said).toBe(entry.exit);
      expectProblems(entry, said);
      if (entry.exit === 3) expect(stdout).toBe("");
      else expectWards(entry, v.parse(Result, JSON.parse(stdout)).wards);
      expectMentions(stderr, lang === "en" ? (entry.mentions_en ?? entry.mentions) : entry.mentions);
      for (const line of entry.lines) {
        expect(namesLine(stderr, entry.files, line), `line ${line} must be named:\n${stderr}`).toBe(true);
      }
      for (const never of entry.never) expect(visible(stdout)).not.toContain(never);
    });
  });
}

describe("other formats", () => {
  const cases = entries.flatMap((entry) => entry.formats.map((want) => [entry.id, want.format, entry, want] as const));
  test.each(cases)("%s as %s", async (_, format, entry, want) => {
    const { code, stdout } = await call(entry, format);
    expect(code).toBe(entry.exit);
    for (const has of want.has) expect(stdout).toContain(has);
    for (const never of want.never) expect(stdout).not.toContain(never);
  });
});
