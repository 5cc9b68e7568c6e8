import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";

// csv-spectrum: CSV files of every kind, each with what it holds as JSON, made by others.
const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve("csv-spectrum"));
const names = readdirSync(path.join(folder, "csvs")).map((file) => path.basename(file, ".csv"));

interface Cell {
  readonly text: string;
  readonly state: string;
  readonly value: string;
}

describe("csv-spectrum, through inspect --format json", () => {
  test("has files", () => expect(names.length).toBeGreaterThanOrEqual(12));

  test.each(names)("%s", async (name) => {
    const file = { [`${name}.csv`]: readFileSync(path.join(folder, "csvs", `${name}.csv`)) };
    const { code, stdout } = await runInMemory(["inspect", `${name}.csv`, "--format", "json"], { files: file });
    expect(code).toBe(0);
    const [inspected] = (JSON.parse(stdout) as { files: { rows: { cells: Cell[] }[] }[] }).files;
    const [head = [], ...rows] = (inspected?.rows ?? []).map(({ cells }) => cells);
    const read = rows.map((cells) => Object.fromEntries(cells.map(({ value }, place) => [head[place]?.text, value])));
    const told = readFileSync(path.join(folder, "json", `${name}.json`), "utf8");
    // This one's JSON holds one object, not a list, and another telephone number than the CSV.
    const expected =
      name === "location_coordinates" ? [JSON.parse(told.replace("1234567890", "2095257564"))] : JSON.parse(told);
    expect(read).toEqual(expected);
    expect(new Set(rows.flat().map(({ state }) => state))).toEqual(new Set(["text"]));
  });
});
