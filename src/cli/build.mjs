// Builds the program into dist/program. What every call needs is one file, and what commands need is another, so that
// help waits for nothing and a command for one file; libraries that only some reports or prompts need stay outside.
// Beside both lies what V8 compiled of them, which the first file, `start`, hands back to the same version of Node.
import { spawnSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");

/** What the library of tables says of each cell to who looks for its faults: measured letter by letter, and never shown. */
const FOR_DEBUGGING = "utils.truncate(this.content, 10, this.truncate)";

/** Some libraries do work at every start, or at every call, that is wanted rarely or once. */
const thrifty = {
  name: "thrifty",
  setup({ onResolve, onLoad }) {
    // Tables of encodings: loaded when a file is not Unicode.
    onResolve({ filter: /^iconv-lite$/ }, ({ namespace }) =>
      namespace === "thrifty" ? { path: "iconv-lite", external: true } : { path: "iconv-lite", namespace: "thrifty" },
    );
    // Long patterns: made once, and not anew for every text that is measured; none for texts of plain letters.
    onResolve({ filter: /^(?:(?:emoji|ansi)-regex|string-width)$/ }, ({ path: name, namespace, resolveDir }) =>
      namespace === "thrifty" ? undefined : { path: name, namespace: "thrifty", pluginData: resolveDir },
    );
    onLoad({ filter: /^iconv-lite$/, namespace: "thrifty" }, () => ({
      contents: `const load = () => require("iconv-lite");
        module.exports = { decode: (...given) => load().decode(...given), encode: (...given) => load().encode(...given) };`,
    }));
    onLoad({ filter: /cli-table3[\\/]src[\\/]cell\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      if (!source.includes(FOR_DEBUGGING)) throw new Error(`${file} is not as it was: look at this build again`);
      return { contents: source.replace(FOR_DEBUGGING, '""') };
    });
    onLoad({ filter: /^string-width$/, namespace: "thrifty" }, ({ pluginData }) => ({
      // Each of these letters, dashes, arrows, blocks and marks takes one column.
      contents: `const plain = /^[ -~\\u00a0-\\u024f\\u1e00-\\u1eff\\u2010-\\u2027\\u2190-\\u22ff\\u2500-\\u259f\\u2713\\u2717]*$/; let width;
        module.exports = (text) => plain.test(text) ? text.length : (width ??= require("string-width/index.js"))(text);`,
      resolveDir: pluginData,
    }));
    onLoad({ filter: /-regex$/, namespace: "thrifty" }, ({ path: name, pluginData }) => ({
      contents: `let pattern; module.exports = () => (pattern ??= require("${name}/index.js")());`,
      resolveDir: pluginData,
    }));
  },
};

/** The library of colours looks at the terminal and the system when it is loaded; this program says itself what it wants. */
const colours = {
  name: "colours",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^#supports-color$/ }, () => ({ path: "supports-color", namespace: "colours" }));
    onLoad({ filter: /.*/, namespace: "colours" }, () => ({
      contents: "module.exports = { stdout: false, stderr: false };",
    }));
  },
};

/** The library of commands could start other programs, which this one never does. */
const lonely = {
  name: "lonely",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, () => ({ path: "child_process", namespace: "lonely" }));
    onLoad({ filter: /.*/, namespace: "lonely" }, () => ({ contents: "module.exports = {};" }));
  },
};

/** The library of criteria files looks at the environment for every token in its build for Node, and never in the other. */
const tokens = {
  name: "tokens",
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, ({ resolveDir }) => ({
      path: path.join(
        path.dirname(createRequire(path.join(resolveDir, "_")).resolve("yaml/package.json")),
        "browser",
        "dist",
        "index.js",
      ),
    }));
  },
};

/**
 * A file as `host-start.ts` loads it: a function of what modules of the older kind know. Scripts that were compiled
 * before cannot load modules themselves: the file that starts them does it, under this name. And letters beyond ASCII in
 * patterns are escaped, which the bundler leaves as they are.
 */
const settled = (text) =>
  `(function(exports,require,module,__filename,importModule){${text}\n})`
    .replace(/\bimport\((?="(?:inquirer|docx|hucre\/xlsx)"\))/g, "importModule(")
    .replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

const output = path.join(root, "dist", "program");

const common = {
  bundle: true,
  platform: "node",
  // Node starts modules of the older kind sooner.
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  target: "node20",
  minify: true,
  outdir: output,
  external: ["inquirer", "docx", "hucre"],
  plugins: [thrifty, tokens, colours],
  define: { "import.meta.url": "programUrl" },
  banner: { js: "var programUrl=require('node:url').pathToFileURL(__filename).href;" },
};

await rm(output, { recursive: true, force: true });
await build({ ...common, entryPoints: { start: path.join(here, "host-start.ts") }, banner: {} });
await build({ ...common, entryPoints: { thread: path.join(here, "host-thread.ts") }, banner: {} });
await build({ ...common, entryPoints: { perform: path.join(here, "perform.ts") } });
await build({
  ...common,
  entryPoints: { main: path.join(here, "main.ts") },
  supported: { "dynamic-import": false },
  plugins: [
    lonely,
    {
      name: "perform",
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/perform\.ts$/ }, () => ({ path: "./perform.cjs", external: true })),
    },
  ],
});

for (const name of await readdir(output)) {
  const file = path.join(output, name);
  if (!name.endsWith(".cjs")) continue;
  const text = await readFile(file, "utf8");
  await writeFile(file, ["start.cjs", "thread.cjs"].includes(name) ? text : settled(text));
}

// The bundled standards are kept as read and checked, by the program's own reader, which nothing needs afterwards.
const reader = path.join(output, "keep-standards.cjs");
await build({ ...common, entryPoints: { "keep-standards": path.join(here, "keep-standards.ts") } });
await createRequire(import.meta.url)(reader).keepStandards(path.join(output, "standards"));
await rm(reader);

// What usual calls compile is kept beside the files.
for (const name of ["main.cjs", "perform.cjs"]) {
  const { status, stderr } = spawnSync(execPath, [path.join(here, "keep-compiled.mjs"), name], { encoding: "utf8" });
  if (status !== 0) throw new Error(`keep-compiled.mjs: ${stderr}`);
}
