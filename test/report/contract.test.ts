import { parse } from "csv-parse/sync";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES, FORMATS } from "../../src/report/formats.ts";
import { runInMemory } from "../support/memory-host.ts";

// What every format promises; a new format joins by standing in the table of formats.

const HOSTILE = [
  "=cmd|' /C calc'!A0",
  "@SUM(1+1)",
  "\u001b[31mđỏ\u001b[0m",
  "\u202Eđảo ngược\u202C",
  "<script>alert(1)</script>",
  "a|b`c`*d*_e_[f](javascript:alert(1))",
  "http://example.com/x www.example.com me@example.com",
  'dấu "ngoặc"; phẩy, chấm',
  "# tiêu đề",
  "| --- |",
  "漢字と絵文字👨‍👩‍👧‍👦",
  "Phường ".repeat(40),
  "\u0007\u009b",
  "-1+2",
];

const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const WARDS = `ward_code,ward_name,period,Hộ nghèo\n${HOSTILE.map((name, index) => `${String(index).padStart(5, "0")},${csvCell(name)},2020,${index % 3}`).join("\n")}\n`;
const STANDARD = `format: 1
id: thu/doc
version: "1"
title: {vi: "Thử <b>|\u202E", en: "Test <b>|\u202E"}
provenance: secondary
fields: {poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}}
criteria: [{id: TC1, clause: c, title: {vi: "=1+1 | <i>", en: "=1+1 | <i>"}, value: poor, require: ≤ 1, points: {max: 5}}]
levels: [{id: gold, title: {vi: "Vàng|*", en: "Gold|*"}, require: {criteria: all}}]
`;
/** What an HTML report carries as data. */
const dataOf = (html: string) =>
  JSON.parse(/<script id="data" type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? "");

const WORLD = { files: { "s.yaml": STANDARD, "w.csv": WARDS } };
const evaluate = (...more: string[]) => runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", ...more], WORLD);

describe.each(FORMAT_NAMES)("%s", (format) => {
  test("ends with a line end, has no colour when that is off, and says the same twice", async () => {
    const first = await evaluate("--format", format);
    expect([first.code, first.stdout.endsWith("\n")]).toEqual([0, true]);
    if (format !== "csv") expect(first.stdout).not.toContain("\u001b");
    expect((await evaluate("--format", format)).stdout).toBe(first.stdout);
  });

  test("is the same in a file as on standard output at 80 columns", async () => {
    const { extension } = FORMATS[format];
    const run = await evaluate("-o", `x.${extension}`);
    expect([run.stdout, run.written.get(`x.${extension}`)]).toEqual(["", (await evaluate("--format", format)).stdout]);
  });

  test("hostile names and titles are inert", async () => {
    const { stdout } = await evaluate("--format", format);
    if (format !== "csv") expect(stdout).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
    if (format === "markdown") {
      expect(stdout).not.toMatch(/(?<!\\)[<\]]/);
      for (const line of stdout.split("\n").filter((one) => one.startsWith("| ")))
        expect(line.match(/(?<!\\)\|/g)?.length).toBe(6 + 1);
    }
    if (format === "csv") {
      const records = parse(stdout) as string[][];
      expect(records).toHaveLength(HOSTILE.length + 1);
      for (const record of records) for (const cell of record) expect(cell).not.toMatch(/^[=+@]/);
    }
    if (format === "json")
      expect(JSON.parse(stdout).wards.map(({ name }: { name: string }) => name)).toEqual(
        HOSTILE.map((name) => name.normalize("NFC").trim()),
      );
  });

  test("says which standard and data, how sure, and counts that reconcile", async () => {
    const { stdout } = await evaluate("--format", format);
    if (format === "csv") return;
    expect(stdout).toContain("thu/doc");
    const sha = /sha256"?:? ?"?([0-9a-f]{12})/.exec(stdout)?.[1];
    expect(sha).toBeDefined();
    if (format === "json" || format === "ndjson" || format === "html") {
      const lines = format === "ndjson" ? stdout.trimEnd().split("\n") : [stdout];
      const { summary } = format === "html" ? dataOf(stdout).frame : JSON.parse(lines.at(-1) ?? "");
      for (const counts of Object.values(summary.by_node as Record<string, Record<string, number>>))
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(HOSTILE.length);
      expect(Object.values(summary.by_level as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(
        HOSTILE.length,
      );
    } else {
      const [, total, ...parts] =
        /(\d+) kết quả = (\d+) đạt \+ (\d+) chưa đạt \+ (\d+) chưa đủ số liệu \+ (\d+) không\s+áp dụng \+ (\d+)\s+được\s+miễn \+ (\d+) chấm điểm/.exec(
          stdout.replaceAll("\n  ", " "),
        ) ?? [];
      expect(parts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(Number(total));
      expect(stdout).toContain("nguồn thứ cấp");
    }
  });
});

test("numbers and words for people change with the language, data do not", async () => {
  for (const format of ["json", "ndjson", "csv"]) {
    expect((await evaluate("--format", format, "--lang", "en")).stdout).toBe(
      (await evaluate("--format", format, "--lang", "vi")).stdout,
    );
  }
  expect((await evaluate("--lang", "en")).stdout).not.toBe((await evaluate("--lang", "vi")).stdout);
});

test("no line is wider than the terminal", async () => {
  for (const columns of [40, 60, 80, 120, 200]) {
    for (const argv of [
      ["evaluate", "w.csv", "--criteria", "s.yaml"],
      ["criteria", "show", "thanh-hoa/model-ward@2019"],
      ["criteria", "list"],
      ["evaluate", "examples/bau-bang/2017.csv", "--criteria", "vn/law-access@2017"],
    ]) {
      const { stdout } = await runInMemory([...argv, "--no-color"], { ...WORLD, columns });
      for (const line of stdout.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    }
  }
});

test("no width and no name makes a line too wide", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 40, max: 120 }),
      fc.array(fc.string({ unit: "grapheme", maxLength: 40 }), { minLength: 1, maxLength: 4 }),
      async (columns, names) => {
        const rows = names.map((name, index) => `${index + 1},${csvCell(name)},2020,1`);
        const { code, stdout } = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "--no-color"], {
          columns,
          files: { "s.yaml": STANDARD, "w.csv": ["ward_code,ward_name,period,Poor", ...rows].join("\n") },
        });
        expect(code).toBe(0);
        for (const line of stdout.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
      },
    ),
    { numRuns: 60 },
  );
});

