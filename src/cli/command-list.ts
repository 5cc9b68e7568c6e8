import { type Command, InvalidArgumentError, Option } from "commander";
import type { HelpCode } from "../messages/help.ts";
import { FORMAT_NAMES } from "../report/format-names.ts";
/** The commands, by the words that call them. */
export type CommandName =
  | "evaluate"
  | "explain"
  | "inspect"
  | "report"
  | "template"
  | "assess"
  | `criteria ${"list" | "show" | "validate" | "schema" | "diff" | "init" | "test"}`;

const again = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** Reads an option's whole number. */
export function whole(option: string): (value: string) => number {
  return (value) => {
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(`${option}: 0, 1, 2, …`);
    return Number(value);
  };
}

/** Adds every command with its options; `words` gives the help, `on` wraps what a command does. */
export function addCommands(
  program: Command,
  words: (code: HelpCode, values?: readonly string[]) => string,
  on: (name: CommandName) => (...received: unknown[]) => Promise<void>,
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
      .option("--sheet <name>", words("option/sheet"))
      .option("--decimal <mark>", words("option/decimal"))
      .option("--dash <meaning>", words("option/dash"))
      .option("--percent-as <meaning>", words("option/percent-as"));
  withReport(
    withIntake(program.command("evaluate").argument("[file...]").description(words("evaluate")))
      .option("--keep-going", words("option/keep-going"))
      .option("--as-of <date>", words("option/as-of"))
      .option("--waivers <file>", words("option/waivers"))
      .option("--self <file>", words("option/self"), again)
      .option("--appraised <file>", words("option/appraised"), again)
      .option("--decisions <file>", words("option/decisions"))
      .option("--timestamp", words("option/timestamp")),
  ).action(on("evaluate"));
  withIntake(program.command("explain").argument("<file...>").description(words("explain")))
    .requiredOption("--ward <ward>", words("option/explain-ward"), again)
    .option("--indicator <id>", words("option/indicator"))
    .option("--as-of <date>", words("option/as-of"))
    .option("--waivers <file>", words("option/waivers"))
    .option("--format <format>", words("option/show-format"))
    .action(on("explain"));
  withIntake(program.command("inspect").argument("<file...>").description(words("inspect")))
    .option("--format <format>", words("option/inspect-format"))
    .action(on("inspect"));
  withReport(program.command("report").argument("<result>").description(words("report"))).action(on("report"));
  program
    .command("template")
    .description(words("template"))
    .option("--criteria <standard>", words("option/criteria"))
    .option("--wards <file>", words("option/template-wards"))
    .option("--period <period>", words("option/period"))
    .option("--format <format>", words("option/template-format"))
    .option("-o, --output <file>", words("option/output"))
    .option("--excel", words("option/excel"))
    .action(on("template"));
  program
    .command("assess")
    .description(words("assess"))
    .option("--criteria <standard>", words("option/criteria"))
    .option("--ward <code>", words("option/assess-ward"))
    .option("--period <period>", words("option/assess-period"))
    .option("--name <name>", words("option/assess-name"))
    .option("--previous <file>", words("option/assess-previous"), again)
    .option("--drafts <folder>", words("option/assess-drafts"), "drafts")
    .option("--answers <file>", words("option/assess-answers"))
    .option("--no-input", words("option/assess-no-input"))
    .option("--plain", words("option/assess-plain"))
    .option("--check <file>", words("option/assess-check"))
    .option("--correct <file>", words("option/assess-correct"))
    .option("-o, --output <file>", words("option/assess-output"))
    .action(on("assess"));
  const criteria = program.command("criteria").description(words("criteria")).helpCommand(false);
  criteria
    .command("list")
    .description(words("criteria list"))
    .option("--format <format>", words("option/list-format"))
    .action(on("criteria list"));
  criteria
    .command("show")
    .argument("<standard>")
    .description(words("criteria show"))
    .option("--format <format>", words("option/show-format"))
    .action(on("criteria show"));
  criteria
    .command("validate")
    .argument("<file...>")
    .description(words("criteria validate"))
    .action(on("criteria validate"));
  criteria
    .command("schema")
    .description(words("criteria schema"))
    .option("--waivers", words("option/schema-waivers"))
    .action(on("criteria schema"));
  criteria
    .command("diff")
    .argument("<old>")
    .argument("<new>")
    .description(words("criteria diff"))
    .option("--format <format>", words("option/show-format"))
    .action(on("criteria diff"));
  criteria
    .command("init")
    .description(words("criteria init"))
    .option("-o, --output <file>", words("option/init-output"))
    .action(on("criteria init"));
  criteria
    .command("test")
    .argument("<standard...>")
    .description(words("criteria test"))
    .option("--format <format>", words("option/test-format"))
    .action(on("criteria test"));
}
