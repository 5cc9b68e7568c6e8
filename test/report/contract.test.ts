import naughty from "big-list-of-naughty-strings/blns.json" with { type: "json" };
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES, type FormatName } from "../../src/report/format-names.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { runInMemory, type World } from "../support/memory-host.ts";
import { pageDataOf, textsOf, xmlParts } from "../support/report-parts.ts";

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

/** Strings that have broken programs, gathered by others; a name of nothing is no name. */
const NAUGHTY = (naughty as readonly string[]).filter((name) => name.trim() !== "");

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
const WORLD = { files: { "s.yaml": STANDARD, "w.csv": WARDS } };
const evaluate = (...more: string[]) => runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", ...more], WORLD);

/** A report in a format: on standard output, or in a file where it is bytes; with all its texts. */
async function made(format: FormatName, more: readonly string[] = [], world: World = WORLD) {
  const { isBinary, extension } = FORMATS[format];
  const file = `x.${extension}`;
  const asked = isBinary === true ? ["-o", file] : ["--format", format];
  const run = await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", ...more, ...asked], world);
  const bytes = run.bytes.get(file) ?? new TextEncoder().encode(run.stdout);
  return { ...run, bytes, text: isBinary === true ? textsOf(bytes) : run.stdout };
}

describe.each(FORMAT_NAMES)("%s", (format) => {
  const isBinary = FORMATS[format].isBinary === true;

  test.each(["vi", "en"])("is whole, has no colour when that is off, and says the same twice (%s)", async (lang) => {
    const first = await made(format, ["--lang", lang]);
    expect([first.code, isBinary || first.text.endsWith("\n")]).toEqual([0, true]);
    expect(first.bytes.length).toBeGreaterThan(100);
    if (format !== "csv") expect(first.text).not.toContain("\u001b");
    expect((await made(format, ["--lang", lang])).bytes).toEqual(first.bytes);
  });

  test("is the same in a file as on standard output at 80 columns", async () => {
    if (isBinary) {
      const { code, stdout, stderr } = await evaluate("--format", format);
      expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining("usage/binary-needs-output")]);
      return;
    }
    const { extension } = FORMATS[format];
    const run = await evaluate("-o", `x.${extension}`);
    expect([run.stdout, run.written.get(`x.${extension}`)]).toEqual(["", (await made(format)).text]);
  });

  test("hostile names and titles are inert", async () => {
    const { text, bytes } = await made(format);
    expectInert(format, text, bytes);
    if (format === "markdown") {
      for (const line of text.split("\n").filter((one) => one.startsWith("| ")))
        expect(line.match(/(?<!\\)\|/g)?.length).toBe(6 + 1);
    }
    if (format === "csv") expect(parse(text) as string[][]).toHaveLength(HOSTILE.length + 1);
    if (format === "json" || format === "html") {
      const names =
        format === "json"
          ? JSON.parse(text).wards.map(({ name }: { name: string }) => name)
          : pageDataOf(text).wards.map(([, name]: string[]) => name);
      expect(names).toEqual(HOSTILE.map((name) => name.normalize("NFC").trim()));
    }
  });

  test("says which standard and data, how sure, and counts that reconcile", async () => {
    const { text } = await made(format);
    if (format === "csv") return;
    expect(text).toContain("thu/doc");
    const sha = /sha256"?:? ?"?([0-9a-f]{12})/.exec(text)?.[1];
    expect(sha).toBeDefined();
    if (format === "json" || format === "ndjson" || format === "html") {
      const lines = format === "ndjson" ? text.trimEnd().split("\n") : [text];
      const { summary } = format === "html" ? pageDataOf(text).frame : JSON.parse(lines.at(-1) ?? "");
      for (const counts of Object.values(summary.by_node as Record<string, Record<string, number>>))
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(HOSTILE.length);
      expect(Object.values(summary.by_level as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(
        HOSTILE.length,
      );
    } else {
      const [, total, ...parts] =
        /(\d+) kết quả = (\d+) đạt \+ (\d+) chưa đạt \+ (\d+) chưa đủ số liệu \+ (\d+) không\s+áp dụng \+ (\d+)\s+được\s+miễn \+ (\d+) chấm điểm/.exec(
          text.replaceAll("\n  ", " "),
        ) ?? [];
      expect(total).toBe(String(HOSTILE.length));
      expect(parts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(Number(total));
      expect(text).toContain("nguồn thứ cấp");
    }
  });

  test("the big list of naughty strings is inert as names", async () => {
    const rows = NAUGHTY.map((name, index) => `${String(index).padStart(5, "0")},${csvCell(name)},2020,${index % 3}`);
    const world = { files: { "s.yaml": STANDARD, "w.csv": `ward_code,ward_name,period,Poor\n${rows.join("\n")}\n` } };
    const { code, text, bytes, stderr } = await made(format, [], world);
    expect(code, stderr).toBe(0);
    expectInert(format, text, bytes);
  });
});

describe.each(FORMAT_NAMES.filter((format) => format !== "csv"))("where nothing was chosen, %s", (format) => {
  test("says so, and claims nothing better than the standard is", async () => {
    const { code, text } = await made(format, ["--only", "gold", "--ward", "00002"]);
    expect(code).toBe(0);
    const said = format === "html" ? JSON.stringify(pageDataOf(text)) : text;
    expect(said).not.toMatch(/"provenance":"official"|văn bản chính thức\)/);
    expect(said).toMatch(/nguồn thứ cấp|"provenance":"secondary"/);
    if (!["json", "ndjson", "html"].includes(format))
      expect(text.replaceAll("\n", " ")).toMatch(/Chỉ gồm: đơn vị 00002; kết luận Vàng/);
  });
});

