// The ward files that are measured, made once in the system's folder for temporary files and used again by later runs.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const here = import.meta.dirname;
export const STANDARD = path.join(here, "standard.yaml");

const MAKERS = ["generate.mjs", "figures.mjs", "workbook.mjs", "least.mjs", "standard.yaml"];
const folder = path.join(tmpdir(), "model-ward-bench");
mkdirSync(folder, { recursive: true });

/** Names hold it, so that files of another generator or standard are never taken for ours. */
const hash = MAKERS.reduce((sum, name) => sum.update(readFileSync(path.join(here, name))), createHash("sha256"))
  .digest("hex")
  .slice(0, 12);

/** A place for what a program writes. */
export const outputFile = (name) => path.join(folder, `output-${process.pid}-${name}`);

/** Removes what this run wrote, and files of other generators: they are large. */
export function cleanUp() {
  for (const name of readdirSync(folder))
    if (name.startsWith(`output-${process.pid}-`) || !(name.startsWith("output-") || name.includes(hash)))
      rmSync(path.join(folder, name));
}

/** Runs a maker unless its file is there as large as it was made. */
function made(name, script, ...before) {
  const file = path.join(folder, name);
  const size = `${file}.size`;
  if (existsSync(file) && existsSync(size) && readFileSync(size, "utf8") === String(statSync(file).size)) return file;
  process.stderr.write(`making ${file}\n`);
  const { status } = spawnSync(process.execPath, [path.join(here, script), ...before, `${file}.part`], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error(`${script} failed`);
  renameSync(`${file}.part`, file);
  writeFileSync(size, String(statSync(file).size));
  return file;
}

export const wardFile = (rows) => made(`wards-${rows}-${hash}.csv`, "generate.mjs", String(rows));
/** A program that only takes options and reads the criteria file. */
export const leastProgram = () => made(`least-${hash}.cjs`, "least.mjs");
export const workbookFile = (rows) => made(`wards-${rows}-${hash}.xlsx`, "workbook.mjs", wardFile(rows));
