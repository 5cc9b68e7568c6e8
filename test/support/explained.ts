import { expect } from "vitest";
import { computed, same, shownValue } from "./recompute.ts";

/** Checks one printed node: every step computed again, the last one its verdict, a clause named. English text. */
export function checkNode(node: string): void {
  const steps = [...node.matchAll(/^- (?:computed|points): .*: (.+) → (.+)$/gm)];
  for (const [line, figures = "", result = ""] of steps) {
    const again = computed(figures);
    expect(again, line).toBeDefined();
    if (again !== undefined) expect(same(again, shownValue(result)), line).toBe(true);
  }
  const last = steps.at(-1)?.[2];
  if (/: ✓ met/.test(node) && last !== undefined) expect(last).toBe("true");
  if (/: ✗ not met/.test(node) && last !== undefined) expect(last).toBe("false");
  expect(node).toMatch(/^.+: [✓✗?–m·] |^Disqualifiers/);
  expect(node).toMatch(/- clause: .+ \((official|secondary|illustrative)\)/);
}
