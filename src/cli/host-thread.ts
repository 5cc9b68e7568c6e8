// A thread of its own: reads a ward file from its beginning, and its rows, before the program asks for them.
import { createHash } from "node:crypto";
import { readSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { type ScanJob, scanAhead } from "../scan/scan-ahead.ts";
import { expectShortRunAgain } from "./host-engine.ts";

/**
 * Who has nothing to do looks again so often. To wake a thread that sleeps takes the other one longer than it takes to
 * read a batch of rows, so nobody is woken; rows enough for many such whiles lie ready.
 */
const WHILE_MS = 1;

/** What the thread is given when it is known what a row is made of. */
export interface ThreadJob {
  readonly scan: ScanJob;
  /** the open file */
  readonly file: number;
  /** is a hash of the whole file wanted? */
  readonly isHashed: boolean;
  /** tells jobs apart */
  readonly number: number;
}

/** What the thread says when a job is done, or nobody wants it any more. */
export interface ThreadDone {
  readonly number: number;
  /** "" when no hash was wanted */
  readonly sha256: string;
}

// To start this thread made the engine forget it.
expectShortRunAgain();

parentPort?.on("message", ({ scan, file, isHashed, number }: ThreadJob) => {
  const hash = isHashed ? createHash("sha256") : undefined;
  let place = 0;
  const read = (into: Uint8Array) => {
    let filled = 0;
    for (let count = -1; count !== 0 && filled < into.length; filled += count)
      count = readSync(file, into, filled, into.length - filled, place + filled);
    place += filled;
    return filled;
  };
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (const _ of scanAhead(scan, read, (piece) => hash?.update(piece))) Atomics.wait(nothing, 0, 0, WHILE_MS);
  const done: ThreadDone = { number, sha256: hash?.digest("hex") ?? "" };
  parentPort?.postMessage(done);
});
