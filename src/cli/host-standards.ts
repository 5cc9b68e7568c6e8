import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ParsedStandard } from "../criteria/parse.ts";
import { attempt } from "./host-paths.ts";

// To read and check a criteria file takes many times what it takes to have the checked standard given back: Node writes
// and reads all that one is made of, maps and large whole numbers too. The build keeps the bundled ones so.

const serializer = (): typeof import("node:v8") => process.getBuiltinModule("node:v8");

interface Kept {
  /** of the program that kept it: another one may make something else of the same file */
  readonly version: string;
  readonly parsed: ParsedStandard;
}

/** Keeps a standard, under its name, in a folder of the built program. */
export function keepStandard(folder: string, name: string, kept: Kept): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, serializer().serialize(kept));
}

/** A standard that was kept; undefined when there is none of this version, or none that this version of Node can read. */
export function keptStandard(folder: string, name: string, version: string): ParsedStandard | undefined {
  const kept = attempt(() => serializer().deserialize(readFileSync(path.join(folder, name))) as Kept | null);
  return kept?.version === version ? kept.parsed : undefined;
}
