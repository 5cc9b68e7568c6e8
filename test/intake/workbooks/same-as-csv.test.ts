import { readFileSync } from "node:fs";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { sameCell } from "../../../src/intake/cells.ts";
import { readWards } from "../../../src/intake/read-wards.ts";
import type { WardTable } from "../../../src/intake/table.ts";
import { openWorkbook } from "../../../src/spreadsheet/workbook.ts";
import { standardOf } from "../../support/standards.ts";

const standard = standardOf(readFileSync("test/intake/decisions/standard.yaml", "utf8"));
const HEADINGS = [
  "Mã phường",
  "Năm",
  "Hộ nghèo",
  "Tỷ lệ hộ dùng nước sạch",
  "Tổ dân phố văn hóa",
  "Tổng vệ sinh hằng tuần",
];

/** What a person types into each cell; a number has at most the digits that Excel keeps. */
const count = fc.option(fc.nat(2_000_000), { nil: null });
const percent = fc.option(
  fc
    .tuple(fc.integer({ min: 1, max: 98 }), fc.nat(99))
    .map(([whole, part]) => Number(`${whole + 1}.${String(part).padStart(2, "0")}`)),
  { nil: null },
);
const ratio = fc.option(
  fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => `${Math.min(a, b)}/${Math.max(a, b)}`),
  { nil: null },
);
const truth = fc.constantFrom(null, "Đạt", "Không đạt");
const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 99_999 }), count, percent, ratio, truth), {
  selector: ([code]) => code,
  minLength: 1,
  maxLength: 12,
});

type Row = [number, number | null, number | null, string | null, string | null];
const codeOf = ([code]: Row): string => String(code).padStart(5, "0");

/** As a Vietnamese Excel exports it. */
const csvOf = (given: readonly Row[]): string =>
  [
    HEADINGS.join(";"),
    ...given.map((row) => {
      const [, poor, water, groups, clean] = row;
      return [codeOf(row), "2020", poor, water === null ? null : String(water).replace(".", ","), groups, clean].join(
        ";",
      );
    }),
    "",
  ].join("\r\n");

/** As the workbook that it was exported from, written by another program's library: percents as Excel keeps them. */
const workbookOf = (given: readonly Row[], asPercent: boolean): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: "Biểu 1",
        columns: [
          { numFmt: "@" },
          {},
          { numFmt: "#,##0" },
          { numFmt: asPercent ? "0.0%" : "0.00" },
          { numFmt: "@" },
          {},
        ],
        rows: [
          HEADINGS,
          ...given.map((row) => {
            const [, poor, water, groups, clean] = row;
            return [codeOf(row), 2020, poor, water === null ? null : asPercent ? water / 100 : water, groups, clean];
          }),
        ],
      },
    ],
  });

function read(name: string, bytes: Uint8Array): WardTable {
  const { table, problems } = readWards(standard, [{ name, bytes, sha256: "", openWorkbook }]);
  if (table === undefined)
    throw new Error(problems.map(({ code, args }) => `${code} ${JSON.stringify(args)}`).join("\n"));
  return table;
}

test("a workbook says what the CSV file exported from it says", async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (given, asPercent) => {
      // A file without any figure is refused, and tells nothing here.
      fc.pre(given.some(([, ...cells]) => cells.some((cell) => cell !== null)));
      const csv = read("a.csv", new TextEncoder().encode(csvOf(given)));
      const xlsx = read("a.xlsx", await workbookOf(given, asPercent));
      expect(xlsx.rows).toBe(csv.rows);
      for (const [index, batch] of csv.batches.entries()) {
        const other = xlsx.batches[index];
        expect(other?.wards).toEqual(batch.wards);
        for (let row = 0; row < batch.count; row++)
          for (const [field, column] of batch.columns) {
            const [one, two] = [column.get(row), other?.columns.get(field)?.get(row)];
            expect(two !== undefined && sameCell(one, two), `${field} in row ${row}`).toBe(true);
          }
      }
    }),
    { numRuns: 150 },
  );
});
