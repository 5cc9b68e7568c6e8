import * as v from "valibot";
import { DASHES, PERCENTS } from "./options.ts";
import type { Dossier } from "./papers.ts";
import { type SavedCounts, type SavedResult, SCHEMA_VERSION } from "./saved-result.ts";

const TEXT = v.object({ vi: v.exactOptional(v.string()), en: v.exactOptional(v.string()) });
const INTEGER = v.union([v.pipe(v.number(), v.safeInteger()), v.bigint()]);
/** A decimal that ends within 15 digits, else numerator and denominator. */
const EXACT = v.union([v.number(), v.strictObject({ n: INTEGER, d: INTEGER })]);
const RATIO = v.object({ n: EXACT, d: EXACT, cell: v.literal(true) });
const PROVENANCE = v.picklist(["official", "secondary", "illustrative"]);
const COUNTS = v.object({
  met: v.number(),
  not_met: v.number(),
  unknown: v.number(),
  not_applicable: v.number(),
  waived: v.number(),
  scored: v.number(),
});
const POINTS = v.object({ low: EXACT, high: EXACT, of: EXACT });
/** An object with any names as keys, `__proto__` among them, which the library's own records leave out. */
function recordOf<Value>(fits: (value: unknown) => boolean): v.GenericSchema<unknown, Readonly<Record<string, Value>>> {
  return v.custom<Readonly<Record<string, Value>>>(
    (value) => typeof value === "object" && value !== null && Object.values(value).every(fits),
  );
}

const PLACE = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const ORIGIN = v.object({
  earlier: v.exactOptional(v.string()),
  file: PLACE,
  line: PLACE,
  column: PLACE,
  text: v.string(),
  number: v.exactOptional(v.literal(true)),
  answer: v.exactOptional(PLACE),
  total: v.exactOptional(v.object({ column: PLACE, text: v.string() })),
});

const VALUE = v.union([RATIO, EXACT, v.boolean(), v.string()]);
const CELL_STATE = {
  state: v.picklist(["present", "missing", "not_applicable"]),
  value: v.exactOptional(VALUE),
  origin: v.nullable(ORIGIN),
};

const CELL = v.object({
  field: v.string(),
  period: v.exactOptional(v.string()),
  ...CELL_STATE,
  self: v.exactOptional(v.object(CELL_STATE)),
  rejected: v.exactOptional(v.string()),
});

const STATUS = v.picklist(["met", "not_met", "unknown", "not_applicable", "waived", "scored"]);

const NODE = v.object({
  id: v.string(),
  parent: v.nullable(v.string()),
  status: STATUS,
  status_without_waivers: v.exactOptional(STATUS),
  reason: v.nullable(v.string()),
  points: v.nullable(POINTS),
  value: v.nullable(v.union([RATIO, EXACT, v.boolean(), v.string()])),
  require: v.nullable(v.string()),
  threshold: v.nullable(v.union([EXACT, v.string()])),
  gap: v.nullable(v.object({ amount: EXACT, more: v.exactOptional(EXACT) })),
  provenance: PROVENANCE,
  uses: v.array(v.string()),
});

const WARD = v.object({
  ward: v.string(),
  name: v.string(),
  province: v.string(),
  period: v.string(),
  as_of: v.string(),
  level: v.nullable(v.string()),
  possible_levels: v.array(v.string()),
  level_without_waivers: v.nullable(v.string()),
  possible_levels_without_waivers: v.exactOptional(v.array(v.string())),
  score: v.nullable(POINTS),
  counts: COUNTS,
  criteria: v.object({ met: v.number(), of: v.number() }),
  provenance: PROVENANCE,
  matters: v.array(v.object({ field: v.string(), period: v.exactOptional(v.string()), origin: v.nullable(ORIGIN) })),
  blockers: v.array(
    v.object({
      level: v.string(),
      condition: v.picklist(["mandatory", "disqualifier", "criteria", "score", "each_criterion", "where"]),
      ids: v.array(v.string()),
      require: v.nullable(v.string()),
      threshold: v.nullable(EXACT),
    }),
  ),
  cells: v.array(CELL),
  nodes: v.array(NODE),
});

const PROBLEM = v.object({
  code: v.string(),
  severity: v.picklist(["error", "warning", "note"]),
  args: v.record(v.string(), v.union([v.string(), v.number(), TEXT])),
  at: v.exactOptional(
    v.object({
      file: v.string(),
      sheet: v.exactOptional(v.string()),
      line: v.exactOptional(PLACE),
      column: v.exactOptional(PLACE),
      source: v.exactOptional(v.string()),
    }),
  ),
});

