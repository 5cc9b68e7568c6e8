import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isScored, nodesOf, type Standard } from "../../src/criteria/model.ts";
import { parseStandard } from "../../src/criteria/parse.ts";
import type { WardResult } from "../../src/engine/result.ts";
import { BATCH_ROWS } from "../../src/exact/column-memory.ts";
import { compare } from "../../src/exact/fraction.ts";
import { parseWaivers } from "../../src/waivers/parse.ts";
import type { Waiver } from "../../src/waivers/waiver.ts";
import { judged, standardOf } from "../support/standards.ts";
import { csvOf, DOMAINS, fillings, randomRow, randomStandard } from "./random-standard.ts";

/** Shrinking a standard of dozens of lines takes minutes: a failure is shown as it was found. */
const endOnFailure = true;
const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 200);

/** Standards that the generator makes and the checker accepts; a level that no points can reach is refused, rightly. */
const standards = randomStandard.filter(({ text }) => parseStandard("random.yaml", text).standard !== undefined);

function contains(open: WardResult, filled: WardResult): void {
  for (const [index, node] of open.nodes.entries()) {
    const later = filled.nodes[index];
    // What only carries points has no verdict of its own; it may yet turn out not to apply.
    if (node.status === "waived") expect(["waived", "met", "not_applicable"], node.id).toContain(later?.status);
    else if (node.status !== "unknown" && node.status !== "scored")
      expect(later?.status, `status of ${node.id}`).toBe(node.status);
    if (node.points !== null && later?.points != null) {
      const open_ = `points of ${node.id}`;
      expect(compare(node.points.low, later.points.low), open_).toBeLessThanOrEqual(0);
      expect(compare(node.points.high, later.points.high), open_).toBeGreaterThanOrEqual(0);
    }
  }
  if (open.score !== null && filled.score !== null) {
    expect(compare(open.score.low, filled.score.low), "score").toBeLessThanOrEqual(0);
    expect(compare(open.score.high, filled.score.high), "score").toBeGreaterThanOrEqual(0);
  }
  if (open.level !== "undetermined") expect(filled.level).toBe(open.level);
  else if (filled.level !== "undetermined") expect(open.possibleLevels).toContain(filled.level);
}

/** Waivers for some nodes of every ward, of those that may be waived. */
function waiversFor(standard: Standard, rows: number, choice: number): readonly Waiver[] {
  const wanted = nodesOf(standard.criteria).filter((node, index) => !isScored(node) && (choice >> index) % 2 === 1);
  const entries = (id: string) =>
    Array.from({ length: rows }, (_, row) => ({ ward: String(row + 1).padStart(5, "0"), id }));
  const granted = wanted.flatMap(({ id }) => {
    const text = waiverText(entries(id).slice(0, 1));
    return parseWaivers("w.yaml", text, standard).waivers.length === 0 ? [] : entries(id);
  });
  return parseWaivers("w.yaml", waiverText(granted), standard).waivers;
}

const waiverText = (entries: readonly { readonly ward: string; readonly id: string }[]): string =>
  [
    "format: 1",
    `waivers:${entries.length === 0 ? " []" : ""}`,
    ...entries.map(
      ({ ward, id }) =>
        `  - {ward: "${ward}", node: "${id}", reason: r, approved_by: a, from: 2020-01-01, until: 2020-12-31, document: d}`,
    ),
  ].join("\n");

test("a verdict with waivers contains the verdict of every way to fill its gaps, and never changes points", () => {
  let waived = 0;
  fc.assert(
    fc.property(standards, randomRow, fc.nat(1 << 12), ({ text }, row, choice) => {
      const standard = standardOf(text);
      const gaps = Object.keys(DOMAINS).filter((id) => row[id] === "");
      const rows = [row, ...fillings(row, gaps)];
      const waivers = waiversFor(standard, rows.length, choice);
      const [open, ...filled] = judged(standard, csvOf(rows), { waivers });
      const [plain] = judged(standard, csvOf([row]));
      expect(open?.levelWithoutWaivers).toBe(plain?.level);
      expect(open?.score).toEqual(plain?.score);
      expect(open?.nodes.map(({ points, value, gap }) => ({ points, value, gap }))).toEqual(
        plain?.nodes.map(({ points, value, gap }) => ({ points, value, gap })),
      );
      waived += open?.counts.waived ?? 0;
      for (const one of filled) contains(open as WardResult, one);
    }),
    { numRuns: RUNS, endOnFailure },
  );
  expect(waived).toBeGreaterThan(RUNS / 10);
});

