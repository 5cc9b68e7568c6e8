import * as v from "valibot";
import { type Problem, problem } from "../problem.ts";
import { parseExactJson } from "./exact-json.ts";
import { type SavedResult, SCHEMA_VERSION } from "./saved-result.ts";
import { RESULT } from "./saved-schema.ts";

/** A saved result is a stranger's file: not larger than this. */
export const MOST_SAVED_BYTES: number = 256 * 1024 * 1024;

/** A saved result, checked against its schema; or the problem. */
export type ReadSaved =
  | { readonly saved: SavedResult; readonly problem?: never }
  | { readonly problem: Problem; readonly saved?: never };

/** Reads a saved result's text and checks its shape. */
export function readSaved(file: string, text: string): ReadSaved {
  let json: unknown;
  try {
    json = parseExactJson(text);
  } catch (error) {
    return { problem: problem("result/not-json", { detail: error instanceof Error ? error.message : "" }, { file }) };
  }
  const version =
    typeof json === "object" && json !== null && "schema_version" in json ? json.schema_version : undefined;
  if (version !== SCHEMA_VERSION)
    return { problem: problem("result/wrong-version", { seen: String(version), wanted: SCHEMA_VERSION }, { file }) };
  const parsed = v.safeParse(RESULT, json);
  if (parsed.success) return { saved: parsed.output };
  const [issue] = parsed.issues;
  return { problem: problem("result/invalid", { path: v.getDotPath(issue) ?? "", detail: issue.message }, { file }) };
}
