import { parse } from "csv-parse/sync";
import { openXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { runInMemory } from "../support/memory-host.ts";
import { pageDataOf, textsOf } from "../support/report-parts.ts";

// Every output of one run counts the same: 34 wards in 3 years, the counts of the example's README.

const folder = "examples/model-wards";
const FILES = ["r.json", "r.ndjson", "r.csv", "r.md", "r.txt", "r.html", "r.xlsx", "r.docx"] as const;
/** Counted by hand from the table in the example's README: outstanding, eligible, none, undetermined. */
const EXPECTED = { "2019": [0, 24, 9, 1], "2020": [0, 23, 9, 2], "2021": [1, 17, 9, 7] } as const;
const LEVELS = ["outstanding", "eligible", "none", "undetermined"] as const;
const WORDS = [
  "đủ điều kiện đề nghị mức xuất sắc",
  "đủ điều kiện đề nghị",
  "chưa đủ điều kiện",
  "chưa kết luận được",
] as const;
const STATUSES = [
  ["met", "đạt"],
  ["not_met", "chưa đạt"],
  ["unknown", "chưa đủ số liệu"],
  ["not_applicable", "không áp dụng"],
  ["waived", "được miễn"],
  ["scored", "chấm điểm"],
] as const;

interface Judged {
  readonly nodes: readonly { readonly status: string }[];
}

test("all formats of one run agree in every count", async () => {
  const outputs = FILES.flatMap((file) => ["-o", file]);
  const run = await runInMemory([
    "evaluate",
    `${folder}/wards.csv`,
    ...["--criteria", `${folder}/model-ward@2019-example.yaml`, "--waivers", `${folder}/waivers.yaml`],
    ...outputs,
  ]);
  expect([run.code, run.stdout, [...run.bytes.keys()]]).toEqual([0, "", [...FILES]]);
  const text = (file: (typeof FILES)[number]) => run.written.get(file) ?? "";
  const bytes = (file: (typeof FILES)[number]) => run.bytes.get(file) ?? new Uint8Array();
  const counted = (wards: readonly { readonly period: string; readonly level: string }[]) =>
    Object.fromEntries(
      Object.keys(EXPECTED).map((period) => [
        period,
        LEVELS.map((level) => wards.filter((ward) => ward.period === period && ward.level === level).length),
      ]),
    );
  expect(counted(JSON.parse(text("r.json")).wards)).toEqual(EXPECTED);
  const lines = text("r.ndjson").trimEnd().split("\n");
  expect(counted(lines.slice(0, -1).map((line) => JSON.parse(line)))).toEqual(EXPECTED);
  expect(counted(parse(text("r.csv"), { columns: true }))).toEqual(EXPECTED);
  const page = pageDataOf(text("r.html"));
  expect(
    counted(page.wards.map(([, , , period, verdict]: string[]) => ({ period, level: verdict?.split(";")[0] }))),
  ).toEqual(EXPECTED);
  const { sheets } = await openXlsx(bytes("r.xlsx"));
  const summary = sheets[0]?.rows.filter(([first]) => /^20\d\d$/.test(String(first))) ?? [];
  expect(Object.fromEntries(summary.map(([period, , ...counts]) => [period, counts.slice(0, 4)]))).toEqual(EXPECTED);
  // Without waivers 21 and 22 are not eligible, and 23 is undetermined.
  const plain = sheets[0]?.rows.find(([first]) => first === "2021 · Không miễn");
  expect(plain?.slice(2, 6)).toEqual([1, 14, 11, 8]);
  expect(textsOf(bytes("r.docx"))).toContain(
    `Không tính miễn trừ: ${[1, 14, 11, 8].map((count, place) => `${WORDS[place]}: ${count}`).join(", ")}`,
  );
  const [head = [], ...rows] = sheets[1]?.rows ?? [];
  const [period, level] = ["Kỳ", "Kết luận"].map((title) => head.indexOf(title)) as [number, number];
  const matrix = rows.map((row) => ({
    period: String(row[period]),
    level: LEVELS[WORDS.indexOf(row[level] as (typeof WORDS)[number])] ?? "",
  }));
  expect(counted(matrix)).toEqual(EXPECTED);
  for (const shown of [text("r.md"), textsOf(bytes("r.docx"))])
    for (const [year, counts] of Object.entries(EXPECTED))
      for (const [place, count] of counts.entries())
        if (count > 0) expect(shown).toContain(`Kỳ ${year} · ${WORDS[place]} (${count})`);
  // 102 rows and a standard of 27 criteria, indicators and parts; how they came out is counted here from the JSON.
  const statuses = (JSON.parse(text("r.json")).wards as Judged[]).flatMap(({ nodes }) =>
    nodes.map((one) => one.status),
  );
  expect(statuses).toHaveLength(102 * 27);
  const parts = STATUSES.map(([status, name]) => `${statuses.filter((one) => one === status).length} ${name}`);
  const total = new RegExp(`2754 kết quả = ${parts.join(" + ")}`.replaceAll("+", "\\+").replaceAll(" ", "\\s+"));
  for (const shown of [text("r.md"), text("r.txt"), textsOf(bytes("r.docx")), textsOf(bytes("r.xlsx"))])
    expect(shown.replaceAll("\n  ", " ")).toMatch(total);
});
