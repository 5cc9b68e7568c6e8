import { readFileSync } from "node:fs";
import path from "node:path";
import { openXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { Office } from "./support/office.ts";
import { modelWard, runCommand, temporaryFolder } from "./support/program.ts";

// Reports as LibreOffice opens them, which many offices have in place of Word and Excel.

const folder = temporaryFolder();
const office = new Office(folder);
const at = (name: string): string => path.join(folder, name);
const root = path.resolve(import.meta.dirname, "..", "..");
const WARDS = path.join(root, "examples/model-wards");
const ASKED = [
  path.join(WARDS, "wards.csv"),
  ...["--criteria", path.join(WARDS, "model-ward@2019-example.yaml")],
  ...["--waivers", path.join(WARDS, "waivers.yaml"), "-q"],
];

beforeAll(async () => {
  const law = ["--criteria", "vn/law-access@2017", "-q"];
  const sample = (name: string) => path.join(root, "docs/samples", name);
  const sides = ["--self", sample("self.csv"), "--appraised", sample("appraised.csv")];
  const runs = [
    [...ASKED, "-o", "all.docx", "-o", "all.xlsx", "-o", "all.json", "-o", "all.html"],
    [...ASKED, "--ward", "90012", "--period", "2021", "-o", "one.docx"],
    [...sides, ...law, "-o", "appraisal.docx", "-o", "appraisal.xlsx"],
    [...ASKED, "--ward", "90012", "--period", "2021", "--lang", "en", "-o", "english.docx"],
  ];
  for (const argv of runs) {
    const { code, stderr } = await modelWard(folder, ["evaluate", ...argv], { LANG: "vi_VN.UTF-8" });
    expect(code, stderr).toBe(0);
  }
  await office.prepare();
});

/** The pages of a document as LibreOffice prints them. */
async function pagesOf(name: string): Promise<string[]> {
  await office.convert(`${name}.docx`, "pdf", "pdf");
  const { stdout } = await runCommand(["pdftotext", "-layout", `pdf/${name}.pdf`, "-"], folder);
  return stdout.normalize("NFC").split("\f").slice(0, -1);
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

describe("the Word document in LibreOffice", () => {
  test("of one ward: head, conclusion and room for a signature on one page, then the annex across", async () => {
    const pages = (await pagesOf("one")).map(flat);
    expect(pages).toHaveLength(3);
    const [first = "", second = "", third = ""] = pages;
    expect(first).toContain("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM PHƯỜNG 12 Độc lập - Tự do - Hạnh phúc");
    expect(first).not.toMatch(/^ ?1 /);
    expect(first).toContain("Đối chiếu với bộ tiêu chí, Phường 12 năm 2021: chưa đủ điều kiện.");
    expect(first).toMatch(/Nơi nhận:.*TM\. ỦY BAN NHÂN DÂN|TM\. ỦY BAN NHÂN DÂN.*Nơi nhận:/);
    expect(second).toMatch(/^ ?2 Phụ lục\. Kết quả theo từng tiêu chí/);
    // The heading of the table comes again on its second page; sources stand at the end.
    expect(third).toMatch(/^ ?3 .*Tiêu chí, chỉ tiêu.*Nguồn - bộ tiêu chí examples\/model-ward@2019/);
  });

  test("its fonts are Times New Roman, or the one that stands for it", async () => {
    await pagesOf("one");
    const { stdout } = await runCommand(["pdffonts", "pdf/one.pdf"], folder);
    const names = stdout
      .split("\n")
      .slice(2)
      .filter((line) => line !== "")
      .map((line) => line.split(/\s+/)[0] ?? "");
    // An arrow or a mark that the font lacks may come from another one.
    expect(names.filter((name) => /TimesNewRoman|LiberationSerif|Tinos/.test(name)).length).toBeGreaterThanOrEqual(3);
  });

  test("of an appraisal: a table and a conclusion for each ward", async () => {
    const text = flat((await pagesOf("appraisal")).join(" "));
    for (const part of ["Xã Bắc (2020)", "Xã Nam (2020)", "Chênh lệch và lý do", "thiếu biên bản họp dân"])
      expect(text).toContain(part);
  });

  test("of all wards: every ward of every year, in its level", async () => {
    const text = flat((await pagesOf("all")).join(" "));
    expect(text.match(/Phường 34/g)?.length).toBeGreaterThanOrEqual(3);
    for (const part of [
      "Kỳ 2021 · đủ điều kiện đề nghị (17)",
      "Kỳ 2020 · chưa đủ điều kiện (9)",
      "III. Chưa đạt nhiều nhất",
    ])
      expect(text).toContain(part);
  });

  test("in English", async () => {
    const text = flat((await pagesOf("english")).join(" "));
    for (const part of ["SOCIALIST REPUBLIC OF VIET NAM", "Criteria met: 9/11.", "not eligible"])
      expect(text).toContain(part);
  });
});

describe("the workbook in LibreOffice", () => {
  test.each(["all", "appraisal"])(
    "%s: keeps sheets, rows, filters and colours when it is saved again",
    async (name) => {
      await office.convert(`${name}.xlsx`, "xlsx:Calc MS Excel 2007 XML", "again");
      const [ours, theirs] = await Promise.all(
        [`${name}.xlsx`, `again/${name}.xlsx`].map((file) => openXlsx(readFileSync(at(file)))),
      );
      const looked = (workbook: typeof ours) =>
        workbook?.sheets.map((sheet) => ({
          name: sheet.name,
          rows: sheet.rows.filter((row) => row.some((cell) => cell !== null && cell !== "")).length,
          filter: sheet.autoFilter?.range,
          coloured: (sheet.conditionalRules ?? []).length > 0,
        }));
      expect(looked(theirs)).toEqual(looked(ours));
    },
  );

  test.each(["all", "appraisal"])("%s: opens without a repair", async (name) => {
    const said = await office.fill(`${name}.xlsx`, `opened-${name}.xlsx`, []);
    expect(readFileSync(said, "utf8").trim()).toBe("saved");
  });

  test("shows the figures that the JSON result has", async () => {
    await office.convert(
      "all.xlsx",
      "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2",
      "csv",
    );
    const [head = "", ...rows] = readFileSync(at("csv/all-Các đơn vị.csv"), "utf8").normalize("NFC").trim().split("\n");
    const wards = (
      JSON.parse(readFileSync(at("all.json"), "utf8")) as {
        wards: { ward: string; period: string; score: { low: number }; criteria: { met: number } }[];
      }
    ).wards;
    const [period, code, met, score] = ["Kỳ", "Mã", "Đạt", "Điểm thấp nhất"].map((title) =>
      head.split(";").indexOf(title),
    );
    const plain = (cell: string | undefined) => (cell ?? "").replace(/^"|"$/g, "").replace(",", ".");
    const shown = rows.map((row) => {
      const cells = row.split(";");
      return [
        plain(cells[code ?? 0]),
        plain(cells[period ?? 0]),
        Number(plain(cells[met ?? 0])),
        Number(plain(cells[score ?? 0])),
      ];
    });
    const expected = wards.map(({ ward, period: year, criteria, score: points }) => [
      ward,
      year,
      criteria.met,
      points.low,
    ]);
    expect(shown.toSorted()).toEqual(expected.toSorted());
  });
});
