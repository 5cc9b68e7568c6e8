// Times mean nothing unless all programs give the same verdicts. Before anything is measured the counts of all are held
// against each other, and our CSV against DuckDB's cell by cell; while measuring, each pair's outputs again.
import { createReadStream, readFileSync } from "node:fs";
import { outputFile, wardFile } from "./files.mjs";
import { measure } from "./measure.mjs";
import * as programs from "./programs.mjs";
import { levelsOf, Tallies } from "./tallies.mjs";

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** A sum below it and one more hash are still exact, so that the order of rows does not matter. */
const MODULUS = 2 ** 52;

async function ran(program) {
  const run = await measure(program);
  if (run.failure !== undefined) throw new Error(`${program.name} ${run.failure}: ${program.args.join(" ")}`);
  return run;
}

function agree(name, found, expected) {
  if (found === expected) return;
  const known = new Set(expected.split("\n"));
  const other = found.split("\n").filter((line) => !known.has(line));
  throw new Error(`${name} does not agree; it has\n${other.slice(0, 10).join("\n")}`);
}

/** The cells of a CSV output in the order of wards: DuckDB writes them in any order. */
function sortedRows(file) {
  const [headings, ...rows] = readFileSync(file, "utf8").replaceAll("\r\n", "\n").trimEnd().split("\n");
  return [headings, ...rows.toSorted()].join("\n");
}

function talliesOf(csv) {
  const [headings, ...rows] = csv.split("\n").map((line) => line.split(","));
  const tallies = new Tallies();
  for (const row of rows) {
    tallies.add("level", row[headings.indexOf("level")]);
    for (const [column, heading] of headings.entries())
      if (heading.endsWith(".status")) tallies.add(heading.slice(0, -".status".length), row[column]);
  }
  return tallies.text();
}

/** @throws when our CSV and that of DuckDB differ in any cell */
export async function checkCells(rows) {
  const [ours, theirs] = [outputFile("checked.csv"), outputFile("checked-duckdb.csv")];
  await ran(programs.productFull(wardFile(rows), ours));
  await ran(programs.duckdbFull(wardFile(rows), 2, theirs));
  agree("DuckDB's CSV", sortedRows(theirs), sortedRows(ours));
}

/** @throws when a peer counts other levels than we do, or, if it counts them, other statuses */
export async function checkCounts(rows) {
  const file = wardFile(rows);
  const ours = outputFile("counted.csv");
  await ran(programs.productFull(file, ours));
  const expected = talliesOf(sortedRows(ours));
  for (const peer of [programs.duckdbSummary(file, 2), programs.jsonLogic(file)])
    agree(peer.name, (await ran(peer)).said, expected);
  const mawk = programs.mawk(file);
  const { failure, said } = await measure(mawk);
  // Not every machine has mawk; the tables tell that it failed.
  if (failure === undefined) agree(mawk.name, levelsOf(said), levelsOf(expected));
}

/**
 * Two sums over the hashes of all rows: the same for two files only when they have the same rows, in whatever order.
 * Files of a gigabyte are neither sorted nor kept for that.
 */
async function rowSums(file) {
  let [rows, sum, mixedSum, hash] = [0, 0, 0, 0];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    for (let place = 0; place < chunk.length; place++) {
      const byte = chunk[place];
      if (byte === CARRIAGE_RETURN) continue;
      if (byte !== LINE_FEED) {
        hash = Math.imul(hash ^ byte, 0x01000193) + (hash >>> 15);
        continue;
      }
      rows++;
      sum = (sum + (hash >>> 0)) % MODULUS;
      mixedSum = (mixedSum + (Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) >>> 0)) % MODULUS;
      hash = 0;
    }
  return `${rows} rows, sums ${sum} ${mixedSum}`;
}

/** @throws when two CSV outputs do not have the same rows */
export async function checkSameRows(one, other) {
  agree("the other CSV", await rowSums(other), await rowSums(one));
}

/** @throws when our CSV of a workbook does not have the rows that DuckDB makes of the same wards' CSV file */
export async function checkWorkbook(output, rows) {
  const theirs = outputFile("checked-duckdb.csv");
  await ran(programs.duckdbFull(wardFile(rows), 2, theirs));
  await checkSameRows(output, theirs);
}

const WORDS = { "not eligible": "none" };

/** @throws when the summary that people read does not have the counts of levels that a peer printed */
export function checkSummary(report, said) {
  const totals = new Map();
  const found = report.replace(/\s+/g, " ").matchAll(/(\d+) (certified|silver|bronze|not eligible|undetermined)\b/g);
  for (const [, count, word] of found) totals.set(word, (totals.get(word) ?? 0) + Number(count));
  const tallies = new Tallies();
  for (const [word, count] of totals) tallies.add("level", WORDS[word] ?? word, count);
  agree("the peer's summary", levelsOf(said), levelsOf(tallies.text()));
}
