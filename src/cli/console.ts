import { Chalk, type ChalkInstance } from "chalk";
import { problemLines, say, sayProblem } from "../messages/say.ts";
import type { Problem, Severity } from "../problem.ts";
import { wrap } from "../report/width.ts";
import type { Language } from "../text.ts";
import type { Host } from "./host-interface.ts";
import { languageOf } from "./language.ts";

/** What every command is told about language, colour and how much to say. */
export interface GlobalOptions {
  readonly lang?: Language;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
  readonly errorFormat?: "text" | "json";
  readonly maxProblems?: number;
}

const MOST_SHOWN = 50;
/** More problems than so many are counted at the end. */
const FEW = 5;
const DEFAULT_WIDTH = 80;
const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Speaks to people on standard error: problems, progress. Data go to standard output and never through here. */
export class Console {
  readonly language: Language;
  readonly host: Host;
  readonly options: GlobalOptions;

  constructor(host: Host, options: GlobalOptions) {
    this.host = host;
    this.options = options;
    this.language = languageOf(options.lang, host.env);
  }

  /** The width of standard output; 80 when it is no terminal. */
  get width(): number {
    return this.host.stdout.columns ?? DEFAULT_WIDTH;
  }

  /** How many problems are shown in full. */
  get mostProblems(): number {
    return this.options.maxProblems ?? MOST_SHOWN;
  }

  /** Colour as asked for, then NO_COLOR, then FORCE_COLOR, then whether the stream is a terminal. */
  chalkFor(stream: "stdout" | "stderr"): ChalkInstance {
    const { env } = this.host;
    const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "" && env["FORCE_COLOR"] !== "0";
    const wanted =
      this.options.color ??
      (env["NO_COLOR"] ? false : forced || (this.host[stream].isTerminal && env["TERM"] !== "dumb"));
    return new Chalk({ level: wanted ? 1 : 0 });
  }

  /** Tells problems, the gravest first: errors always, warnings unless quiet, notes when verbose. */
  async tell(problems: readonly Problem[]): Promise<void> {
    const { quiet, verbose } = this.options;
    const maxProblems = this.mostProblems;
    const most = quiet === true ? WEIGHT.error : verbose === true ? WEIGHT.note : WEIGHT.warning;
    const told = problems
      .filter(({ severity }) => WEIGHT[severity] <= most)
      .toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
    const beyond = told.find(({ code }) => code === "data/more-problems")?.args ?? {};
    if (this.options.errorFormat === "json") {
      for (const one of told.slice(0, maxProblems))
        await this.#write(`${JSON.stringify({ ...one, message: sayProblem(this.language, one) })}\n`);
      return;
    }
    for (const one of told.slice(0, maxProblems)) await this.#problem(one);
    if (told.length > FEW) {
      const [errors, warnings] = (["error", "warning"] as const).map(
        (one) => told.filter(({ severity }) => severity === one).length + Number(beyond[`${one}s`] ?? 0),
      ) as [number, number];
      await this.note(say(this.language, "problems-total", { errors, warnings }));
    }
    if (told.length > maxProblems) {
      const count = told.length - maxProblems + Number(beyond["count"] ?? 0);
      await this.note(say(this.language, "more-problems", { count }));
    }
  }

  async #problem(one: Problem): Promise<void> {
    const chalk = this.chalkFor("stderr");
    const paint = one.severity === "error" ? chalk.red : one.severity === "warning" ? chalk.yellow : chalk.dim;
    const [first = "", ...rest] = problemLines(this.language, one);
    await this.#write(`${[paint(first), ...rest].join("\n")}\n`);
  }

  /** A line for people, unless they want quiet or JSON. */
  async note(line: string): Promise<void> {
    if (this.options.quiet === true || this.options.errorFormat === "json") return;
    const width = this.host.stderr.columns;
    await this.#write(`${width === undefined ? line : wrap(line, width).join("\n")}\n`);
  }

  /** A line for people and, below it, a command to copy, which is never broken. */
  async command(line: string, command: string): Promise<void> {
    await this.note(line);
    if (this.options.quiet !== true && this.options.errorFormat !== "json") await this.#write(`  ${command}\n`);
  }

  async #write(text: string): Promise<void> {
    await this.host.stderr.write(text);
  }
}
