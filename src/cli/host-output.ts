import { closeSync, fchmodSync, fdatasync, fsync, openSync, renameSync, statSync, unlinkSync, write } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import { files } from "./host-builtin.ts";
import type { OutputFile } from "./host-interface.ts";
import { attempt, realPath, systemError } from "./host-paths.ts";

/** Temporary files to remove when the process is interrupted. */
const unfinished = new Set<string>();

function removeUnfinished(signal: NodeJS.Signals): void {
  // They may be gone already.
  for (const name of unfinished) attempt(() => unlinkSync(name));
  // The default action of the signal ends the process, so that the shell sees 130 or 143.
  process.removeListener(signal, removeUnfinished);
  process.kill(process.pid, signal);
}

function watchSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    if (process.listenerCount(signal) === 0) process.on(signal, removeUnfinished);
}

export async function openOutput(name: string): Promise<OutputFile> {
  const target = realPath(name);
  const kind = attempt(() => statSync(target));
  if (kind !== undefined && !kind.isFile()) {
    if (kind.isDirectory()) throw systemError("EISDIR", name);
    return directOutput(await files().open(target, "w"));
  }
  // It is made anew or not at all, so that nobody need guess its name in vain.
  const unlikely = Math.random().toString(36).slice(2, 12);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}-${unlikely}.tmp`);
  // Before the file is there, so that no signal finds it unknown.
  watchSignals();
  unfinished.add(temporary);
  const file = created(temporary, kind?.mode ?? 0o666);
  // The mode that the old file had, whatever the process's mask would make of it.
  if (kind !== undefined) attempt(() => fchmodSync(file, kind.mode));
  return temporaryOutput(file, temporary, target);
}

/** Makes a file that is not there; one that is there is nobody's to remove. */
function created(temporary: string, mode: number): number {
  try {
    return openSync(temporary, "wx", mode);
  } catch (error) {
    unfinished.delete(temporary);
    throw error;
  }
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

/** What a call of the system comes to that others need not wait for. */
const done = <Value>(call: (tell: (fault: Error | null, value?: Value) => void) => void): Promise<Value | undefined> =>
  new Promise((resolve, reject) => {
    call((fault, value) => {
      if (fault === null) resolve(value);
      else reject(fault);
    });
  });

/** A whole piece, and not part of it, as the system may write. */
async function writeAll(file: number, piece: string | Uint8Array): Promise<void> {
  const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
  for (let place = 0; place < bytes.length; )
    place += (await done<number>((tell) => write(file, bytes, place, bytes.length - place, null, tell))) ?? 0;
}

/** So much is written before the disk is asked to keep it. */
const SAVE_EVERY = 16_777_216;

function temporaryOutput(file: number, temporary: string, target: string): OutputFile {
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  let unsaved = 0;
  let saving: Promise<unknown> = Promise.resolve();
  return {
    write: async (piece) => {
      await writeAll(file, piece);
      unsaved += piece.length;
      if (unsaved < SAVE_EVERY) return;
      unsaved = 0;
      // While the rest is being made, so that nobody waits for all of it at the end, where a fault is met.
      saving = saving.then(() => done((tell) => fdatasync(file, tell)));
      saving.catch(() => {});
    },
    finish: async () => {
      await saving;
      await done((tell) => fsync(file, tell));
      close();
    },
    commit: async () => {
      renameSync(temporary, target);
      unfinished.delete(temporary);
    },
    discard: async () => {
      await saving.catch(() => {});
      attempt(close);
      unfinished.delete(temporary);
      attempt(() => unlinkSync(temporary));
    },
  };
}
