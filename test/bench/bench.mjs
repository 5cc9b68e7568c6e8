// npm run bench: how long the product and its peers take over the same wards. `npm run bench -- 20000` takes so many
// rows in place of 1,000,000 and 5,000,000; the gates are meant for the full size. Progress goes to standard error,
// tables of Markdown to standard output; after Ctrl-C those of what was measured until then. Exit code 1: a gate failed.
import { checkCells, checkCounts } from "./agreement.mjs";
import { comparisons } from "./comparisons.mjs";
import { cleanUp } from "./files.mjs";
import { measure, stopAll } from "./measure.mjs";
import { gates, gatesOf, machine, medians, withoutStart } from "./report.mjs";

const CHECKED_CELLS = 3_321;
const CHECKED_COUNTS = 33_000;

const measured = [];
let isInterrupted = false;
const progress = (text) => process.stderr.write(`${text}\n`);

for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    isInterrupted = true;
    stopAll();
  });

const told = (name, { milliseconds, failure }) => `${name} ${failure ?? `${Math.round(milliseconds)} ms`}`;

/** Runs both sides in turn, so that what else the machine does hits them alike. A side that failed is left out then. */
async function compare(comparison) {
  const sides = comparison.sides(comparison.prepare());
  const result = { ...comparison, names: sides.map(({ name }) => name), runs: [[], []] };
  measured.push(result);
  const hasFailed = (side) => result.runs[side].at(-1)?.failure !== undefined;
  for (let pair = 0; pair < comparison.pairs; pair++) {
    for (const [side, program] of sides.entries()) {
      if (hasFailed(side)) continue;
      const run = await measure(program);
      if (isInterrupted) return;
      result.runs[side].push(run);
      progress(`  ${told(program.name, run)}`);
    }
    if (pair === 0 && !hasFailed(0) && !hasFailed(1)) await comparison.check?.(result.runs.map(([run]) => run));
  }
}

async function run(most) {
  progress("do all give the same verdicts?");
  await checkCells(CHECKED_CELLS);
  await checkCounts(Math.min(CHECKED_COUNTS, most ?? CHECKED_COUNTS));
  for (const comparison of comparisons(most)) {
    if (isInterrupted) break;
    progress(`${comparison.what}${comparison.rows > 0 ? `, ${comparison.rows} rows` : ""}`);
    await compare(comparison);
  }
}

const [size] = process.argv.slice(2);
const most = size === undefined ? undefined : Number(size);
try {
  if (most !== undefined && !(Number.isInteger(most) && most > 0)) throw new Error(`no number of rows: ${size}`);
  await run(most);
} catch (fault) {
  progress(fault instanceof Error ? fault.message : String(fault));
  process.exitCode = 1;
} finally {
  cleanUp();
}

const begun = measured.filter(({ runs }) => runs.every((side) => side.length > 0));
if (begun.length > 0) {
  const list = gatesOf(begun);
  process.stdout.write(`${machine()}\n${medians(begun)}\n${withoutStart(begun)}${gates(list)}`);
  if (isInterrupted) process.stdout.write("\nInterrupted: not everything was measured.\n");
  if (isInterrupted || list.some(({ passes }) => passes === false)) process.exitCode = 1;
}
