import { fraction } from "../exact/fraction.ts";
import { showNumber } from "../messages/numbers.ts";
import { say } from "../messages/say.ts";
import type { Console } from "./console.ts";

/** Work that takes less says nothing. */
const QUIET_MS = 500;
const BETWEEN_MS = 200;
const MB = 1_000_000;

/** One line on a terminal that tells how far long work has come; nothing elsewhere. */
export class Progress {
  readonly #console: Console;
  readonly #size: number;
  readonly #start: number;
  readonly #isWanted: boolean;
  #last = 0;

  /** @param size of all that is to be read, in bytes */
  constructor(console: Console, size: number) {
    const { host, options } = console;
    this.#console = console;
    this.#size = size;
    this.#isWanted = options.quiet !== true && options.errorFormat !== "json";
    this.#start = host.elapsed();
  }

  /** Tells that so many rows and bytes have been read. */
  async tell(rows: number, bytes: number): Promise<void> {
    if (!this.#isWanted) return;
    const { host } = this.#console;
    const now = host.elapsed();
    const taken = now - this.#start;
    if (taken < QUIET_MS || now - this.#last < BETWEEN_MS) return;
    // The stream is not asked, and so not opened, for work that says nothing.
    if (!host.stderr.isTerminal) return;
    this.#last = now;
    const left = bytes === 0 ? 0 : Math.ceil((taken * (this.#size - bytes)) / bytes / 1000);
    const shown = showNumber(fraction(BigInt(rows)), this.#console.language);
    const args = { rows: shown, mb: Math.round(bytes / MB), of: Math.round(this.#size / MB), seconds: left };
    await host.stderr.write(`\r\u001b[K${say(this.#console.language, "progress", args)}`);
  }

  /** Takes the line away. */
  async end(): Promise<void> {
    if (this.#last > 0) await this.#console.host.stderr.write("\r\u001b[K");
  }
}
