import type { Command } from "commander";
import { say } from "../messages/say.ts";
import { problem } from "../problem.ts";
import type { Language } from "../text.ts";
import type { CommandName } from "./command-list.ts";
import { evaluate } from "./commands/evaluate.ts";
import { Console, type GlobalOptions } from "./console.ts";
import type { Ending } from "./exit-code.ts";
import { Failure } from "./failure.ts";
import type { Host } from "./host-interface.ts";
import { readSettings, type Settings } from "./settings.ts";

/** A command: is told its arguments and options, and says how it ended. */
export type Action = (
  console: Console,
  names: readonly string[],
  options: Readonly<Record<string, unknown>>,
) => Promise<Ending>;

/** What most people call is at hand; the others are made ready when they are called. */
const ACTIONS: Readonly<Record<CommandName, () => Action | Promise<Action>>> = {
  evaluate: () => evaluate,
  explain: async () => (await import("./commands/explain.ts")).explain,
  inspect: async () => (await import("./commands/inspect.ts")).inspect,
  report: async () => (await import("./commands/report.ts")).report,
  template: async () => (await import("./commands/template.ts")).template,
  assess: async () => (await import("./commands/assess.ts")).assess,
  "criteria list": async () => (await import("./commands/criteria.ts")).criteriaList,
  "criteria show": async () => (await import("./commands/criteria.ts")).criteriaShow,
  "criteria validate": async () => (await import("./commands/criteria.ts")).criteriaValidate,
  "criteria schema": async () => (await import("./commands/criteria.ts")).criteriaSchema,
  "criteria diff": async () => (await import("./commands/criteria-diff.ts")).criteriaDiff,
  "criteria init": async () => (await import("./commands/criteria-init.ts")).criteriaInit,
  "criteria test": async () => (await import("./commands/criteria-test.ts")).criteriaTest,
};

/** Runs a command. */
export const perform = async (host: Host, name: CommandName, command: Command): Promise<Ending> =>
  guarded(host, await ACTIONS[name](), command, command.optsWithGlobals());

/** Tells what is wrong with a call that names no command, or gives it what it does not take. */
export async function tellBadCall(host: Host, language: Language, isJson: boolean, detail: string): Promise<void> {
  const console = new Console(host, { lang: language, errorFormat: isJson ? "json" : "text" });
  await console.tell([problem("usage/command", { detail })]);
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
