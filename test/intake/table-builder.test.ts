import { expect, test } from "vitest";
import { parsePeriod } from "../../src/criteria/period.ts";
import { BATCH_ROWS } from "../../src/exact/column-memory.ts";
import { fraction } from "../../src/exact/fraction.ts";
import { TableBuilder } from "../../src/intake/table-builder.ts";
import { fieldOf } from "../expression/evaluate.ts";

const PERIOD = parsePeriod("2020", { every: "year", startMonth: 1, startDate: 1 });
if (PERIOD === undefined) throw new Error("no period");
const FIELDS = [fieldOf("trees", { type: "count" }), fieldOf("open", { type: "boolean" })];

/** Adds rows whose figures are their numbers, and reads these from the table. */
function filled(rows: number, most?: number) {
  const builder = new TableBuilder(FIELDS, most);
  for (let row = 0; row < rows; row++) {
    const { batch, row: place } = builder.at(builder.add(String(row), "", "", PERIOD as NonNullable<typeof PERIOD>));
    batch.columns.get("trees")?.set(place, { is: "number", value: fraction(BigInt(row)) });
    batch.columns.get("open")?.set(place, { is: "truth", value: row % 2 === 1 });
  }
  return builder
    .finish([])
    .batches.flatMap(({ columns, count }) =>
      Array.from({ length: count }, (_, place) => [columns.get("trees")?.get(place), columns.get("open")?.get(place)]),
    );
}

test.each([1, 10, BATCH_ROWS, BATCH_ROWS + 1])("%i rows that were told of before are all there", (rows) => {
  const cells = filled(rows, rows);
  expect(cells.length).toBe(rows);
  expect(cells.at(-1)).toEqual([
    { is: "number", value: fraction(BigInt(rows - 1)) },
    { is: "truth", value: rows % 2 === 0 },
  ]);
  expect(cells).toEqual(filled(rows));
});

test.each([0, 1, 10])("more rows than the %i that were told of are a fault, and are not lost", (most) => {
  expect(() => filled(most + 1, most)).toThrow(`more than ${most} rows`);
});
