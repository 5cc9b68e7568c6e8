// node least.mjs FILE: makes the least that a program with these libraries can be, in one file: commander takes the
// options, and yaml reads the criteria file. How long this takes tells what no call can do without.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { here } from "./files.mjs";

const yaml = path.dirname(createRequire(import.meta.url).resolve("yaml/package.json"));
const source = `
  import { Command } from "commander";
  import { Composer, Lexer, Parser } from "yaml";
  function* parsed(text) {
    const parser = new Parser();
    for (const token of new Lexer().lex(text)) yield* parser.next(token);
    yield* parser.end();
  }
  export function run(read, words) {
    const program = new Command();
    const evaluate = program.command("evaluate").argument("<file>").option("--criteria <file>").option("--lang <lang>");
    evaluate.action((file, { criteria }) => {
      const text = read(criteria, "utf8");
      const composer = new Composer({ schema: "failsafe", uniqueKeys: false, merge: false });
      const [document] = composer.compose(parsed(text), true, text.length);
      if (document.errors.length > 0 || read(file).length === 0) throw new Error("nothing was read");
    });
    program.parse(words, { from: "user" });
  }`;

const [file] = process.argv.slice(2);
const bundled = await build({
  stdin: { contents: source, resolveDir: here },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  write: false,
  // As in the program: the build for Node looks at the environment for every token.
  alias: { yaml: path.join(yaml, "browser", "dist", "index.js") },
});
writeFileSync(file, `(function(exports,require,module){${bundled.outputFiles[0].text}\n})`);
