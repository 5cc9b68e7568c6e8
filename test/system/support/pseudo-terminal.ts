import { type ChildProcessByStdio, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { BARE, PROGRAM, until } from "./program.ts";

/** Of util-linux; named here, so that knip does not take it for a program that npm should install. */
const SCRIPT = "script";
let opened = 0;

/** What a pseudo-terminal is opened with. */
export interface PseudoOptions {
  readonly folder: string;
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The program under `script`: every byte that it writes is seen as it is, and it can be killed at any moment. */
export class PseudoTerminal {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #pieces: Buffer[] = [];
  readonly #pidFile: string;
  /** the exit code; 128 and more after a signal */
  readonly ended: Promise<number>;

  constructor(argv: readonly string[], { folder, columns = 300, environment }: PseudoOptions) {
    this.#pidFile = path.join(folder, `.pid-${process.pid}-${opened++}`);
    const quoted = [...PROGRAM, ...argv].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
    const line = `stty rows 40 cols ${columns}; echo $$ > '${this.#pidFile}'; exec ${quoted}`;
    const env = { ...BARE, TERM: "xterm-256color", SHELL: "/bin/sh", ...environment };
    this.#child = spawn(SCRIPT, ["-qfec", line, "/dev/null"], {
      cwd: folder,
      env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#child.stdout.on("data", (piece: Buffer) => this.#pieces.push(piece));
    // What is typed to a program that has ended goes nowhere.
    this.#child.stdin.on("error", () => {});
    this.ended = new Promise((resolve) => {
      this.#child.on("close", (code) => resolve(code ?? 128));
    });
  }

  /** Everything that was written so far. */
  output(): string {
    return Buffer.concat(this.#pieces).toString();
  }

  type(text: string): void {
    this.#child.stdin.write(text);
  }

  async waitFor(wanted: RegExp | string, milliseconds?: number): Promise<string> {
    const holds = () => (typeof wanted === "string" ? this.output().includes(wanted) : wanted.test(this.output()));
    await until(holds, () => `${String(wanted)} in\n${this.output()}`, milliseconds);
    return this.output();
  }

  /** Kills the program, which cannot know it; what it wrote before is still read. */
  killProgram(): void {
    try {
      process.kill(Number(readFileSync(this.#pidFile, "utf8").trim()), "SIGKILL");
    } catch {
      // Not begun yet, or ended already.
      this.#child.kill("SIGKILL");
    }
  }

  /** Closes the terminal, as when a window is closed or a connection is lost. */
  hangUp(): void {
    this.#child.kill("SIGKILL");
  }
}
