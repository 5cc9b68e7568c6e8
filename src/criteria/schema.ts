import { FIELD_TYPES, PERIOD_LENGTHS, PROVENANCES } from "./model.ts";
import {
  DAY,
  EXPRESSION,
  list,
  listOrOne,
  mapOf,
  NUMBER,
  object,
  oneOf,
  RANGE,
  ref,
  SCALAR,
  type Schema,
  schemaFile,
  TEXT,
  TRUTH,
} from "./schema-parts.ts";

const PROVENANCE = oneOf(...PROVENANCES);
const MODE = oneOf("exclude", "full", "zero");

/** What an overlay changes it need not say again, so only names are required. */
const FIELD = object({
  label: TEXT,
  type: oneOf(...FIELD_TYPES),
  unit: TEXT,
  range: RANGE,
  typical: RANGE,
  values: list(SCALAR),
  at_most: SCALAR,
  same_for: oneOf("province"),
  aliases: listOrOne(SCALAR),
  columns: object({ of: listOrOne(SCALAR), total: listOrOne(SCALAR) }),
  not_applicable: oneOf("allowed"),
  sensitive: TRUTH,
  note: TEXT,
  evidence: listOrOne(TEXT),
});

const PARAMETER_VALUE = object(
  {
    from: DAY,
    to: DAY,
    by: listOrOne(SCALAR),
    value: { anyOf: [SCALAR, mapOf({ anyOf: [SCALAR, mapOf(SCALAR)] })] },
    clause: SCALAR,
    provenance: PROVENANCE,
  },
  "value",
);

const PARAMETER = object({
  title: TEXT,
  type: oneOf("count", "number", "percent"),
  unit: TEXT,
  clause: SCALAR,
  provenance: PROVENANCE,
  values: list(PARAMETER_VALUE),
});

const BAND = object(
  {
    from: NUMBER,
    below: NUMBER,
    above: NUMBER,
    to: NUMBER,
    points: NUMBER,
    label: TEXT,
    provenance: PROVENANCE,
  },
  "points",
);

const POINTS = object({
  max: NUMBER,
  min: NUMBER,
  met: NUMBER,
  not_met: NUMBER,
  proportional: TRUTH,
  linear: object({ zero_at: NUMBER, full_at: NUMBER }, "zero_at", "full_at"),
  bands: list(BAND),
  value: EXPRESSION,
  clamp: TRUTH,
  round: NUMBER,
  not_applicable: MODE,
});

const COUNT_RULES = { at_least: NUMBER, share: EXPRESSION };

const NODE = object(
  {
    id: SCALAR,
    title: TEXT,
    clause: SCALAR,
    note: TEXT,
    tags: listOrOne(SCALAR),
    provenance: PROVENANCE,
    mandatory: TRUTH,
    applies_when: EXPRESSION,
    value: EXPRESSION,
    require: EXPRESSION,
    met_when: { anyOf: [oneOf("all", "any", "scored"), object({ ...COUNT_RULES, points: EXPRESSION })] },
    when_no_cases: oneOf("not_applicable", "met", "not_met"),
    when_missing: object({ treat_as: oneOf("not_met", "not_applicable"), clause: SCALAR }, "treat_as", "clause"),
    points: ref("points"),
    weight: NUMBER,
    evidence: listOrOne(TEXT),
    indicators: list(ref("node")),
    parts: list(ref("node")),
  },
  "id",
);

const LEVEL = object(
  {
    id: SCALAR,
    title: TEXT,
    clause: SCALAR,
    require: object({
      criteria: { anyOf: [oneOf("all"), object(COUNT_RULES)] },
      score: EXPRESSION,
      each_criterion: EXPRESSION,
      where: EXPRESSION,
    }),
  },
  "id",
);

const POINTS_EXPECTED: Schema = { anyOf: [NUMBER, RANGE] };

const EXAMPLE = object(
  {
    name: TEXT,
    period: SCALAR,
    as_of: DAY,
    given: mapOf(SCALAR),
    before: mapOf(mapOf(SCALAR)),
    waivers: list(object({ node: SCALAR, from: DAY, until: DAY }, "node", "from", "until")),
    expect: object({
      status: mapOf(oneOf("met", "not_met", "unknown", "not_applicable", "waived", "scored")),
      points: mapOf(POINTS_EXPECTED),
      score: POINTS_EXPECTED,
      level: SCALAR,
      without_waivers: SCALAR,
      checks: mapOf(oneOf("failed", "held")),
    }),
  },
  "name",
);

const CONDITION = { id: SCALAR, title: TEXT, clause: SCALAR };

/** The JSON Schema of criteria files, for editors: it knows keys and words; expressions and sums are checked by the program. */
export const CRITERIA_SCHEMA: Schema = schemaFile("criteria", "A criteria file of model-ward", {
  ...object(
    {
      format: { enum: [1, "1"] },
      id: { type: "string" },
      version: SCALAR,
      extends: { type: "string", pattern: "@" },
      remove: list(SCALAR),
      title: TEXT,
      basis: object({ document: SCALAR, issuer: TEXT, issued: DAY, address: SCALAR, clause: SCALAR }),
      provenance: PROVENANCE,
      notices: listOrOne(TEXT),
      in_force: object({ from: DAY, to: DAY }),
      assesses: object({
        unit: SCALAR,
        period: object({ every: oneOf(...PERIOD_LENGTHS), starts: SCALAR }),
      }),
      verdict: oneOf("recognition", "withdrawal", "rating"),
      fields: mapOf(ref("field")),
      parameters: mapOf(ref("parameter")),
      checks: list(object({ ...CONDITION, require: EXPRESSION, severity: oneOf("refuse", "warn") }, "id")),
      scoring: object({
        total: NUMBER,
        clamp: RANGE,
        not_applicable: MODE,
        rescale: TRUTH,
        combine: oneOf("sum", "mean"),
      }),
      criteria: list(ref("node")),
      adjustments: list(object({ ...CONDITION, when: EXPRESSION, points: NUMBER }, "id")),
      disqualifiers: list(object({ ...CONDITION, when: EXPRESSION, blocks: listOrOne(SCALAR) }, "id")),
      levels: list(LEVEL),
      examples: list(EXAMPLE),
    },
    "format",
    "id",
    "version",
  ),
  $defs: { field: FIELD, parameter: PARAMETER, node: NODE, points: POINTS },
});
