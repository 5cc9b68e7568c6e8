import { dataScope } from "../../src/criteria/formulas.ts";
import type { Field, FieldType } from "../../src/criteria/model.ts";
import { parsePeriod } from "../../src/criteria/period.ts";
import { DataSource } from "../../src/engine/data-source.ts";
import { type NumberColumn, State, Truth } from "../../src/exact/column.ts";
import { formatDay } from "../../src/exact/day.ts";
import { toExactDecimal } from "../../src/exact/decimal.ts";
import { type Checked, checkTree } from "../../src/expression/check.ts";
import type { Expression } from "../../src/expression/expression.ts";
import { substitute } from "../../src/expression/expression.ts";
import type { Fault } from "../../src/expression/fault.ts";
import { parseExpression, parseTest } from "../../src/expression/parse.ts";
import { Plan } from "../../src/expression/plan.ts";
import type { Scope } from "../../src/expression/scope.ts";
import { readTexts } from "../../src/intake/cells.ts";
import { rulesFor } from "../../src/intake/options.ts";
import { TableBuilder } from "../../src/intake/table-builder.ts";

export interface NameSpec {
  readonly type: FieldType;
  readonly unit?: string;
  readonly values?: readonly string[];
}

const RULE = { every: "year", startMonth: 1, startDate: 1 } as const;

/** A field as a test declares it; every cell may be declared not applicable. */
export function fieldOf(id: string, { type, unit, values }: NameSpec): Field {
  return {
    id,
    label: { vi: id, en: id },
    type,
    choices: values ?? [],
    numbers: [],
    sameForProvince: false,
    aliases: [],
    columns: { of: [], total: [] },
    notApplicable: true,
    sensitive: false,
    evidence: [],
    ...(unit !== undefined && { unit: { vi: unit, en: unit } }),
  };
}

export function fieldsOf(names: Readonly<Record<string, NameSpec>>): Map<string, Field> {
  return new Map(Object.entries(names).map(([id, spec]) => [id, fieldOf(id, spec)]));
}

export type Cells = Readonly<Record<string, string>>;

/** A table with one ward: period 2020 holds `given`, 2020 − n holds `earlier[n]`. */
export function tableOf(
  fields: ReadonlyMap<string, Field>,
  given: Cells,
  earlier: Readonly<Record<string, Cells>> = {},
) {
  const builder = new TableBuilder(fields.values());
  for (const [back, cells] of [["0", given] as const, ...Object.entries(earlier)]) {
    const period = parsePeriod(String(2020 - Number(back)), RULE);
    if (period === undefined) throw new Error("no period");
    const { batch, row } = builder.at(builder.add("00001", "Phường 01", "", period));
    for (const [id, text] of Object.entries(cells)) {
      const field = fields.get(id);
      if (field === undefined) throw new Error(`no field ${id}`);
      const words = text === "missing" ? "" : text === "n/a" ? "KAD" : text;
      const read = readTexts(field, words, undefined, rulesFor(".", {}));
      if (read.cell === undefined) throw new Error(`${id}: ${text}: ${read.code}`);
      batch.columns.get(id)?.set(row, read.cell);
    }
  }
  return builder.finish([]);
}

/** Checks a text as an expression, or as a test of another expression. */
export function checked(
  text: string,
  scope: Scope,
  of?: string,
): { expression?: Expression; faults: readonly Fault[] } {
  const subject = of === undefined ? undefined : checked(of, scope).expression;
  const parsed = of === undefined ? parseExpression(text) : parseTest(text);
  if (parsed.fault !== undefined) return { faults: [parsed.fault] };
  const result: Checked = checkTree(
    parsed.tree,
    subject === undefined ? scope : { ...scope, subject: subject.kind },
    of === undefined ? "either" : "condition",
  );
  if (result.faults !== undefined) return { faults: result.faults };
  return { expression: subject === undefined ? result.expression : substitute(result.expression, subject), faults: [] };
}

/** The names as expressions see them; `declarable`: with the figures known to be declarable not applicable. */
export function scopeOf(fields: ReadonlyMap<string, Field>, declarable: boolean = false): Scope {
  const seen = [...fields].map(([id, field]): [string, Field] => [id, { ...field, notApplicable: declarable }]);
  return dataScope(new Map(seen), new Map(), RULE);
}

/** Evaluates a checked expression for the ward's row of 2020 and writes what it gives. */
export function evaluated(
  expression: Expression,
  fields: ReadonlyMap<string, Field>,
  given: Cells,
  earlier: Readonly<Record<string, Cells>> = {},
): string {
  const table = tableOf(fields, given, earlier);
  const plan = new Plan();
  const { low } = plan.add(expression);
  const [batch] = table.batches;
  if (batch === undefined) throw new Error("no batch");
  const source = new DataSource({ parameters: new Map(), fields }, table, undefined);
  plan.begin(source.of(batch), batch.count);
  const { kind } = expression;
  if (kind.is === "boolean") return truthText(plan.truths(low)[0] ?? 0);
  const column: NumberColumn = plan.numbers(low);
  const state = column.stateAt(0);
  if (state !== State.present) return truthText(state + 1);
  const value = column.at(0);
  if (kind.is === "date") return formatDay(Number(value.n));
  if (kind.is === "choice") return kind.values[Number(value.n)] ?? "";
  return toExactDecimal(value, 1000) ?? `${value.n}/${value.d}`;
}

function truthText(truth: number): string {
  const words = ["false", "true", "no cases", "missing", "unset", "n/a", "refused data", "refused data"];
  return words[truth] ?? String(truth === Truth.true);
}
