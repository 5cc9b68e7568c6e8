import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { expect } from "vitest";
import { parse } from "yaml";
import { root } from "./memory-host.ts";

// What the decision tables of ward files have in common: their standard, and how an answer of the program is held to them.

/** The standard that the tables' files are made for. */
export const TABLE_STANDARD = "test/intake/decisions/standard.yaml";
export const tableStandardText: string = readFileSync(path.join(root, TABLE_STANDARD), "utf8");

const Standard = v.object({ fields: v.record(v.string(), v.object({ type: v.string() })) });
/** The fields of that standard, with their types. */
export const tableFields: Readonly<Record<string, { readonly type: string }>> = v.parse(
  Standard,
  parse(tableStandardText),
).fields;

/** How a table writes what a cell must be: 62.5%, 7/8, true, missing. */
type Written = string | number | boolean;
/** What must be said; of a list one. */
export type Mentions = readonly (string | readonly string[])[];

interface SaidProblem {
  readonly severity: string;
  readonly code: string;
}

const SEVERITY: Readonly<Record<string, string>> = {
  "cảnh báo": "warning",
  warning: "warning",
  lỗi: "error",
  error: "error",
};

/** The warnings and errors on standard error; those about the criteria file are none of the reader's. */
export function problemsOf(stderr: string): SaidProblem[] {
  return stderr.split("\n").flatMap((text) => {
    const [, severity, code] = /^(?:.*?: )?(cảnh báo|warning|lỗi|error) ([a-z]+\/[a-z0-9-]+): /u.exec(text) ?? [];
    if (severity === undefined || code === undefined || code.startsWith("criteria/")) return [];
    return [{ severity: SEVERITY[severity] ?? severity, code }];
  });
}

/** What the cell must look like in JSON, from how the table writes it. */
function cellOf(field: string, written: Written): { state: string; value?: unknown } {
  if (written === "missing" || written === "not_applicable") return { state: written };
  const type = tableFields[field]?.type;
  const text = String(written);
  if (type === "percent") {
    const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?%$/.exec(text) ?? [];
    if (whole === undefined) throw new Error(`${field}: ${text} is no percent`);
    const digits = whole.padStart(3, "0");
    return { state: "present", value: Number(`${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`) };
  }
  if (type === "ratio") {
    const [n, d] = text.split("/").map(Number);
    return { state: "present", value: { n, d, cell: true } };
  }
  const wanted = type === "boolean" ? "boolean" : type === "count" || type === "number" ? "number" : "string";
  if (typeof written !== wanted) throw new Error(`${field}: ${text} is no ${wanted}`);
  return { state: "present", value: written };
}

/** Is the line named: as file.xlsx:Sheet!5 or file.xlsx:Sheet!D5, as file.csv:5, or in a list behind the word? */
export const namesLine = (stderr: string, files: readonly string[], line: number): boolean =>
  files.some((name) =>
    new RegExp(`${name.replaceAll(".", "\\.")}:(?:[^!\\n]+![A-Z]*)?${line}(?!\\d)`, "u").test(stderr),
  ) || new RegExp(`(?:dòng|lines?|rows?)(?: \\d+(?:[-–]\\d+)?,?(?: và| and)?)* ${line}(?!\\d)`, "u").test(stderr);

/**
 * What is said of the data: neither warnings about the criteria file nor, unless they are wanted, the list of absent
 * columns, which names every field.
 */
export function aboutData(stderr: string, withAbsent: boolean = false): string {
  const kept: string[] = [];
  let dropping = false;
  for (const line of stderr.split("\n")) {
    if (!(dropping && line.startsWith(" "))) dropping = / criteria\/[a-z0-9-]+: /.test(line);
    const isAbsent = line.includes(" data/absent-columns: ") && !withAbsent;
    if (!(dropping || isAbsent)) kept.push(line);
  }
  return kept.join("\n");
}

export function expectMentions(stderr: string, wanted: Mentions): void {
  for (const mention of wanted) {
    const choices = typeof mention === "string" ? [mention] : mention;
    // A place ends with its line: D1 is not named by D12.
    const isSaid = choices.some((choice) =>
      stderr.split(choice).some((rest, at) => at > 0 && !(/\d$/.test(choice) && /^\d/.test(rest))),
    );
    expect(isSaid, `standard error must say ${choices.join(" or ")}:\n${stderr}`).toBe(true);
  }
}

/** A ward of the JSON format, as far as a table looks at it. */
export interface TableWard {
  readonly ward: string;
  readonly period: string;
  readonly cells: readonly { readonly field: string; readonly state: string; readonly value?: unknown }[];
}

/** The wards, and those of their cells that the table names, by ward and period. */
export function expectWards(
  entry: {
    readonly wards: readonly string[];
    readonly values: Readonly<Record<string, Readonly<Record<string, Written>>>>;
  },
  wards: readonly TableWard[],
): void {
  expect(wards.map((ward) => `${ward.ward} ${ward.period}`)).toEqual(entry.wards);
  for (const ward of wards) {
    const key = `${ward.ward} ${ward.period}`;
    for (const [field, written] of Object.entries(entry.values[key] ?? {})) {
      const cells = ward.cells.filter((cell) => cell.field === field);
      const seen = cells.map(({ state, value }) => (state === "present" ? { state, value } : { state }));
      expect(seen, `${key}: ${field}`).toEqual([cellOf(field, written)]);
    }
  }
}
