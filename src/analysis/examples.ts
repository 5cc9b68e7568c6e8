import type { Example, ExpectedPoints, GivenCells } from "../criteria/examples.ts";
import type { Standard } from "../criteria/model.ts";
import type { Period } from "../criteria/period.ts";
import type { PointsRange, WardResult } from "../engine/result.ts";
import { survey, wardsOf } from "../engine/survey.ts";
import { toExactDecimal } from "../exact/decimal.ts";
import { equal, type Fraction } from "../exact/fraction.ts";
import { readWards } from "../intake/read-wards.ts";
import type { WardTable } from "../intake/table.ts";
import { TableBuilder } from "../intake/table-builder.ts";
import { type Problem, problem } from "../problem.ts";
import type { Text } from "../text.ts";
import type { Waiver } from "../waivers/waiver.ts";

/** Where an example came out otherwise than its standard says. Values are words of the result. */
export interface Difference {
  readonly what: "status" | "points" | "score" | "level" | "without_waivers" | "check";
  /** the node or check; empty for score and levels */
  readonly id: string;
  readonly expected: string;
  readonly found: string;
}

/** What became of one example. */
export interface ExampleOutcome {
  readonly name: Text;
  readonly line: number;
  readonly differences: readonly Difference[];
  /** why its figures were refused, where it does not say that a check fails */
  readonly refusals: readonly Problem[];
}

export const hasPassed = ({ differences, refusals }: ExampleOutcome): boolean =>
  differences.length === 0 && refusals.length === 0;

/** Judges every example of a standard like a ward file, and compares. */
export function runExamples(standard: Standard): ExampleOutcome[] {
  return standard.examples.map((example) => runExample(standard, example));
}

const WARD = "00001";

function runExample(standard: Standard, example: Example): ExampleOutcome {
  const { name, line } = example;
  const { table, problems } = tableOf(standard, example);
  if (table === undefined)
    return { name, line, differences: [], refusals: problems.filter(({ severity }) => severity === "error") };
  const period = example.period;
  const judging = {
    asOf: example.asOf,
    period,
    waivers: example.waivers.length === 0 ? undefined : example.waivers.map(waiverOf),
  };
  const surveyed = survey(standard, table, judging);
  const failed = new Set(
    surveyed.problems
      .filter(({ code }) => code === "data/check-failed" || code === "data/check-warned")
      .map(({ args }) => String(args["id"])),
  );
  const refusals = surveyed.problems.filter(
    ({ severity, code, args }) =>
      severity === "error" && !(code === "data/check-failed" && example.checks.get(String(args["id"])) === "failed"),
  );
  const [ward] = wardsOf(standard, table, judging);
  const differences = [...checkDifferences(example, failed), ...(ward === undefined ? [] : compare(example, ward))];
  if (ward === undefined) {
    const notInForce = problem("criteria/example-not-judged", { period: period.label });
    return { name, line, differences, refusals: [...refusals, notInForce] };
  }
  return { name, line, differences, refusals };
}

const waiverOf = ({ node, from, until }: Example["waivers"][number]): Waiver => ({
  ward: WARD,
  node,
  from,
  until,
  reason: {},
  approvedBy: {},
  document: "",
  at: { file: "" },
});

/** The example's rows, read as if they stood in a ward file. */
function tableOf(
  standard: Standard,
  { period, given, before }: Example,
): { table: WardTable | undefined; problems: readonly Problem[] } {
  const rows: { period: Period; given: GivenCells }[] = [{ period, given }, ...before.values()];
  const fields = [...standard.fields.keys()].filter((field) => rows.some((row) => row.given.has(field)));
  if (fields.length === 0) return { table: emptyTable(standard, rows), problems: [] };
  const lines = rows.map((row) => [WARD, row.period.label, ...fields.map((field) => row.given.get(field) ?? "")]);
  const text = [["ward_code", "period", ...fields], ...lines].map((cells) => cells.map(quoted).join(",")).join("\n");
  return readWards(standard, [{ name: "", bytes: new TextEncoder().encode(`${text}\n`), sha256: "" }], {
    delimiter: ",",
  });
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** No ward file is without any figure; an example may be, to show what missing data come to. */
function emptyTable(standard: Standard, rows: readonly { period: Period }[]): WardTable {
  const builder = new TableBuilder(standard.fields.values(), rows.length);
  for (const { period } of rows) builder.add(WARD, "", "", period);
  return builder.finish([]);
}

function* checkDifferences({ checks }: Example, failed: ReadonlySet<string>): Generator<Difference> {
  for (const [id, expected] of checks) {
    const found = failed.has(id) ? "failed" : "held";
    if (found !== expected) yield { what: "check", id, expected, found };
  }
}

function* compare(example: Example, ward: WardResult): Generator<Difference> {
  const nodes = new Map(ward.nodes.map((node) => [node.id, node]));
  for (const [id, expected] of example.status) {
    const found = nodes.get(id)?.status ?? "unknown";
    if (found !== expected) yield { what: "status", id, expected, found };
  }
  for (const [id, expected] of example.points) {
    const found = nodes.get(id)?.points ?? null;
    if (!samePoints(expected, found)) yield pointsDifference("points", id, expected, found);
  }
  if (example.score !== undefined && !samePoints(example.score, ward.score))
    yield pointsDifference("score", "", example.score, ward.score);
  const { level, withoutWaivers } = example;
  if (level !== undefined && level !== ward.level)
    yield { what: "level", id: "", expected: level, found: ward.level ?? "none" };
  if (withoutWaivers !== undefined && withoutWaivers !== ward.levelWithoutWaivers)
    yield { what: "without_waivers", id: "", expected: withoutWaivers, found: ward.levelWithoutWaivers ?? "none" };
}

function samePoints(expected: ExpectedPoints, found: PointsRange | null): boolean {
  if (expected === "none" || found === null) return expected === "none" && found === null;
  return equal(expected.low, found.low) && equal(expected.high, found.high);
}

const pointsDifference = (
  what: "points" | "score",
  id: string,
  expected: ExpectedPoints,
  found: PointsRange | null,
): Difference => ({ what, id, expected: pointsText(expected), found: pointsText(found ?? "none") });

function pointsText(points: ExpectedPoints): string {
  if (points === "none") return points;
  const text = (value: Fraction) => toExactDecimal(value) ?? `${value.n}/${value.d}`;
  return equal(points.low, points.high) ? text(points.low) : `[${text(points.low)}, ${text(points.high)}]`;
}
