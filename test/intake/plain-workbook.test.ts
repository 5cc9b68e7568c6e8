import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataShape } from "../../src/criteria/model.ts";
import { readAsBytes, readCarefully } from "../support/both-readers.ts";
import { tableStandardText } from "../support/decision-table.ts";
import { HEAD, standardOf } from "../support/standards.ts";
import { FIXTURES } from "./workbooks/make.ts";
import { as, type Cell, exact, formula, type Row, sheet } from "./workbooks/raw-workbook.ts";

// A workbook whose figures are numbers themselves is read as bytes, and must come out as the careful reader reads it.

const standard = standardOf(`${HEAD}fields:
  people: {label: {vi: Dân số, en: People}, type: count, unit: {vi: người, en: people}, range: [1, 2000000]}
  poor: {label: {vi: Hộ nghèo, en: Poor households}, type: count, at_most: people, unit: {vi: người, en: people}}
  rate: {label: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}, type: percent, range: [0%, 100%]}
  water: {label: {vi: Tỷ lệ hộ dùng nước sạch, en: Clean water}, type: percent, range: [0%, 100%], typical: [50%, 100%]}
  growth: {label: {vi: Tăng trưởng, en: Growth}, type: number, range: [-50, 500], not_applicable: allowed}
  files: {label: {vi: Hồ sơ, en: Files}, type: ratio}
  clean: {label: {vi: Tổng vệ sinh, en: Cleaning}, type: boolean}
  note: {label: {vi: Ghi chép, en: Remark}, type: text}
criteria: [{id: A, title: {vi: A, en: A}, value: clean}]
`);

const HEADINGS = [
  "Mã phường",
  "Tên phường",
  "Năm",
  "Dân số",
  "Hộ nghèo",
  "Tỷ lệ hộ nghèo",
  "Tỷ lệ hộ dùng nước sạch",
  "Tăng trưởng",
  "Hồ sơ – đạt",
  "Hồ sơ – tổng số",
  "Tổng vệ sinh",
  "Ghi chép",
  "Cột khác",
];
const FIRST_FIGURE = 3;
const LAST_FIGURE = 9;
const NAMES = ["Phường Ba Đình", "Phường Điện Biên", 'Xã "Cộng Hòa"', "Phường Hàm\tRồng", "", "漢字 Ðông"];

type Cells = readonly Cell[];
const wards = fc.integer({ min: 0, max: 60 });
const decimals = (most: number) => fc.tuple(fc.nat(most * 1000), fc.constantFrom(1, 10, 1000)).map(([n, by]) => n / by);
const within = (values: fc.Arbitrary<number>, least: number, most: number) =>
  fc.oneof(
    { weight: 9, arbitrary: values.filter((n) => n >= least && n <= most) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
/** The cells of a row as a tidy hand makes them: figures are numbers. */
const tidy: fc.Arbitrary<Cells> = fc
  .tuple(
    wards,
    fc.constantFrom(2019, 2020, "2021"),
    fc.integer({ min: 3000, max: 1_999_999 }),
    within(fc.nat(2999), 0, 2999),
    within(decimals(100), 0, 100),
    within(decimals(100), 50, 100),
    within(
      decimals(500).map((n) => n - 20),
      -50,
      480,
    ),
    fc.nat(40),
    fc.integer({ min: 40, max: 90 }),
    fc.constantFrom("Đạt", "Không đạt", "x", null, true, 1),
    fc.constantFrom(null, "đã họp", 'xem "phụ lục" 2', "hai\ndòng", 12.5),
  )
  .map(([ward, year, people, poor, rate, water, growth, part, whole, clean, note]) => {
    const code = String(ward).padStart(5, "0");
    return [code, NAMES[ward % NAMES.length] ?? "", year, people, poor, rate, water, growth, part, whole, clean, note];
  });
/** What hands make of figures and other cells. */
const odd: fc.Arbitrary<Cell> = fc.constantFrom<Cell[]>(
  null,
  0,
  -1,
  3,
  0.5,
  1.234,
  1234.5,
  12.3456789,
  1e20,
  44050,
  "1.5",
  "1,5",
  "1.234",
  "chưa có",
  "KAD",
  "-",
  "x",
  "7/8",
  "12 hộ",
  "Tổng số",
  "#N/A",
  true,
  exact("0.30000000000000004"),
  exact("1E-3"),
  as("0.0%", 0.975),
  as("#,##0", 1234),
  as("dd/mm/yyyy", 44050),
  as('0" hộ"', 12),
  formula("A1+1"),
  formula("A1+1", 7),
  "Mã phường",
);
const row = fc.tuple(
  tidy,
  fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(HEADINGS.length), odd), { minLength: 1, maxLength: 2 }) },
  ),
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<Cells[]>([]) },
    { weight: 1, arbitrary: fc.constantFrom<Cells[][]>([[]], [["Tổng số", null, null, 5]], [["I"]], [["Người lập"]]) },
  ),
);
type Made = typeof row extends fc.Arbitrary<infer One> ? One : never;

function sheetOf(rows: readonly Made[], above: readonly Row[]): Uint8Array {
  const lines = rows.flatMap(([cells, changes, before]): Cells[] => {
    const changed = [...cells];
    for (const [place, cell] of changes) changed[place] = cell;
    return [...before, Array.from(changed, (cell) => cell ?? null)];
  });
  return sheet([...above, HEADINGS, ...lines]);
}

function expectSame(given: DataShape, bytes: Uint8Array, pieces: () => number): "read" | "handed over" {
  const quick = readAsBytes(given, bytes, pieces);
  if (quick === undefined) return "handed over";
  expect(quick).toEqual(readCarefully(given, bytes));
  return "read";
}

const once = (rows: readonly Made[]): Made[] => [
  ...new Map(rows.map((one) => [`${String(one[0][0])} ${String(one[0][2])}`, one])).values(),
];

test("workbooks of plain and odd rows are read the same, in pieces of any size, or handed over", () => {
  const outcomes = { read: 0, "handed over": 0 };
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 25 }),
      fc.constantFrom<Row[][]>([], [["BÁO CÁO NĂM 2020"], []]),
      fc.infiniteStream(fc.integer({ min: 1, max: 400 })),
      (rows, above, sizes) => {
        outcomes[expectSame(standard, sheetOf(once(rows), above), () => sizes.next().value as number)]++;
      },
    ),
    { numRuns: 800 },
  );
  // Both must have happened often, or nothing was shown.
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(80);
}, 60_000);

test("a workbook of tidy rows is never handed over", () => {
  const rows = fc.array(fc.tuple(tidy, fc.constant([]), fc.constant([])), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(rows, (given) => {
      expect(expectSame(standard, sheetOf(once(given.map(([cells]): Made => [cells, [], []])), []), () => 333)).toBe(
        "read",
      );
    }),
    { numRuns: 200 },
  );
}, 60_000);

test.each(Object.keys(FIXTURES))("%s", (name) => {
  expectSame(standardOf(tableStandardText), FIXTURES[name] ?? new Uint8Array(), () => 100);
});

test("a figure that is a text hands the workbook over, in whatever column", () => {
  for (let column = FIRST_FIGURE; column <= LAST_FIGURE; column++) {
    const cells = ["00001", "Một", 2020, 5000, 7, 1.5, 75, 3, 4, 5, "Đạt", "x"].map((cell, place) =>
      place === column ? String(cell) : cell,
    );
    expect(
      readAsBytes(standard, sheet([HEADINGS, cells]), () => 100),
      HEADINGS[column],
    ).toBeUndefined();
  }
});
