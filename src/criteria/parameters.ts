import { isMap, isScalar, type Node } from "yaml";
import { type Day, FIRST_DAY, formatDay } from "../exact/day.ts";
import { foldIdentifier } from "../fold.ts";
import { amountOf, Entries } from "./entries.ts";
import { checkName } from "./fields.ts";
import {
  type Field,
  type Parameter,
  type ParameterAmount,
  type ParameterValue,
  PROVENANCES,
  type Provenance,
} from "./model.ts";
import type { YamlSource } from "./yaml-source.ts";

const KEYS = ["title", "type", "unit", "clause", "provenance", "values"] as const;
const VALUE_KEYS = ["from", "to", "by", "value", "clause", "provenance"] as const;
type Type = Parameter["type"];
/** Stands between the classes of an amount; no class has it in its name. */
export const CLASS_SEPARATOR = "\u0000";

/** Reads the parameters of a criteria file; `inForce` is when each must have a value. */
export function readParameters(
  file: YamlSource,
  top: Entries,
  fields: ReadonlyMap<string, Field>,
  provenance: Provenance,
  inForce: { readonly from?: Day; readonly to?: Day },
): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>();
  const names = new Map([...fields.keys()].map((id) => [foldIdentifier(id), id]));
  const map = top.map("parameters");
  for (const id of map?.keys ?? []) {
    const entries = Entries.open(file, map?.get(id) as Node, KEYS);
    if (entries === undefined) continue;
    checkName(entries, id);
    const alike = names.get(foldIdentifier(id));
    if (alike !== undefined) entries.report("criteria/names-alike", undefined, { seen: id, other: alike });
    names.set(foldIdentifier(id), id);
    const parameter = readParameter(id, entries, fields, provenance);
    if (parameter === undefined) continue;
    parameters.set(id, parameter);
    checkCovered(entries, parameter, inForce);
  }
  return parameters;
}

function readParameter(
  id: string,
  entries: Entries,
  fields: ReadonlyMap<string, Field>,
  inherited: Provenance,
): Parameter | undefined {
  const title = entries.text("title", true);
  const type = entries.choice("type", ["count", "number", "percent"], true);
  const unit = entries.text("unit");
  const clause = entries.words("clause");
  const provenance = entries.choice("provenance", PROVENANCES) ?? inherited;
  entries.require("values");
  const values =
    type === undefined
      ? []
      : entries.maps("values", VALUE_KEYS).flatMap((value) => readValue(value, type, fields, provenance) ?? []);
  if (title === undefined || type === undefined) return undefined;
  const sorted = values.toSorted((a, b) => (a.from ?? FIRST_DAY) - (b.from ?? FIRST_DAY));
  for (const [index, value] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && next.from === value.from)
      entries.report("criteria/parameter-twice", "values", {
        day: value.from === undefined ? "…" : formatDay(value.from),
      });
  }
  return { id, title, type, values: sorted, ...(unit && { unit }), ...(clause !== undefined && { clause }) };
}

function readValue(
  entries: Entries,
  type: Type,
  fields: ReadonlyMap<string, Field>,
  inherited: Provenance,
): ParameterValue | undefined {
  const from = entries.day("from");
  const to = entries.day("to");
  if (from !== undefined && to !== undefined && to < from) entries.report("criteria/dates-order", "to");
  const clause = entries.words("clause");
  const by = entries.wordList("by");
  if (by.length > 2 || new Set(by).size < by.length)
    entries.report("criteria/by-needs-choice", "by", { seen: by.join(", ") });
  for (const name of by) {
    const usable = fields.get(name)?.type === "choice" && fields.get(name)?.choices.includes("else") === false;
    if (!usable) return entries.report("criteria/by-needs-choice", "by", { seen: name });
  }
  entries.require("value");
  const node = entries.get("value");
  const amounts = new Map<string, ParameterAmount>();
  if (node !== undefined)
    readAmounts(
      entries.file,
      node,
      by.map((name) => fields.get(name)?.choices ?? []),
      type,
      [],
      amounts,
    );
  return {
    by,
    amounts,
    provenance: entries.choice("provenance", PROVENANCES) ?? inherited,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(clause !== undefined && { clause }),
  };
}

/** Spreads a map of classes, perhaps nested and with `else`, over every combination of classes. */
function readAmounts(
  file: YamlSource,
  node: Node,
  classes: readonly (readonly string[])[],
  type: Type,
  path: readonly string[],
  amounts: Map<string, ParameterAmount>,
): void {
  const [here, ...deeper] = classes;
  if (here === undefined) {
    const amount = readAmount(file, node, type);
    if (amount !== undefined) amounts.set(path.join(CLASS_SEPARATOR), amount);
    return;
  }
  if (isScalar(node)) {
    for (const name of here) readAmounts(file, node, deeper, type, [...path, name], amounts);
    return;
  }
  const entries = Entries.open(file, node);
  if (entries === undefined) return;
  for (const key of entries.keys) {
    if (key !== "else" && !here.includes(key))
      entries.report("criteria/unknown-class", key, { seen: key, values: here.join(", ") });
  }
  for (const name of here) {
    const value = entries.get(name) ?? entries.get("else");
    if (value === undefined) entries.report("criteria/class-missing", undefined, { seen: name });
    else readAmounts(file, value, deeper, type, [...path, name], amounts);
  }
}

function readAmount(file: YamlSource, node: Node, type: Type): ParameterAmount | undefined {
  if (isMap(node)) return file.reportAt("criteria/by-missing", node);
  if (isScalar(node) && (node.value === "not_found" || node.value === "set_by_overlay")) {
    if (node.value === "set_by_overlay") file.reportAt("criteria/set-by-overlay", node);
    return node.value;
  }
  const amount = amountOf(file, node, type === "percent");
  if (type !== "count" || amount === undefined || amount.d === 1n) return amount;
  return file.reportAt("yaml/wants-number", node, { seen: isScalar(node) ? String(node.value) : "" });
}

/** The value of a parameter on a day: of those that have begun and not ended, the one that began last. */
export function valueOn(parameter: Parameter, day: Day): ParameterValue | undefined {
  return parameter.values.findLast(
    ({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to),
  );
}

/** A parameter must have a value on every day the standard is in force. */
function checkCovered(
  entries: Entries,
  parameter: Parameter,
  { from, to }: { readonly from?: Day; readonly to?: Day },
): void {
  const first = from ?? FIRST_DAY;
  const days = [first, ...parameter.values.flatMap((value) => (value.to === undefined ? [] : [value.to + 1]))];
  for (const day of days) {
    if (day < first || (to !== undefined && day > to) || valueOn(parameter, day) !== undefined) continue;
    entries.report("criteria/parameter-gap", "values", { name: parameter.id, day: formatDay(day) });
  }
}
