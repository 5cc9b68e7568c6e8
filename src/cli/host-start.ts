import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";
import { expectManyThings, expectShortRun } from "./host-engine.ts";

/** The folder of this file in the built program. */
declare const __dirname: string;

type Exports = Record<string, unknown>;
type Run = (
  exports: Exports,
  require: (name: string) => unknown,
  module: { exports: Exports },
  file: string,
  importModule: (name: string) => Promise<unknown>,
) => void;

/** What commands need: help does without, and waits for nothing that is done for these. */
const isForCommands = (file: string): boolean => path.basename(file) === "perform.cjs";

const scripts = new Map<string, Script>();
const loaded = new Map<string, Exports>();

/** Where what V8 made of a file is kept, for the very Node that built the program: another one compiles anew. */
const compiledName = (file: string): string => `${file}.${process.version}-${process.arch}`;

function compiledBefore(file: string): Buffer | undefined {
  try {
    return readFileSync(compiledName(file));
  } catch {
    return undefined;
  }
}

/** Loads one of the program's files, which are modules of the older kind, as Node would, but compiled before. */
function load(name: string): Exports {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = path.join(__dirname, name);
  if (isForCommands(file)) expectShortRun();
  const cachedData = compiledBefore(file);
  // The build has made a function of it, and leaves no letter beyond ASCII in it, so that V8 can keep a byte for each.
  const script = new Script(readFileSync(file, "latin1"), {
    filename: file,
    ...(cachedData !== undefined && { cachedData }),
  });
  scripts.set(file, script);
  const others = createRequire(file);
  const module = { exports: {} };
  const run = script.runInThisContext() as Run;
  run(
    module.exports,
    (wanted) => (wanted.startsWith("./") ? load(wanted.slice(2)) : others(wanted)),
    module,
    file,
    (wanted) => {
      // What this library writes lies in memory whole, cell by cell.
      if (wanted === "hucre/xlsx") expectManyThings(Number.POSITIVE_INFINITY);
      return import(wanted);
    },
  );
  loaded.set(name, module.exports);
  return module.exports;
}

/** Runs the program with this process's arguments, files and streams; gives the exit code. */
export const main = (argv: readonly string[]): Promise<number> =>
  (load("main.cjs")["main"] as (argv: readonly string[]) => Promise<number>)(argv);

/**
 * Keeps what V8 has compiled until now of one of the files, for the next start: what was not called is not among it. V8
 * takes it only when it is told the same as when it was kept.
 */
export function keepCompiled(name: string): void {
  const file = path.join(__dirname, name);
  const script = scripts.get(file);
  if (script !== undefined) writeFileSync(compiledName(file), script.createCachedData());
}
