import { isMap, isScalar, type Node, type Scalar } from "yaml";
import type { Day } from "../exact/day.ts";
import { hasErrors, type Problem } from "../problem.ts";
import type { Text } from "../text.ts";
import { Entries, textOf } from "./entries.ts";
import { readExamples } from "./examples.ts";
import { readFields } from "./fields.ts";
import { dataScope, Formulas, outcomeScope } from "./formulas.ts";
import { readAdjustments, readChecks, readDisqualifiers, readLevels, readScoring } from "./levels.ts";
import { type Basis, PERIOD_LENGTHS, type PeriodRule, PROVENANCES, type Standard } from "./model.ts";
import { readNodes } from "./nodes.ts";
import { type Layer, LayeredFile, refuseLayers } from "./overlay.ts";
import { readParameters } from "./parameters.ts";
import { validate } from "./validate.ts";
import { YamlFile } from "./yaml-file.ts";
import type { YamlSource } from "./yaml-source.ts";

const KEYS = [
  "format",
  "id",
  "version",
  "title",
  "basis",
  "provenance",
  "notices",
  "in_force",
  "assesses",
  "extends",
  "remove",
  "verdict",
  "fields",
  "parameters",
  "checks",
  "scoring",
  "criteria",
  "adjustments",
  "disqualifiers",
  "levels",
  "examples",
  "layers",
] as const;
const STANDARD_ID = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
const VERSION = /^[0-9A-Za-z][0-9A-Za-z._-]*$/;

