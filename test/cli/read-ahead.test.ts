import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startThread } from "../../src/cli/host-ahead.ts";
import { openInput } from "../../src/cli/host-input.ts";
import type { Input } from "../../src/cli/host-interface.ts";
import { PIECES, PlainPieces } from "../../src/scan/pieces.ts";
import { RowScan } from "../../src/scan/row-scan.ts";
import { CellKind } from "../../src/scan/scan-area.ts";
import { root } from "../support/memory-host.ts";

// With a real thread: `npm test` builds it first.

const script = path.join(root, "dist", "program", "thread.cjs");
const LARGE = 9_000_000;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "model-ward-ahead-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scanOf = () =>
  new RowScan({ kinds: [CellKind.number], ratios: 0, delimiter: 44, mark: undefined, bytes: PIECES }, true);
const jobOf = ({ job }: RowScan) => {
  if (job === undefined) throw new Error("nothing to be read ahead");
  return job;
};

/** Reads a file as the program does, and gives the hash that the thread made. */
async function hashOf(input: Input): Promise<string | undefined> {
  const scan = scanOf();
  const places = new PlainPieces(scan.arrays.bytes);
  const pieces = input.readAhead?.(jobOf(scan), true);
  const seen = createHash("sha256");
  for (let length = -1, piece = 0; length !== 0 && pieces !== undefined; piece++) {
    length = await pieces.next();
    seen.update(places.spaceOf(piece).subarray(0, length));
    scan.leavePiece();
  }
  const sha256 = await pieces?.digest();
  expect(sha256).toBe(pieces && seen.digest("hex"));
  return sha256;
}

test("a large file comes piece by piece as it is, as often as it is wanted, and a small one needs no thread", async () => {
  const contents = Buffer.alloc(LARGE, "7\n12\n");
  const file = path.join(folder, "large.csv");
  writeFileSync(file, contents);
  const input = await openInput(file, script);
  const expected = createHash("sha256").update(contents).digest("hex");
  for (let time = 0; time < 2; time++) expect(input && (await hashOf(input))).toBe(expected);
  await input?.close();
  writeFileSync(file, contents.subarray(0, 100));
  const small = await openInput(file, script);
  expect(small?.readAhead).toBeUndefined();
  await small?.close();
});

test("a file that nobody wants any more is left, wherever the thread is", async () => {
  const file = path.join(folder, "left.csv");
  writeFileSync(file, Buffer.alloc(LARGE, "7\n"));
  const input = await openInput(file, script);
  const pieces = input?.readAhead?.(jobOf(scanOf()), true);
  expect(await pieces?.next()).toBeGreaterThan(0);
  await pieces?.close();
  // The next job is not mistaken for the one before.
  expect(input && (await hashOf(input))).toBe(createHash("sha256").update(Buffer.alloc(LARGE, "7\n")).digest("hex"));
  await input?.close();
});

test("what the thread cannot read is told, and so is its end", async () => {
  const unreadable = openSync(folder, "r");
  const pieces = startThread(script).read(jobOf(scanOf()), unreadable, false);
  await expect(pieces.next()).rejects.toMatchObject({ code: "EISDIR" });
  closeSync(unreadable);
  const ended = startThread(script);
  await ended.terminate();
  await expect(ended.read(jobOf(scanOf()), 0, false).next()).rejects.toThrow();
});
