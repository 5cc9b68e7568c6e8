import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DataShape } from "../../src/criteria/model.ts";
import { openPlain } from "../../src/intake/plain-file.ts";
import { PlainReader } from "../../src/intake/plain-reader.ts";
import { readAsBytes, readCarefully } from "../support/both-readers.ts";
import { root } from "../support/memory-host.ts";
import { HEAD, standardOf } from "../support/standards.ts";

// Two readers, one table and one set of messages: what the byte reader does not hand over, it reads as the careful one.

const standard = standardOf(`${HEAD}fields:
  people: {label: {vi: Dân số, en: People}, type: count, unit: {vi: người, en: people}, range: [1, 2000000]}
  poor: {label: {vi: Hộ nghèo, en: Poor households}, type: count, at_most: people, unit: {vi: người, en: people}}
  rate: {label: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}, type: percent, range: [0%, 100%]}
  water: {label: {vi: Tỷ lệ hộ dùng nước sạch, en: Clean water}, type: percent, range: [0%, 100%], typical: [50%, 100%]}
  growth: {label: {vi: Tăng trưởng, en: Growth}, type: number, range: [-50, 500], not_applicable: allowed}
  groups: {label: {vi: Tổ dân phố văn hóa, en: Cultural groups}, type: ratio}
  files: {label: {vi: Hồ sơ, en: Files}, type: ratio}
  clean: {label: {vi: Tổng vệ sinh, en: Cleaning}, type: boolean}
  class: {label: {vi: Loại, en: Class}, type: choice, values: [I, II, Đô thị]}
  planned: {label: {vi: Ngày ban hành, en: Planned}, type: date}
  note: {label: {vi: Ghi chép, en: Remark}, type: text}
criteria: [{id: A, title: {vi: A, en: A}, value: clean}]
`);

const COLUMNS = [
  "ward",
  "name",
  "year",
  "people",
  "poor",
  "rate",
  "water",
  "growth",
  "groups",
  "part",
  "whole",
  "clean",
  "class",
  "planned",
  "note",
  "other",
] as const;
type ColumnName = (typeof COLUMNS)[number];
const HEADINGS: Readonly<Record<ColumnName, string>> = {
  ward: "Mã phường",
  name: "Tên phường",
  year: "Năm",
  people: "Dân số",
  poor: "Hộ nghèo",
  rate: "Tỷ lệ hộ nghèo",
  water: "Tỷ lệ hộ dùng nước sạch",
  growth: "Tăng trưởng",
  groups: "Tổ dân phố văn hóa",
  part: "Hồ sơ – đạt",
  whole: "Hồ sơ – tổng số",
  clean: "Tổng vệ sinh",
  class: "Loại",
  planned: "Ngày ban hành",
  note: "Ghi chép",
  other: "Cột khác",
};

const NAMES = ["Phường Ba Đình", "Phường Điện Biên", "Xã Cộng Hòa", "Phường Hàm Rồng", "", "phường hàm rồng"];
const plainCells: Readonly<Record<ColumnName, fc.Arbitrary<string>>> = {
  ward: fc.integer({ min: 0, max: 60 }).map((code) => String(code).padStart(5, "0")),
  name: fc.constant(""),
  year: fc.constantFrom("2019", "2020", "2021"),
  people: fc.integer({ min: 3000, max: 1_999_999 }).map(String),
  poor: fc.nat(2999).map(String),
  rate: fc.nat(10_000).map((n) => String(n / 100)),
  water: fc.integer({ min: 500, max: 10_000 }).map((n) => String(n / 100)),
  growth: fc.integer({ min: -5000, max: 50_000 }).map((n) => String(n / 100)),
  groups: fc.nat(12).map((part) => `${part}/${part + 5}`),
  part: fc.nat(40).map(String),
  whole: fc.integer({ min: 40, max: 90 }).map(String),
  clean: fc.constantFrom("Đạt", "Không đạt", "x", ""),
  class: fc.constantFrom("I", "II", "Đô thị", ""),
  planned: fc.constantFrom("2020-01-31", "31/01/2020", ""),
  note: fc.constantFrom("", "đã họp", "xem phụ lục 2"),
  other: fc.constantFrom("", "ghi gì cũng được", "12", "Tổ 3"),
};
/** What hands make of cells, harmless or not. */
const oddCell = fc.constantFrom(
  "",
  " ",
  "-",
  "n/a",
  "0",
  "00",
  "007",
  "1.5",
  "1,5",
  "1.234",
  "1,234",
  "1.234.567",
  "12.345678",
  "1e5",
  "+3",
  "-3",
  "−3",
  "0.5",
  "0.97",
  "90 %",
  "90%",
  "12 hộ",
  "12 người",
  "chưa có",
  "KAD",
  "không áp dụng",
  "…",
  "> 90",
  "5 – 10",
  "7/8",
  "8/7",
  "0/0",
  "07-Aug",
  "44050",
  "#N/A",
  "=1+1",
  "Đạt.",
  "Cơ bản đạt",
  "Đô  thị",
  "31/02/2020",
  "45000",
  "Tổng",
  "Tổng số",
  "I",
  "II.",
  "Cộng",
  "Ghi chú: x",
  "Mã phường",
  "Năm",
  "Dân số",
  "Phường Hòa Bình",
  "Phường  Hai",
  " 00001",
  "1",
  "267",
  '="00267"',
  "14.767",
  "2020-H1",
  "20",
  "999999999999999999",
  "9007199254740993",
  "99999",
  "Đạt",
  "đạt",
  "hoá",
  "ho\u0301a",
  "Ð",
  "\u00a05",
  "5\u200b",
  "a;b",
  "漢字",
  "Tân\u00a0An",
  "phường",
  "🏠",
);

