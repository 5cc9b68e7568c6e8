import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { hasPassed, runExamples } from "../../src/analysis/examples.ts";
import type { Standard } from "../../src/criteria/model.ts";
import { type Fraction, fraction } from "../../src/exact/fraction.ts";
import { root } from "../support/memory-host.ts";
import { standardOf } from "../support/standards.ts";

// Every threshold of every bundled standard is moved by one step, down and up: an example must notice.

const folder = path.join(root, "criteria");
const files = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => name.endsWith(".yaml"))
  .toSorted();

/** One in the last place that the number is written with: 1, 0.1, 1 %. */
function step({ d }: Fraction): Fraction {
  let digits = 0n;
  while (digits < 4n && 10n ** digits % d !== 0n) digits++;
  return fraction(1n, 10n ** digits);
}

const moved = (value: Fraction, up: boolean, by: Fraction): Fraction =>
  fraction(value.n * by.d + (up ? 1n : -1n) * by.n * value.d, value.d * by.d);

interface Mutant {
  readonly what: string;
  readonly standard: Standard;
}

const isFraction = (value: unknown): value is Fraction =>
  typeof value === "object" && value !== null && "n" in value && "d" in value;

/** Copies with one number moved: constants of expressions, amounts of parameters, bounds and points of scales. */
function* mutantsOf(value: unknown, place: string, rebuild: (changed: unknown) => Standard): Generator<Mutant> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      yield* mutantsOf(item, `${place}[${index}]`, (changed) => rebuild(value.with(index, changed)));
  } else if (value instanceof Map) {
    for (const [key, item] of value)
      yield* mutantsOf(item, `${place}.${key}`, (changed) => rebuild(new Map(value).set(key, changed)));
  } else if (isFraction(value)) {
    for (const up of [false, true]) {
      const by = value.d === 1n && place.includes("%") ? fraction(1n, 100n) : step(value);
      const next = moved(value, up, by);
      yield { what: `${place}: ${value.n}/${value.d} → ${next.n}/${next.d}`, standard: rebuild(next) };
    }
  } else if (typeof value === "object" && value !== null) {
    // A share is moved by 1 %, also where it is a whole: 100 % to 99 %.
    const entries = Object.entries(value as Readonly<Record<string, unknown>>);
    const isShare = "kind" in value && (value.kind as { is?: string } | undefined)?.is === "share";
    for (const [key, item] of entries) {
      if (SKIPPED.has(key)) continue;
      if (key === "count" && typeof item === "number")
        for (const next of [item - 1, item + 1])
          yield { what: `${place}.count: ${item} → ${next}`, standard: rebuild({ ...value, count: next }) };
      const mark = isShare && key === "value" ? "%" : "";
      yield* mutantsOf(item, `${place}.${key}${mark}`, (changed) => rebuild({ ...value, [key]: changed }));
    }
  }
}

/** What decides nothing by itself: words, ranges that only check figures, weights of a sum with one weight. */
const SKIPPED = new Set(["examples", "fields", "inForce", "basis", "kind", "weight", "title", "text"]);

/** Numbers that cannot be moved in a file: its totals and maxima are checked against one another. */
const isHeld = (what: string): boolean => /\.scoring\.|\.points\.max|\.points\.min/.test(what);

describe.each(files)("%s", (file) => {
  const standard = standardOf(readFileSync(path.join(folder, file), "utf8"));

  test("stands in the file that has its name", () => {
    expect(file).toBe(`${standard.id}@${standard.version}.yaml`);
  });

  test("has examples, and all come out as they say", () => {
    expect(standard.examples.length).toBeGreaterThan(0);
    expect(runExamples(standard).filter((outcome) => !hasPassed(outcome))).toEqual([]);
  });

  test("an example fails when any threshold is moved by one step", () => {
    const unnoticed = [...mutantsOf(standard, "", (changed) => changed as Standard)]
      .filter(({ what }) => !isHeld(what))
      .filter((mutant) => runExamples(mutant.standard).every(hasPassed))
      .map(({ what }) => what);
    expect(unnoticed).toEqual([]);
  });
});
