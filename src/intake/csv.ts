import { CsvError, type Options, parse as parseSync } from "csv-parse/sync";
import { type Problem, problem } from "../problem.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export const MOST_RECORD = 1_048_576;
/** So much of a file's beginning is looked at to find out how it is cut into columns. */
export const LOOK_AT = 32_768;
const LOOK_AT_RECORDS = 1_000;

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

/** The library makes an error object, with its stack, of each record that is not as long as the first one. */
function parse(text: string, options: Options): unknown[] {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return parseSync(text, options);
  } finally {
    Error.stackTraceLimit = before;
  }
}

/** A longer line is left to the library, which counts how long a record may be. */
const LONGEST_LINE = MOST_RECORD / 4;

/** Splits a text without quotes, in which a record is a line; undefined when the library must see it. */
export function splitPlain(
  text: string,
  delimiter: Delimiter,
  most: number = Number.POSITIVE_INFINITY,
): string[][] | undefined {
  if (text.includes('"')) return undefined;
  const lines = text.split(text.includes("\r") ? /\r\n|\n|\r/ : "\n");
  if (lines.at(-1) === "") lines.pop();
  if (lines.some(({ length }) => length > LONGEST_LINE)) return undefined;
  return (lines.length > most ? lines.slice(0, most) : lines).map((line) => line.split(delimiter));
}

/** The first records, as many as can be read without a fault, up to the end of the row at the limit. */
export function firstRecords(text: string, delimiter: Delimiter): string[][] {
  const ends = ["\n", "\r"].map((mark) => text.indexOf(mark, LOOK_AT)).filter((place) => place >= 0);
  const looked = text.slice(0, Math.min(...ends, LOOK_AT + MOST_RECORD));
  const plain = splitPlain(looked, delimiter, LOOK_AT_RECORDS);
  if (plain !== undefined) return plain;
  const options: Options = { ...optionsFor(delimiter), relax_quotes: true, to: LOOK_AT_RECORDS };
  try {
    return parse(looked, options) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return untilFault(looked, options);
  }
}

/** The records before the one that cannot be read. Gathering them one by one is slow, so that it is not done first. */
function untilFault(text: string, options: Options): string[][] {
  const records: string[][] = [];
  const gather = (record: string[]) => {
    records.push(record);
    return null;
  };
  try {
    parse(text, { ...options, on_record: gather });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return records;
}

/**
 * Splits a text into records after RFC 4180. Quotes inside unquoted cells are kept and reported as strays.
 * @param above so many records stand above the header. They are split by themselves: after a title, every row would be
 * an error object, which takes twenty times as long.
 */
export function splitRecords(file: string, text: string, delimiter: Delimiter, above: number = 0): Records {
  const plain = splitPlain(text, delimiter);
  if (plain !== undefined) return { records: plain, strays: [] };
  try {
    const titles = above === 0 ? [] : (parse(text, { ...optionsFor(delimiter), to: above, raw: true }) as Raw[]);
    let start = 0;
    for (const { raw } of titles) {
      start += raw.length;
      // Of CR LF, the library's raw text has the first only.
      if (raw.endsWith("\r") && text[start] === "\n") start++;
    }
    const rest = text.slice(start);
    const records = parse(rest, optionsFor(delimiter)) as string[][];
    return { records: [...titles.map(({ record }) => record), ...records], strays: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return splitRelaxed(file, text, delimiter);
  }
}

/** A record with its text as it stands. */
interface Raw {
  readonly record: string[];
  readonly raw: string;
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
