import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { State } from "../../src/exact/column.ts";
import { BATCH_ROWS, COLUMN_ROWS } from "../../src/exact/column-memory.ts";
import { RowScan } from "../../src/scan/row-scan.ts";
import { CellKind, FACTORS, TextCode } from "../../src/scan/scan-area.ts";
import { root } from "../support/memory-host.ts";

const { number, text } = CellKind;

/** Rows of numbers with up to four decimals and of texts; numbers up to a billion, in units of a ten thousandth. */
function scanOf(kinds: readonly CellKind[], mark = ".", ratios = 0): RowScan {
  const scan = new RowScan({
    kinds,
    ratios,
    delimiter: 44,
    mark: mark === "" ? undefined : mark.charCodeAt(0),
    bytes: 4096,
  });
  const { decimals, factors, least, most } = scan.arrays;
  for (const cell of kinds.keys()) {
    decimals[cell] = 4;
    for (let behind = 0; behind < FACTORS; behind++)
      factors[FACTORS * cell + behind] = behind <= 4 ? 10 ** (4 - behind) : Number.NaN;
    least[cell] = -1e13;
    most[cell] = 1e13;
  }
  return scan;
}

/** Reads all rows of a text; what was behind the last piece of a real file is old, and so is what is behind this one. */
function read(scan: RowScan, rows: string, first = 0): number {
  const { bytes } = scan.arrays;
  bytes.fill(0x37);
  const given = new TextEncoder().encode(rows);
  bytes.set(given);
  return scan.scan(0, given.length, first, BATCH_ROWS);
}

/** What a column of numbers holds in a row. */
const held = ({ arrays: { columns, values, states } }: RowScan, cell: number, row: number): number | undefined => {
  const place = (columns[cell] ?? 0) + row;
  return states[place] === State.present ? values[place] : undefined;
};

const textOf = ({ arrays: { bytes, columns, textStarts, textEnds } }: RowScan, cell: number, row: number): string => {
  const place = (columns[cell] ?? 0) + row;
  return new TextDecoder().decode(bytes.subarray(textStarts[place], textEnds[place]));
};

test("the compiled loops are those of the source", async () => {
  const builder = path.join(root, "src", "scan", "build.mjs");
  const { compiled, PROGRAMS } = (await import(builder)) as {
    compiled: (program: string) => Promise<string>;
    PROGRAMS: Readonly<Record<string, string>>;
  };
  const letters = (source: string) => [...source.matchAll(/"([^"]+)"/g)].map(([, part]) => part).join("");
  for (const program of Object.keys(PROGRAMS)) {
    const kept = readFileSync(path.join(root, "src", `${program}.wasm.ts`), "utf8");
    expect(letters(kept), program).toBe(letters(await compiled(program)));
  }
});

describe("numbers", () => {
  test.each([
    ["0", 0],
    ["7", 70_000],
    ["1234567", 12_345_670_000],
    ["12345678", 123_456_780_000],
    ["123456789", 1_234_567_890_000],
    ["000000000000012", 120_000],
    ["1.5", 15_000],
    ["12.3456", 123_456],
    ["123.4567", 1_234_567],
    ["1234.5678", 12_345_678],
    ["0.0001", 1],
    ["-1", -10_000],
    ["-12.25", -122_500],
    ['"12.25"', 122_500],
    ['"-3"', -30_000],
    ["", undefined],
    ['""', undefined],
  ])("%s", (cell, expected) => {
    const scan = scanOf([number, text, number]);
    expect(read(scan, `${cell},x,${cell}\n${cell},x,${cell}\r\n`)).toBe(2);
    for (const row of [0, 1])
      for (const column of [0, 2]) expect(held(scan, column, row), `row ${row}, column ${column}`).toBe(expected);
    expect(scan.hasReturns).toBe(true);
  });

  test.each([
    "x",
    " 1",
    "1 ",
    "1,",
    "+1",
    "-",
    "--1",
    "1.",
    ".5",
    "1.2.3",
    "1-2",
    "1e5",
    "1234567890123456",
    "1000000001",
    '"1',
    '1"',
    '"1"2',
    '""1',
    "12345678.",
    "12.34x",
    "1234567x",
    "12345678x",
    "Ð",
    "１",
  ])("%s is not for these loops", (cell) => {
    const scan = scanOf([number, text]);
    expect(read(scan, `1,a\n${cell},b\n`)).toBe(1);
    expect(scan.crowded).toBeUndefined();
    expect(held(scan, 0, 0)).toBe(10_000);
  });

  test("without a decimal mark there are no decimals, and with a comma there may be", () => {
    expect(read(scanOf([number], ""), "12\n1.5\n")).toBe(1);
    const scan = new RowScan({ kinds: [number, number], ratios: 0, delimiter: 59, mark: 44, bytes: 4096 });
    scan.arrays.factors.set([10, 1]);
    scan.arrays.factors.set([10, 1], FACTORS);
    scan.arrays.decimals.fill(1);
    scan.arrays.most.fill(1000);
    expect(read(scan, "1,5;2\n")).toBe(1);
    expect([held(scan, 0, 0), held(scan, 1, 0)]).toEqual([15, 20]);
  });

  test("a cell with more decimals than there is room for is told", () => {
    const scan = scanOf([number, number]);
    expect(read(scan, "1,1\n1,1.23456\n")).toBe(1);
    expect(scan.crowded).toEqual({ cell: 1, decimals: 5 });
  });

  test("any number of up to fifteen digits is what its digits say", () => {
    const numbers = fc.record({
      whole: fc.stringMatching(/^\d{1,11}$/),
      behind: fc.stringMatching(/^\d{0,4}$/),
      sign: fc.constantFrom("", "-"),
      tail: fc.constantFrom("\n", "\r\n", ",7\n"),
    });
    fc.assert(
      fc.property(numbers, ({ whole, behind, sign, tail }) => {
        const kinds = tail.startsWith(",") ? [number, number] : [number];
        const scan = scanOf(kinds);
        const written = `${sign}${whole}${behind === "" ? "" : `.${behind}`}`;
        const exact = Number(BigInt(`${whole}${behind.padEnd(4, "0")}`)) * (sign === "-" ? -1 : 1);
        const isPlain = Math.abs(exact) <= 1e13 && whole.length + behind.length + (behind === "" ? 0 : 1) <= 15;
        expect(read(scan, `${written}${tail}`)).toBe(isPlain ? 1 : 0);
        if (isPlain) expect(held(scan, 0, 0)).toBe(exact === 0 ? scan.arrays.values[0] : exact);
      }),
    );
  });
});

