import { expect, test } from "vitest";
import { BATCH_ROWS } from "../../src/exact/column-memory.ts";
import { AheadSlots } from "../../src/scan/ahead-slots.ts";
import { PIECES, RING, startOf } from "../../src/scan/pieces.ts";
import { RowScan } from "../../src/scan/row-scan.ts";
import { scanAhead } from "../../src/scan/scan-ahead.ts";
import { CellKind } from "../../src/scan/scan-area.ts";

// A file of one piece is read ahead without waiting for anybody, so that a test needs no thread.

const { number, text } = CellKind;
const FIRST = startOf(0);

/** Rows of a whole number and a text, from a file that was read ahead. */
function readAhead(file: string): RowScan {
  const scan = new RowScan({ kinds: [number, text], ratios: 0, delimiter: 44, mark: undefined, bytes: PIECES }, true);
  scan.arrays.factors[0] = 1;
  scan.arrays.most[0] = 1e9;
  let coming = new TextEncoder().encode(file);
  if (scan.job === undefined) throw new Error("nothing to be read ahead");
  const ahead = scanAhead(
    scan.job,
    (into) => {
      const piece = coming;
      into.set(piece);
      coming = new Uint8Array(0);
      return piece.length;
    },
    () => {},
  );
  expect(ahead.next().done).toBe(true);
  return scan;
}

const rows = (count: number) => Array.from({ length: count }, (_, row) => `${row},ward ${row}\n`).join("");
const valuesOf = ({ arrays: { values } }: RowScan, count: number) => [...values.subarray(0, count)];
const upTo = (count: number) => Array.from({ length: count }, (_, row) => row);

/** So that what comes out can only have been read before. */
const forget = (scan: RowScan) => scan.arrays.bytes.fill(0x21);

test("rows that were read ahead are taken over, also when fewer are asked for at a time", () => {
  const scan = readAhead(rows(3 * BATCH_ROWS));
  const length = rows(3 * BATCH_ROWS).length;
  forget(scan);
  expect(scan.scan(FIRST, FIRST + length, 0, 700)).toBe(700);
  let place = scan.arrays.rowEnds[699] ?? 0;
  expect(place).toBe(FIRST + rows(700).length);
  expect(scan.scan(place, FIRST + length, 700, BATCH_ROWS)).toBe(BATCH_ROWS - 700);
  expect(valuesOf(scan, BATCH_ROWS)).toEqual(upTo(BATCH_ROWS));
  place = scan.arrays.rowEnds[BATCH_ROWS - 1] ?? 0;
  expect(scan.scan(place, FIRST + length, 0, BATCH_ROWS)).toBe(BATCH_ROWS);
  expect(valuesOf(scan, 2)).toEqual([BATCH_ROWS, BATCH_ROWS + 1]);
});

test("what has been learned since makes rows that were read ahead worthless", () => {
  const file = rows(2 * BATCH_ROWS);
  for (const learn of [
    ({ arrays }: RowScan) => arrays.factors.fill(10),
    ({ arrays }: RowScan) => arrays.most.fill(1e8),
    (scan: RowScan) => scan.addKey(1, new TextEncoder().encode("ward 5")),
  ]) {
    const scan = readAhead(file);
    learn(scan);
    forget(scan);
    expect(scan.scan(FIRST, FIRST + file.length, 0, BATCH_ROWS)).toBe(0);
  }
  const scan = readAhead(file);
  scan.arrays.factors[0] = 10;
  expect(scan.scan(FIRST, FIRST + file.length, 0, BATCH_ROWS)).toBe(BATCH_ROWS);
  expect(valuesOf(scan, 3)).toEqual([0, 10, 20]);
});

test("a row that begins elsewhere, or is not plain, was not read ahead", () => {
  const file = `${rows(10)}"7","a\n5,b"\n${rows(10)}`;
  const scan = readAhead(file);
  const odd = FIRST + rows(10).length;
  expect(scan.scan(FIRST, FIRST + file.length, 0, BATCH_ROWS)).toBe(10);
  // What looks like rows inside the quotes is no row.
  expect(scan.scan(odd, FIRST + file.length, 10, BATCH_ROWS)).toBe(0);
  forget(scan);
  expect(scan.scan(odd + '"7","a\n5,b"\n'.length, FIRST + file.length, 10, BATCH_ROWS)).toBe(10);
  expect(valuesOf(scan, 20)).toEqual([...upTo(10), ...upTo(10)]);
});

test("rows of a piece that was left are never taken for those of the next", () => {
  const file = rows(100);
  const scan = readAhead(file);
  scan.leavePiece();
  forget(scan);
  expect(scan.scan(FIRST, FIRST + file.length, 0, BATCH_ROWS)).toBe(0);
});

test("rows that Excel ended are known as such only when they are taken", () => {
  const file = rows(5).replaceAll("\n", "\r\n");
  const scan = readAhead(file);
  expect(scan.hasReturns).toBe(false);
  forget(scan);
  expect(scan.scan(FIRST, FIRST + file.length, 0, BATCH_ROWS)).toBe(5);
  expect(scan.hasReturns).toBe(true);
});

test("a file of rows that are not plain is read ahead no further than a few of them", () => {
  const file = "x,y\n".repeat(20) + rows(5);
  const scan = readAhead(file);
  const start = FIRST + "x,y\n".length * 20;
  forget(scan);
  expect(scan.scan(start, FIRST + file.length, 0, BATCH_ROWS)).toBe(0);
});

