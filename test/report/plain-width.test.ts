import { readFileSync } from "node:fs";
import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { PLAIN } from "../../src/report/width.ts";

const LETTERS = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));

/** The letters whose texts the built program measures by their length, as the build has them. */
function plainLetters(): string[] {
  const [, pattern = ""] = /const plain = \/\^(\[.*?\])\*\$\//.exec(readFileSync("src/cli/build.mjs", "utf8")) ?? [];
  const plain = new RegExp(`^${pattern.replaceAll("\\\\", "\\")}$`);
  return LETTERS.filter((letter) => plain.test(letter));
}

test("texts that the built program measures by their length are so wide", () => {
  const letters = plainLetters();
  expect(letters).toEqual(expect.arrayContaining([..."Aử✓✗–…≥█"]));
  expect(letters.filter((letter) => stringWidth(letter) !== 1)).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 8 }), (text) => {
      expect(stringWidth(text.join(""))).toBe(text.length);
    }),
    { numRuns: 1000 },
  );
});

test("letters that are taken for themselves when a line is broken do not belong together, whatever stands beside them", () => {
  const segmenter = new Intl.Segmenter("vi", { granularity: "grapheme" });
  const letters = LETTERS.filter((letter) => PLAIN.test(letter));
  expect(letters).toEqual(expect.arrayContaining([..."Aử·–…≥✓"]));
  expect(letters).not.toContain("\u0301");
  const between = letters.map((letter) => `${letter}a${letter}${letter}–✓`).join("");
  for (const text of [letters.join(""), letters.toReversed().join(""), between])
    expect([...segmenter.segment(text)].every(({ segment }) => segment.length === 1)).toBe(true);
});
