import { expect, test } from "vitest";
import { NumberColumn, State } from "../../src/exact/column.ts";
import { ColumnMemory, newMemory, newWholes } from "../../src/exact/column-memory.ts";
import { CsvLines } from "../../src/report/csv-lines.ts";

const ROWS = 4000;
const KEPT = 65_536;
/** The number of the first text. */
const FIRST = 1;

/** n / 10^decimals as a person writes it: no zeros at the end of the decimals. */
function written(n: number, decimals: number): string {
  const digits = String(n).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const part = digits.slice(digits.length - decimals).replace(/0+$/, "");
  return `${whole}${part === "" ? "" : `.${part}`},`;
}

const decode = (lines: CsvLines, text: number): string => {
  const { words, starts, lengths } = lines.texts;
  const start = words.byteOffset + 8 * (starts[text] ?? 0);
  return new TextDecoder().decode(new Uint8Array(words.buffer, start, lengths[text]).slice());
};

interface Given {
  readonly lines: CsvLines;
  readonly scores: NumberColumn;
  readonly out: Int32Array;
  readonly find: (first?: number) => number;
}

/** Scores and what is known of their texts, all in one room, and the texts found by compiled loops. */
function given(scale: number, numerators: readonly number[]): Given {
  const memory = newMemory(16 * 1_048_576);
  return new ColumnMemory(memory, 0, {}).holding(() => {
    const lines = new CsvLines(4, new ColumnMemory(memory, 0, {}));
    const scores = new NumberColumn(ROWS);
    scores.start(scale);
    scores.numerator.set(numerators);
    const known = newWholes(KEPT);
    const out = newWholes(ROWS);
    const both = { low: scores, high: scores };
    const find = (first = 0) => lines.textsOfScores(scores, both, known, 77, out, first, numerators.length);
    return { lines, scores, out, find };
  });
}

/** Small ones, those around powers of ten, some that end in zeros, and the last one whose text is kept. */
const NUMERATORS = [
  ...Array.from({ length: 1101 }, (_, n) => n),
  ...[1999, 2000, 9999, 10_000, 10_001, 20_500, 65_000, 65_530, 65_535],
];

test.each(Array.from({ length: 16 }, (_, decimals) => decimals))("scores over ten to the power of %i", (decimals) => {
  const { lines, out, find } = given(10 ** decimals, NUMERATORS);
  expect(find()).toBe(NUMERATORS.length);
  for (const [row, n] of NUMERATORS.entries()) expect(decode(lines, out[row] ?? -1)).toBe(written(n, decimals));
  expect(lines.texts.count).toBe(FIRST + NUMERATORS.length);
  // Found again, and not made again; what is added afterwards lies behind them.
  expect(find()).toBe(NUMERATORS.length);
  expect(lines.texts.count).toBe(FIRST + NUMERATORS.length);
  const added = lines.texts.add("chưa rõ,");
  expect(decode(lines, added)).toBe("chưa rõ,");
  expect(decode(lines, out[1109] ?? -1)).toBe(written(65_535, decimals));
});

test("rows without a score have no text of their own", () => {
  const { scores, out, find } = given(10, [5, 6, 7]);
  scores.state[1] = State.missing;
  expect(find()).toBe(3);
  expect(out[1]).toBe(77);
});

test.each([
  ["a denominator that is no power of ten", 3, 5],
  ["a numerator below zero", 100, -1],
  ["a numerator whose text is not kept", 100, KEPT],
])("left to others: %s", (_, scale, n) => {
  const { find, lines } = given(scale, [...(scale === 3 ? [] : [1]), n]);
  expect(find()).toBe(scale === 3 ? 0 : 1);
  expect(lines.texts.count).toBe(FIRST + (scale === 3 ? 0 : 1));
});

test("no more texts than there is room for", () => {
  const { lines, find, out } = given(
    1,
    Array.from({ length: 50 }, (_, n) => n),
  );
  lines.texts.made(lines.texts.starts.length - 20, 0);
  expect(find()).toBe(20);
  lines.texts.made(0, lines.texts.words.length - 3);
  // The last of them takes the words up to the end.
  expect(find(20)).toBe(21);
  expect(decode(lines, out[20] ?? -1)).toBe("20,");
});
