import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { type HelpCode, sayHelp } from "../messages/help.ts";
import { say } from "../messages/say.ts";
import { problem } from "../problem.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { criteriaList, criteriaSchema, criteriaShow, criteriaValidate } from "./commands/criteria.ts";
import { criteriaTest } from "./commands/criteria-test.ts";
import { evaluate } from "./commands/evaluate.ts";
import { explain } from "./commands/explain.ts";
import { inspect } from "./commands/inspect.ts";
import { report } from "./commands/report.ts";
import { template } from "./commands/template.ts";
import { Console, type GlobalOptions, languageOf } from "./console.ts";
import { type Ending, exitCodeOf } from "./exit-code.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";

/** The headings of help, which the library knows in English only. */
const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "Cách dùng:",
  "Arguments:": "Đối số:",
  "Options:": "Tùy chọn:",
  "Commands:": "Lệnh:",
};

/** A command: is told its arguments and options, and says how it ended. */
export type Action = (
  console: Console,
  names: readonly string[],
  options: Readonly<Record<string, unknown>>,
) => Promise<Ending>;

/** The language of help, which is needed before the options are read. */
function languageAsked(argv: readonly string[]): string | undefined {
  const place = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  return place < 0 ? undefined : (argv[place]?.split("=")[1] ?? argv[place + 1]);
}

/**
 * Runs the program.
 * @param argv the arguments after the program's name
 * @returns the exit code
 */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  let ending: Ending = {};
  const language = languageOf(languageAsked(argv), host.env);
  const words = (code: HelpCode, values?: readonly string[]) => sayHelp(language, code, values);
  const written: string[] = [];
  const program = new Command("model-ward");
  const on =
    (action: Action) =>
    async (...received: unknown[]): Promise<void> => {
      const command = received.at(-1) as Command;
      const options = command.optsWithGlobals();
      ending = await guarded(new Console(host, globalOptions(options)), action, command.args, options);
    };
  program
    .exitOverride()
    .configureOutput({
      writeOut: (text) => written.push(text),
      writeErr: (text) => written.push(text),
      getOutHelpWidth: () => host.stdout.columns ?? 80,
    })
    .configureHelp({
      styleTitle: (title) => (language === "vi" ? (TITLES[title] ?? title) : title),
      optionDescription: ({ description }) => description,
    })
    .description(words("program"))
    .version(host.version, "-V, --version", words("option/version"))
    .helpOption("-h, --help", words("option/help"))
    .helpCommand(false)
    .addOption(new Option("--lang <vi|en>", words("option/lang")).choices(["vi", "en"]))
    .option("--color", words("option/color"))
    .option("--no-color", words("option/no-color"))
    .option("-q, --quiet", words("option/quiet"))
    .option("-v, --verbose", words("option/verbose"))
    .option("--debug", words("option/debug"))
    .addOption(new Option("--error-format <text|json>", words("option/error-format")).choices(["text", "json"]))
    .option("--max-problems <n>", words("option/max-problems"), whole("--max-problems"));
  addCommands(program, words, on);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) {
      await host.stdout.write(written.join(""));
      return 0;
    }
    const detail =
      error.message === "(outputHelp)" ? "" : error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
    const console = new Console(host, { lang: language, errorFormat: jsonWanted(argv) ? "json" : "text" });
    if (detail === "") await host.stderr.write(written.join(""));
    else await console.tell([problem("usage/command", { detail })]);
    return 2;
  }
  return exitCodeOf(ending);
}

/** Whether problems are wanted as JSON, which is needed also when the call cannot be read. */
const jsonWanted = (argv: readonly string[]): boolean =>
  argv.some(
    (word, place) => word === "--error-format=json" || (word === "json" && argv[place - 1] === "--error-format"),
  );

const again = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

function whole(option: string): (value: string) => number {
  return (value) => {
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(`${option}: 0, 1, 2, …`);
    return Number(value);
  };
}