const APPRAISAL_COUNTS = v.object({ kept: PLACE, changed: PLACE, rejected: PLACE });

const APPRAISAL = v.object({
  counts: APPRAISAL_COUNTS,
  wards: v.array(
    v.object({
      ward: v.string(),
      period: v.string(),
      self: v.nullable(
        v.object({
          level: v.nullable(v.string()),
          possible_levels: v.array(v.string()),
          score: v.nullable(POINTS),
          criteria: v.object({ met: v.number(), of: v.number() }),
        }),
      ),
      counts: APPRAISAL_COUNTS,
      cells: v.array(v.object({ field: v.string(), is: v.picklist(["changed", "rejected"]) })),
      nodes: v.array(
        v.object({
          id: v.string(),
          direction: v.picklist(["raised", "lowered", "same", "open"]),
          self: v.object({ status: STATUS, points: v.nullable(POINTS), value: v.nullable(VALUE) }),
        }),
      ),
    }),
  ),
  over_scored: v.array(v.object({ id: v.string(), wards: PLACE, points: v.nullable(EXACT) })),
});

const DECISIONS = v.object({
  name: v.string(),
  sha256: v.string(),
  text: v.string(),
  decisions: v.array(
    v.object({
      ward: v.string(),
      period: v.string(),
      number: v.string(),
      date: v.string(),
      authority: TEXT,
      outcome: TEXT,
    }),
  ),
});

const OF_FIGURE = { ward: v.string(), period: v.string(), item: v.string() };
const DOSSIER: v.GenericSchema<unknown, Dossier> = v.object({
  papers: v.array(
    v.object({
      ...OF_FIGURE,
      title: v.string(),
      number: v.string(),
      date: v.string(),
      issuer: v.string(),
      file: v.nullable(v.string()),
    }),
  ),
  remarks: v.array(v.object({ ...OF_FIGURE, text: v.string() })),
});

/** The whole result as it is saved. The published JSON Schema is made from this and held to it by a test. */
export const RESULT: v.GenericSchema<unknown, SavedResult> = v.object({
  $schema: v.string(),
  schema_version: v.literal(SCHEMA_VERSION),
  tool: v.object({ name: v.literal("model-ward"), version: v.string() }),
  generated_at: v.exactOptional(v.string()),
  standard: v.object({
    id: v.string(),
    version: v.string(),
    title: TEXT,
    provenance: PROVENANCE,
    sha256: v.string(),
    text: v.string(),
  }),
  options: v.object({
    as_of: v.nullable(v.string()),
    waivers: v.nullable(v.object({ name: v.string(), sha256: v.string(), text: v.string() })),
    top: v.nullable(v.number()),
    reading: v.exactOptional(v.object({ dash: v.picklist(DASHES), percent_as: v.picklist(PERCENTS) })),
    chosen: v.nullable(
      v.object({
        period: v.nullable(v.string()),
        ward: v.array(v.string()),
        where: v.nullable(v.string()),
        only: v.nullable(v.string()),
      }),
    ),
  }),
  wards: v.array(WARD),
  not_judged: v.array(
    v.object({
      ward: v.string(),
      name: v.string(),
      period: v.string(),
      reason: v.picklist(["before", "after", "refused"]),
    }),
  ),
  inputs: v.array(
    v.object({
      name: v.string(),
      sha256: v.string(),
      rows: PLACE,
      encoding: v.string(),
      delimiter: v.string(),
      decimal: v.nullable(v.string()),
      sheet: v.exactOptional(v.string()),
    }),
  ),
  summary: v.object({
    wards: PLACE,
    periods: v.array(v.string()),
    by_level: recordOf<number>((one) => Number.isSafeInteger(one)),
    by_level_without_waivers: v.exactOptional(recordOf<number>((one) => Number.isSafeInteger(one))),
    undetermined: PLACE,
    by_node: recordOf<SavedCounts>((one) => v.is(COUNTS, one)),
    provenance: PROVENANCE,
    treated_as_missing: v.array(v.string()),
    problems: v.object({ warning: PLACE, error: v.exactOptional(PLACE) }),
  }),
  appraisal: v.exactOptional(APPRAISAL),
  decisions: v.exactOptional(DECISIONS),
  dossier: v.exactOptional(DOSSIER),
  problems: v.array(PROBLEM),
});
