import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DELIMITERS, splitPlain } from "../../src/intake/csv.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 2000);

test("texts without quotes are split as csv-parse splits them", () => {
  const letters = fc.constantFrom(
    "a",
    "Đ",
    "1",
    " ",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\ufeff",
    "🏠",
  );
  const texts = fc.array(letters, { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, fc.constantFrom(...DELIMITERS), fc.integer({ min: 1, max: 6 }), (text, delimiter, to) => {
      const options = { delimiter, record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true };
      expect(splitPlain(text, delimiter)).toEqual(parse(text, options));
      expect(splitPlain(text, delimiter, to)).toEqual(parse(text, { ...options, to }));
    }),
    { numRuns: RUNS },
  );
});

test("a quote, and a line that may be too long, are left to the library", () => {
  expect(splitPlain('a,"b"\n', ",")).toBeUndefined();
  expect(splitPlain(`a,b\n${"x".repeat(300_000)}\n`, ",")).toBeUndefined();
  expect(splitPlain("", ",")).toEqual([]);
});
