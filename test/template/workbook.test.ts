import { openXlsx, readXlsx, saveXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { bundled } from "../support/bundled.ts";
import { runInMemory } from "../support/memory-host.ts";

const LANGUAGES = ["vi", "en"] as const;

async function formOf(criteria: string, lang: string, ...rest: readonly string[]): Promise<Uint8Array> {
  const { code, stderr, bytes } = await runInMemory(
    ["template", "--criteria", criteria, "--lang", lang, "-o", "form.xlsx", ...rest],
    { files: { "wards.csv": "Mã phường,Tên phường\n14797,Phường Hạc Thành\n00267,Phường Bình Minh\n" } },
  );
  expect(code, stderr).toBe(0);
  return bytes.get("form.xlsx") ?? new Uint8Array();
}

/** Fills the rows of the form as a person would: numbers as numbers, the first word of each list, days as days. */
async function filled(form: Uint8Array): Promise<Uint8Array> {
  const workbook = await openXlsx(form);
  const [data, , lists] = workbook.sheets;
  const rules = new Map((data?.dataValidations ?? []).map((rule) => [rule.range.replace(/\d.*/, ""), rule]));
  const firstTotal = data?.rows[0]?.find((heading) => /– (?:tổng số|total)$/.test(String(heading)));
  for (const row of data?.rows.slice(1, 3) ?? []) {
    for (const column of (data?.rows[0] ?? []).keys()) {
      if (row[column] !== null && row[column] !== undefined && row[column] !== "") continue;
      const rule = rules.get(
        String.fromCharCode(...(column < 26 ? [65 + column] : [64 + Math.floor(column / 26), 65 + (column % 26)])),
      );
      const listed = /\$([A-Z])\$2/.exec(rule?.formula1 ?? "")?.[1];
      if (rule === undefined) row[column] = "ghi chú";
      else if (listed !== undefined) row[column] = lists?.rows[1]?.[listed.charCodeAt(0) - 65] ?? null;
      // The nine totals of urban civility must be 52 together: 44 and eight times 1.
      else if (String(data?.rows[0]?.[column]) === String(firstTotal)) row[column] = 44;
      else if (rule.type === "date") row[column] = 44_050;
      else
        row[column] =
          rule.inputMessage?.includes("97") === true ? 60 : Math.max(1, Math.ceil(Number(rule.formula1) || 1));
    }
  }
  return saveXlsx(workbook);
}

describe.each(LANGUAGES)("the Excel form (%s)", (lang) => {
  test.each(bundled)("of %s is read back whole, without a flag but the standard", async (criteria, period) => {
    const form = await formOf(criteria, lang, "--wards", "wards.csv", "--period", period);
    const files = { "filled.xlsx": await filled(form) };
    const { code, stdout, stderr } = await runInMemory(
      ["evaluate", "filled.xlsx", "--criteria", criteria, "--format", "json"],
      {
        files,
      },
    );
    expect(code, stderr).toBe(0);
    const result = JSON.parse(stdout) as {
      wards: {
        ward: string;
        name: string;
        period: string;
        cells: { field: string; period?: string; state: string }[];
      }[];
    };
    expect(result.wards.map(({ ward, name }) => [ward, name])).toEqual([
      ["14797", "Phường Hạc Thành"],
      ["00267", "Phường Bình Minh"],
    ]);
    for (const ward of result.wards)
      expect(ward.cells.filter((cell) => cell.period === undefined && cell.state === "missing")).toEqual([]);
  });

  test("is locked but for the cells to fill in, and its lists are hidden", async () => {
    const { sheets } = await readXlsx(await formOf("vn/law-access@2025", lang), { readStyles: true });
    expect(sheets.map(({ hidden }) => hidden ?? false)).toEqual([false, false, true]);
    expect(sheets.map(({ protection }) => protection?.sheet)).toEqual([true, true, true]);
    expect(sheets[0]?.freezePane).toEqual({ rows: 1, columns: 2 });
    expect(sheets[0]?.cells?.get("0,3")?.style?.protection?.locked ?? true).toBe(true);
  });

  test("has the same bytes each time", async () => {
    expect(await formOf("vn/law-access@2025", lang)).toEqual(await formOf("vn/law-access@2025", lang));
  });
});

test("a filled form is judged without any flag", async () => {
  const form = await formOf("vn/law-access@2025", "vi", "--wards", "wards.csv", "--period", "2026");
  const { code, stdout, stderr } = await runInMemory(["evaluate", "form.xlsx"], {
    files: { "form.xlsx": await filled(form) },
  });
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("vn/law-access@2025");
  expect(stdout).toContain("Hạc Thành");
});

test.each([
  [["--format", "xlsx"], "usage/binary-needs-output"],
  [["--format", "xlsx", "-o", "form.csv"], "usage/template-file"],
  [["--format", "pdf"], "usage/unknown-format"],
])("%s is refused", async (rest, problem) => {
  const { code, stderr } = await runInMemory(["template", "--criteria", "vn/law-access@2025", ...rest]);
  expect(code).toBe(2);
  expect(stderr).toContain(problem);
});

test("a list of wards that names none is refused, and nothing is written", async () => {
  const argv = ["template", "--criteria", "vn/law-access@2025", "--wards", "w.csv", "-o", "form.xlsx"];
  const { code, stderr, bytes } = await runInMemory(argv, { files: { "w.csv": "a,b\n1,2\n" } });
  expect(code).toBe(3);
  expect(stderr).toContain("data/no-header");
  expect(bytes.size).toBe(0);
});
