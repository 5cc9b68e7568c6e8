import { expect, test } from "vitest";
import { WardDictionary } from "../../src/intake/ward-dictionary.ts";
import { readAsBytes } from "../support/both-readers.ts";
import { HEAD, standardOf } from "../support/standards.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each([4096, 100_000])("any number of codes is found again, with room for %d at first", (capacity) => {
  const dictionary = new WardDictionary(capacity);
  const codes = Array.from({ length: 20_000 }, (_, ward) => (ward % 3 === 0 ? `${10_000 + ward}` : `W-${ward}`));
  for (const [ward, code] of codes.entries()) {
    const bytes = bytesOf(code);
    expect(dictionary.find(bytes, 0, bytes.length)).toBe(-1);
    expect(dictionary.add(bytes, 0, bytes.length)).toBe(ward);
  }
  for (const [ward, code] of codes.entries()) {
    const bytes = bytesOf(`,${code},`);
    expect(dictionary.find(bytes, 1, bytes.length - 1)).toBe(ward);
  }
});

test("a file of more wards than there are slots at first, with codes of six digits, is read to its end", () => {
  const standard = standardOf(`${HEAD}fields:
  open: {label: {vi: Mở, en: Open}, type: boolean}
criteria:
  - {id: "1", title: {vi: A, en: A}, value: open}
`);
  const rows = Array.from({ length: 9000 }, (_, ward) => `${100_000 + ward},Phường ${ward % 90},2024,Đạt`);
  const file = bytesOf(["ward_code,ward_name,period,open", ...rows, ""].join("\n"));
  expect(readAsBytes(standard, file, () => 65_536)?.rows.length).toBe(9000);
});
