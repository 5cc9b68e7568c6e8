import { DAY, list, object, SCALAR, type Schema, schemaFile, TEXT } from "../criteria/schema-parts.ts";
import { WAIVER_KEYS } from "./parse.ts";

const WAIVER = object(
  { ward: SCALAR, node: SCALAR, reason: TEXT, approved_by: TEXT, from: DAY, until: DAY, document: SCALAR },
  ...WAIVER_KEYS,
);

/** The JSON Schema of waiver files, for editors. */
export const WAIVER_SCHEMA: Schema = schemaFile(
  "waivers",
  "A waiver file of model-ward",
  object({ format: { enum: [1, "1"] }, waivers: list(WAIVER) }, "format", "waivers"),
);
