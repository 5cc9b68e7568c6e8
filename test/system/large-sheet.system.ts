import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { PROGRAM, runCommand, temporaryFolder } from "./support/program.ts";

// A sheet of ten times as many wards as a country has: read in bounded memory and time.

const ROWS = 100_000;
const MOST_MEGABYTES = 900;
const MOST_SECONDS = 60;
const folder = temporaryFolder();

beforeAll(async () => {
  const headings = [
    "Mã phường",
    "Tên phường",
    "Năm",
    "Loại xã",
    "Điểm tiêu chí 1",
    "Điểm tiêu chí 2",
    "Điểm tiêu chí 3",
    "Mức độ hài lòng",
  ];
  // Each ward has one row a year, from 2017 on.
  const wards = Math.ceil(ROWS / 4);
  const rows = Array.from({ length: ROWS }, (_, place) => {
    const ward = place % wards;
    return [
      String(ward).padStart(5, "0"),
      `Xã ${ward}`,
      2017 + Math.floor(place / wards),
      ["I", "II", "III"][ward % 3] ?? "I",
      place % 16,
      (place % 290) / 10,
      (place % 250) / 10,
      97.82,
    ];
  });
  writeFileSync(
    path.join(folder, "large.xlsx"),
    await writeXlsx({ sheets: [{ name: "Dữ liệu", rows: [headings, ...rows] }] }),
  );
});

describe(`a sheet of ${ROWS} rows`, () => {
  test(`is read within ${MOST_MEGABYTES} MB and ${MOST_SECONDS} s`, async () => {
    const argv = ["inspect", "large.xlsx", "--criteria", "vn/law-access@2017"];
    const measure = path.join(import.meta.dirname, "support", "peak-memory.mjs");
    const peakFile = path.join(folder, "peak");
    const [node = "", program = ""] = PROGRAM;
    const begun = Date.now();
    const { code, stdout, stderr } = await runCommand([node, "--import", measure, program, ...argv], folder, {
      PEAK_MEMORY_FILE: peakFile,
    });
    const seconds = (Date.now() - begun) / 1000;
    const megabytes = Math.round(Number(readFileSync(peakFile, "utf8")) / 1024);
    const size = Math.round(statSync(path.join(folder, "large.xlsx")).size / 1024);
    console.log(`inspect of ${ROWS} rows (${size} kB): exit ${code}, peak ${megabytes} MB, ${seconds.toFixed(1)} s`);
    expect(code, stderr.slice(0, 2000)).toBe(0);
    expect(stdout).toContain("100000");
    expect(megabytes).toBeGreaterThan(20);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
    expect(seconds).toBeLessThan(MOST_SECONDS);
  });
});
