// Builds the program and the looks of the HTML report into dist/page: the page's code and the engine in one script.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");
const notice = (name) => readFileSync(path.join(root, "node_modules", name, "LICENSE"), "utf8").trim();

const { outputFiles } = await build({
  entryPoints: [path.join(here, "main.ts"), path.join(here, "style.css")],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  outdir: path.join(root, "dist", "page"),
  // The report is handed on, and the parser's licence asks that its notice goes with it.
  banner: { js: `/* model-ward, Apache-2.0. With yaml:\n${notice("yaml")} */` },
});
mkdirSync(path.join(root, "dist", "page"), { recursive: true });
for (const file of outputFiles) {
  // Control characters stand in string literals only; an HTML file must not hold them as they are.
  const text = file.text.replace(
    /(?![\n\t])\p{Cc}|\ufeff/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  if (/<!--|<\/?script|<\/style/i.test(text)) throw new Error(`${file.path}: cannot stand inside an HTML element`);
  writeFileSync(file.path, text);
}
