import { afterEach, describe, expect, test } from "vitest";
import { runInMemory } from "./support/memory-host.ts";

// Every date of the program is a calendar day: what it says is the same from UTC−12 to UTC+14.

const ZONES = Array.from({ length: 27 }, (_, index) => index - 12).map((hours) => ({
  hours,
  // POSIX counts the other way round: Etc/GMT-14 is fourteen hours ahead.
  zone: `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`,
}));

const STANDARD = `format: 1
id: test/days
version: "1"
title: {vi: Ngày, en: Days}
provenance: illustrative
in_force: {from: 2020-01-01, to: 2020-12-31}
fields:
  signed: {label: {vi: Ngày ký, en: Signed on}, type: date}
  trees: {label: {vi: Cây, en: Trees}, type: count}
parameters:
  least: {title: {vi: Sàn, en: Least}, type: count, values: [{value: 5}, {from: 2020-12-31, value: 7}]}
checks:
  - {id: K1, title: {vi: Trong kỳ, en: Within}, require: signed ≥ period_start and signed ≤ period_end, severity: warn}
criteria:
  - {id: T1, clause: c, title: {vi: Năm, en: Years}, value: "years_between(signed, as_of)", require: ≥ 1}
  - {id: T2, clause: c, title: {vi: Ngày, en: Day}, value: signed, require: "≤ add_days(period_end, -1)"}
  - {id: T3, clause: c, title: {vi: Cây, en: Trees}, value: trees, require: ≥ least}
levels: [{id: pass, title: {vi: Đạt, en: Pass}, require: {criteria: all}}]
examples:
  - {name: a, period: "2020", given: {signed: 31/12/2019, trees: 7}, expect: {status: {T1: met, T2: met, T3: met}, level: pass}}
`;
const WARDS = `ward_code,period,signed,trees
1,2019,2019-12-31,6
1,2020,31/12/2019,6
2,2020,01/01/2020,7
3,2020,31/12/2020,7
1,2021,01/01/2021,7
`;
const WAIVERS = `format: 1
waivers:
  - {ward: "1", node: T3, reason: r, approved_by: a, from: 2020-12-31, until: 2020-12-31, document: d}
  - {ward: "2", node: T1, reason: r, approved_by: a, from: 2020-01-01, until: 2020-12-30, document: d}
  - {ward: "3", node: T1, reason: r, approved_by: a, from: 2021-01-01, until: 2021-12-31, document: d}
`;
const files = { "s.yaml": STANDARD, "w.csv": WARDS, "waivers.yaml": WAIVERS };
const EVALUATE = ["evaluate", "w.csv", "--criteria", "s.yaml", "--waivers", "waivers.yaml"];
const COMMANDS: readonly (readonly string[])[] = [
  [...EVALUATE, "--format", "json"],
  [...EVALUATE, "--as-of", "2021-01-01"],
  ["explain", "w.csv", "--criteria", "s.yaml", "--waivers", "waivers.yaml", "--ward", "1"],
  ["inspect", "w.csv", "--criteria", "s.yaml", "--format", "json"],
  ["criteria", "show", "s.yaml"],
  ["criteria", "test", "s.yaml"],
];

const usual = process.env["TZ"];
afterEach(() => {
  if (usual === undefined) Reflect.deleteProperty(process.env, "TZ");
  else process.env["TZ"] = usual;
});

const everything = async () => Promise.all(COMMANDS.map(async (argv) => runInMemory(argv, { files })));

describe("time zones", () => {
  test("the verdicts of the days around the edges, worked out by hand", async () => {
    const run = await runInMemory([...EVALUATE, "--format", "csv"], { files });
    // Ward 1: signed a year and no day less before the last day; 6 trees, waived on that very day. Ward 2: a day short of
    // a year, its waiver over the day before. Ward 3: signed on the last day, its waiver begins the day after.
    expect(run.stdout.split("\r\n").slice(1, 4)).toEqual([
      "1,1,2020,pass,,none,,,met,met,waived",
      "2,2,2020,none,,none,,,not_met,met,met",
      "3,3,2020,none,,none,,,not_met,not_met,met",
    ]);
    expect(run.stderr).toContain("waiver/expired");
    expect(run.stderr).toContain("waiver/not-begun");
  });

  test.each(ZONES)("UTC $hours", async ({ hours, zone }) => {
    process.env["TZ"] = "UTC";
    const expected = await everything();
    process.env["TZ"] = zone;
    expect(new Date(0).getTimezoneOffset()).toBe(-hours * 60 + 0);
    expect(await everything()).toEqual(expected);
  });
});
