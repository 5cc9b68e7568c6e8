import type { DataShape } from "../../src/criteria/model.ts";
import type { IntakeOptions } from "../../src/intake/options.ts";
import { openPlain } from "../../src/intake/plain-file.ts";
import { PlainReader } from "../../src/intake/plain-reader.ts";
import { FileDoubt } from "../../src/intake/plain-records.ts";
import { readWards } from "../../src/intake/read-wards.ts";
import type { WardBatch } from "../../src/intake/table.ts";
import type { Problem } from "../../src/problem.ts";

const FILE = "wards.csv";
const INPUT = { name: FILE, sha256: "", rows: 0, encoding: "utf-8", delimiter: ",", decimal: null };

/** What a reader gave: every row down to its cells and their origins, and what it told. */
export interface Reading {
  readonly rows: readonly unknown[];
  readonly problems: readonly Problem[];
  readonly isRefused: boolean;
  readonly decimals: ReadonlyMap<string, number>;
  readonly renamed: readonly string[];
}

function rowsOf(batch: WardBatch): unknown[] {
  return Array.from({ length: batch.count }, (_, row) => {
    const [source] = batch.sources.at(row) ?? [];
    const cells = [...batch.columns].map(([id, column]) => ({
      id,
      cell: column.get(row),
      origin: source?.origin(id),
      heading: source?.heading(id),
    }));
    const who = [batch.wards.at(row), batch.names.at(row), batch.provinces.at(row), batch.periods[row]?.label];
    return { who, line: source?.line, cells };
  });
}

/** A column without decimals is as one that nobody has looked at. */
const written = (decimals: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> =>
  new Map([...decimals].filter(([, most]) => most > 0));

/** The careful reader, which reads files whole. */
export function readCarefully(shape: DataShape, bytes: Uint8Array, options: IntakeOptions = {}): Reading {
  const { table, problems } = readWards(shape, [{ name: FILE, bytes, sha256: "" }], options);
  return {
    rows: (table?.batches ?? []).flatMap(rowsOf),
    problems,
    isRefused: table === undefined,
    decimals: written(table?.decimals),
    renamed: [...(table?.renamed ?? [])].toSorted(),
  };
}

/**
 * The byte reader, given the file in pieces.
 * @returns undefined when it hands the file over
 */
export function readAsBytes(
  shape: DataShape,
  bytes: Uint8Array,
  pieces: () => number,
  options: IntakeOptions = {},
): Reading | undefined {
  try {
    const plain = openPlain(shape, FILE, bytes, true, options);
    if (plain === undefined) return undefined;
    const reader = new PlainReader(shape, FILE, plain, options);
    const rows: unknown[] = [];
    for (let offset = 0; ; ) {
      const length = Math.min(pieces(), reader.space.length, bytes.length - offset);
      reader.space.set(bytes.subarray(offset, offset + length));
      offset += length;
      for (const batch of reader.read(length)) rows.push(...rowsOf(batch));
      if (length === 0) break;
    }
    const { table, problems } = reader.finish(INPUT);
    const isRefused = table === undefined;
    return {
      rows: isRefused ? [] : rows,
      problems,
      isRefused,
      decimals: written(isRefused ? undefined : reader.decimals),
      renamed: isRefused ? [] : [...reader.renamed].toSorted(),
    };
  } catch (error) {
    if (error instanceof FileDoubt) return undefined;
    throw error;
  }
}
