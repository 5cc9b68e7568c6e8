import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { BARE, PROGRAM, until } from "./program.ts";

const SETTINGS = `set -g status off
set -g remain-on-exit on
set -g history-limit 100000
set -s escape-time 0
set -g default-terminal tmux-256color
`;

/** Each look at a screen is a process of its own. */
const EACH_LOOK = 80;

/** What a window is opened with. */
export interface WindowOptions {
  readonly folder: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** a line of the shell that runs instead of the program; `"$@"` stands for the program and its arguments */
  readonly shell?: string;
}

/** A terminal of tmux, on a server of its own so that no other session of the machine is touched. */
export class TerminalWindow {
  readonly #socket: string;
  readonly #folder: string;

  constructor(
    argv: readonly string[],
    { folder, columns = 100, rows = 40, environment, shell = '"$@"' }: WindowOptions,
  ) {
    this.#folder = mkdtempSync(path.join(tmpdir(), "mw-window-"));
    // In its own folder: tmux leaves the sockets of servers behind that were ended.
    this.#socket = path.join(this.#folder, "socket");
    const settings = path.join(this.#folder, "tmux.conf");
    writeFileSync(settings, SETTINGS);
    const set = { ...BARE, TERM: "tmux-256color", ...environment };
    const assigned = Object.entries(set).map(([name, value]) => `${name}=${value}`);
    // The code goes to a file: tmux forgets it when the process ends before it has looked.
    // Ctrl-C may reach the shell as well, which has to live on until then.
    const line = `trap : INT; ${shell}; echo $? > ${this.#folder}/code.part; mv ${this.#folder}/code.part ${this.#folder}/code`;
    const command = ["env", "-i", ...assigned, "sh", "-c", line, "sh", ...PROGRAM, ...argv];
    const size = ["-x", String(columns), "-y", String(rows)];
    execFileSync(
      "tmux",
      ["-u", "-S", this.#socket, "-f", settings, "new-session", "-d", ...size, "-c", folder, "--", ...command],
      { env: BARE },
    );
    onTestFinished(() => this.kill());
  }

  #tmux(...argv: readonly string[]): string {
    return execFileSync("tmux", ["-u", "-S", this.#socket, ...argv], { encoding: "utf8", env: BARE });
  }

  /** Types a text as it is; Enter is `\r`. */
  type(text: string): void {
    this.press(...Buffer.from(text));
  }

  /** Sends bytes, as keyboards and input methods do. */
  press(...bytes: readonly number[]): void {
    this.#tmux("send-keys", "-H", ...bytes.map((byte) => byte.toString(16).padStart(2, "0")));
  }

  /** Everything that was shown, without blanks at the ends of lines; a line that the terminal broke is joined. */
  screen(): string {
    return (
      this.#tmux("capture-pane", "-p", "-J", "-S", "-")
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n")
        // What tmux itself says below, once the program has ended.
        .replace(/\nPane is dead.*\s*$/, "")
        .trimEnd()
    );
  }

  /** Waits until the screen looks like this. */
  async waitFor(wanted: RegExp | string): Promise<string> {
    let seen = "";
    await until(
      () => {
        seen = this.screen();
        return typeof wanted === "string" ? seen.includes(wanted) : wanted.test(seen);
      },
      () => `${String(wanted)} in\n${seen}`,
      EACH_LOOK,
    );
    return seen;
  }

  /** Waits until a question is open and nothing is typed yet. */
  atQuestion(number: number): Promise<string> {
    return this.waitFor(
      new RegExp(`Câu ${number}/\\d+ (?![\\s\\S]*Câu \\d+/)[\\s\\S]*\\n(?:\\? )?[^\\n✔]+:(?: [([][^\\n]+[)\\]])?$`),
    );
  }

  /** Types a line at a question and waits for the question that follows. */
  async answer(line: string, next: number): Promise<string> {
    this.type(`${line}\r`);
    return await this.atQuestion(next);
  }

  resize(columns: number, rows: number): void {
    this.#tmux("resize-window", "-x", String(columns), "-y", String(rows));
  }

  /** The exit code, once the program has ended. */
  async exitCode(): Promise<number> {
    const file = path.join(this.#folder, "code");
    let code = "";
    await until(
      () => {
        try {
          code = readFileSync(file, "utf8").trim();
        } catch {
          return false;
        }
        return true;
      },
      () => this.screen(),
    );
    return Number(code);
  }

  /** Ends the terminal, as when its window is closed. */
  kill(): void {
    try {
      this.#tmux("kill-server");
    } catch {
      // ended already
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
