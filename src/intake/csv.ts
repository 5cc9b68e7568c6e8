import { CsvError, type Options, parse } from "csv-parse/sync";
import { type Problem, problem } from "../problem.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const MOST_RECORD = 1_048_576;
/** So much of a file's beginning is looked at to find out how it is cut into columns. */
const LOOK_AT = 65_536;
const QUOTE_FAULTS: ReadonlySet<string> = new Set(["CSV_INVALID_CLOSING_QUOTE", "INVALID_OPENING_QUOTE"]);

/** A cell with a quote that opens or closes nothing; both count from 0. */
export interface Stray {
  readonly record: number;
  readonly column: number;
}

/** The records of a CSV text, or why it is none. A record's number is its row as Excel counts it. */
export type Records =
  | { readonly records: readonly (readonly string[])[]; readonly strays: readonly Stray[]; readonly problem?: never }
  | { readonly problem: Problem; readonly records?: never };

const optionsFor = (delimiter: Delimiter): Options => ({
  delimiter,
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  max_record_size: MOST_RECORD,
});

/** The first records, as many as can be read without a fault; a row that the limit cuts is left out. */
export function firstRecords(text: string, delimiter: Delimiter): string[][] {
  const records: string[][] = [];
  const end = Math.max(text.lastIndexOf("\n", LOOK_AT), text.lastIndexOf("\r", LOOK_AT));
  const looked = text.length <= LOOK_AT ? text : text.slice(0, end < 0 ? LOOK_AT : end);
  try {
    parse(looked, {
      ...optionsFor(delimiter),
      relax_quotes: true,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return records;
}

/** Splits a text into records after RFC 4180. Quotes inside unquoted cells are kept and reported as strays. */
export function splitRecords(file: string, text: string, delimiter: Delimiter): Records {
  try {
    return { records: parse(text, optionsFor(delimiter)) as string[][], strays: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return QUOTE_FAULTS.has(error.code) ? splitRelaxed(file, text, delimiter) : { problem: csvProblem(file, error) };
  }
}

/** Reads on over stray quotes, unless it is not clear where their cell ends. */
function splitRelaxed(file: string, text: string, delimiter: Delimiter): Records {
  const strays: Stray[] = [];
  const unclear: number[] = [];
  const swallows = (value: string) => value.startsWith('"') && (value.includes(delimiter) || /[\r\n]/.test(value));
  try {
    const records = parse(text, {
      ...optionsFor(delimiter),
      relax_quotes: true,
      cast: (value, { quoting, column, records: record }) => {
        if (quoting && swallows(value)) unclear.push(record);
        if (value.includes('"') && (!quoting || value.startsWith('"'))) strays.push({ record, column: Number(column) });
        return value;
      },
    }) as string[][];
    const [first] = unclear;
    return first === undefined
      ? { records, strays }
      : { problem: problem("data/stray-quote", {}, { file, line: first + 1 }) };
  } catch (error) {
    if (error instanceof CsvError) return { problem: csvProblem(file, error) };
    throw error;
  }
}

function csvProblem(file: string, error: CsvError): Problem {
  const records = error["records"];
  const at = typeof records === "number" ? { file, line: records + 1 } : { file };
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return problem("data/unclosed-quote", {}, at);
    case "CSV_MAX_RECORD_SIZE":
      return problem("data/record-too-long", { most: MOST_RECORD }, at);
    default:
      return problem("data/stray-quote", {}, at);
  }
}
