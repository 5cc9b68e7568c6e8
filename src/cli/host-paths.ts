import { readlinkSync, realpathSync } from "node:fs";
import path from "node:path";

/** A fault as the system tells it. */
export const systemError = (code: string, name: string): Error =>
  Object.assign(new Error(`${code}: ${name}`), { code, syscall: "open" });

/** What a call gives, undefined when it fails. */
export function attempt<Value>(call: () => Value): Value | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

/** Follows links step by step, also those that lead to nothing yet. */
export function realPath(name: string, links: number = 0): string {
  try {
    return realpathSync.native(name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || links > 40) throw error;
    const folder = attempt(() => realpathSync.native(path.dirname(name))) ?? path.resolve(path.dirname(name));
    const here = path.join(folder, path.basename(name));
    const target = attempt(() => readlinkSync(here));
    return target === undefined ? here : realPath(path.resolve(folder, target), links + 1);
  }
}