interface Shape {
  readonly columns: readonly ColumnName[];
  readonly delimiter: string;
  readonly end: string;
  readonly isEnded: boolean;
  readonly begin: string;
  readonly isComma: boolean;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  columns: fc
    .shuffledSubarray([...COLUMNS], { minLength: 8 })
    .map((names): ColumnName[] => [...new Set<ColumnName>(["ward", "year", ...names])])
    .map((names) =>
      names.includes("part") === names.includes("whole")
        ? names
        : names.filter((name) => name !== "part" && name !== "whole"),
    )
    .chain((names) => fc.shuffledSubarray(names, { minLength: names.length })),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  end: fc.constantFrom("\n", "\r\n"),
  isEnded: fc.boolean(),
  begin: fc.constantFrom("", "\ufeff", "BÁO CÁO NĂM 2020\n", "sep=;\n"),
  isComma: fc.boolean(),
});

const row = fc.record(plainCells).chain((cells) =>
  fc.record({
    cells: fc.constant(cells),
    /** two of three rows are plain */
    odd: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.tuple(fc.constantFrom(...COLUMNS), oddCell), { minLength: 1, maxLength: 2 }),
      },
    ),
    isQuoted: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    before: fc.oneof(
      { weight: 12, arbitrary: fc.constant("") },
      {
        weight: 1,
        arbitrary: fc.constantFrom("\n", "Tổng số,,,\n", ";;;\n", '"a\nb",x\n', "I,,\n", 'x"y\n', "Mã phường,Năm\n"),
      },
    ),
  }),
);

function textOf(
  { columns, delimiter, end, isEnded, begin, isComma }: Shape,
  rows: readonly (typeof row extends fc.Arbitrary<infer Row> ? Row : never)[],
): string {
  const quoted = (text: string, isQuoted: boolean) =>
    isQuoted || text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map(({ cells, odd, isQuoted, before }) => {
    const named = { ...cells, name: NAMES[Number(cells.ward) % NAMES.length] ?? "" };
    const given: Record<string, string> = { ...named, ...Object.fromEntries(odd) };
    const written = columns.map((column) => {
      const text = given[column] ?? "";
      return quoted(isComma && /^-?\d+\.\d{1,2}$/.test(text) ? text.replace(".", ",") : text, isQuoted);
    });
    return before.replaceAll(",", delimiter) + written.join(delimiter);
  });
  const head = columns.map((column) => quoted(HEADINGS[column], false)).join(delimiter);
  return `${begin}${[head, ...lines].join(end)}${isEnded ? end : ""}`;
}

function expectSame(
  given: DataShape,
  bytes: Uint8Array,
  pieces: () => number,
  ahead?: () => number,
): "read" | "handed over" {
  const quick = readAsBytes(given, bytes, pieces, {}, ahead);
  if (quick === undefined) return "handed over";
  expect(quick).toEqual(readCarefully(given, bytes));
  return "read";
}