/** A criteria file as read: the standard unless a problem is an error, and all problems. */
export interface ParsedStandard {
  readonly standard: Standard | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks a criteria file. Never throws, whatever the text; every problem carries line, column and the
 * source line.
 * @param name the file's name as messages show it
 */
export function parseStandard(name: string, text: string): ParsedStandard {
  const file = new YamlFile(name, text);
  if (file.root !== undefined) refuseLayers(file, file.root);
  return parseSource(file);
}

/** The same for the text of a standard that was merged before: it says itself which standards it is made of. */
export const parseMerged = (name: string, text: string): ParsedStandard => parseSource(new YamlFile(name, text));

/** The same for a standard that extends others: its files in order, the base first. Its text is the merged file. */
export function parseLayers(layers: readonly Layer[]): ParsedStandard {
  const [only, ...overlays] = layers;
  if (only !== undefined && overlays.length === 0) return parseStandard(only.name, only.text);
  const file = new LayeredFile(layers);
  const { standard, problems } = parseSource(file);
  if (standard === undefined) return { standard, problems };
  const text = file.mergedText;
  const again = new YamlFile(layers.at(-1)?.name ?? "", text);
  // Two files within the bounds may be one beyond them, which nobody could read again.
  const [beyond] = again.problems;
  return beyond === undefined
    ? { standard: { ...standard, text }, problems }
    : { standard: undefined, problems: [beyond] };
}

function parseSource(file: YamlSource): ParsedStandard {
  const top = file.root === undefined ? undefined : Entries.open(file, file.root, KEYS);
  const standard = top && readStandard(file, top);
  const problems = file.problems;
  return { standard: hasErrors(problems) ? undefined : standard, problems };
}

function readStandard(file: YamlSource, top: Entries): Standard | undefined {
  for (const key of ["extends", "remove"])
    if (top.has(key)) top.report("overlay/unresolved", key, { seen: top.words("extends") ?? "–" });
  if (top.choice("format", ["1"], true) === undefined) return undefined;
  const id = matching(top, "id", STANDARD_ID, "criteria/bad-standard-id");
  const version = matching(top, "version", VERSION, "criteria/bad-version");
  const title = top.text("title", true);
  if (!top.has("provenance")) top.report("criteria/no-provenance", undefined);
  const provenance = top.choice("provenance", PROVENANCES) ?? "illustrative";
  const inForce = readInForce(top);
  const { unit, period } = readAssesses(top);
  const fields = readFields(file, top);
  const parameters = readParameters(file, top, fields, provenance, inForce);
  const data = dataScope(fields, parameters, period);
  const names = top.get("criteria");
  const formulas = new Formulas(
    file,
    data,
    outcomeScope(data, new Set(wordsUnder(names, "id")), new Set(topTags(top))),
  );
  top.require("criteria");
  const criteria = readNodes(formulas, top, "criteria", { depth: 1, provenance });
  const levels = readLevels(formulas, top);
  if (id === undefined || version === undefined || title === undefined) return undefined;
  const declared = { fields, period, criteria, levels, checks: readChecks(formulas, top) };
  const standard: Standard = {
    id,
    version,
    title,
    basis: readBasis(top),
    provenance,
    notices: top.list("notices").flatMap((node): Text | Text[] => textOf(file, node) ?? []),
    inForce,
    unit,
    period,
    verdict: top.choice("verdict", ["recognition", "withdrawal", "rating"]) ?? "recognition",
    fields,
    parameters,
    checks: declared.checks,
    scoring: readScoring(top),
    criteria,
    adjustments: readAdjustments(formulas, top),
    disqualifiers: readDisqualifiers(formulas, top, levels),
    levels,
    examples: readExamples(top, declared),
    layers: top
      .maps("layers", ["standard", "parts"])
      .map((entries) => ({ standard: entries.words("standard", true) ?? "", parts: entries.wordList("parts") })),
    text: file.text,
  };
  validate(standard, top);
  return standard;
}

function matching(
  top: Entries,
  key: string,
  pattern: RegExp,
  code: "criteria/bad-standard-id" | "criteria/bad-version",
): string | undefined {
  const words = top.words(key, true);
  return words === undefined || pattern.test(words) ? words : top.report(code, key, { seen: words });
}

function readInForce(top: Entries): { readonly from?: Day; readonly to?: Day } {
  const entries = top.map("in_force", ["from", "to"]);
  const from = entries?.day("from");
  const to = entries?.day("to");
  if (entries !== undefined && from !== undefined && to !== undefined && to < from)
    entries.report("criteria/dates-order", "to");
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function readAssesses(top: Entries): { unit: string; period: PeriodRule } {
  const entries = top.map("assesses", ["unit", "period"]);
  const period = entries?.map("period", ["every", "starts"]);
  const starts = period?.words("starts");
  const [, month = "01", date = "01"] = /^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.exec(starts ?? "01-01") ?? [];
  if (starts !== undefined && starts !== `${month}-${date}`)
    period?.report("criteria/starts", "starts", { seen: starts });
  return {
    unit: entries?.words("unit") ?? "ward",
    period: {
      every: period?.choice("every", PERIOD_LENGTHS) ?? "year",
      startMonth: Number(month),
      startDate: Number(date),
    },
  };
}

function readBasis(top: Entries): Basis {
  const entries = top.map("basis", ["document", "issuer", "issued", "address", "clause"]);
  const document = entries?.words("document");
  const issuer = entries?.text("issuer");
  const issued = entries?.day("issued");
  const address = entries?.words("address");
  const clause = entries?.words("clause");
  return {
    ...(document !== undefined && { document }),
    ...(issuer && { issuer }),
    ...(issued !== undefined && { issued }),
    ...(address !== undefined && { address }),
    ...(clause !== undefined && { clause }),
  };
}

/** The tags of criteria; what stands deeper is not counted by tag. */
function topTags(top: Entries): string[] {
  return top.list("criteria").flatMap((node) => {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === "tags") : undefined;
    return pair === undefined ? [] : scalars(pair.value as Node | undefined);
  });
}

/** All words that stand under a key anywhere below a node: the ids and tags that levels may name. */
function wordsUnder(node: Node | undefined, key: string): string[] {
  if (node === undefined || node === null || isScalar(node)) return [];
  const items = isMap(node) ? node.items : "items" in node ? (node.items as unknown as Node[]) : [];
  return items.flatMap((item): string[] => {
    if (!("value" in item) || !("key" in item)) return wordsUnder(item as Node, key);
    const value = item.value as Node | undefined;
    if (isScalar(item.key) && (item.key as Scalar).value === key) return scalars(value);
    return wordsUnder(value, key);
  });
}

function scalars(node: Node | undefined): string[] {
  if (isScalar(node)) return [String(node.value).trim()];
  return node !== undefined && "items" in node ? (node.items as unknown as Node[]).flatMap(scalars) : [];
}
