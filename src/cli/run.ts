import { Command, CommanderError, Option } from "commander";
import { type HelpCode, sayHelp } from "../messages/help.ts";
import { say } from "../messages/say.ts";
import { problem } from "../problem.ts";
import { addCommands, whole } from "./command-list.ts";
import { Console, type GlobalOptions, languageOf } from "./console.ts";
import { type Ending, exitCodeOf } from "./exit-code.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";
import { readSettings, type Settings } from "./settings.ts";

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
      ending = await guarded(host, action, command, options);
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
    .option("--settings <file>", words("option/settings"))
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

/** Options as given, with the settings in place of those that were not; only commands that have an option take it. */
function withSettings(
  { criteria, lang }: Settings,
  command: Command,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const takesCriteria = command.options.some((option) => option.attributeName() === "criteria");
  return {
    ...(lang !== undefined && { lang }),
    ...(criteria !== undefined && takesCriteria && { criteria }),
    ...options,
  };
}

/** Runs a command; what it cannot go on from is told, and a fault of the program is one line, never a stack trace. */
async function guarded(
  host: Host,
  action: Action,
  command: Command,
  options: Readonly<Record<string, unknown>>,
): Promise<Ending> {
  let console = new Console(host, globalOptions(options));
  try {
    const settings = await readSettings(host, options["settings"] as string | undefined);
    const set = settings === undefined ? options : withSettings(settings, command, options);
    console = new Console(host, globalOptions(set));
    if (settings !== undefined) await console.note(say(console.language, "settings", { file: settings.file }));
    return await action(console, command.args, set);
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
