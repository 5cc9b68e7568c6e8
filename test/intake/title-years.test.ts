import { expect, test } from "vitest";
import { HEAD, read, standardOf } from "../support/standards.ts";

const STANDARD = standardOf(`${HEAD}fields:
  poor: {label: {vi: Hộ nghèo, en: Poor}, type: count}
  trees: {label: {vi: Cây xanh, en: Trees}, type: count}
criteria: [{id: T1, title: {vi: X, en: X}, clause: c, value: poor, require: ≤ 1}]
`);

// A heading that lost its name ("period"") must not let the title's year speak for rows that say another one.
test.each([
  ["another year", "2019", ["data/no-period"]],
  ["the title's own year", "2018", []],
  ["no year", "5", []],
])("years in a column that no heading explains: %s", (_, cell, expected) => {
  const text = `BÁO CÁO NĂM 2018\nward_code,ward_name,xyz,Hộ nghèo,Cây xanh\n14755,Ba Đình,${cell},0,2019\n`;
  const { table, problems } = read(STANDARD, text);
  expect(problems.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(expected);
  expect(table === undefined).toBe(expected.length > 0);
});
