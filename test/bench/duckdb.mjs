// node test/bench/duckdb.mjs FILE summary|full THREADS [OUTPUT]: judges a ward file by standard.yaml in DuckDB. With
// `full` it writes what our CSV output has, with `summary` it prints what tallies.mjs reads. How long that took when
// Node had started and DuckDB was loaded goes to standard error.
import { DuckDBInstance } from "@duckdb/node-api";
import { fullQuery, NODES, summaryQuery } from "./duckdb-query.mjs";
import { Tallies } from "./tallies.mjs";

const [file, kind, threads, output] = process.argv.slice(2);
const begin = performance.now();
// DuckDB is quickest where the order of rows does not matter to it.
const instance = await DuckDBInstance.create(":memory:", { threads, preserve_insertion_order: "false" });
const connection = await instance.connect();

if (kind === "full") await connection.run(fullQuery(file, output));
else {
  const reader = await connection.runAndReadAll(summaryQuery(file));
  const tallies = new Tallies();
  for (const [level, wards, ...statuses] of reader.getRows()) {
    tallies.add("level", level, Number(wards));
    for (const [place, id] of NODES.entries()) {
      const [met, notMet] = statuses.slice(2 * place, 2 * place + 2).map(Number);
      tallies.add(id, "met", met);
      tallies.add(id, "not_met", notMet);
      tallies.add(id, "unknown", Number(wards) - met - notMet);
    }
  }
  process.stdout.write(tallies.text());
}
process.stderr.write(`${Math.round(performance.now() - begin)}\n`);
