import { Command, CommanderError, Option } from "commander";
import { type HelpCode, sayHelp } from "../messages/help.ts";
import { addCommands, type CommandName, whole } from "./command-list.ts";
import { type Ending, exitCodeOf } from "./exit-code.ts";
import type { Host } from "./host-interface.ts";
import { languageOf } from "./language.ts";

/** The headings of help, which the library knows in English only. */
const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "Cách dùng:",
  "Arguments:": "Đối số:",
  "Options:": "Tùy chọn:",
  "Commands:": "Lệnh:",
};

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
  // What commands need is loaded when one runs: nobody waits for it to read the help.
  const on =
    (name: CommandName) =>
    async (...received: unknown[]): Promise<void> => {
      const { perform } = await import("./perform.ts");
      ending = await perform(host, name, received.at(-1) as Command);
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
    if (detail === "") await host.stderr.write(written.join(""));
    else await (await import("./perform.ts")).tellBadCall(host, language, jsonWanted(argv), detail);
    return 2;
  }
  return exitCodeOf(ending);
}

/** Whether problems are wanted as JSON, which is needed also when the call cannot be read. */
const jsonWanted = (argv: readonly string[]): boolean =>
  argv.some(
    (word, place) => word === "--error-format=json" || (word === "json" && argv[place - 1] === "--error-format"),
  );
