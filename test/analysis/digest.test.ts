import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";
import { HEAD } from "../support/standards.ts";

const STANDARD = `${HEAD}assesses: {unit: ward, period: {every: year}}
fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
criteria:
  - {id: A, clause: a, title: {vi: Nghèo, en: Poverty}, value: poor, require: ≤ 5}
levels:
  - {id: gold, title: {vi: Vàng, en: Gold}, require: {criteria: all}}
`;
const WARDS =
  "Mã phường,Năm,Hộ nghèo\n00001,2019,1\n00002,2019,9\n00001,2020,8\n00002,2020,9\n00001,2021,2\n00002,2021,3\n";

const tell = async (...more: string[]): Promise<string> =>
  (
    await runInMemory(["evaluate", "w.csv", "--criteria", "s.yaml", "--lang", "en", ...more], {
      files: { "s.yaml": STANDARD, "w.csv": WARDS },
    })
  ).stdout;

test("a period in which no ward was chosen is not told of", async () => {
  const gold = await tell("--only", "gold");
  expect(gold).toContain("Period 2021: 2 Gold · 0 not eligible · 0 undetermined");
  expect(gold).toContain("Period 2019: 1 Gold · 0 not eligible · 0 undetermined");
  expect(gold).not.toContain("2020");
});

test("counts are those of each period, wherever rows of the others stand", async () => {
  const all = await tell();
  expect(all).toContain("Period 2021: 2 Gold · 0 not eligible · 0 undetermined");
  expect(all).toContain("Period 2020: 0 Gold · 2 not eligible · 0 undetermined");
  expect(all).toContain("Period 2019: 1 Gold · 1 not eligible · 0 undetermined");
});
