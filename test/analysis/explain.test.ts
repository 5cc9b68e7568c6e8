import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseStandard } from "../../src/criteria/parse.ts";
import { explain } from "../../src/engine/explain.ts";
import { csvOf, randomRow, randomStandard } from "../engine/random-standard.ts";
import { runInMemory } from "../support/memory-host.ts";
import { standardOf, tableOf } from "../support/standards.ts";

// What an explanation prints is computed again here, from the printed text alone, by arithmetic of this file's own.

interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}
type Value = Ratio | boolean | string;

const isRatio = (value: Value): value is Ratio => typeof value === "object";
const ABSENT = ["missing", "not applicable", "no cases (0/0)", "no threshold"];

/** A printed number: `2,000`, `1.35%`, `10/3 (≈ 333.33%)`; a word; or true and false. */
function shownValue(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  const shown = text.replace(/ \(≈ [^)]*\)$/, "").replace(/,(?=\d{3})/g, "");
  const fraction = /^(-?\d+)\/(\d+)$/.exec(shown);
  if (fraction) return { n: BigInt(fraction[1] ?? 0), d: BigInt(fraction[2] ?? 1) };
  const decimal = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(shown);
  if (decimal === null) return text;
  const [, sign, whole = "", part = "", percent] = decimal;
  const n = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
  return { n, d: 10n ** BigInt(part.length) * (percent === "%" ? 100n : 1n) };
}

const order = (a: Ratio, b: Ratio): bigint => a.n * b.d - b.n * a.d;
const COMPARED: Readonly<Record<string, (difference: bigint) => boolean>> = {
  "=": (difference) => difference === 0n,
  "≠": (difference) => difference !== 0n,
  "<": (difference) => difference < 0n,
  "≤": (difference) => difference <= 0n,
  ">": (difference) => difference > 0n,
  "≥": (difference) => difference >= 0n,
};

/** Computes `27 / 2,000`, `1.35% ≤ 1%`, `true and missing`; undefined for forms that this file does not know. */
function computed(figures: string): Value | undefined {
  const negated = /^not (.+)$/.exec(figures);
  if (negated && !/ (and|or) /.test(figures)) {
    const value = shownValue(negated[1] ?? "");
    return typeof value === "boolean" ? !value : value;
  }
  const [, sign] = / (and|or|≤|≥|<|>|≠|=|\/|×|\+|-) /.exec(figures.replace(/\(≈ [^)]*\)/g, "")) ?? [];
  if (sign === undefined) return undefined;
  const values = figures.split(` ${sign} `).map(shownValue);
  if (sign === "and" || sign === "or") {
    const decisive = sign === "or";
    const known = values.filter((value) => value !== "not applicable");
    if (known.includes(decisive)) return decisive;
    return known.every((value) => value === !decisive) ? !decisive : known.includes("missing") ? "missing" : undefined;
  }
  const absent = values.find((value) => typeof value === "string" && ABSENT.includes(value));
  if (absent !== undefined) return values.includes("not applicable") ? "not applicable" : absent;
  const [first, second] = values;
  if (first === undefined || second === undefined) return undefined;
  if (!isRatio(first) || !isRatio(second))
    return sign === "=" || sign === "≠" ? (first === second) === (sign === "=") : undefined;
  const compare = COMPARED[sign];
  if (compare !== undefined) return compare(order(first, second));
  const numbers = values.filter(isRatio);
  return numbers.slice(1).reduce((sum, value) => {
    if (sign === "/") return { n: sum.n * value.d, d: sum.d * value.n };
    if (sign === "×") return { n: sum.n * value.n, d: sum.d * value.d };
    const added = sign === "+" ? value.n : -value.n;
    return { n: sum.n * value.d + added * sum.d, d: sum.d * value.d };
  }, first);
}

const same = (a: Value, b: Value): boolean => (isRatio(a) && isRatio(b) ? order(a, b) === 0n : a === b);

const EXAMPLES = [
  ["examples/dien-bien/dien-bien.csv", "Điện Biên"],
  ["examples/messy-export/judged.csv", "Xã Lai Uyên"],
  ["examples/bau-bang/2017.csv", "Xã Lai Uyên"],
] as const;

describe("explanations of the examples", () => {
  test.each(EXAMPLES)("%s: computed again from the printed text alone", async (file, ward) => {
    const run = await runInMemory(["explain", file, "--ward", ward, "--lang", "en", "--no-color"], { columns: 2000 });
    expect(run.code).toBe(0);
    const nodes = run.stdout.split(/\n\n/).filter((block) => !block.includes(" · period "));
    expect(nodes.length).toBeGreaterThan(4);
    for (const node of nodes) {
      const steps = [...node.matchAll(/^- (?:computed|points): .*: (.+) → (.+)$/gm)];
      for (const [line, figures = "", result = ""] of steps) {
        const again = computed(figures);
        expect(again, line).toBeDefined();
        if (again !== undefined) expect(same(again, shownValue(result)), line).toBe(true);
      }
      const last = steps.at(-1)?.[2];
      if (/: ✓ met/.test(node) && last !== undefined) expect(last).toBe("true");
      if (/: ✗ not met/.test(node) && last !== undefined) expect(last).toBe("false");
      expect(node).toMatch(/^.+: [✓✗?–m·] |^Disqualifiers/);
      expect(node).toMatch(/- clause: .+ \((official|secondary|illustrative)\)/);
    }
  });
});

test("every node of any standard is explained, down to the cells that it reads, and the last step is its verdict", () => {
  fc.assert(
    fc.property(
      randomStandard.filter(({ text }) => parseStandard("random.yaml", text).standard !== undefined),
      randomRow,
      ({ text }, row) => {
        const standard = standardOf(text);
        const [explained] = [...explain(standard, tableOf(standard, csvOf([row])))];
        expect(explained?.nodes.map(({ node }) => node.id)).toEqual(explained?.ward.nodes.map(({ id }) => id));
        for (const { node, cells, steps, children, declared } of explained?.nodes ?? []) {
          if (children.length > 0 || node.reason !== null) continue;
          const value = steps.at(-1)?.value;
          const truth = value !== undefined && "truth" in value ? value.truth : undefined;
          if (truth !== undefined && declared.measure?.scored !== true && node.status !== "not_applicable")
            expect(truth ? ["met", "unknown"] : ["not_met", "unknown"]).toContain(node.status);
          for (const { cell, origin } of cells) if (cell.is !== "missing") expect(origin?.line).toBe(2);
        }
      },
    ),
    { numRuns: 150, endOnFailure: true },
  );
});
