// What was measured, as Markdown.
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { version } from "@duckdb/node-api";
import { knowsMemory } from "./measure.mjs";

const MEGABYTE = 1e6;
const MOST_MEGABYTES = 100;
/** What the check for wards that come twice may keep of each. */
const BYTES_A_WARD = 16;

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const whole = (number) => Math.round(number).toLocaleString("en-US");
const ratio = (number) => number.toFixed(3);
const megabytes = (bytes) => (bytes === 0 ? "–" : whole(bytes / MEGABYTE));
const row = (cells) => `| ${cells.join(" | ")} |\n`;
const table = (headings, rows) => [headings, headings.map(() => "---"), ...rows].map(row).join("");
const rowsOf = ({ rows }) => (rows === 0 ? "–" : whole(rows));

/** The machine and the programs: times mean nothing without them. */
export function machine() {
  const { version: own } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model.trim()}, ${whole(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.version}, DuckDB ${version()}, model-ward ${own}\n`;
}

/** The time of one side, in words where it failed. */
function timeOf(runs) {
  const failure = runs.find((run) => run.failure !== undefined)?.failure;
  return failure ?? median(runs.map(({ milliseconds }) => milliseconds));
}

const peakOf = (runs) => runs.reduce((most, { peak }) => Math.max(most, peak), 0);

/** Our time over the peer's: of the medians, and of each pair. Undefined where a side failed. */
function ratiosOf({ runs: [own, peer] }) {
  const [ours, theirs] = [timeOf(own), timeOf(peer)];
  if (typeof ours === "string" || typeof theirs === "string") return undefined;
  const complete = own.slice(0, peer.length);
  return { medians: ours / theirs, pairs: complete.map((run, pair) => run.milliseconds / peer[pair].milliseconds) };
}

const inWords = (time) => (typeof time === "string" ? time : whole(time));

export function medians(measured) {
  const rows = measured.map((one) => {
    const [own, peer] = one.runs;
    const ratios = ratiosOf(one);
    const spread = ratios && `${ratio(Math.min(...ratios.pairs))} – ${ratio(Math.max(...ratios.pairs))}`;
    return [
      one.what,
      rowsOf(one),
      String(peer.length),
      inWords(timeOf(own)),
      megabytes(peakOf(own)),
      one.names[1],
      inWords(timeOf(peer)),
      megabytes(peakOf(peer)),
      ratios ? ratio(ratios.medians) : "–",
      spread ?? "–",
    ];
  });
  const beside = ["beside", "ms", "peak MB", "ratio", "ratios of pairs"];
  return table(["what", "rows", "runs", "ms", "peak MB", ...beside], rows);
}

/** A peer that notes how long it took when it had started and its library was loaded: no gate goes by that. */
export function withoutStart(measured) {
  const lines = measured.flatMap((one) => {
    const [own, peer] = one.runs.map(timeOf);
    const noted = one.runs[1].map((run) => Number(run.noted));
    if (typeof own === "string" || typeof peer === "string" || !noted.every((time) => time > 0)) return [];
    const alone = median(noted);
    const over = `ratio ${ratio(own / alone)}`;
    return [`- ${one.what}, ${rowsOf(one)} rows, ${one.names[1]}: ${whole(alone)} ms of ${whole(peer)} ms, ${over}\n`];
  });
  return lines.length === 0 ? "" : `Without the time to start Node and to load DuckDB:\n\n${lines.join("")}\n`;
}

function timeGates(measured) {
  return measured
    .filter(({ goal }) => goal !== undefined)
    .map((one) => {
      const over = ratiosOf(one)?.medians;
      return {
        what: `${one.what}, over ${one.names[1]}`,
        rows: rowsOf(one),
        goal: String(one.goal),
        found: over === undefined ? "failed" : ratio(over),
        passes: over !== undefined && over <= one.goal,
      };
    });
}

/** The most that the product ever held, for the files that are large. */
function memoryGates(measured) {
  const sizes = measured.filter(({ isLarge }) => isLarge).map(({ rows }) => rows);
  return sizes.map((rows) => {
    const same = measured.filter((one) => one.rows === rows && !one.isWorkbook);
    const own = same.flatMap(({ runs: [runs] }) => runs);
    const peak = peakOf(own);
    const goal = MOST_MEGABYTES + (BYTES_A_WARD * rows) / MEGABYTE;
    const hasFailed = own.some(({ failure }) => failure !== undefined);
    return {
      what: "peak memory in MB, 100 and 16 bytes for each ward and period",
      rows: whole(rows),
      goal: whole(goal),
      found: knowsMemory ? megabytes(peak) : "known on Linux only",
      passes: knowsMemory ? !hasFailed && peak <= goal * MEGABYTE : undefined,
    };
  });
}

export const gatesOf = (measured) => [...timeGates(measured), ...memoryGates(measured)];

const WORDS = new Map([
  [true, "yes"],
  [false, "no"],
  [undefined, "not measured"],
]);

export const gates = (list) =>
  table(
    ["gate", "rows", "goal", "measured", "passes"],
    list.map(({ what, rows, goal, found, passes }) => [what, rows, goal, found, WORDS.get(passes)]),
  );
