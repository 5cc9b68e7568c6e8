// node test/bench/json-logic.mjs FILE: judges a ward file by standard.yaml with csv-parse and compiled JsonLogic. There
// is no unknown in JsonLogic: null stands for it, and every rule says what becomes of it. Numbers are doubles.
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { LogicEngine } from "json-logic-engine";
import { FIGURES, HEADINGS, TRUE } from "./figures.mjs";
import { CRITERIA, INDICATORS, LEVELS, NODES } from "./json-logic-rules.mjs";
import { Tallies } from "./tallies.mjs";

const BOOLEANS = new Set(FIGURES.filter(({ is }) => is === "boolean").flatMap(({ headings }) => headings));
const CELLS = HEADINGS.map((heading, place) => ({ heading, place, isBoolean: BOOLEANS.has(heading) })).slice(3);

const engine = new LogicEngine();
const [indicators, criteria, levels] = [INDICATORS, CRITERIA, LEVELS].map((rules) => {
  const compiled = engine.build(Object.values(rules));
  const names = Object.keys(rules);
  return (ward) => {
    for (const [place, value] of compiled(ward).entries()) ward[names[place]] = value;
  };
});

/** A ward as JsonLogic reads it: figures by the names of their columns, null where they are missing. */
function wardOf(record) {
  const ward = {};
  for (const { heading, place, isBoolean } of CELLS) {
    const text = record[place];
    if (text === "") ward[heading] = null;
    else ward[heading] = isBoolean ? text === TRUE : Number(text);
  }
  return ward;
}

function levelOf({ certified, silver, bronze }) {
  if (certified !== false) return certified ? "certified" : "undetermined";
  if (silver !== false) return silver ? "silver" : "undetermined";
  if (bronze !== false) return bronze ? "bronze" : "undetermined";
  return "none";
}

const [file] = process.argv.slice(2);
const parser = createReadStream(file).pipe(parse({ from_line: 2 }));
const tallies = new Tallies();
const counts = NODES.map(() => ({ met: 0, not_met: 0, unknown: 0 }));
const wards = { certified: 0, silver: 0, bronze: 0, none: 0, undetermined: 0 };

parser.on("readable", () => {
  for (let record = parser.read(); record !== null; record = parser.read()) {
    const ward = wardOf(record);
    indicators(ward);
    criteria(ward);
    levels(ward);
    wards[levelOf(ward)]++;
    for (const [place, { name }] of NODES.entries()) {
      const status = ward[name];
      if (status === null) counts[place].unknown++;
      else counts[place][status ? "met" : "not_met"]++;
    }
  }
});
parser.on("end", () => {
  for (const [level, count] of Object.entries(wards)) tallies.add("level", level, count);
  for (const [place, { id }] of NODES.entries())
    for (const [status, count] of Object.entries(counts[place])) tallies.add(id, status, count);
  process.stdout.write(tallies.text());
});
