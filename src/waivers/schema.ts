import { DAY, list, object, SCALAR, type Schema, TEXT } from "../criteria/schema-parts.ts";
import { WAIVER_KEYS } from "./parse.ts";

/** The JSON Schema of waiver files, for editors. */
export const WAIVER_SCHEMA: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:model-ward:waivers:1",
  title: "A waiver file of model-ward",
  ...object(
    {
      format: { enum: [1, "1"] },
      waivers: list(
        object(
          { ward: SCALAR, node: SCALAR, reason: TEXT, approved_by: TEXT, from: DAY, until: DAY, document: SCALAR },
          ...WAIVER_KEYS,
        ),
      ),
    },
    "format",
    "waivers",
  ),
};
