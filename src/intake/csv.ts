import { CsvError, parse } from "csv-parse/sync";
import { type Problem, problem } from "../problem.ts";

export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const MOST_RECORD = 1_048_576;

/** The records of a CSV text, or why it is none. A record's number is its row as Excel counts it. */
export type Records =
  | { readonly records: readonly (readonly string[])[]; readonly problem?: never }
  | { readonly problem: Problem; readonly records?: never };

/** Splits a text into records after RFC 4180; `most` reads so many and no more. */
export function splitRecords(file: string, text: string, delimiter: Delimiter, most?: number): Records {
  try {
    const records = parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      bom: true,
      relax_column_count: true,
      max_record_size: MOST_RECORD,
      ...(most !== undefined && { to: most }),
    }) as string[][];
    return { records };
  } catch (error) {
    if (error instanceof CsvError) return { problem: csvProblem(file, error) };
    throw error;
  }
}

function csvProblem(file: string, error: CsvError): Problem {
  const records = error["records"];
  const line = typeof records === "number" ? records + 1 : undefined;
  const at = line === undefined ? { file } : { file, line };
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return problem("data/unclosed-quote", {}, at);
    case "CSV_MAX_RECORD_SIZE":
      return problem("data/record-too-long", { most: MOST_RECORD }, at);
    default:
      return problem("data/stray-quote", {}, at);
  }
}
