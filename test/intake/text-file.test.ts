import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { openText, TextFile } from "../../src/intake/text-file.ts";

const fileOf = (bytes: Uint8Array) => ({ name: "wards.csv", bytes, sha256: "" });

test("a file is decoded and cut once, and anew where it is asked for in another encoding", () => {
  const ward = fileOf(iconv.encode("M\u00f4,T\u00ean\r\n1,An \u0110\u00f4ng\r\n", "win1258"));
  const plain = openText(ward, undefined);
  expect(openText(ward, undefined)).toBe(plain);
  const asked = openText(ward, "windows-1258");
  expect(asked).toBeInstanceOf(TextFile);
  if (!(asked instanceof TextFile)) return;
  expect(plain).not.toBeInstanceOf(TextFile);
  expect(asked.split(",", 0).records).toEqual([
    ["M\u00f4", "T\u00ean"],
    ["1", "An \u0110\u00f4ng"],
  ]);
  expect(asked.split(",", 0)).toBe(asked.split(",", 0));
  expect(asked.first(";")).toEqual([["M\u00f4,T\u00ean"], ["1,An \u0110\u00f4ng"]]);
  expect(asked.split(";", 0).records).toEqual(asked.first(";"));
});

test("what a large file is made into is not held", () => {
  const large = fileOf(new TextEncoder().encode("a,b\n".repeat(2_100_000)));
  expect(openText(large, undefined)).not.toBe(openText(large, undefined));
});