// Newer engines than that of Node 20 look for garbage whenever a memory of 100 MB is made: each run takes them 35 ms.
test("files of plain and odd rows are read the same, in pieces of any size, or handed over", () => {
  const outcomes = { read: 0, "handed over": 0 };
  fc.assert(
    fc.property(
      shape,
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 400 })),
      fc.option(fc.infiniteStream(fc.nat(3)), { nil: undefined }),
      (made, rows, sizes, turns) => {
        const once = [...new Map(rows.map((one) => [`${one.cells.ward} ${one.cells.year}`, one])).values()];
        const text = textOf(made, once);
        const ahead = turns && (() => turns.next().value as number);
        outcomes[expectSame(standard, new TextEncoder().encode(text), () => sizes.next().value as number, ahead)]++;
      },
    ),
    { numRuns: 700 },
  );
  // Both must have happened often, or nothing was shown.
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(100);
}, 180_000);

test("plain rows alone are never handed over", () => {
  const plain = shape.map((made) => ({ ...made, isComma: false, begin: "" }));
  const rows = fc.array(fc.record(plainCells), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(plain, rows, fc.boolean(), (made, given, isAhead) => {
      const once = [...new Map(given.map((cells) => [`${cells.ward} ${cells.year}`, cells])).values()];
      const text = textOf(
        made,
        once.map((cells) => ({ cells, odd: [], isQuoted: false, before: "" })),
      );
      expect(expectSame(standard, new TextEncoder().encode(text), () => 777, isAhead ? () => 1 : undefined)).toBe(
        "read",
      );
    }),
    { numRuns: 300 },
  );
}, 60_000);

const folder = path.join(root, "test", "intake", "decisions");
const fixtures = readdirSync(path.join(folder, "files"));
const decisions = standardOf(readFileSync(path.join(folder, "standard.yaml"), "utf8"));
const bundledStandard = (id: string) => standardOf(readFileSync(path.join(root, "criteria", `${id}.yaml`), "utf8"));

test.each(fixtures)("%s", (name) => {
  expectSame(decisions, readFileSync(path.join(folder, "files", name)), () => 100);
});

test.each([
  ["examples/bau-bang/2017.csv", "vn/law-access@2017"],
  ["examples/messy-export/judged.csv", "vn/urban-civility@2022"],
  ["examples/messy-export/refused.csv", "vn/urban-civility@2022"],
  ["examples/dien-bien/dien-bien.csv", "thanh-hoa/model-ward@2019"],
])("%s", (file, id) => {
  expectSame(bundledStandard(id), readFileSync(path.join(root, file)), () => 64);
});

const hazards = standardOf(`${HEAD}fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
  rate: {label: {vi: Tỷ lệ, en: Rate}, type: percent, range: [0%, 100%]}
  groups: {label: {vi: Tổ, en: Groups}, type: ratio}
  grade: {label: {vi: Bậc, en: Grade}, type: number, values: [2, 3, 1234]}
  share: {label: {vi: Phần, en: Share}, type: percent, values: [0.5%, 50%, 100%], typical: [50%, 100%]}
criteria: [{id: A, title: {vi: A, en: A}, value: poor, require: ≤ 5}]
`);
const wardRows = (count: number, cells: (row: number) => string): string =>
  Array.from({ length: count }, (_, row) => `${String(row).padStart(5, "0")}${cells(row)}\n`).join("");

// Words that names had before make the names of new wards plain; what is between and around them may be anything.
test("names of new wards, made of few words", () => {
  const words = ["Phường", "Xã", "An", "Điện", "Hàm", "Rồng", "12", "Nghĩa-Hưng", "x"];
  // Fifteen bytes, sixteen, seventeen, and more.
  const long = ["Nongtruong-1234", "Nongtruong-12345", "Nongtruong-123456", "Nongtruong-123456-xyzw", ""];
  const odd = fc.constantFrom("", "", "", "", "hoa\u0300", "Ð", "漢字", "00000", "Nguyá»…n");
  const word = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...words) }, fc.constantFrom(...long));
  const between = fc.oneof({ weight: 30, arbitrary: fc.constant(" ") }, fc.constantFrom("  ", "", " - "));
  const name = fc
    .tuple(fc.array(fc.tuple(word, between), { maxLength: 3 }), word)
    .map(([before, last]) => `${before.flat().join("")}${last}`);
  const outcomes = { read: 0, "handed over": 0 };
  fc.assert(
    fc.property(fc.array(name, { minLength: 5, maxLength: 60 }), odd, fc.nat(30), (names, first, again) => {
      const rows = (year: number, all: readonly string[]) =>
        all.map((text, row) => `${String(row).padStart(5, "0")};${text};${year};1`);
      const all = [first, ...names];
      const lines = [...rows(2020, all), ...rows(2021, all.slice(0, again)), ...rows(2022, names.slice(0, 3))];
      const text = ["Mã phường;Tên phường;Năm;Hộ nghèo", ...lines, ""].join("\n");
      outcomes[expectSame(hazards, new TextEncoder().encode(text), () => 4096)]++;
    }),
    { numRuns: 400 },
  );
  expect(outcomes.read).toBeGreaterThan(100);
}, 60_000);

