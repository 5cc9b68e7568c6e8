import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, foldIdentifier } from "../../src/fold.ts";

/** Letters, marks and signs as names have them, and some that no Vietnamese name has. */
const name = fc
  .array(
    fc.constantFrom(
      ...'aăâeêioôơuưyđbnkhôngÁẢÃẠẦẨỄỘỢƯỨYĐð 09.,:;()/%"&+-–—−_²…✓Ωß\t\u00a0\u200b',
      "\u0300",
      "\u0301",
      "\u0323",
      "\u031b",
    ),
    { maxLength: 20 },
  )
  .map((letters) => letters.join(""));

test.each([
  ["Hoá", "hóa"],
  ["HÒA  BÌNH", "Hoà Bình"],
  ["Ða Kao", "Đa Kao"],
  ["Tỷ lệ – nghèo", "tỷ lệ-nghèo"],
  ["số\u00a0hộ", "Số hộ".normalize("NFD")],
])("%s and %s are one name", (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

test("an acute goes to the end of its word and stays in it", () => {
  expect(fold("Áp dụng, 2")).toBe("ap\u0301 dung\u0323, 2".normalize("NFC"));
});

const isTone = (letter: string): boolean => "\u0300\u0301\u0303\u0309\u0323".includes(letter);

/** The plain definition, by the tables of all letters. */
const defined = (text: string): string =>
  text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/\p{Pd}|\u2212/gu, "-")
    .replace(/[Ðð]/g, "đ")
    .toLowerCase()
    .normalize("NFD")
    .split(/(?<![\p{L}\p{M}])(?=[\p{L}\p{M}])|(?<=[\p{L}\p{M}])(?![\p{L}\p{M}])/u)
    .map((word) => [...word].toSorted((a, b) => Number(isTone(a)) - Number(isTone(b))).join(""))
    .join("")
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/ ?- ?/g, "-")
    .trim();

test("every name is folded as it is defined", () => {
  fc.assert(
    fc.property(name, (text) => {
      expect(fold(text)).toBe(defined(text));
    }),
    { numRuns: 2000 },
  );
});

test("an identifier without marks is the same with and without them", () => {
  expect(foldIdentifier("Hộ_Nghèo")).toBe(foldIdentifier("ho_ngheo"));
  expect(foldIdentifier("ÐƯỜNG")).toBe("duong");
});
