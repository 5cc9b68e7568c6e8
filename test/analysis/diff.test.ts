import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root, runInMemory } from "../support/memory-host.ts";

const SAMPLE = readFileSync(path.join(root, "docs/sample-standard.yaml"), "utf8");

async function diff(from: string, to: string, lang: string): Promise<string[]> {
  const changed = SAMPLE.replace(from, to);
  expect(changed).not.toBe(SAMPLE);
  const files = { "old.yaml": SAMPLE, "new.yaml": changed };
  const run = await runInMemory(["criteria", "diff", "old.yaml", "new.yaml", "--lang", lang], { files, columns: 1000 });
  expect(run.code).toBe(0);
  return run.stdout
    .split("\n")
    .filter((line) => line.startsWith("- "))
    .map((line) => line.slice(2));
}

describe("criteria diff, by meaning", () => {
  test.each([
    ["require: ≥ 80%", "require: ≥ 85%"],
    ["satisfaction > province_green", "satisfaction ≥ province_green"],
    ["mandatory: true", "mandatory: false"],
    ["{ to: 1, points: 0 }", "{ to: 1, points: 0.001 }"],
    ["value: 60%", "value: 60.00001%"],
    ["score: ≥ 70", "score: ≥ 71"],
    ["range: [1, 100000]", "range: [1, 100001]"],
    ["points: 3\n    clause: Article 6", "points: 4\n    clause: Article 6"],
    ["blocks: [gold, silver]", "blocks: [gold]"],
    ["severity: refuse", "severity: warn"],
    ["at_least: 2", "at_least: 1"],
    ["when_no_cases: not_met", "when_no_cases: met"],
  ])("%s → %s is one difference", async (from, to) => {
    expect(await diff(from, to, "en")).toHaveLength(1);
  });

  test("in words of both languages", async () => {
    expect(await diff("score: ≥ 70", "score: ≥ 71", "en")).toEqual([
      "changed: level silver, requirement: criteria: share met ≥ 75%; score ≥ 70 → criteria: share met ≥ 75%; score ≥ 71",
    ]);
    expect((await diff("severity: refuse", "severity: warn", "vi"))[0]).toContain("kiểm tra số liệu K1");
  });

  test.each([
    ["comments", "# No law stands", "# Nothing stands"],
    ["another way to write the same", "value: satisfaction > province_green", "value: (satisfaction) > province_green"],
    [
      "the order of keys",
      "{ id: A2, title: { vi: Bãi rác tự phát, en: Wild dump }, when: dumping, points: -2 }",
      "{ points: -2, when: dumping, title: { en: Wild dump, vi: Bãi rác tự phát }, id: A2 }",
    ],
  ])("%s make none", async (_, from, to) => {
    expect(await diff(from, to, "en")).toEqual(["both say the same"]);
  });

  test("what is added and removed", async () => {
    const lines = await diff(
      '      - { id: "8.2", title: { vi: Đèn đường, en: Lamps }, value: lamps, require: ≥ lamp_floor }',
      '      - { id: "8.9", title: { vi: Đèn, en: Lights }, value: lamps, require: ≥ 1 }',
      "en",
    );
    expect(lines).toEqual(["removed: indicator 8.2 Lamps", "added: indicator 8.9 Lights"]);
  });
});
