// Loaded into a process with --import: writes the most memory that it ever held, in kB, just before it ends.
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread)
  process.on("exit", () => {
    const [, peak = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    writeFileSync(process.env["PEAK_MEMORY_FILE"], peak);
  });
