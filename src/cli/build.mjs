// Builds the program into dist/program. What every call needs is one file, and what commands need is another, so that
// help waits for nothing and a command for one file; libraries that only some reports or prompts need stay outside.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");

/** Two libraries do work at every start, or at every call, that is wanted rarely or once. */
const thrifty = {
  name: "thrifty",
  setup({ onResolve, onLoad }) {
    // Tables of encodings: loaded when a file is not Unicode.
    onResolve({ filter: /^iconv-lite$/ }, ({ namespace }) =>
      namespace === "thrifty" ? { path: "iconv-lite", external: true } : { path: "iconv-lite", namespace: "thrifty" },
    );
    // Long patterns: made once, and not anew for every text that is measured.
    onResolve({ filter: /^(?:emoji|ansi)-regex$/ }, ({ path: name, namespace, resolveDir }) =>
      namespace === "thrifty" ? undefined : { path: name, namespace: "thrifty", pluginData: resolveDir },
    );
    onLoad({ filter: /^iconv-lite$/, namespace: "thrifty" }, () => ({
      contents: `const load = () => require("iconv-lite");
        module.exports = { decode: (...given) => load().decode(...given), encode: (...given) => load().encode(...given) };`,
    }));
    onLoad({ filter: /-regex$/, namespace: "thrifty" }, ({ path: name, pluginData }) => ({
      contents: `let pattern; module.exports = () => (pattern ??= require("${name}/index.js")());`,
      resolveDir: pluginData,
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

const common = {
  bundle: true,
  platform: "node",
  // Node starts modules of the older kind sooner.
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  target: "node20",
  charset: "utf8",
  minify: true,
  outdir: path.join(root, "dist", "program"),
  external: ["inquirer", "docx", "hucre"],
  plugins: [thrifty],
  define: { "import.meta.url": "programUrl" },
  banner: { js: 'const programUrl=require("node:url").pathToFileURL(__filename).href;' },
};

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