test("no piece is put where one lies that is still wanted", () => {
  const { job } = new RowScan({ kinds: [number], ratios: 0, delimiter: 44, mark: undefined, bytes: PIECES }, true);
  if (job === undefined) throw new Error("nothing to be read ahead");
  const slots = new AheadSlots(job.memory.buffer, job.shape);
  const row = new TextEncoder().encode("7\n");
  const ahead = scanAhead(
    job,
    (into) => {
      into.set(row);
      return row.length;
    },
    () => {},
  );
  for (let left = 0; left < 3; left++) {
    for (let turn = 0; turn < 3; turn++) expect(ahead.next().done).toBe(false);
    expect(slots.lengthOf(left + RING - 1)).toBe(row.length);
    expect(slots.lengthOf(left + RING)).toBe(undefined);
    slots.leave(left);
    slots.empty();
  }
});

/** A file of one piece, put there and nothing more. */
function putOnly(file: string): { readonly scan: RowScan; readonly slots: AheadSlots; readonly length: number } {
  const scan = new RowScan({ kinds: [number, text], ratios: 0, delimiter: 44, mark: undefined, bytes: PIECES }, true);
  scan.arrays.factors[0] = 1;
  scan.arrays.most[0] = 1e9;
  if (scan.job === undefined) throw new Error("nothing to be read ahead");
  const slots = new AheadSlots(scan.job.memory.buffer, scan.job.shape);
  const bytes = new TextEncoder().encode(file);
  scan.arrays.bytes.set(bytes, FIRST);
  slots.put(0, bytes.length);
  return { scan, slots, length: bytes.length };
}

test("a piece is begun once, by whoever is first", () => {
  const { scan, slots, length } = putOnly(rows(5));
  expect(scan.scan(FIRST, FIRST + length, 0, BATCH_ROWS)).toBe(5);
  expect(slots.begin(0)).toBe(false);
  expect(slots.begin(1)).toBe(true);
  expect(slots.begin(1)).toBe(false);
});

test("a piece that was begun elsewhere is passed over", () => {
  const scan = new RowScan({ kinds: [number, text], ratios: 0, delimiter: 44, mark: undefined, bytes: PIECES }, true);
  if (scan.job === undefined) throw new Error("nothing to be read ahead");
  const slots = new AheadSlots(scan.job.memory.buffer, scan.job.shape);
  slots.begin(0);
  let coming = new TextEncoder().encode(rows(5));
  const hashed: number[] = [];
  const ahead = scanAhead(
    scan.job,
    (into) => {
      into.set(coming);
      const { length } = coming;
      coming = new Uint8Array(0);
      return length;
    },
    (piece) => hashed.push(piece.length),
  );
  expect(ahead.next().done).toBe(true);
  expect(slots.first).toBeUndefined();
  expect(slots.isDone(0)).toBe(true);
  expect(hashed).toEqual([rows(5).length]);
});

test("who never has done with a piece is not waited for without end", () => {
  const { scan, slots, length } = putOnly(rows(5));
  slots.begin(0);
  expect(scan.scan(FIRST, FIRST + length, 0, BATCH_ROWS)).toBe(5);
});

/** What the other thread does whenever this one lets a moment go by. */
function whilePausing<Result>(goOn: () => void, wait: () => Result): Result {
  const { pause } = AheadSlots.prototype;
  AheadSlots.prototype.pause = goOn;
  try {
    return wait();
  } finally {
    AheadSlots.prototype.pause = pause;
  }
}

/** Puts a piece with the rows of `putOnly` behind the first one. */
function putSecond(scan: RowScan, slots: AheadSlots): { readonly start: number; readonly end: number } {
  const bytes = new TextEncoder().encode(rows(5));
  const start = startOf(1);
  scan.arrays.bytes.set(bytes, start);
  slots.put(1, bytes.length);
  return { start, end: start + bytes.length };
}

test.each([
  [3, false],
  [20, true],
])("after %i moments that were waited for, the next piece is read here: %s", (moments, isReadHere) => {
  const { scan, slots, length } = putOnly(rows(5));
  slots.begin(0);
  let pauses = 0;
  const tellDone = () => {
    if (++pauses === moments) slots.tellDone(0);
  };
  // The other thread is done without a row of use, so that these are read here.
  expect(whilePausing(tellDone, () => scan.scan(FIRST, FIRST + length, 0, BATCH_ROWS))).toBe(5);
  expect(pauses).toBe(moments);
  scan.shareWork();
  expect(slots.begin(1)).toBe(!isReadHere);
  const { start, end } = putSecond(scan, slots);
  scan.leavePiece();
  pauses = 0;
  const isOver = () => {
    if (++pauses === 5) slots.tellDone(1);
  };
  expect(whilePausing(isOver, () => scan.scan(start, end, 5, BATCH_ROWS))).toBe(5);
  expect(pauses).toBe(isReadHere ? 0 : 5);
  expect(valuesOf(scan, 10)).toEqual([...upTo(5), ...upTo(5)]);
});

test("rows that come while they are waited for are taken", () => {
  const { scan, slots, length } = putOnly(rows(5));
  slots.begin(0);
  let pauses = 0;
  // What the other thread would do in between, but with figures of its own.
  const goOn = () => {
    pauses++;
    const { free } = slots;
    if (free === undefined) throw new Error("no slot is free");
    free.known.set(slots.own.known);
    free.arrays.values.set([100, 101, 102, 103, 104]);
    free.arrays.rowEnds.set(Array.from({ length: 5 }, (_, row) => FIRST + rows(row + 1).length));
    slots.fill(0, FIRST, 5, false);
    slots.tellDone(0);
  };
  expect(whilePausing(goOn, () => scan.scan(FIRST, FIRST + length, 0, BATCH_ROWS))).toBe(5);
  expect(pauses).toBe(1);
  expect(valuesOf(scan, 5)).toEqual([100, 101, 102, 103, 104]);
});
