import { host } from "./host.ts";
import { run } from "./run.ts";

/** Runs the program with this process's arguments, files and streams; gives the exit code. */
export const main = (argv: readonly string[]): Promise<number> => run(argv, host());
