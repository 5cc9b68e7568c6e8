// Runs a program as a process of its own: how long it took from start to end, and how much memory it held at most.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { outputFile } from "./files.mjs";

/** Other systems do not tell how much memory a process held. */
export const knowsMemory = process.platform === "linux";
/** How often a process is asked for its peak; the system keeps it, so that only the last moments may be missed. */
const ASK_EVERY = 5;
const LONGEST_RUN = 300_000;

const running = new Set();

/** Ends what is being measured. */
export function stopAll() {
  for (const child of running) child.kill();
}

/** The most bytes that a process held so far. */
function peakOf(pid) {
  try {
    const [, kilobytes = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0; // it has ended
  }
}

/**
 * @returns milliseconds; the peak in bytes, 0 where it is not known; what the program said on its standard
 *   output and noted on its standard error; and what went wrong, if something did
 */
export async function measure({ command, args, output, isUnread = false }) {
  if (output !== undefined) {
    rmSync(output, { force: true });
    // A file system may tell the disk of what was removed later, and whoever waits for the disk then waits for that.
    spawnSync("sync");
  }
  const [standardOutput, standardError] = [outputFile("stdout"), outputFile("stderr")];
  const handles = [standardOutput, standardError].map((file) => openSync(file, "w"));
  const begin = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", isUnread ? "ignore" : handles[0], handles[1]] });
  running.add(child);
  let peak = 0;
  const ask = () => {
    if (knowsMemory) peak = Math.max(peak, peakOf(child.pid));
  };
  ask();
  const asking = setInterval(ask, ASK_EVERY);
  const limit = setTimeout(() => child.kill(), LONGEST_RUN);
  const end = await new Promise((resolve) => {
    child.on("error", ({ message }) => resolve({ failure: message }));
    child.on("exit", (code, signal) => resolve(code === 0 ? {} : { failure: `ended with ${signal ?? code}` }));
  });
  const milliseconds = performance.now() - begin;
  clearInterval(asking);
  clearTimeout(limit);
  running.delete(child);
  for (const handle of handles) closeSync(handle);
  const [said, noted] = [standardOutput, standardError].map((file) => readFileSync(file, "utf8"));
  return { ...end, milliseconds, peak, said, noted };
}
