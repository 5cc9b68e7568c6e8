import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root, runInMemory } from "./support/memory-host.ts";

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** Each example's README names its commands in the form `$ model-ward …`; the expected report stands beside it. */
const EXAMPLES = ["dien-bien", "bau-bang", "messy-export"] as const;

describe.each(EXAMPLES)("examples/%s", (name) => {
  const readme = read(`examples/${name}/README.md`);
  const command = /^\$ (?:npx )?model-ward (.+)$/m.exec(readme)?.[1]?.split(" ") ?? [];

  test.each(["vi", "en"])("gives its expected report (%s)", async (language) => {
    expect(command[0]).toBe("evaluate");
    const { code, stdout } = await runInMemory([...command, "--lang", language]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(path.join(root, `examples/${name}/expected.${language}.txt`));
  });

  test("shows in its README what it gives", () => {
    const quoted = (/```text\n\$ [^\n]+\n([\s\S]*?)```/.exec(readme)?.[1] ?? "").replace(/…\n$/, "");
    expect(quoted).not.toBe("");
    expect(read(`examples/${name}/expected.vi.txt`)).toContain(quoted.trim());
  });
});

test("examples/messy-export shows what a refused file is told, and writes nothing", async () => {
  const readme = read("examples/messy-export/README.md");
  const [, command = "", told = ""] = /\$ model-ward (.*refused.*)\n([\s\S]*?)```/.exec(readme) ?? [];
  const { code, stdout, stderr, written } = await runInMemory([...command.split(" "), "-o", "result.json"]);
  expect([code, stdout, [...written.keys()]]).toEqual([3, "", []]);
  expect(stderr).toBe(told);
});
