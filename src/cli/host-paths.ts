import path from "node:path";
import { files } from "./host-builtin.ts";

/** A fault as the system tells it. */
export const systemError = (code: string, name: string): Error =>
  Object.assign(new Error(`${code}: ${name}`), { code, syscall: "open" });

/** Follows links step by step, also those that lead to nothing yet. */
export async function realPath(name: string, links: number = 0): Promise<string> {
  try {
    return await files().realpath(name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || links > 40) throw error;
    const folder = await files()
      .realpath(path.dirname(name))
      .catch(() => path.resolve(path.dirname(name)));
    const here = path.join(folder, path.basename(name));
    const target = await files()
      .readlink(here)
      .catch(() => undefined);
    return target === undefined ? here : realPath(path.resolve(folder, target), links + 1);
  }
}
