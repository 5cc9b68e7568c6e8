import { isZip } from "../spreadsheet/signature.ts";
import { startThread } from "./host-ahead.ts";
import { crypto, files } from "./host-builtin.ts";
import type { Hasher, Input } from "./host-interface.ts";

/** A thread takes longer to start than a smaller file to be read. */
const THREADED = 8_388_608;
/** The first bytes tell a workbook. */
const HEAD = 4;

/**
 * A regular file of this computer.
 * @param script that of the thread that can read it ahead
 */
export async function openInput(path: string, script: string): Promise<Input | undefined> {
  const handle = await files()
    .open(path, "r")
    .catch(() => undefined);
  if (handle === undefined) return undefined;
  const before = await handle.stat({ bigint: true });
  if (!before.isFile()) {
    await handle.close();
    return undefined;
  }
  const head = new Uint8Array(HEAD);
  const isThreaded =
    before.size >= THREADED && !isZip(head.subarray(0, (await handle.read(head, 0, HEAD, 0)).bytesRead));
  // It starts while the file and what it is judged by are looked at. A workbook is read whole.
  const thread = isThreaded ? startThread(script) : undefined;
  return {
    size: Number(before.size),
    read: async (into, at) => {
      let filled = 0;
      while (filled < into.length) {
        const { bytesRead } = await handle.read(into, filled, into.length - filled, at + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled;
    },
    isChanged: async () => {
      const now = await handle.stat({ bigint: true });
      return now.size !== before.size || now.mtimeNs !== before.mtimeNs;
    },
    ...(thread !== undefined && {
      readAhead: (job, isHashed) => thread.read(job, handle.fd, isHashed),
    }),
    close: async () => {
      await thread?.terminate();
      await handle.close();
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
