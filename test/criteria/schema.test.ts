import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseLayers, parseStandard } from "../../src/criteria/parse.ts";
import { CRITERIA_SCHEMA } from "../../src/criteria/schema.ts";
import { parseWaivers } from "../../src/waivers/parse.ts";
import { WAIVER_SCHEMA } from "../../src/waivers/schema.ts";
import { root, runInMemory } from "../support/memory-host.ts";

// The schema and the program's own checks are held together by files that both accept and that use every key there is,
// and by spoilt ones that both refuse.

const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const standards = (readdirSync(path.join(root, "criteria"), { recursive: true }) as string[])
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => `criteria/${name}`);
const SAMPLE = "docs/sample-standard.yaml";
const OVERLAY = `format: 1
id: docs/overlay
version: "1"
extends: docs/sample@1
remove: [examples]
provenance: illustrative
parameters: {tree_floor: {title: {vi: Sàn, en: Floor}}}
`;
const ajv = new Ajv2020({ strict: false, allErrors: true });
const criteria = ajv.compile(CRITERIA_SCHEMA);
const waivers = ajv.compile(WAIVER_SCHEMA);
/** As the program reads YAML, and as editors do. */
const readings = (text: string): unknown[] => [parse(text, { schema: "failsafe" }), parse(text)];

describe("the published schemas", () => {
  test.each([
    ["criteria/criteria.schema.json", ["criteria", "schema"]],
    ["criteria/waivers.schema.json", ["criteria", "schema", "--waivers"]],
  ])("%s is what the command prints", async (file, argv) => {
    const { stdout } = await runInMemory(argv);
    await expect(stdout).toMatchFileSnapshot(path.join(root, file));
  });

  test.each([...standards, SAMPLE])("%s is accepted, and names the schema in its first line", (file) => {
    for (const value of readings(read(file))) {
      criteria(value);
      expect(criteria.errors).toBeNull();
    }
    const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(file)) ?? [];
    expect(path.join(path.dirname(file), schema)).toBe(path.join("criteria", "criteria.schema.json"));
  });

  test("an overlay is accepted by both", () => {
    const { standard } = parseLayers([
      { name: "sample.yaml", text: read(SAMPLE) },
      { name: "overlay.yaml", text: OVERLAY },
    ]);
    expect(standard).toBeDefined();
    for (const value of readings(OVERLAY)) {
      criteria(value);
      expect(criteria.errors).toBeNull();
    }
  });

  test("every key of the schema stands in the sample or the overlay, which the program accepts", () => {
    const used = new Set([...keysOf(parse(read(SAMPLE))), ...keysOf(parse(OVERLAY))]);
    const inSchema = new Set(propertiesOf(CRITERIA_SCHEMA));
    expect([...inSchema].filter((key) => !used.has(key))).toEqual([]);
    expect(parseStandard("sample.yaml", read(SAMPLE)).standard).toBeDefined();
  });

  test("a key that neither knows is refused by both, wherever it stands", () => {
    const text = read(SAMPLE);
    const lines = text.split("\n");
    let places = 0;
    for (const [index, line] of lines.entries()) {
      const flow = /^( *- |.*: )\{ ([a-z_]+): /.exec(line);
      if (
        flow === null ||
        /given|before|status|points: \{ "|values: \[|value: \{|vi:|checks: \{/.test(`${flow[1]}${flow[2]}`)
      )
        continue;
      if (/(given|before|status|checks): \{|value: \{/.test(flow[1] ?? "")) continue;
      const spoilt = lines.with(index, line.replace(flow[0], `${flow[1]}{ unheard_of: 1, ${flow[2]}: `)).join("\n");
      const { problems } = parseStandard("spoilt.yaml", spoilt);
      if (!problems.some(({ code }) => code === "yaml/unknown-key")) continue;
      places++;
      expect(criteria(parse(spoilt)), spoilt.split("\n")[index]).toBe(false);
    }
    expect(places).toBeGreaterThan(40);
  });

  test.each([
    ["an unknown type", "type: count", "type: counts"],
    ["an unknown provenance", "provenance: illustrative", "provenance: certain"],
    ["no version", 'version: "1"\n', ""],
    ["another format", "format: 1", "format: 2"],
  ])("%s is refused by both", (_, from, to) => {
    const spoilt = read(SAMPLE).replace(from, to);
    expect(parseStandard("spoilt.yaml", spoilt).standard).toBeUndefined();
    expect(criteria(parse(spoilt))).toBe(false);
  });

  test("waiver files: what the one accepts the other accepts", () => {
    const entry = {
      ward: "1",
      node: "2.1",
      reason: "r",
      approved_by: "a",
      from: "2020-01-01",
      until: "2020-12-31",
      document: "d",
    };
    const standard = parseStandard("sample.yaml", read(SAMPLE)).standard;
    const both = (value: Readonly<Record<string, unknown>>) => {
      const file = { format: "1", waivers: [value] };
      const { problems } = parseWaivers("w.yaml", JSON.stringify(file), standard as NonNullable<typeof standard>);
      return [problems.length === 0, waivers(file)];
    };
    expect(both(entry)).toEqual([true, true]);
    expect(both({ ...entry, reason: { vi: "r", en: "r" } })).toEqual([true, true]);
    for (const key of Object.keys(entry)) {
      const { [key as keyof typeof entry]: _, ...rest } = entry;
      expect(both(rest), key).toEqual([false, false]);
    }
    expect(both({ ...entry, extra: "x" })).toEqual([false, false]);
    expect(both({ ...entry, until: "31/12/2020" })).toEqual([false, false]);
  });
});

function* keysOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* keysOf(item);
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield key;
      yield* keysOf(item);
    }
  }
}

function* propertiesOf(schema: unknown): Generator<string> {
  if (Array.isArray(schema)) for (const item of schema) yield* propertiesOf(item);
  else if (typeof schema === "object" && schema !== null) {
    for (const [key, item] of Object.entries(schema)) {
      if (key === "properties") yield* Object.keys(item as object);
      yield* propertiesOf(item);
    }
  }
}
