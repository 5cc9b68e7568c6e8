import { readFileSync } from "node:fs";
import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";

/** The letters whose texts the built program measures by their length, as the build has them. */
function plainLetters(): string[] {
  const [, pattern = ""] = /const plain = \/\^(\[.*?\])\*\$\//.exec(readFileSync("src/cli/build.mjs", "utf8")) ?? [];
  const plain = new RegExp(`^${pattern.replaceAll("\\\\", "\\")}$`);
  const letters = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
  return letters.filter((letter) => plain.test(letter));
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