describe("a verdict with gaps", () => {
  test("contains the verdict of every way to fill them", () => {
    fc.assert(
      fc.property(standards, randomRow, ({ text }, row) => {
        const standard = standardOf(text);
        const gaps = Object.keys(DOMAINS).filter((id) => row[id] === "");
        const [open, ...filled] = judged(standard, csvOf([row, ...fillings(row, gaps)]));
        for (const one of filled) contains(open as WardResult, one);
      }),
      { numRuns: RUNS, endOnFailure },
    );
  });

  test("is settled by filling the cells that matter", () => {
    let undetermined = 0;
    fc.assert(
      fc.property(standards, randomRow, ({ text }, row) => {
        const standard = standardOf(text);
        const [open] = judged(standard, csvOf([row]));
        if (open?.level !== "undetermined") return;
        undetermined++;
        const matters = open.matters.map(({ field }) => field);
        for (const one of judged(standard, csvOf(fillings(row, matters)))) {
          // No figure settles a threshold that was not found, no cases without a rule for that, or a group that goes
          // by its points when all of them are excluded.
          const byPoints = new Set(
            nodesOf(standard.criteria).flatMap(({ id, group }) => (group?.form === "points" ? [id] : [])),
          );
          const hopeless = one.nodes.some(
            ({ id, reason, status, points }) =>
              reason === "not_found" ||
              (reason === "no_cases" && (status === "unknown" || status === "scored")) ||
              (status === "unknown" && points === null && byPoints.has(id)),
          );
          if (hopeless) continue;
          // Nothing to score, or no criterion that applies: no figure settles that, and no title is given for it.
          const nothingToScore = text.includes("points:") && one.score === null;
          if (one.level === "undetermined") expect(nothingToScore || one.criteria.of === 0, text).toBe(true);
        }
      }),
      { numRuns: RUNS, endOnFailure },
    );
    expect(undetermined).toBeGreaterThan(RUNS / 20);
  });

  test("names no cell when nothing is undetermined", () => {
    fc.assert(
      fc.property(standards, randomRow, ({ text }, row) => {
        const [open] = judged(standardOf(text), csvOf([row]));
        if (open?.level !== "undetermined") expect(open?.matters).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure },
    );
  });
});

test("the order of rows does not matter", () => {
  fc.assert(
    fc.property(standards, fc.array(randomRow, { minLength: 2, maxLength: 6 }), fc.nat(), ({ text }, rows, turn) => {
      const standard = standardOf(text);
      const [head = "", ...lines] = csvOf(rows).trimEnd().split("\n");
      const moved = [...lines.slice(turn % lines.length), ...lines.slice(0, turn % lines.length)];
      const strip = (wards: readonly WardResult[]) =>
        wards
          .map(({ cells, matters, ...rest }) => ({
            ...rest,
            cells: cells.map(({ field, cell }) => ({ field, cell })),
            matters: matters.map(({ field }) => field),
          }))
          .toSorted((a, b) => (a.ward < b.ward ? -1 : 1));
      expect(strip(judged(standard, [head, ...moved].join("\n")))).toEqual(
        strip(judged(standard, [head, ...lines].join("\n"))),
      );
    }),
    { numRuns: Math.ceil(RUNS / 3), endOnFailure },
  );
});

test("more than one batch gives the same as one ward alone", () => {
  fc.assert(
    fc.property(standards, fc.array(randomRow, { minLength: 3, maxLength: 3 }), ({ text }, rows) => {
      const standard = standardOf(text);
      const many = Array.from({ length: BATCH_ROWS + 6 }, (_, index) => rows[index % 3] ?? {});
      const together = judged(standard, csvOf(many));
      for (const [index, row] of rows.entries()) {
        const [alone] = judged(standard, csvOf([row]));
        for (const place of [index, BATCH_ROWS + ((index + 3 - (BATCH_ROWS % 3)) % 3)]) {
          expect(together[place]?.level).toBe(alone?.level);
          expect(together[place]?.nodes).toEqual(alone?.nodes);
        }
      }
    }),
    { numRuns: 10, endOnFailure },
  );
});
