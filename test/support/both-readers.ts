import type { DataShape } from "../../src/criteria/model.ts";
import type { IntakeOptions } from "../../src/intake/options.ts";
import { openPlain, type PlainFile } from "../../src/intake/plain-file.ts";
import { PlainReader } from "../../src/intake/plain-reader.ts";
import { FileDoubt } from "../../src/intake/plain-records.ts";
import { openPlainWorkbook } from "../../src/intake/plain-workbook.ts";
import { readWards } from "../../src/intake/read-wards.ts";
import type { WardFile } from "../../src/intake/sheet.ts";
import type { WardBatch } from "../../src/intake/table.ts";
import type { Problem } from "../../src/problem.ts";
import { AheadSlots } from "../../src/scan/ahead-slots.ts";
import { scanAhead } from "../../src/scan/scan-ahead.ts";
import { isZip } from "../../src/spreadsheet/signature.ts";
import { openWorkbook } from "../../src/spreadsheet/workbook.ts";

// Whoever waits in a test holds up the one that he waits for: both are in one thread.
AheadSlots.prototype.pause = () => {};

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

/** A batch's rows, with whose they are and where every cell comes from. */
export function rowsOf(batch: WardBatch): unknown[] {
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
  const { table, problems } = readWards(shape, [fileOf(bytes)], options);
  return {
    rows: (table?.batches ?? []).flatMap(rowsOf),
    problems,
    isRefused: table === undefined,
    decimals: written(table?.decimals),
    renamed: [...(table?.renamed ?? [])].toSorted(),
  };
}

/** The same bytes are the same file, for what was opened is remembered by them. */
const fileOf = (bytes: Uint8Array): WardFile => ({ name: FILE, bytes, sha256: "", openWorkbook });

/**
 * The byte reader, given a text file or a workbook in pieces.
 * @param ahead how often what reads ahead may go on before the next batch is read; absent: nothing does
 * @returns undefined when it hands the file over
 */
export function readAsBytes(
  shape: DataShape,
  bytes: Uint8Array,
  pieces: () => number,
  options: IntakeOptions = {},
  ahead?: () => number,
): Reading | undefined {
  if (isZip(bytes)) {
    const workbook = openPlainWorkbook(shape, fileOf(bytes), options);
    return workbook && readPieces(shape, workbook.plain, options, (space) => workbook.rows.read(space), pieces);
  }
  const plain = openPlain(shape, FILE, bytes, true, options);
  let offset = 0;
  const fill = (space: Uint8Array) => {
    const piece = bytes.subarray(offset, offset + space.length);
    space.set(piece);
    offset += piece.length;
    return piece.length;
  };
  return plain && readPieces(shape, plain, options, fill, pieces, ahead);
}

/** Where the next piece comes from, and what goes on meanwhile. */
interface Coming {
  readonly next: () => number;
  readonly goOn: () => void;
}

function inTurn(reader: PlainReader, fill: (space: Uint8Array) => number): Coming {
  let piece = 0;
  return { next: () => fill(reader.pieces.spaceOf(piece++)), goOn: () => {} };
}

/** As the other thread would, but in this one, and by turns that are the same each time. */
function readAhead(reader: PlainReader, fill: (space: Uint8Array) => number, turns: () => number): Coming {
  const { job } = reader.scan;
  if (job === undefined) throw new Error("a reader that nobody reads ahead for");
  const slots = new AheadSlots(job.memory.buffer, job.shape);
  const other = scanAhead(job, fill, () => {});
  let piece = 0;
  return {
    next: () => {
      for (;;) {
        const length = slots.lengthOf(piece);
        if (length === undefined) other.next();
        else {
          piece++;
          return length;
        }
      }
    },
    goOn: () => {
      for (let turn = turns(); turn > 0; turn--) other.next();
    },
  };
}

/** Reads pieces of the sizes that are asked for; undefined when the reader hands the file over. */
function readPieces(
  shape: DataShape,
  plain: PlainFile,
  options: IntakeOptions,
  fill: (space: Uint8Array) => number,
  pieces: () => number,
  ahead?: () => number,
): Reading | undefined {
  try {
    const reader = new PlainReader(shape, FILE, plain, options, ahead !== undefined);
    const filled = (space: Uint8Array) => fill(space.subarray(0, Math.min(pieces(), space.length)));
    const { next, goOn } = ahead === undefined ? inTurn(reader, filled) : readAhead(reader, filled, ahead);
    const rows: unknown[] = [];
    for (let length = -1; length !== 0; ) {
      length = next();
      goOn();
      for (const batch of reader.read(length)) {
        rows.push(...rowsOf(batch));
        goOn();
      }
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
