// Compiles scan-rows.as.ts into scan-rows.wasm.ts: to be run when the former was changed (npm run build:scan). A test
// holds the two together.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const here = path.dirname(fileURLToPath(import.meta.url));
const OPTIONS = ["-O3", "--runtime", "stub", "--enable", "simd", "--importMemory", "--noAssert"];

/** The contents of scan-rows.wasm.ts. */
export async function compiled() {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    ["scan-rows.as.ts", "--outFile", "scan-rows.wasm", "--baseDir", here, ...OPTIONS],
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
  return `/** Made by build.mjs from scan-rows.as.ts: the program as WebAssembly, in letters. */\nexport const SCAN_ROWS: string =${text.slice(0, -2)};\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path.join(here, "scan-rows.wasm.ts"), await compiled());
