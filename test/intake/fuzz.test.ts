import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../support/memory-host.ts";

// The same program does 100,000 files with `npm run fuzz`. In a process of its own, its memory can be measured: with little room, the heap is not
// left to grow over what is needed.
test("2,000 random and mutated files: no crash, no hang, no memory over 300 MB", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--max-old-space-size=128",
    "--max-semi-space-size=8",
    path.join(root, "test/intake/fuzz.mjs"),
    "2000",
    "1",
  ]);
  expect(stdout).toMatch(/^2000 files, seed 1: slowest \d+ ms, peak \d+ MB\n$/);
}, 60_000);