describe("texts", () => {
  test("their places are told, in quotes and without, however long", () => {
    const long = "Phường Đông Hải và những tên rất dài ".repeat(3);
    const scan = scanOf([text, number, text]);
    expect(read(scan, `${long},1,"a,b"\n"",2,${long}\r\n`)).toBe(2);
    expect([0, 1].map((row) => [textOf(scan, 0, row), textOf(scan, 2, row)])).toEqual([
      [long, "a,b"],
      ["", long],
    ]);
  });

  test.each(["a\tb", 'a"b', "a\0b", '"a""b"', '"a\nb"', '"a'])("%j is not for these loops", (cell) => {
    expect(read(scanOf([text, text]), `x,y\n${cell},z\n`)).toBe(1);
  });

  test("keys are found whole, and none where a text only begins like one", () => {
    const scan = scanOf([text, text]);
    const key = (word: string) => scan.addKey(0, new TextEncoder().encode(word));
    expect(["Đạt", "Không đạt", "sixteen letters.", "x"].map(key)).toEqual([true, true, true, true]);
    expect(key("a fifth")).toBe(false);
    // It would be taken for the same text without it.
    expect(scan.addKey(1, new TextEncoder().encode("Đạt\0"))).toBe(false);
    const cells = ["Đạt", "Không đạt", "sixteen letters.", "x", "", "Đạt!", "Đạ", "sixteen letters..", '"Đạt"'];
    expect(read(scan, cells.map((cell) => `${cell},Đạt\n`).join(""))).toBe(cells.length);
    const { empty, unknown } = TextCode;
    expect([...scan.arrays.codes.subarray(0, cells.length)]).toEqual([0, 1, 2, 3, empty, unknown, unknown, unknown, 0]);
    expect(scan.arrays.codes[COLUMN_ROWS]).toBe(unknown);
  });
});

describe("rows", () => {
  test.each(["", "1", "1,2,3", "1;2", "1,2,", "\r"])("%j is none of two cells", (row) => {
    expect(read(scanOf([number, number]), `1,2\n${row}\n3,4\n`)).toBe(1);
  });

  test("reading ends when the batch is full, or at the limit", () => {
    const scan = scanOf([number]);
    expect(read(scan, "1\n2\n3\n", BATCH_ROWS - 2)).toBe(2);
    expect([...scan.arrays.rowEnds.subarray(-2)]).toEqual([2, 4]);
    expect(scan.scan(0, 2, 0, BATCH_ROWS)).toBe(1);
  });

  test.each([
    ["3,4", true],
    ["4,4", true],
    ["0,0", true],
    [",", true],
    ["5,4", false],
    ["-1,4", false],
    [",4", false],
    ["3,", false],
  ])("the ratio %s is sound: %s", (row, isSound) => {
    const scan = scanOf([number, number], ".", 1);
    const { columns, parts, wholes, partFactors, wholeFactors } = scan.arrays;
    [parts[0], wholes[0]] = [columns[0] ?? 0, columns[1] ?? 0];
    partFactors[0] = wholeFactors[0] = 1;
    expect(read(scan, `${row}\n`)).toBe(isSound ? 1 : 0);
  });
});
