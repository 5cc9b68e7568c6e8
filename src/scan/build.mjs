// Compiles the loops of *.as.ts into *.wasm.ts beside them: to be run when one was changed (npm run build:scan). A test
// holds them together.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const source = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const FEATURES = ["simd", "threads", "bulk-memory"].flatMap((name) => ["--enable", name]);
const MEMORY = ["--importMemory", "--sharedMemory", "--maximumMemory", "65536"];
const OPTIONS = ["-O3", "--runtime", "stub", ...FEATURES, ...MEMORY, "--noAssert"];

/** Files without their endings, below src, and what they export. */
export const PROGRAMS = {
  "scan/scan-rows": "SCAN_ROWS",
  "exact/column-loops": "COLUMN_LOOPS",
  "report/csv-lines": "CSV_LINES",
};

/** The contents of a *.wasm.ts. */
export async function compiled(program) {
  const { dir: folder, base: name } = path.parse(program);
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    [`${name}.as.ts`, "--outFile", `${name}.wasm`, "--baseDir", path.join(source, folder), ...OPTIONS],
    {
      writeFile: (_, contents) => {
        binary = contents;
      },
    },
  );
  if (error) throw new Error(stderr.toString());
  const text = Buffer.from(binary)
    .toString("base64")
    .replace(/.{1,110}/g, (line) => `\n  "${line}" +`);
  return `/** Made by src/scan/build.mjs from ${name}.as.ts: the program as WebAssembly, in letters. */\nexport const ${PROGRAMS[program]}: string =${text.slice(0, -2)};\n`;
}

if (argv[1] === fileURLToPath(import.meta.url))
  for (const program of Object.keys(PROGRAMS))
    writeFileSync(path.join(source, `${program}.wasm.ts`), await compiled(program));
