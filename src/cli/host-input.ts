import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { isZip } from "../spreadsheet/signature.ts";
import { startThread } from "./host-ahead.ts";
import { crypto } from "./host-builtin.ts";
import { expectLongRun } from "./host-engine.ts";
import type { Hasher, Input } from "./host-interface.ts";
import { attempt } from "./host-paths.ts";

/** A thread takes longer to start than a smaller file to be read. */
const THREADED = 8_388_608;
/** The first bytes tell a workbook. */
const HEAD = 4;

/** Reads from a place of a file on until the bytes are full or the file ends; tells how many were read. */
function readAt(file: number, into: Uint8Array, at: number): number {
  let filled = 0;
  for (let count = -1; count !== 0 && filled < into.length; filled += count)
    count = readSync(file, into, filled, into.length - filled, at + filled);
  return filled;
}

/**
 * A regular file of this computer. Nobody else has anything to do while it is read: to wait for that takes longer.
 * @param script that of the thread that can read it ahead
 */
export function openInput(path: string, script: string): Input | undefined {
  // A pipe that was opened and closed would be broken for who writes to it.
  if (attempt(() => statSync(path))?.isFile() !== true) return undefined;
  const file = attempt(() => openSync(path, "r"));
  if (file === undefined) return undefined;
  const before = fstatSync(file, { bigint: true });
  if (!before.isFile()) {
    closeSync(file);
    return undefined;
  }
  const size = Number(before.size);
  expectLongRun(size);
  const head = new Uint8Array(HEAD);
  const isThreaded = size >= THREADED && !isZip(head.subarray(0, readAt(file, head, 0)));
  // It starts while the file and what it is judged by are looked at. A workbook is read whole.
  const thread = isThreaded ? startThread(script) : undefined;
  return {
    size,
    read: async (into, at) => readAt(file, into, at),
    isChanged: async () => {
      const now = fstatSync(file, { bigint: true });
      return now.size !== before.size || now.mtimeNs !== before.mtimeNs;
    },
    ...(thread !== undefined && { readAhead: (job, isHashed) => thread.read(job, file, isHashed) }),
    close: async () => {
      await thread?.terminate();
      closeSync(file);
    },
  };
}

export function hasher(): Hasher {
  const hash = crypto().createHash("sha256");
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: () => hash.digest("hex"),
  };
}