/** No control or direction mark, no markup, no formula comes from the data. */
function expectInert(format: FormatName, text: string, bytes: Uint8Array): void {
  if (format !== "csv") expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
  if (format === "markdown") expect(text).not.toMatch(/(?<!\\)[<\]]/);
  if (format === "csv")
    for (const record of parse(text) as string[][]) for (const cell of record) expect(cell).not.toMatch(/^[=+@]/);
  if (format === "html") {
    const [, data = ""] = /<script id="report" type="application\/json">(.*?)<\/script>/s.exec(text) ?? [];
    expect(data).not.toMatch(/[<>&]/);
    expect(text.match(/<script/g)).toHaveLength(2);
  }
  // A cell is a text: there is no formula, and no link out of the file.
  if (format === "xlsx")
    for (const [name, xml] of xmlParts(bytes)) if (/sheet\d/.test(name)) expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
  if (format === "docx")
    expect([...xmlParts(bytes).values()].join("")).not.toMatch(/<w:hyperlink|<w:instrText(?![^>]*>PAGE<)/);
}

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
      // Several periods, with their trends.
      [
        "evaluate",
        "examples/model-wards/wards.csv",
        "--criteria",
        "examples/model-wards/model-ward@2019-example.yaml",
        "--top",
        "3",
      ],
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
    const file = `x.${FORMATS[format].extension}`;
    for (const more of [[], ["--ward", "00003"], ["--sort", "gap"], ["--top", "2"]]) {
      const saved = await evaluate("--format", "json", ...more);
      const direct = await evaluate("-o", file, ...more);
      const sort = more.includes("--sort") ? more : [];
      const again = await runInMemory(["report", "r.json", "-o", file, ...sort], {
        files: { "r.json": saved.stdout },
      });
      if (more.includes("--top") && FORMATS[format].most !== undefined) {
        // Figures over all wards cannot stand beside two of them.
        expect([again.code, again.bytes.size, again.stderr]).toEqual([
          2,
          0,
          expect.stringContaining("usage/cut-result"),
        ]);
        continue;
      }
      expect([again.code, again.stderr]).toEqual([0, ""]);
      if (!more.includes("--top") || format === "json") expect(again.bytes.get(file)).toEqual(direct.bytes.get(file));
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

  test("that was cut by --top may not say more than its wards have room for, nor be surer than they are", async () => {
    const { stdout } = await evaluate("--format", "json", "--top", "3");
    const report = (text: string) => runInMemory(["report", "r.json"], { files: { "r.json": text } });
    expect((await report(stdout)).code).toBe(0);
    const summary = stdout.slice(stdout.indexOf('"summary":'));
    for (const [from, to] of [
      [/"provenance":"secondary"/, '"provenance":"official"'],
      [/"by_level":\{"gold":\d+/, '"by_level":{"gold":0'],
      [/"met":\d+/, '"met":0'],
      [/"wards":14/, '"wards":3'],
    ] as const) {
      const changed = summary.replace(from, to);
      expect(changed).not.toBe(summary);
      expect((await report(stdout.replace(summary, changed))).code, String(from)).toBe(3);
    }
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