// Columns of many denominators are judged row by row.
test("the first row, which is read with all care, leaves its columns one denominator each", () => {
  const rows = wardRows(99, (row) => `;2020;${row},25;62,${10 + (row % 90)}`);
  const bytes = new TextEncoder().encode(`Mã phường;Năm;Tổng diện tích;Tỷ lệ\n${rows}`);
  const shape = standardOf(`${HEAD}fields:
  area: {label: {vi: Tổng diện tích, en: Area}, type: number}
  rate: {label: {vi: Tỷ lệ, en: Rate}, type: percent, range: [0%, 100%]}
criteria: [{id: A, title: {vi: A, en: A}, value: area, require: ≤ 5}]
`);
  const plain = openPlain(shape, "wards.csv", bytes, true, {});
  if (plain === undefined) throw new Error("not plain");
  const reader = new PlainReader(shape, "wards.csv", plain, {});
  reader.pieces.spaceOf(0).set(bytes);
  const [batch] = reader.read(bytes.length);
  const scales = [...(batch?.columns.values() ?? [])].map(({ value }) => value.scale);
  expect([batch?.count, ...scales]).toEqual([99, 100, 10_000]);
});

// What an adversary found: each was read plainly once, and otherwise than by the careful reader.
test.each([
  [
    "decimal commas in a comma file",
    `Mã phường,Năm,Tỷ lệ,Hộ nghèo\n${wardRows(9, () => ',2020,"62,5",1')}00100,2020,62,5,1\n`,
  ],
  [
    "a filled cell behind the last heading",
    `Mã phường;Năm;Hộ nghèo;;\n${wardRows(9, () => ";2020;1;;")}00100;2020;1;;x\n`,
  ],
  [
    "another mark in a ratio of one column",
    `Mã phường;Năm;Tổ\n${wardRows(9, () => ";2020;7.5/8")}00100;2020;1,234/2,000\n`,
  ],
  ["another mark among declared values", `Mã phường;Năm;Bậc\n${wardRows(9, () => ";2020;2.0")}00100;2020;1,234\n`],
  [
    "one small percent among declared values",
    `Mã phường;Năm;Phần\n${wardRows(9, (row) => `;2020;${row === 0 ? "0.5" : "100"}`)}`,
  ],
  [
    "a ward without code whose name stands among the codes",
    `Mã phường;Tên phường;Tỉnh;Năm;Hộ nghèo\n${wardRows(9, () => ";;38;2020;1")};Gộp chung;Thanh Hóa;2020;1\nGộp chung (Thanh Hóa);;;2021;1\n`,
  ],
  ["a lone carriage return at the end", `Mã phường;Năm;Hộ nghèo\n${wardRows(9, () => ";2020;1")}00100;2020;12\r`],
  [
    "a lone carriage return at the end of a file of Excel",
    `Mã phường;Năm;Hộ nghèo\n${wardRows(9, () => ";2020;1")}00100;2020;12\n`.replaceAll("\n", "\r\n").slice(0, -1),
  ],
  [
    "a ward named by its code",
    `Mã phường;Tên phường;Năm;Hộ nghèo\n${wardRows(9, () => ";Xã;2020;1")}00100;00100;2020;1\n00100;Phường Một;2021;1\n`,
  ],
  [
    "a ward named by its code, as another one was before",
    `Mã phường;Tên phường;Năm;Hộ nghèo\n00100;00101;2020;1\n${wardRows(9, () => ";Xã;2020;1")}00101;00101;2020;1\n00101;Phường Một;2021;1\n`,
  ],
  [
    "a name longer than 65,535 bytes",
    `Mã phường;Tên phường;Năm;Hộ nghèo\n${wardRows(2, () => ";Xã;2020;1")}${["2020", "2021"].map((year) => `00100;${"x".repeat(65_540)};${year};1\n`).join("")}`,
  ],
])("%s", (_, text) => {
  expectSame(hazards, new TextEncoder().encode(text), () => 100_000);
});
