// What is measured, in this order: gates first, so that a run that is ended early has told the most.
import { readFileSync } from "node:fs";
import { checkSameRows, checkSummary, checkWorkbook } from "./agreement.mjs";
import { outputFile, wardFile, workbookFile } from "./files.mjs";
import * as programs from "./programs.mjs";

const GATE_PAIRS = 9;
/** What is over in a fifth of a second is as much at the mercy of the moment. */
const START_PAIRS = 31;
const OTHER_PAIRS = 3;
const GROWTH = [3_321, 33_000, 330_000];
const PROVINCE = 3_321;
const SHEET = 100_000;

const ours = (name) => outputFile(`ours-${name}`);
const theirs = (name) => outputFile(`theirs-${name}`);

/** The whole result as CSV beside DuckDB, whose CSV must have the same rows. */
const full = (rows, threads = 2) => ({
  what: "full CSV result",
  rows,
  prepare: () => wardFile(rows),
  sides: (file) => [
    programs.productFull(file, ours("full.csv")),
    programs.duckdbFull(file, threads, theirs("full.csv")),
  ],
  check: () => checkSameRows(ours("full.csv"), theirs("full.csv")),
});

/** The summary beside a peer. */
const summary = (rows, peer, check = () => {}) => ({
  what: "summary",
  rows,
  prepare: () => wardFile(rows),
  sides: (file) => [programs.productSummary(file, ours("summary.txt")), peer(file)],
  check,
});
const sameLevels = ([, { said }]) => checkSummary(readFileSync(ours("summary.txt"), "utf8"), said);

/** What takes so little that starting Node takes most of it. */
const start = (what, rows, product) => ({
  what,
  rows,
  pairs: START_PAIRS,
  prepare: () => (rows === 0 ? "" : wardFile(rows)),
  sides: (file) => [product(file), programs.nothing()],
});

const workbook = (rows, library) => ({
  what: "XLSX, full CSV result",
  rows,
  isWorkbook: true,
  prepare: () => workbookFile(rows),
  sides: (file) => [programs.productFull(file, ours("workbook.csv")), programs.workbookReader(file, library)],
  check: () => checkWorkbook(ours("workbook.csv"), rows),
});

const gate = (goal, comparison) => ({ pairs: GATE_PAIRS, ...comparison, goal });
const other = (comparison) => ({ ...comparison, pairs: OTHER_PAIRS });

/** @param most rows of the largest files, in place of 1,000,000 and 5,000,000 */
export function comparisons(most) {
  const large = most ?? 1_000_000;
  return [
    gate(0.45, { ...full(large), isLarge: true }),
    gate(
      0.55,
      summary(large, (file) => programs.duckdbSummary(file, 2), sameLevels),
    ),
    gate(1.2, start("--help", 0, programs.productHelp)),
    gate(1.6, start("table on standard output", 10, programs.productTable)),
    start("nothing but options and criteria file, by commander and yaml", 10, programs.least),
    start("the README's first call, standard found by itself", 0, programs.productExample),
    gate(
      2.5,
      start("full CSV result", PROVINCE, (file) => programs.productFull(file, ours("province.csv"))),
    ),
    gate(0.125, summary(large, programs.csvParse)),
    ...(most === undefined ? [gate(0.45, { ...full(5_000_000), isLarge: true })] : []),
    gate(1.3, workbook(Math.min(SHEET, large), "hucre")),
    ...GROWTH.filter((rows) => rows < large).map((rows) => other(full(rows))),
    other(full(large, 1)),
    other(summary(large, (file) => programs.duckdbSummary(file, 1), sameLevels)),
    other(summary(large, programs.jsonLogic, sameLevels)),
    other(summary(large, programs.mawk, sameLevels)),
    other(summary(large, programs.cat)),
    other(workbook(Math.min(SHEET, large), "saxes")),
  ];
}
