import { readFileSync } from "node:fs";
import path from "node:path";
import { crypto, files, system } from "./host-builtin.ts";
import type { DraftFiles } from "./host-interface.ts";

/** Nobody but the owner may write. */
const READ_ONLY = 0o444;

/** The real files of drafts. */
export function draftFiles(): DraftFiles {
  return {
    makeFolder: async (folder) => {
      await files().mkdir(folder, { recursive: true });
    },
    create,
    append,
    remove: (name) =>
      files()
        .unlink(name)
        .catch(() => {}),
    makeReadOnly: (name) => files().chmod(name, READ_ONLY),
    measure,
    get owner() {
      return { pid: process.pid, host: system().hostname() };
    },
    isAlive,
  };
}

/** Whole or not at all: the text is written beside, and linked under the name, which only one process can do. */
async function create(name: string, text: string): Promise<boolean> {
  const beside = path.join(
    path.dirname(name),
    `.${path.basename(name)}.${crypto().randomBytes(6).toString("hex")}.tmp`,
  );
  try {
    await written(beside, text);
    await files().link(beside, name);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return false;
    // Some memory cards know no links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(String(code))) throw error;
    return await createdOnce(name, text);
  } finally {
    await files()
      .unlink(beside)
      .catch(() => {});
  }
  await syncFolder(path.dirname(name));
  return true;
}

async function createdOnce(name: string, text: string): Promise<boolean> {
  try {
    await written(name, text);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function written(name: string, text: string): Promise<void> {
  const handle = await files().open(name, "wx");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await files()
      .unlink(name)
      .catch(() => {});
    throw error;
  } finally {
    await handle.close().catch(() => {});
  }
}

/** The name of a new file is on the disk only when its folder is; where folders cannot be opened, the system sees to it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await files()
    .open(folder, "r")
    .catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close().catch(() => {});
}

/** Somebody else has written to the file since it was read. */
class WrittenMeanwhile extends Error {
  readonly code = "ESTALE";
}

async function append(name: string, text: string, at: number, size: number): Promise<void> {
  const handle = await files().open(name, "r+");
  try {
    if ((await handle.stat()).size !== size) throw new WrittenMeanwhile(name);
    await handle.truncate(at);
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at + written);
      written += bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    if (!(error instanceof WrittenMeanwhile)) await handle.truncate(at).catch(() => {});
    throw error;
  } finally {
    await handle.close().catch(() => {});
  }
}

async function measure(name: string, most: number): Promise<{ bytes: number; sha256: string } | undefined> {
  const real = await files()
    .realpath(name)
    .catch(() => undefined);
  const about =
    real === undefined
      ? undefined
      : await files()
          .stat(real)
          .catch(() => undefined);
  if (real === undefined || about?.isFile() !== true || about.size > most) return undefined;
  const handle = await files().open(real, "r");
  try {
    const hash = crypto().createHash("sha256");
    for await (const piece of handle.createReadStream({ autoClose: false })) hash.update(piece as Uint8Array);
    return { bytes: about.size, sha256: hash.digest("hex") };
  } finally {
    await handle.close().catch(() => {});
  }
}

/** Dead, and listed until its parent asks after it; only Linux says so. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** A signal of 0 only asks whether there is such a process; one of another user is alive as well. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
