import { readFileSync } from "node:fs";
import path from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { SCHEMA_ID } from "../../src/intake/saved-result.ts";
import { RESULT } from "../../src/intake/saved-schema.ts";
import { root, runInMemory } from "../support/memory-host.ts";

const file = path.join(root, "src/intake/result.schema.json");

/** The published schema, made from the one that the program checks with. */
function published(): object {
  const schema = toJsonSchema(RESULT, {
    target: "draft-2020-12",
    overrideSchema: ({ valibotSchema }) => {
      if (valibotSchema.type === "bigint") return { type: "integer" };
      if (valibotSchema.type === "custom") return { type: "object" };
      return undefined;
    },
  });
  const { $schema, ...rest } = schema;
  return { $schema, $id: SCHEMA_ID, title: "A result of model-ward", ...rest };
}

describe("the published schema", () => {
  test("is the one that the program checks with", async () => {
    await expect(`${JSON.stringify(published(), null, 2)}\n`).toMatchFileSnapshot(file);
  });

  test.each([["examples/bau-bang/2017.csv"], ["examples/dien-bien/dien-bien.csv"]])(
    "accepts what %s gives",
    async (example) => {
      const { stdout } = await runInMemory(["evaluate", example, "--format", "json"]);
      const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, "utf8")) as object);
      validate(JSON.parse(stdout));
      expect(validate.errors).toBeNull();
      expect(validate({ ...JSON.parse(stdout), wards: [{}] })).toBe(false);
    },
  );
});
