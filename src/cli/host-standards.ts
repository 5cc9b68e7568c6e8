import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ParsedStandard } from "../criteria/parse.ts";
import { attempt } from "./host-paths.ts";

// To read and check a criteria file takes many times what it takes to have the checked standard given back: Node writes
// and reads all that one is made of, maps and large whole numbers too. The build keeps the bundled ones so.

const serializer = (): typeof import("node:v8") => process.getBuiltinModule("node:v8");

/** Keeps a standard, under its name, in a folder of the built program. */
export function keepStandard(folder: string, name: string, parsed: ParsedStandard): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, serializer().serialize(parsed));
}

/** A standard that was kept; undefined when there is none, or none that this version of Node can read. */
export const keptStandard = (folder: string, name: string): ParsedStandard | undefined =>
  attempt(() => serializer().deserialize(readFileSync(path.join(folder, name))) as ParsedStandard);
