import { readFileSync } from "node:fs";
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
  TABLE_STANDARD as STANDARD,
  tableStandardText as standardText,
} from "../../support/decision-table.ts";
import { root, runInMemory } from "../../support/memory-host.ts";
import { FIXTURES, LARGE } from "./make.ts";

const HERE = "test/intake/workbooks";
const read = (name: string): string => readFileSync(path.join(root, name), "utf8");
/** How long a file at a bound may take, in milliseconds. */
const QUICK = 10_000;

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
    codes: v.optional(v.array(v.pipe(v.string(), v.regex(/^data\/[a-z0-9-]+$/)))),
    mentions: v.optional(mentions, []),
    mentions_en: v.optional(mentions),
    lines: v.optional(v.array(v.pipe(v.number(), v.integer())), []),
    never: v.optional(words, []),
    inputs: v.optional(
      v.array(
        v.strictObject({
          encoding: v.optional(v.string()),
          delimiter: v.optional(v.string()),
          sheet: v.optional(v.string()),
        }),
      ),
    ),
    quick: v.optional(v.boolean(), false),
    unsure: v.optional(v.pipe(v.string(), v.minLength(1))),
  }),
  v.check((entry) => (entry.decision === "refuse" ? entry.exit !== 0 : entry.exit === 0), "exit against decision"),
  v.check((entry) => (entry.exit === 4) === (entry.decision === "refuse" && entry.wards.length > 0), "exit 4"),
  v.check((entry) => entry.decision === "refuse" || entry.wards.length > 0, "nothing judged"),
  v.check((entry) => (entry.decision === "warn") === (entry.exit === 0 && entry.codes !== undefined), "warned of what"),
  v.check((entry) => entry.exit !== 3 || Object.keys(entry.values).length === 0, "values of a refused file"),
  v.check((entry) => entry.exit !== 3 || entry.inputs === undefined, "inputs of a refused file"),
  v.check(
    (entry) => Object.keys(entry.values).every((key) => entry.wards.includes(key)),
    "values of a ward not judged",
  ),
  v.check((entry) => entry.exit === 0 || entry.mentions.length + entry.lines.length > 0, "refused without a word"),
);
type Entry = v.InferOutput<typeof Entry>;

const entries: readonly Entry[] = v.parse(v.array(Entry), parse(read(`${HERE}/decisions.yaml`)));

describe("the workbooks", () => {
  test("every file is used, every file that is used is made", () => {
    const used = new Set(entries.flatMap((entry) => entry.files));
    expect([...used].toSorted()).toEqual([...Object.keys(FIXTURES), ...Object.keys(LARGE)].toSorted());
  });

  test("ids are unique, values are of fields that exist", () => {
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
    const valued = entries.flatMap((entry) => Object.values(entry.values).flatMap((row) => Object.keys(row)));
    for (const field of valued) expect(fields, field).toHaveProperty(field);
  });
});

// ---------------------------------------------------------------- the program

const Result = v.object({
  inputs: v.array(v.looseObject({ name: v.string() })),
  wards: v.array(
    v.object({
      ward: v.string(),
      period: v.string(),
      cells: v.array(v.object({ field: v.string(), state: v.string(), value: v.optional(v.unknown()) })),
    }),
  ),
});

const standardOf = (entry: Entry): string => (entry.every === undefined ? STANDARD : `standard-${entry.every}.yaml`);

function world(entry: Entry): { readonly files: Readonly<Record<string, string | Uint8Array>> } {
  const data = entry.files.map((name) => [name, FIXTURES[name] ?? LARGE[name]?.() ?? new Uint8Array()] as const);
  const standard =
    entry.every === undefined
      ? []
      : [[standardOf(entry), standardText.replace("every: year", `every: ${entry.every}`)] as const];
  return { files: Object.fromEntries<string | Uint8Array>([...data, ...standard]) };
}

function expectProblems(entry: Entry, stderr: string): void {
  const problems = problemsOf(stderr).filter(({ code }) => code !== "data/absent-columns");
  const errors = problems.filter(({ severity }) => severity === "error");
  if (entry.decision === "refuse") expect(errors.length, stderr).toBeGreaterThan(0);
  else expect(errors, stderr).toEqual([]);
  const codes = entry.codes ?? (entry.decision === "accept" ? [] : undefined);
  if (codes === undefined) return;
  expect([...new Set(problems.map(({ code }) => code))].toSorted(), stderr).toEqual(codes.toSorted());
}

/** Standard output without the hashes, which may contain any digits by chance. */
const visible = (stdout: string): string => stdout.replaceAll(/"sha256":\s*"[0-9a-f]*"/g, "");

for (const lang of ["vi", "en"] as const) {
  describe(`the decision table of workbooks (${lang})`, () => {
    test.each(entries.map((entry) => [entry.id, entry] as const))("%s", { timeout: 30_000 }, async (_, entry) => {
      const given = world(entry);
      const begun = performance.now();
      const argv = ["evaluate", ...entry.files, "--criteria", standardOf(entry), "--format", "json", ...entry.flags];
      const { code, stdout, stderr: said } = await runInMemory([...argv, "--lang", lang], given);
      const taken = performance.now() - begun;
      const stderr = aboutData(said);
      expect(code, said).toBe(entry.exit);
      expectProblems(entry, said);
      if (entry.exit === 3) expect(stdout).toBe("");
      else {
        const result = v.parse(Result, JSON.parse(stdout));
        expectWards(entry, result.wards);
        if (entry.inputs !== undefined) expect(result.inputs).toMatchObject(entry.inputs);
      }
      expectMentions(stderr, lang === "en" ? (entry.mentions_en ?? entry.mentions) : entry.mentions);
      for (const line of entry.lines) {
        expect(namesLine(stderr, entry.files, line), `line ${line} must be named:\n${stderr}`).toBe(true);
      }
      for (const never of entry.never) expect(visible(stdout)).not.toContain(never);
      if (entry.quick) expect(taken).toBeLessThan(QUICK);
    });
  });
}

describe("places in a workbook", () => {
  const files = { "join-clean.xlsx": FIXTURES["join-clean.xlsx"] ?? new Uint8Array() };
  const asked = ["join-clean.xlsx", "--criteria", STANDARD];
  /** Tables break lines where they like. */
  const joined = (text: string): string => text.replaceAll(/[\s│|]+/gu, "");

  test.each(["vi", "en"])("explain names the cell as file:Sheet!D3 (%s)", async (lang) => {
    const argv = ["explain", ...asked, "--ward", "14767", "--indicator", "TC2", "--lang", lang];
    const { code, stdout, stderr } = await runInMemory(argv, { files });
    expect(code, stderr).toBe(0);
    expect(joined(stdout)).toContain("join-clean.xlsx:Biểu1!D3");
  });

  test.each(["vi", "en"])("inspect names the sheet (%s)", async (lang) => {
    const { code, stdout, stderr } = await runInMemory(["inspect", ...asked, "--lang", lang], { files });
    expect(code, stderr).toBe(0);
    expect(joined(stdout)).toContain("Biểu1");
  });
});
