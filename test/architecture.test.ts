import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { root } from "./support/memory-host.ts";

const source = path.join(root, "src");

/** What each folder may import from, beside itself; `.` is the files directly in src. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ".": [],
  exact: ["."],
  expression: ["exact", "."],
  criteria: ["expression", "exact", "."],
  spreadsheet: ["."],
  scan: ["exact", "."],
  intake: ["scan", "spreadsheet", "criteria", "expression", "exact", "."],
  waivers: ["criteria", "exact", "."],
  decisions: ["criteria", "exact", "."],
  engine: ["waivers", "decisions", "intake", "criteria", "expression", "exact", "."],
  analysis: ["waivers", "engine", "intake", "criteria", "expression", "exact", "."],
  library: ["spreadsheet", "waivers", "engine", "intake", "criteria", "expression", "exact", "."],
  messages: ["exact", "."],
  report: [
    "messages",
    "spreadsheet",
    "decisions",
    "analysis",
    "engine",
    "intake",
    "criteria",
    "expression",
    "exact",
    ".",
  ],
  interview: ["report", "messages", "engine", "intake", "criteria", "exact", "."],
  page: ["interview", "report", "messages", "analysis", "engine", "intake", "criteria", "expression", "exact", "."],
  template: ["messages", "spreadsheet", "criteria", "expression", "exact", "."],
  cli: [
    "interview",
    "scan",
    "spreadsheet",
    "report",
    "template",
    "messages",
    "analysis",
    "waivers",
    "decisions",
    "engine",
    "intake",
    "criteria",
    "expression",
    "exact",
    ".",
  ],
};

/** Packages that a folder may use. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  criteria: ["yaml"],
  intake: ["csv-parse/sync", "iconv-lite", "valibot"],
  report: ["chalk", "cli-table3", "docx", "fflate", "string-width"],
  spreadsheet: ["fflate", "hucre/xlsx", "saxes"],
  cli: ["chalk", "commander", "inquirer", "yaml"],
};

/** The scripts in src that are no part of the program: they build it, and the page. */
const BUILD_SCRIPTS = ["cli/build.mjs", "cli/keep-compiled.mjs", "page/build.mjs", "scan/build.mjs"];

/** An import of something that only shows when the program runs. */
const COMPUTED = "?";

/** Node's own modules, file by file: the host has them all, others use paths as text; and what builds the page. */
const FILE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  "cli/assess/choose-draft.ts": ["node:path"],
  "cli/assess/check.ts": ["node:path"],
  "cli/assess/draft-journal.ts": ["node:path"],
  "cli/assess/draft-lock.ts": ["node:path"],
  "cli/assess/evidence-store.ts": ["node:path"],
  "cli/assess/open-draft.ts": ["node:path"],
  "cli/commands/assess.ts": ["node:path"],
  "cli/build.mjs": [
    "node:child_process",
    "node:fs/promises",
    "node:module",
    "node:path",
    "node:process",
    "node:url",
    "esbuild",
  ],
  "cli/host.ts": ["node:fs", "node:path", "node:url"],
  "cli/host-thread.ts": ["node:crypto", "node:fs", "node:worker_threads"],
  "cli/host-output.ts": ["node:fs", "node:fs/promises", "node:path"],
  "cli/host-input.ts": ["node:fs"],
  "cli/host-paths.ts": ["node:fs", "node:path"],
  "cli/host-drafts.ts": ["node:fs", "node:path"],
  "cli/host-standards.ts": ["node:fs", "node:path"],
  "cli/host-prompts.ts": ["node:readline"],
  // What compiled scripts ask for is loaded here.
  "cli/host-start.ts": [COMPUTED, "node:fs", "node:module", "node:path", "node:vm"],
  "cli/keep-compiled.mjs": ["node:fs", "node:module", "node:os", "node:path", "node:process", "node:url", "node:v8"],
  "cli/layers.ts": ["node:path"],
  "cli/read.ts": ["node:path"],
  "cli/settings.ts": ["node:path"],
  "cli/standards.ts": ["node:path"],
  "page/build.mjs": ["node:fs", "node:path", "node:url", "esbuild"],
  "scan/build.mjs": ["node:fs", "node:path", "node:process", "node:url", "assemblyscript/asc"],
};

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
  .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
  .toSorted();

const text = (file: string): string => readFileSync(path.join(source, file), "utf8");

function importsOf(file: string): string[] {
  const { module } = parseSync(file, text(file));
  const dynamic = module.dynamicImports.map(({ moduleRequest }) => {
    const request = text(file).slice(moduleRequest.start, moduleRequest.end);
    return /^["']/.test(request) ? request.slice(1, -1) : COMPUTED;
  });
  const again = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
  );
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...again, ...dynamic];
}

const folderOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] ?? "") : ".");

describe("imports go one way", () => {
  test.each(files.filter((file) => file !== "index.ts"))("%s", (file) => {
    const folder = folderOf(file);
    for (const request of importsOf(file)) {
      if (request.startsWith(".")) {
        const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), request));
        const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
        expect(allowed, `${file} imports ${target}`).toContain(folderOf(target));
      } else {
        const allowed = [...(PACKAGES[folder] ?? []), ...(FILE_IMPORTS[file] ?? [])];
        expect(allowed, `${file} imports ${request}`).toContain(request);
      }
    }
  });

  test("the build scripts alone are not TypeScript, and nothing imports them", () => {
    expect(files.filter((file) => !file.endsWith(".ts"))).toEqual(BUILD_SCRIPTS);
    expect(files.filter((file) => importsOf(file).some((request) => request.endsWith(".mjs")))).toEqual([]);
  });

  test("every folder is in the table", () => {
    expect(Object.keys(MAY_IMPORT)).toEqual(expect.arrayContaining([...new Set(files.map(folderOf))]));
  });
});

describe("what layers may not do", () => {
  test.each(files)("%s", (file) => {
    const code = text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    if (!file.startsWith("cli/host")) expect(code).not.toMatch(/\bprocess\.|\bconsole\.(log|error|warn)/);
    expect(code).not.toMatch(/process\.exit\(|\beval\(|new Function\b/);
    // A page made of text nodes runs nothing from data, and asks nobody for anything.
    expect(code).not.toMatch(
      /\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\bfetch\(|XMLHttpRequest|WebSocket/,
    );
    if (["engine", "analysis", "expression", "exact"].includes(folderOf(file)))
      expect(code).not.toMatch(/\basync\b|\bawait\b|Date\.now|new Date\(\)/);
    expect(text(file).split("\n").length, "lines").toBeLessThanOrEqual(251);
    expect(code).not.toMatch(/export default/);
    // To make a pattern of all letters there are takes every start up to half a millisecond: it is made where it is used.
    if (folderOf(file) !== "page") expect(code).not.toMatch(/^(?:export )?const \w+(?:: \w+)? =\s*\/[^\n]*\\p\{/m);
  });

  test("no file is called after nothing", () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|manager|data|info)\.[a-z]+$/.test(file))).toEqual([]);
  });
});
