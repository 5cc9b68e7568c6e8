import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

test.each(["vi", "en"])("the first criteria file (%s) validates without a word and its examples pass", async (lang) => {
  const { code, written } = await runInMemory(["criteria", "init", "-o", "mine.yaml", "--lang", lang]);
  expect(code).toBe(0);
  const text = written.get("mine.yaml") ?? "";
  expect(text.split("\n").filter((line) => line.includes("# ")).length).toBeGreaterThan(7);
  const files = { "mine.yaml": text };
  const validated = await runInMemory(["criteria", "validate", "mine.yaml"], { files });
  expect([validated.code, validated.stderr]).toEqual([0, ""]);
  expect((await runInMemory(["criteria", "test", "mine.yaml"], { files })).code).toBe(0);
});
