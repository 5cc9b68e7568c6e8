import type { Node } from "yaml";
import { FUNCTION_NAMES } from "../expression/functions.ts";
import { isName } from "../expression/names.ts";
import { fold, foldIdentifier } from "../fold.ts";
import { amountOf, Entries, scalarText, textOf } from "./entries.ts";
import { CALENDAR_NAMES } from "./formulas.ts";
import { builtInTargets, targetsOf } from "./headings.ts";
import { FIELD_TYPES, type Field, type FieldType } from "./model.ts";
import type { YamlSource } from "./yaml-source.ts";

const KEYS = [
  "label",
  "type",
  "unit",
  "range",
  "typical",
  "values",
  "at_most",
  "same_for",
  "aliases",
  "columns",
  "not_applicable",
  "sensitive",
  "note",
  "evidence",
] as const;
const TAKEN: ReadonlySet<string> = new Set([
  ...FUNCTION_NAMES,
  ...CALENDAR_NAMES,
  "and",
  "or",
  "not",
  "in",
  "true",
  "false",
]);
const NUMERIC: ReadonlySet<FieldType> = new Set(["count", "number", "percent"]);
/** Keys that only some types have. */
const ONLY_FOR: readonly (readonly [string, ReadonlySet<FieldType>])[] = [
  ["unit", new Set(["count", "number", "ratio"])],
  ["range", NUMERIC],
  ["typical", NUMERIC],
  ["values", new Set(["choice", "number", "count", "percent"])],
  ["at_most", new Set(["count", "number", "percent"])],
  ["columns", new Set(["ratio"])],
];

/** Reads the fields of a criteria file, in their order. */
export function readFields(file: YamlSource, top: Entries): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  const map = top.map("fields");
  for (const id of map?.keys ?? []) {
    const node = map?.get(id) as Node;
    const entries = Entries.open(file, node, KEYS);
    const field = entries && readField(id, entries);
    if (field !== undefined) fields.set(id, field);
  }
  if (map !== undefined) checkTogether(file, map, fields);
  return fields;
}

/** Is it a name that expressions can use, and free? Reports when not. */
export function checkName(entries: Entries, id: string): void {
  if (!isName(id)) entries.report("criteria/bad-name", undefined, { seen: id });
  else if (TAKEN.has(id)) entries.report("criteria/name-taken", undefined, { seen: id });
}

function readField(id: string, entries: Entries): Field | undefined {
  checkName(entries, id);
  const label = entries.text("label", true);
  const type = entries.choice("type", FIELD_TYPES, true);
  if (label === undefined || type === undefined) return undefined;
  for (const [key, types] of ONLY_FOR) {
    if (entries.has(key) && !types.has(type)) entries.report("criteria/key-not-for-type", key, { key, type });
  }
  const percent = type === "percent";
  const range = entries.range("range", percent);
  const typical = entries.range("typical", percent);
  if (type === "count") checkWhole(entries);
  const unit = entries.text("unit");
  const atMost = entries.words("at_most");
  const note = entries.text("note");
  const columns = entries.map("columns", ["of", "total"]);
  const [of = [], total = []] = ["of", "total"].map((key) => columns?.wordList(key).map(fold));
  const clash = of.some((name) => total.includes(name));
  if (columns !== undefined && (of.length === 0 || total.length === 0 || clash)) {
    entries.report("criteria/columns-both", "columns");
  }
  entries.choice("same_for", ["province"]);
  entries.choice("not_applicable", ["allowed"]);
  const values = readValues(entries, type, percent);
  const lower = (label.vi ?? "").toLowerCase();
  if (type === "boolean" && /^(?:không|chưa)/.test(lower) && /^(?:không|chưa)(?!\p{L})/u.test(lower)) {
    entries.report("criteria/negative-label", "label", { seen: label.vi ?? "" });
  }
  return {
    id,
    label,
    type,
    ...values,
    sameForProvince: entries.has("same_for"),
    aliases: entries.wordList("aliases"),
    columns: { of: columns?.wordList("of") ?? [], total: columns?.wordList("total") ?? [] },
    notApplicable: entries.has("not_applicable"),
    sensitive: entries.truth("sensitive"),
    evidence: entries.list("evidence").flatMap((node) => textOf(entries.file, node) ?? []),
    ...(unit && { unit }),
    ...(range && { range }),
    ...(typical && { typical }),
    ...(atMost !== undefined && { atMost }),
    ...(note && { note }),
  };
}

/** The numbers that stand beside a count must be counts themselves. */
function checkWhole(entries: Entries): void {
  for (const key of ["range", "typical", "values"]) {
    const numbers = entries.list(key).map((node) => String("value" in node ? node.value : ""));
    if (numbers.some((number) => /^[-−]|\./.test(number))) entries.report("criteria/count-range", key, { key });
  }
}

function readValues(entries: Entries, type: FieldType, percent: boolean): Pick<Field, "choices" | "numbers"> {
  if (type !== "choice")
    return {
      choices: [],
      numbers: entries.list("values").flatMap((node) => amountOf(entries.file, node, percent) ?? []),
    };
  entries.require("values");
  const choices = entries.list("values").flatMap((node) => scalarText(entries.file, node) ?? []);
  if (choices.length === 0 && entries.has("values")) entries.report("yaml/wants-list", "values", { key: "values" });
  const folded = new Set<string>();
  for (const value of choices) {
    if (folded.has(fold(value))) entries.report("criteria/duplicate-id", "values", { seen: value });
    folded.add(fold(value));
  }
  return { choices, numbers: [] };
}

/** Names that look alike, labels that two fields claim, `at_most` that names nothing or goes round in a circle. */
function checkTogether(file: YamlSource, map: Entries, fields: ReadonlyMap<string, Field>): void {
  const identifiers = new Map<string, string>();
  const headings = new Map<string, string>(
    builtInTargets().map(([heading, target]) => [heading, "column" in target ? target.column : ""]),
  );
  for (const field of fields.values()) {
    const alike = identifiers.get(foldIdentifier(field.id));
    if (alike !== undefined) map.report("criteria/names-alike", field.id, { seen: field.id, other: alike });
    identifiers.set(foldIdentifier(field.id), field.id);
    for (const heading of new Set(targetsOf(field).map(([name]) => name))) {
      const other = headings.get(heading);
      if (other !== undefined) map.report("criteria/heading-shared", field.id, { seen: heading, other });
      headings.set(heading, field.id);
    }
    if (field.atMost !== undefined) checkAtMost(file, map, field, fields);
  }
}

function checkAtMost(file: YamlSource, map: Entries, field: Field, fields: ReadonlyMap<string, Field>): void {
  const bound = fields.get(field.atMost ?? "");
  const offset = map.get(field.id)?.range?.[0] ?? 0;
  if (bound === undefined || bound.type !== field.type) {
    file.report("criteria/at-most", offset, { seen: field.atMost ?? "" });
    return;
  }
  if (bound.unit?.vi !== field.unit?.vi || bound.unit?.en !== field.unit?.en) {
    file.report("criteria/at-most-unit", offset, { seen: bound.id });
  }
  const seen = new Set<string>([field.id]);
  for (let next: Field | undefined = bound; next !== undefined; next = fields.get(next.atMost ?? "")) {
    if (seen.has(next.id)) {
      file.report("criteria/cycle", offset, { seen: field.id });
      return;
    }
    seen.add(next.id);
  }
}
