// node least-start.cjs FILE evaluate WARDS --criteria STANDARD: runs what least.mjs has made, with the settings of the
// engine that the program has (src/cli/host-engine.ts); the first run keeps what was compiled for the others.
const { readFileSync, writeFileSync } = require("node:fs");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

for (const setting of [
  "semi-space-growth-factor=1",
  "interrupt-budget=264000",
  "max-inlined-bytecode-size-cumulative=300",
  "no-incremental-marking",
])
  setFlagsFromString(`--${setting}`);

const [file, ...words] = process.argv.slice(2);
let cachedData;
try {
  cachedData = readFileSync(`${file}.compiled`);
} catch {
  cachedData = undefined;
}
const script = new Script(readFileSync(file, "utf8"), { filename: file, ...(cachedData && { cachedData }) });
const made = { exports: {} };
script.runInThisContext()(made.exports, require, made);
made.exports.run(readFileSync, words);
if (cachedData === undefined) writeFileSync(`${file}.compiled`, script.createCachedData());
process.exit(0);