describe("a saved result", () => {
  test.each(FORMAT_NAMES)("renders as %s byte for byte", async (format) => {
    for (const more of [[], ["--ward", "00003"], ["--sort", "gap"], ["--top", "2"]]) {
      const saved = await evaluate("--format", "json", ...more);
      const direct = await evaluate("--format", format, ...more);
      const sort = more.includes("--sort") ? more : [];
      const again = await runInMemory(["report", "r.json", "--format", format, ...sort], {
        files: { "r.json": saved.stdout },
      });
      expect([again.code, again.stderr]).toEqual([0, ""]);
      if (!more.includes("--top") || format === "json") expect(again.stdout).toBe(direct.stdout);
    }
  });

  const changes: readonly (readonly [string, (text: string) => string])[] = [
    ["a verdict", (text) => text.replace('"level":"none"', '"level":"gold"')],
    ["a status", (text) => text.replace('"status":"not_met"', '"status":"met"')],
    ["a cell", (text) => text.replace('"state":"present","value":2', '"state":"present","value":0')],
    ["a cell's text", (text) => text.replace('"text":"2"', '"text":"0"')],
    ["the standard", (text) => text.replace("require: ≤ 1", "require: ≤ 2")],
    ["the hash", (text) => text.replace(/"sha256":"[0-9a-f]{4}/, '"sha256":"0000')],
    ["a count", (text) => text.replace(/"by_level":\{"gold":\d+/, '"by_level":{"gold":1')],
    ["a ward left out", (text) => text.replace(/\n\{"ward":"00004".*/, "")],
    ["points", (text) => text.replace('"low":5,"high":5', '"low":4,"high":5')],
  ];
  test.each(changes)("with %s changed is refused", async (_, change) => {
    const { stdout } = await evaluate("--format", "json");
    expect(change(stdout)).not.toBe(stdout);
    const run = await runInMemory(["report", "r.json", "-o", "x.csv"], { files: { "r.json": change(stdout) } });
    expect([run.code, [...run.written.keys()], run.stdout]).toEqual([3, [], ""]);
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["another version", '{"schema_version":2}'],
    ["a list", "[]"],
    ["half of it", '{"schema_version":1,"wards":[]}'],
  ])("that is %s is refused", async (_, text) => {
    const run = await runInMemory(["report", "r.json"], { files: { "r.json": text } });
    expect([run.code, run.stdout, run.stderr.split("\n").length]).toEqual([3, "", 3]);
  });

  test("with numbers beyond 2^53 and endless ones keeps them exact", async () => {
    const standard = STANDARD.replace("type: count", "type: number").replace(
      "value: poor, require: ≤ 1, points: {max: 5}",
      "value: poor / 3, require: ≤ 1",
    );
    const files = {
      "s.yaml": standard,
      "w.csv": "ward_code,period,Poor\n1,2020,12345678901234567890123.25\n2,2020,1\n",
    };
    const first = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "--format", "json"], { files });
    expect(first.stdout).toContain('"value":{"n":1,"d":3}');
    expect(first.stdout).toContain('"value":{"n":49382715604938271560493,"d":4}');
    const again = await runInMemory(["report", "r.json", "--format", "json"], { files: { "r.json": first.stdout } });
    expect(again.stdout).toBe(first.stdout);
  });
});
