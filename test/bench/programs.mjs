// How the product and its peers are called. Each is a whole process, as a person would start it.
import path from "node:path";
import { here, leastProgram, STANDARD } from "./files.mjs";

const product = path.join(here, "..", "..", "bin", "model-ward.js");
const node = (name, ...args) => ({ name, command: process.execPath, args: args.map(String) });
const script = (name, file, ...args) => node(name, path.join(here, file), ...args);
const evaluate = (file, ...args) =>
  node("model-ward", product, "evaluate", file, "--criteria", STANDARD, "--lang", "en", ...args);

/** Every ward with its level, score and statuses, as CSV. */
export const productFull = (file, output) => ({ ...evaluate(file, "-o", output), output });
/** What is told of all wards together. */
export const productSummary = (file, output) => ({ ...evaluate(file, "--top", "0", "-o", output), output });
export const productTable = (file) => evaluate(file);
/** The README's first call, which names no criteria: the bundled standards are looked through for the one. */
export const productExample = () =>
  node("model-ward", product, "evaluate", path.join(here, "..", "..", "examples", "dien-bien", "dien-bien.csv"));
export const productHelp = () => node("model-ward", product, "--help");

/** The libraries for options and criteria files by themselves. */
export const least = (file) =>
  script("commander and yaml alone", "least-start.cjs", leastProgram(), "evaluate", file, "--criteria", STANDARD);

export const nothing = () => node("node -e 0", "-e", "0");
const duckdb = (threads) => `DuckDB, ${threads} thread${threads === 1 ? "" : "s"}`;
export const duckdbFull = (file, threads, output) => ({
  ...script(duckdb(threads), "duckdb.mjs", file, "full", threads, output),
  output,
});
export const duckdbSummary = (file, threads) => script(duckdb(threads), "duckdb.mjs", file, "summary", threads);
export const csvParse = (file) => script("csv-parse alone", "csv-parse.mjs", file);
export const jsonLogic = (file) => script("csv-parse + json-logic-engine", "json-logic.mjs", file);
export const mawk = (file) => ({
  name: "mawk, levels",
  command: "mawk",
  args: ["-f", path.join(here, "summary.awk"), file],
});
export const cat = (file) => ({ name: "cat > /dev/null", command: "cat", args: [file], isUnread: true });
export const workbookReader = (file, library) =>
  script(`${library === "saxes" ? "fflate + saxes" : library} alone`, "read-workbook.mjs", file, library);
