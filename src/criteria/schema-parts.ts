/** A piece of JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** A scalar of a criteria file: editors see numbers and truths where the program reads the text as it stands. */
export const SCALAR: Schema = { type: ["string", "number", "boolean"] };
/** A text, in one language or two. */
export const TEXT: Schema = {
  anyOf: [
    { type: ["string", "number"] },
    {
      type: "object",
      properties: { vi: { type: "string" }, en: { type: "string" } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
};
export const DAY: Schema = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
export const TRUTH: Schema = { enum: [true, false, "true", "false"] };
export const NUMBER: Schema = { type: ["number", "string"] };
export const EXPRESSION: Schema = {
  type: ["string", "number", "boolean"],
  description: "expression or test, such as poor / households or ≥ 90%",
};
export const RANGE: Schema = { type: "array", items: NUMBER, minItems: 2, maxItems: 2 };

export const oneOf = (...words: readonly string[]): Schema => ({ enum: words });
export const list = (items: Schema): Schema => ({ type: "array", items });
/** A list, or one item alone. */
export const listOrOne = (items: Schema): Schema => ({ anyOf: [items, list(items)] });
export const mapOf = (values: Schema): Schema => ({ type: "object", additionalProperties: values });
export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** A map with these keys and no others; those named must be there. */
export function object(properties: Readonly<Record<string, Schema>>, ...required: readonly string[]): Schema {
  return { type: "object", properties, additionalProperties: false, ...(required.length > 0 && { required }) };
}

/** A whole schema: what a kind of file holds, with its name and title. */
export const schemaFile = (kind: string, title: string, content: Schema): Schema => ({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:model-ward:${kind}:1`,
  title,
  ...content,
});
