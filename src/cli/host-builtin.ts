// Modules of Node that most calls do without: loaded at the first use, for a start that waits for nothing.

/** Hashes and random numbers. */
export const crypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");
/** The computer's name. */
export const system = (): typeof import("node:os") => process.getBuiltinModule("node:os");
/** Lines from a terminal. */
export const readline = (): typeof import("node:readline") => process.getBuiltinModule("node:readline");
/** Threads. */
export const threads = (): typeof import("node:worker_threads") => process.getBuiltinModule("node:worker_threads");
/** Files, with promises. */
export const files = (): typeof import("node:fs/promises") => process.getBuiltinModule("node:fs/promises");
