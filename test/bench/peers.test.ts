import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../support/memory-host.ts";

// `npm run bench` compares times, which means nothing unless both sides give the same verdicts. `npm test` builds first.

const run = promisify(execFile);
const bench = path.join(root, "test", "bench");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "model-ward-peers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The heading, and the rows in the order of wards: DuckDB writes them in any order. */
function cells(file: string): string[][] {
  const [heading = "", ...rows] = readFileSync(file, "utf8").trimEnd().split(/\r?\n/);
  return [heading, ...rows.toSorted()].map((row) => row.split(","));
}

test("DuckDB by hand-written SQL and the program agree in every cell, without a warning", async () => {
  const [wards = "", ours = "", theirs = ""] = ["wards", "ours", "theirs"].map((name) =>
    path.join(folder, `${name}.csv`),
  );
  const node = (...args: string[]) => run(process.execPath, args);
  await node(path.join(bench, "generate.mjs"), "100000", wards);
  const [{ stderr }] = await Promise.all([
    node(
      path.join(root, "bin", "model-ward.js"),
      "evaluate",
      wards,
      "--criteria",
      path.join(bench, "standard.yaml"),
      "-o",
      ours,
    ),
    node(path.join(bench, "duckdb.mjs"), wards, "full", "2", theirs),
  ]);
  expect(stderr).toBe("");
  const found = cells(ours);
  expect(found).toHaveLength(100_001);
  // Comparing so many cells one by one would take longer than everything else.
  const other = cells(theirs);
  const differing = found.findIndex((row, place) => row.join() !== other[place]?.join());
  expect([found[differing], found.length]).toEqual([other[differing], other.length]);
  const column = (name: string) => new Set(found.slice(1).map((row) => row[found[0]?.indexOf(name) ?? -1]));
  expect(column("level")).toEqual(new Set(["certified", "silver", "bronze", "none", "undetermined"]));
  for (const heading of found[0]?.filter((name) => name.endsWith(".status")) ?? [])
    expect(column(heading), heading).toEqual(new Set(["met", "not_met", "unknown"]));
});
