import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { ANSWERS, CRITERIA } from "./support/law-access.ts";
import { Office } from "./support/office.ts";
import { modelWard, runCommand, temporaryFolder } from "./support/program.ts";

// The Excel form in LibreOffice, which most offices without Excel fill it in with.

const folder = temporaryFolder();
const office = new Office(folder);
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  writeFileSync(at("wards.csv"), "Mã phường,Tên phường\n14797,Phường Hạc Thành\n00267,Phường Bình Minh\n");
  const argv = ["template", "--criteria", CRITERIA, "--wards", "wards.csv", "--period", "2026", "-o", "form.xlsx"];
  const { code, stderr } = await modelWard(folder, argv);
  expect(code, stderr).toBe(0);
  await office.prepare();
});

type Workbook = Awaited<ReturnType<typeof openXlsx>>;

const opened = async (file: string): Promise<Workbook> => await openXlsx(readFileSync(file));

/** The rows of the data sheet as texts, without the empty ends of rows. */
const textsOf = ({ sheets }: Workbook): string[][] =>
  (sheets[0]?.rows ?? []).map((row) => {
    const texts = row.map((cell) => (cell === null || cell === undefined ? "" : String(cell)));
    return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
  });

const wholeRows = (rows: readonly string[][]): string[][] => rows.filter((row) => row.length > 0);

/** A rule of one cell, however the ranges of it are written. */
const rulesOf = ({ sheets }: Workbook): { column: string; type: string; words: string }[] =>
  (sheets[0]?.dataValidations ?? [])
    .map(({ range, type, formula1 }) => ({
      column: /^\$?([A-Z]+)/.exec(range)?.[1] ?? "",
      type: type ?? "",
      words: type === "list" ? (formula1 ?? "").replaceAll(/['$]/g, "") : "",
    }))
    .toSorted((a, b) => a.column.localeCompare(b.column));

/** The letters of a column by its place from 0. */
const lettersOf = (place: number): string =>
  place < 26 ? String.fromCharCode(65 + place) : lettersOf(Math.floor(place / 26) - 1) + lettersOf(place % 26);

describe("the form in LibreOffice", () => {
  test("keeps headings, wards, drop-downs, protection and hidden lists when it is saved again", async () => {
    mkdirSync(at("again"));
    await office.convert("form.xlsx", "xlsx:Calc MS Excel 2007 XML", "again");
    const [ours, theirs] = await Promise.all([opened(at("form.xlsx")), opened(at("again/form.xlsx"))]);
    expect(wholeRows(textsOf(theirs))).toEqual(wholeRows(textsOf(ours)));
    expect(theirs.sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual(
      ours.sheets.map(({ name, hidden }) => [name, hidden ?? false]),
    );
    expect(theirs.sheets.map(({ protection }) => protection?.sheet)).toEqual([true, true, true]);
    expect(rulesOf(ours).filter(({ type }) => type === "list").length).toBeGreaterThanOrEqual(11);
    expect(rulesOf(theirs)).toEqual(rulesOf(ours));
  });

  test("shows the same headings and rows in CSV, and in print", async () => {
    await office.convert("form.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1", "csv");
    const [heading = "", ...rows] = readFileSync(at("csv/form.csv"), "utf8").split("\n");
    expect(heading).toMatch(/^"Mã phường","Tên phường",/);
    expect(rows[0]).toMatch(/^"?14797"?,"Phường Hạc Thành",/);
    expect(rows[1]).toMatch(/^"00267","Phường Bình Minh",/);

    await office.convert("form.xlsx", "pdf", "pdf");
    const { code, stdout } = await runCommand(["pdftotext", "-layout", "pdf/form.pdf", "-"], folder);
    expect(code).toBe(0);
    expect(stdout.normalize("NFC").replace(/\s+/g, " ")).toMatch(/Mã phường.*14797.*Phường Hạc Thành/);
  });

  test("is filled in there and judged without a flag", async () => {
    const headings = textsOf(await opened(at("form.xlsx")))[0] ?? [];
    // A ratio takes two columns, the others one; figures stand in the order of the fields.
    const figures = headings.slice(headings.findIndex((text) => text.includes("Văn bản pháp luật ban hành")));
    const first = headings.length - figures.length;
    const typed = ANSWERS.flatMap(([, , saved]) => saved.split("/"));
    const cells = [2, 3].flatMap((row) =>
      typed.map((text, place): [string, string] => [
        `${lettersOf(first + place)}${row}`,
        // The second ward lacks a cooperation activity.
        row === 3 && place === typed.length - 3 ? "0" : text,
      ]),
    );
    const said = await office.fill("form.xlsx", "filled.xlsx", cells);
    expect(existsSync(said) ? readFileSync(said, "utf8").trim() : "the macro did not run").toBe("saved");

    const { code, stdout, stderr } = await modelWard(folder, ["evaluate", "filled.xlsx", "--format", "json"]);
    expect(code, stderr).toBe(0);
    const { wards } = JSON.parse(stdout) as {
      wards: { ward: string; name: string; period: string; level: string; nodes: { id: string; status: string }[] }[];
    };
    expect(
      wards.map(({ ward, name, period, level, nodes }) => [
        ward,
        name,
        period,
        level,
        ...nodes.filter(({ id }) => /^TC\d$/.test(id)).map(({ status }) => status),
      ]),
    ).toEqual([
      ["14797", "Phường Hạc Thành", "2026", "eligible", "met", "met", "met"],
      ["00267", "Phường Bình Minh", "2026", "none", "met", "met", "not_met"],
    ]);
  });
});
