// node test/bench/csv-parse.mjs FILE: csv-parse alone. It cuts a ward file into records, in a stream, and counts them.
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";

const [file] = process.argv.slice(2);
const parser = createReadStream(file).pipe(parse());
let records = -1; // the headings are no ward
// Of the ways to take records from the parser (events, iteration, its own callback) this is the quickest.
parser.on("readable", () => {
  while (parser.read() !== null) records++;
});
parser.on("end", () => process.stdout.write(`${records}\n`));
