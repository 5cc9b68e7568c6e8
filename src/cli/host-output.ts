import { unlinkSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { crypto, files } from "./host-builtin.ts";
import type { OutputFile } from "./host-interface.ts";
import { realPath, systemError } from "./host-paths.ts";

/** Temporary files to remove when the process is interrupted. */
const unfinished = new Set<string>();

function removeUnfinished(signal: NodeJS.Signals): void {
  for (const name of unfinished) {
    try {
      unlinkSync(name);
    } catch {
      // gone already
    }
  }
  // The default action of the signal ends the process, so that the shell sees 130 or 143.
  process.removeListener(signal, removeUnfinished);
  process.kill(process.pid, signal);
}

function watchSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    if (process.listenerCount(signal) === 0) process.on(signal, removeUnfinished);
}

export async function openOutput(name: string): Promise<OutputFile> {
  const target = await realPath(name);
  const kind = await files()
    .stat(target)
    .catch(() => undefined);
  if (kind !== undefined && !kind.isFile()) {
    if (kind.isDirectory()) throw systemError("EISDIR", name);
    return directOutput(await files().open(target, "w"));
  }
  const temporary = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${crypto().randomBytes(6).toString("hex")}.tmp`,
  );
  const handle = await files().open(temporary, "wx", kind?.mode ?? 0o666);
  unfinished.add(temporary);
  // The mode that the old file had, whatever the process's mask would make of it.
  if (kind !== undefined) await handle.chmod(kind.mode).catch(() => {});
  watchSignals();
  return temporaryOutput(handle, temporary, target);
}

/** A device or pipe: there is nothing to put in place and nothing to take back. */
function directOutput(handle: FileHandle): OutputFile {
  let read = true;
  return {
    write: async (piece) => {
      if (!read) return;
      await handle.writeFile(piece).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EPIPE") throw error;
        read = false;
      });
    },
    finish: () => handle.close(),
    commit: async () => {},
    discard: () => handle.close().catch(() => {}),
  };
}

/** The library's own way cuts pieces into smaller ones, and to hand each of them over takes a while. */
async function writeAll(handle: FileHandle, piece: string | Uint8Array): Promise<void> {
  const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
  for (let place = 0; place < bytes.length; ) place += (await handle.write(bytes, place)).bytesWritten;
}

/** So much is written before the disk is asked to keep it. */
const SAVE_EVERY = 16_777_216;

function temporaryOutput(handle: FileHandle, temporary: string, target: string): OutputFile {
  const forget = async () => {
    unfinished.delete(temporary);
    await files()
      .unlink(temporary)
      .catch(() => {});
  };
  let unsaved = 0;
  let saving: Promise<void> = Promise.resolve();
  return {
    write: async (piece) => {
      await writeAll(handle, piece);
      unsaved += piece.length;
      if (unsaved < SAVE_EVERY) return;
      unsaved = 0;
      // While the rest is being made, so that nobody waits for all of it at the end, where a fault is met.
      saving = saving.then(() => handle.datasync());
      saving.catch(() => {});
    },
    finish: async () => {
      await saving;
      await handle.sync();
      await handle.close();
    },
    commit: async () => {
      await files().rename(temporary, target);
      unfinished.delete(temporary);
    },
    discard: async () => {
      await saving.catch(() => {});
      await handle.close().catch(() => {});
      await forget();
    },
  };
}
