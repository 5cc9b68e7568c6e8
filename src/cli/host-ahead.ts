import { AheadSlots } from "../scan/ahead-slots.ts";
import type { ScanJob } from "../scan/scan-ahead.ts";
import { threads } from "./host-builtin.ts";
import type { Pieces } from "./host-interface.ts";
import type { ThreadDone, ThreadJob } from "./host-thread.ts";

/** The thread holds next to nothing beside the memory that it is given. */
const LIMITS = { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32, stackSizeMb: 1 };
/** Who waits for a piece looks again so often. */
const WHILE_MS = 1;

/** A piece that is about to be there is not worth a turn of everything else. */
const MOST_PAUSES = 40;

/** So many pieces follow one another before anything else has its turn: some hundredths of a second. */
const TURN = 8;

/** A thread that reads files ahead. */
export interface AheadThread {
  /** Has it read an open file from its beginning. @param isHashed is the hash of the whole file wanted? */
  read(scan: ScanJob, file: number, isHashed: boolean): Pieces;
  /** Ends it, wherever it is. */
  terminate(): Promise<void>;
}

/** Starts a thread, which waits for a job. @param script the built host-thread.ts */
export function startThread(script: string): AheadThread {
  const thread = new (threads().Worker)(script, { resourceLimits: LIMITS, trackUnmanagedFds: false });
  const failed = new Promise<never>((_, reject) => {
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("the thread that reads ahead has ended")));
  });
  let failure: Error | undefined;
  failed.catch((error: Error) => {
    failure = error;
  });
  let jobs = 0;
  return {
    read: (scan, file, isHashed) => {
      const slots = new AheadSlots(scan.memory.buffer, scan.shape);
      const job: ThreadJob = { scan, file, isHashed, number: jobs++ };
      const hashed = new Promise<string>((resolve) => {
        thread.on("message", ({ number, sha256 }: ThreadDone) => {
          if (number === job.number) resolve(sha256);
        });
      });
      thread.postMessage(job);
      let piece = 0;
      return {
        next: async () => {
          // Signals and writes have their turn, which takes a while: not behind every piece.
          if (piece % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
          for (let pauses = 0; ; ) {
            const length = slots.lengthOf(piece);
            if (length !== undefined) {
              piece++;
              return length;
            }
            if (failure !== undefined) throw failure;
            if (pauses++ < MOST_PAUSES) slots.pause();
            else await new Promise((resolve) => setTimeout(resolve, WHILE_MS));
          }
        },
        digest: () => Promise.race([hashed, failed]),
        close: async () => slots.stop(),
      };
    },
    terminate: async () => {
      await thread.terminate();
    },
  };
}
