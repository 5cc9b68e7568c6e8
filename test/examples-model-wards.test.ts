import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checkNode } from "./support/explained.ts";
import { root, runInMemory } from "./support/memory-host.ts";

// 34 made-up wards in three years. The table of the example's README was worked out by hand.

const folder = "examples/model-wards";
const read = (file: string): string => readFileSync(path.join(root, folder, file), "utf8");
const STANDARD = ["--criteria", `${folder}/model-ward@2019-example.yaml`];
const ASKED = [`${folder}/wards.csv`, ...STANDARD, "--waivers", `${folder}/waivers.yaml`];

interface Ward {
  readonly ward: string;
  readonly name: string;
  readonly period: string;
  readonly level: string;
  readonly possible_levels: readonly string[];
  readonly level_without_waivers: string;
  readonly matters: readonly {
    readonly field: string;
    readonly period?: string;
    readonly origin: { line: number; column: number } | null;
  }[];
  readonly nodes: readonly { readonly id: string; readonly status: string }[];
}

async function judged(files: Readonly<Record<string, string>> = {}, data: string = ASKED[0] ?? ""): Promise<Ward[]> {
  const run = await runInMemory(["evaluate", data, ...ASKED.slice(1), "--format", "json", "-q"], { files });
  expect(run.code, run.stderr).toBe(0);
  return (JSON.parse(run.stdout) as { wards: Ward[] }).wards;
}

const said = ({ level, possible_levels, level_without_waivers: without }: Ward): string =>
  (possible_levels.length > 0 ? `${level}: ${possible_levels.join(", ")}` : level) +
  (without === level ? "" : `; without waivers: ${without}`);

describe("34 wards in three years", () => {
  test("the kept script writes the files that are here", () => {
    const copy = mkdtempSync(path.join(tmpdir(), "model-wards-"));
    try {
      cpSync(path.join(root, folder, "make.mjs"), path.join(copy, "make.mjs"));
      execFileSync(process.execPath, [path.join(copy, "make.mjs")]);
      for (const file of ["wards.csv", "waivers.yaml"])
        expect(readFileSync(path.join(copy, file), "utf8")).toBe(read(file));
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  test.each(["vi", "en"])("give their expected report (%s)", async (lang) => {
    const { code, stdout } = await runInMemory(["evaluate", ...ASKED, "--lang", lang]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(path.join(root, folder, `expected.${lang}.txt`));
  });

  test("come out as the README's table says, which was worked out by hand; all others are eligible", async () => {
    const rows = [...read("README.md").matchAll(/^\| (\d\d) \| (\d{4}) \| .+ \| ([^|]+) \|$/gm)];
    expect(rows.length).toBeGreaterThan(60);
    const expected = new Map(rows.map(([, ward, year, verdict = ""]) => [`900${ward} ${year}`, verdict.trim()]));
    const wards = await judged();
    expect(wards).toHaveLength(102);
    for (const ward of wards)
      expect(said(ward), `${ward.ward} ${ward.period}`).toBe(expected.get(`${ward.ward} ${ward.period}`) ?? "eligible");
  });

  test("show every status and every level, and the examples of their standard pass", async () => {
    const wards = await judged();
    const statuses = new Set(wards.flatMap(({ nodes }) => nodes.map(({ status }) => status)));
    expect([...statuses].toSorted()).toEqual(["met", "not_applicable", "not_met", "scored", "unknown", "waived"]);
    const levels = new Set(wards.map(({ level }) => level));
    expect([...levels].toSorted()).toEqual(["eligible", "none", "outstanding", "undetermined"]);
    expect((await runInMemory(["criteria", "test", STANDARD[1] ?? ""])).code).toBe(0);
  });

  test("are explained down to line and column, and every step is right by hand", async () => {
    const cells = /^- .+ = .+ ← \S+, line (\d+), columns? (\d+)/gm;
    for (let number = 1; number <= 34; number++) {
      const ward = `900${String(number).padStart(2, "0")}`;
      const run = await runInMemory(["explain", ...ASKED, "--ward", ward, "--lang", "en", "-q"], {
        columns: 2000,
        env: { NO_COLOR: "1" },
      });
      expect(run.code).toBe(0);
      const blocks = run.stdout.split(/\n\n/).filter((block) => !block.includes(" · period "));
      // 27 nodes of the standard, the disqualifiers and the levels, in each of three years.
      expect(blocks.length).toBe(3 * (27 + 2));
      for (const block of blocks) {
        if (/^(Disqualifiers|Levels)/.test(block)) continue;
        checkNode(block);
        if (!block.includes("- rule: ") && !block.includes("← no such cell")) expect(block).toMatch(cells);
      }
    }
  });

  test("are settled by filling the cells that the report names, whichever way they are filled", async () => {
    const lines = read("wards.csv").split("\n");
    const head = lines[0]?.split(";") ?? [];
    const good = lines[1]?.split(";") ?? [];
    const bad = head.map((name, column) =>
      /^(Có (vụ|khiếu|cán)|Để)/.test(name)
        ? "Có"
        : /^\d+\/\d+$/.test(good[column] ?? "")
          ? "0/9"
          : /Điểm|Tỷ lệ|Tuyến/.test(name)
            ? "0"
            : /^Số/.test(name)
              ? "9"
              : "Không",
    );
    let settled = 0;
    for (const open of await judged()) {
      if (open.level !== "undetermined" || open.matters.length === 0) continue;
      for (const values of [good, bad]) {
        const filled = lines.map((line) => line.split(";"));
        for (const { origin } of open.matters) {
          const row = filled[(origin?.line ?? 1) - 1];
          const column = (origin?.column ?? 1) - 1;
          if (row !== undefined) row[column] = (head[column]?.startsWith("Loại") ? good : values)[column] ?? "";
        }
        const again = await judged({ "filled.csv": filled.map((row) => row.join(";")).join("\n") }, "filled.csv");
        const found = again.find(({ ward, period }) => ward === open.ward && period === open.period);
        expect(found?.level, `${open.ward} ${open.period}`).not.toBe("undetermined");
        expect(open.possible_levels).toContain(found?.level);
        settled++;
      }
    }
    expect(settled).toBeGreaterThan(15);
  });
});