function addCommands(
  program: Command,
  words: (code: HelpCode, values?: readonly string[]) => string,
  on: (action: Action) => (...received: unknown[]) => Promise<void>,
): void {
  const withReport = (command: Command) =>
    command
      .option("--only <level>", words("option/only"))
      .option("--where <expression>", words("option/where"))
      .option("--ward <ward>", words("option/ward"), again)
      .addOption(new Option("--sort <order>", words("option/sort")).choices(["score", "gap", "name"]))
      .option("--top <n>", words("option/top"), whole("--top"))
      .option("--format <format>", words("option/format", FORMAT_NAMES))
      .option("-o, --output <file>", words("option/output"), again)
      .option("--fail-on <what>", words("option/fail-on"), again)
      .option("--wide", words("option/wide"))
      .option("--excel", words("option/excel"));
  const withIntake = (command: Command) =>
    command
      .option("--criteria <standard>", words("option/criteria"))
      .option("--period <period>", words("option/period"))
      .option("--encoding <encoding>", words("option/encoding"))
      .option("--delimiter <mark>", words("option/delimiter"))
      .option("--decimal <mark>", words("option/decimal"))
      .option("--dash <meaning>", words("option/dash"))
      .option("--percent-as <meaning>", words("option/percent-as"));
  withReport(
    withIntake(program.command("evaluate").argument("<file...>").description(words("evaluate")))
      .option("--keep-going", words("option/keep-going"))
      .option("--as-of <date>", words("option/as-of"))
      .option("--waivers <file>", words("option/waivers"))
      .option("--timestamp", words("option/timestamp")),
  ).action(on(evaluate));
  withIntake(program.command("explain").argument("<file...>").description(words("explain")))
    .requiredOption("--ward <ward>", words("option/explain-ward"), again)
    .option("--indicator <id>", words("option/indicator"))
    .option("--as-of <date>", words("option/as-of"))
    .option("--waivers <file>", words("option/waivers"))
    .option("--format <format>", words("option/show-format"))
    .action(on(explain));
  withIntake(program.command("inspect").argument("<file...>").description(words("inspect")))
    .option("--format <format>", words("option/inspect-format"))
    .action(on(inspect));
  withReport(program.command("report").argument("<result>").description(words("report"))).action(on(report));
  program
    .command("template")
    .description(words("template"))
    .requiredOption("--criteria <standard>", words("option/criteria"))
    .option("--format <format>", words("option/template-format"))
    .option("-o, --output <file>", words("option/output"))
    .option("--excel", words("option/excel"))
    .action(on(template));
  const criteria = program.command("criteria").description(words("criteria")).helpCommand(false);
  criteria
    .command("list")
    .description(words("criteria list"))
    .option("--format <format>", words("option/list-format"))
    .action(on(criteriaList));
  criteria
    .command("show")
    .argument("<standard>")
    .description(words("criteria show"))
    .option("--format <format>", words("option/show-format"))
    .action(on(criteriaShow));
  criteria
    .command("validate")
    .argument("<file...>")
    .description(words("criteria validate"))
    .action(on(criteriaValidate));
  criteria
    .command("schema")
    .description(words("criteria schema"))
    .option("--waivers", words("option/schema-waivers"))
    .action(on(criteriaSchema));
  criteria
    .command("test")
    .argument("<standard...>")
    .description(words("criteria test"))
    .option("--format <format>", words("option/test-format"))
    .action(on(criteriaTest));
}

function globalOptions(options: Readonly<Record<string, unknown>>): GlobalOptions {
  const { lang, color, quiet, verbose, debug, errorFormat, maxProblems } = options as GlobalOptions;
  return {
    ...(lang !== undefined && { lang }),
    ...(color !== undefined && { color }),
    ...(quiet !== undefined && { quiet }),
    ...(verbose !== undefined && { verbose }),
    ...(debug !== undefined && { debug }),
    ...(errorFormat !== undefined && { errorFormat }),
    ...(maxProblems !== undefined && { maxProblems }),
  };
}

/** Runs a command; what it cannot go on from is told, and a fault of the program is one line, never a stack trace. */
async function guarded(
  console: Console,
  action: Action,
  names: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<Ending> {
  try {
    return await action(console, names, options);
  } catch (error) {
    if (error instanceof Failure) {
      await console.tell(error.problems);
      if (error.ending.refused === true) await console.note(say(console.language, "refused"));
      return error.ending;
    }
    const detail = error instanceof Error ? error.message : String(error);
    await console.host.stderr.write(`${say(console.language, "fault", { detail })}\n`);
    if (console.options.debug === true && error instanceof Error)
      await console.host.stderr.write(`${error.stack ?? ""}\n`);
    return { fault: true };
  }
}
