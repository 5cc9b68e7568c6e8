import path from "node:path";
import { problem } from "../../problem.ts";
import { Failure } from "../failure.ts";
import type { Host } from "../host-interface.ts";
import { errorDetail } from "../read.ts";

const MOST_LOCK = 4_096;
const NOBODY = 0;

/** Who has a draft open. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** a time in ISO form, or ? when the lock does not say */
  readonly started: string;
}

/** The draft is ours, perhaps taken over from a dead process; or it is another's. */
export type Lock =
  | { readonly is: "ours"; readonly deadPid: number | undefined; readonly release: () => Promise<void> }
  | { readonly is: "theirs"; readonly owner: LockOwner };

/** Takes the lock of a draft. That of a dead process of this host is taken over; of another host nothing is known. */
export async function takeLock(host: Host, draft: string): Promise<Lock> {
  const file = `${draft}.lock`;
  const mine = JSON.stringify({ ...host.drafts.owner, started: host.now().toISOString() });
  const release = () => host.drafts.remove(file);
  let deadPid: number | undefined;
  try {
    await host.drafts.makeFolder(path.dirname(draft));
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await host.drafts.create(file, mine)) return { is: "ours", deadPid, release };
      const owner = await ownerOf(host, file);
      if (owner === undefined) continue;
      const isDead = owner.host === host.drafts.owner.host && (owner.pid === NOBODY || !host.drafts.isAlive(owner.pid));
      if (!isDead) return { is: "theirs", owner };
      deadPid = owner.pid;
      await host.drafts.remove(file);
    }
  } catch (error) {
    throw new Failure({ output: true }, [
      problem("draft/cannot-open", { detail: errorDetail(error) }, { file: draft }),
    ]);
  }
  return { is: "theirs", owner: { pid: NOBODY, host: "?", started: "?" } };
}

/** Who holds a lock; undefined when it is gone by now. One that says nothing was cut off with its process. */
async function ownerOf(host: Host, file: string): Promise<LockOwner | undefined> {
  const bytes = await host.readFile(file, MOST_LOCK).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const { pid, host: on, started } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    if (typeof pid === "number" && Number.isInteger(pid) && pid > 0)
      return { pid, host: String(on), started: String(started) };
  } catch {
    // cut off
  }
  return { pid: NOBODY, host: host.drafts.owner.host, started: "?" };
}
