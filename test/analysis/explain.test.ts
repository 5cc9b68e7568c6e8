import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStandard } from "../../src/criteria/parse.ts";
import { explain } from "../../src/engine/explain.ts";
import { csvOf, randomRow, randomStandard } from "../engine/random-standard.ts";
import { checkNode } from "../support/explained.ts";
import { runInMemory } from "../support/memory-host.ts";
import { standardOf, tableOf } from "../support/standards.ts";

// What an explanation prints is computed again here, from the printed text alone, by arithmetic of this file's own.

const EXAMPLES = [
  ["examples/dien-bien/dien-bien.csv", "Điện Biên"],
  ["examples/messy-export/judged.csv", "Xã Lai Uyên"],
  ["examples/bau-bang/2017.csv", "Xã Lai Uyên"],
] as const;

describe("explanations of the examples", () => {
  test.each(EXAMPLES)("%s: computed again from the printed text alone", async (file, ward) => {
    const run = await runInMemory(["explain", file, "--ward", ward, "--lang", "en", "--no-color"], { columns: 2000 });
    expect(run.code).toBe(0);
    const nodes = run.stdout
      .split(/\n\n/)
      .filter((block) => !block.includes(" · period ") && !block.startsWith("Levels"));
    expect(nodes.length).toBeGreaterThan(4);
    for (const node of nodes) checkNode(node);
  });
});

test("every node of any standard is explained, down to the cells that it reads, and the last step is its verdict", () => {
  fc.assert(
    fc.property(
      randomStandard.filter(({ text }) => parseStandard("random.yaml", text).standard !== undefined),
      randomRow,
      ({ text }, row) => {
        const standard = standardOf(text);
        const [explained] = [...explain(standard, tableOf(standard, csvOf([row])))];
        expect(explained?.nodes.map(({ node }) => node.id)).toEqual(explained?.ward.nodes.map(({ id }) => id));
        for (const { node, cells, steps, children, declared } of explained?.nodes ?? []) {
          if (children.length > 0 || node.reason !== null) continue;
          const value = steps.at(-1)?.value;
          const truth = value !== undefined && "truth" in value ? value.truth : undefined;
          if (truth !== undefined && declared.measure?.scored !== true && node.status !== "not_applicable")
            expect(truth ? ["met", "unknown"] : ["not_met", "unknown"]).toContain(node.status);
          for (const { cell, origin } of cells) if (cell.is !== "missing") expect(origin?.line).toBe(2);
        }
      },
    ),
    { numRuns: 150, endOnFailure: true },
  );
});
