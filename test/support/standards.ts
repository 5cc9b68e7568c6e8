import type { Standard } from "../../src/criteria/model.ts";
import { parseStandard } from "../../src/criteria/parse.ts";
import type { JudgeOptions } from "../../src/engine/judge.ts";
import type { WardResult } from "../../src/engine/result.ts";
import { survey, wardsOf } from "../../src/engine/survey.ts";
import { readWards } from "../../src/intake/read-wards.ts";
import type { WardTable } from "../../src/intake/table.ts";
import type { Problem } from "../../src/problem.ts";
import { openWorkbook } from "../../src/spreadsheet/workbook.ts";

/** A standard from its text; throws with the problems when it has errors. */
export function standardOf(text: string): Standard {
  const { standard, problems } = parseStandard("test.yaml", text);
  if (standard === undefined)
    throw new Error(
      problems.map(({ code, at, args }) => `${at?.line}:${at?.column} ${code} ${JSON.stringify(args)}`).join("\n"),
    );
  return standard;
}

/** The head that every test standard has. */
export const HEAD = `format: 1
id: test/standard
version: "1"
title: {vi: Thử, en: Test}
provenance: illustrative
`;

/** Reads CSV texts; throws with the problems when they are refused. */
export function tableOf(standard: Standard, ...texts: readonly string[]): WardTable {
  const { table, problems } = read(standard, ...texts);
  if (table === undefined)
    throw new Error(problems.map(({ code, args }) => `${code} ${JSON.stringify(args)}`).join("\n"));
  return table;
}

export function read(
  standard: Standard,
  ...texts: readonly string[]
): { table: WardTable | undefined; problems: readonly Problem[] } {
  const files = texts.map((text, index) => ({
    name: `${index + 1}.csv`,
    bytes: new TextEncoder().encode(text),
    sha256: "0",
    openWorkbook,
  }));
  return readWards(standard, files);
}

/** Judges CSV texts. */
export function judged(
  standard: Standard,
  texts: string | readonly string[],
  options: JudgeOptions = {},
): WardResult[] {
  return [...wardsOf(standard, tableOf(standard, ...(typeof texts === "string" ? [texts] : texts)), options)];
}

/** The codes of problems found while judging. */
export function faultsOf(standard: Standard, text: string): string[] {
  return survey(standard, tableOf(standard, text)).problems.map(({ code }) => code);
}
