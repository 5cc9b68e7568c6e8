import { letterOf } from "../column-letters.ts";
import { type CriteriaNode, type Field, nodesOf, type Standard } from "../criteria/model.ts";
import { usesOfNode } from "../criteria/uses.ts";
import { toExactDecimal } from "../exact/decimal.ts";
import { type Fraction, fraction } from "../exact/fraction.ts";
import { say } from "../messages/say.ts";
import type { ColumnOut, Rule, SheetOut } from "../spreadsheet/write.ts";
import { inLanguage, type Language } from "../text.ts";
import { begunCell, type FormColumn, type FormRows, formColumns } from "./form.ts";
import { listOf, ruleFor } from "./form-rules.ts";

/** A form without names has room for so many rows with rules; a list of wards for as many again. */
const ROOM = 500;
const [NARROWEST, WIDEST, NAMES] = [12, 26, 28];

/**
 * An Excel form for a standard: a sheet for the figures, whose headings are locked and whose cells say what they take;
 * a sheet that explains every figure; a hidden one with the lists. It is read back without a flag.
 */
export function workbookTemplate(standard: Standard, language: Language, rows: FormRows): SheetOut[] {
  const columns = formColumns(standard, language);
  const lists = listsOf(standard, language);
  return [
    dataSheet(columns, rows, lists, standard, language),
    guidance(standard, columns, language),
    listSheet(lists, language),
  ];
}

/** Every list of words once, with the column of the hidden sheet that it stands in. */
function listsOf(standard: Standard, language: Language): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const field of standard.fields.values()) {
    const list = listOf(field, language);
    if (list.length > 0) lists.set(list.join("\n"), list);
  }
  return lists;
}

function dataSheet(
  columns: readonly FormColumn[],
  { wards, period }: FormRows,
  lists: ReadonlyMap<string, readonly string[]>,
  standard: Standard,
  language: Language,
): SheetOut {
  const last = wards.length + ROOM + 1;
  const listName = say(language, "form/lists");
  const sources = new Map(
    [...lists.entries()].map(([key, list], place) => {
      const letter = letterOf(place + 1);
      return [key, `'${listName}'!$${letter}$2:$${letter}$${list.length + 1}`];
    }),
  );
  const rules = columns.flatMap((column, place): Rule[] => {
    const letter = letterOf(place + 1);
    const rule = ruleFor(column, `${letter}2`, standard, language, sources);
    return rule === undefined ? [] : [{ range: `${letter}2:${letter}${last}`, ...rule }];
  });
  const named = columns.filter((column) => "builtIn" in column && column.builtIn !== "period").length;
  return {
    name: say(language, "form/data"),
    columns: columns.map(dataColumn),
    rows: [
      columns.map(({ heading }) => heading),
      ...wards.map((ward) => columns.map((column) => begunCell(column, ward, period) || null)),
    ],
    headings: 0,
    rules,
    frozen: { rows: 1, columns: Math.min(named, 2) },
    isProtected: true,
    isHidden: false,
  };
}

function dataColumn(column: FormColumn): ColumnOut {
  const isName = "builtIn" in column && column.builtIn === "name";
  const width = isName ? NAMES : Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(column.heading.length / 2)));
  return { width, as: columnKind(column), isOpen: true };
}

/** Codes, periods and words are kept as text, so that no zero is lost and no date is made. */
function columnKind(column: FormColumn): ColumnOut["as"] {
  if ("builtIn" in column) return "text";
  if (column.field.type === "date") return "date";
  return ["text", "choice", "boolean"].includes(column.field.type) ? "text" : "general";
}

/** How the form is filled in, and what each figure means and where it is wanted. */
function guidance(standard: Standard, columns: readonly FormColumn[], language: Language): SheetOut {
  const rows = [...standard.fields.values()].map((field) => guidanceRow(standard, columns, field, language));
  // A standard that says nothing of evidence needs no column for it.
  const shown = GUIDANCE.map((one, place) => ({ ...one, place })).filter(({ place }) =>
    rows.some((row) => row[place] !== ""),
  );
  const title = `${inLanguage(standard.title, language)} (${standard.id}@${standard.version})`;
  const how = HOW.map((one, place) => `${place + 1}. ${say(language, one)}`);
  const above = [title, ...standard.notices.map((notice) => inLanguage(notice, language)), ...how];
  return {
    name: say(language, "form/guidance"),
    columns: shown.map(({ width }) => ({ width, as: "general", isOpen: false, wraps: true })),
    rows: [
      ...above.map((line) => [line]),
      shown.map(({ heading }) => say(language, heading)),
      ...rows.map((row) => shown.map(({ place }) => row[place] || null)),
    ],
    headings: above.length,
    rules: [],
    isProtected: true,
    isHidden: false,
  };
}

const HOW = ["form/how-1", "form/how-2", "form/how-3", "form/how-4", "form/how-5"] as const;

const GUIDANCE = [
  { heading: "form/column", width: 9 },
  { heading: "form/figure", width: 40 },
  { heading: "form/kind", width: 12 },
  { heading: "form/unit", width: 12 },
  { heading: "form/range", width: 16 },
  { heading: "form/used-by", width: 40 },
  { heading: "form/clause", width: 22 },
  { heading: "form/evidence", width: 36 },
  { heading: "form/note", width: 40 },
] as const;

function guidanceRow(standard: Standard, columns: readonly FormColumn[], field: Field, language: Language): string[] {
  const word = (text: Field["note"]) => (text === undefined ? "" : inLanguage(text, language));
  const letters = columns.flatMap((one, place) => ("field" in one && one.field === field ? [letterOf(place + 1)] : []));
  const nodes = nodesOf(standard.criteria);
  const users = nodes.filter((node) => usesOfNode(standard, node).some((use) => use.field === field.id));
  const clauses = users.map((node) => clauseOf(nodes, node) ?? standard.basis.document ?? "");
  const evidence = [...field.evidence, ...users.flatMap((node) => node.evidence)].map(word);
  return [
    letters.join(", "),
    word(field.label),
    say(language, `type/${field.type}`),
    field.type === "percent" ? "%" : word(field.unit),
    rangeOf(field),
    users.map(({ id, title }) => `${id} ${word(title)}`).join("\n"),
    [...new Set(clauses)].join("\n"),
    [...new Set(evidence)].join("\n"),
    word(field.note),
  ];
}

/** A node's own clause, else that of the nearest node above which has one. */
function clauseOf(nodes: readonly CriteriaNode[], { clause, parent }: CriteriaNode): string | undefined {
  const above = clause === undefined ? nodes.find(({ id }) => id === parent) : undefined;
  return clause ?? (above && clauseOf(nodes, above));
}

function rangeOf({ type, range, numbers, choices }: Field): string {
  const shown = (value: Fraction) =>
    toExactDecimal(type === "percent" ? fraction(value.n * 100n, value.d) : value) ?? "";
  if (numbers.length > 0) return numbers.map(shown).join(", ");
  if (choices.length > 0) return choices.join(", ");
  return range === undefined ? "" : `${shown(range.low)} – ${shown(range.high)}`;
}

function listSheet(lists: ReadonlyMap<string, readonly string[]>, language: Language): SheetOut {
  const all = [...lists.values()];
  const longest = Math.max(0, ...all.map(({ length }) => length));
  return {
    name: say(language, "form/lists"),
    columns: all.map(() => ({ width: NARROWEST, as: "text", isOpen: false })),
    rows: [
      all.map((_, place) => `${say(language, "form/list")} ${place + 1}`),
      ...Array.from({ length: longest }, (_, row) => all.map((list) => list[row] ?? null)),
    ],
    headings: 0,
    rules: [],
    isProtected: true,
    isHidden: true,
  };
}
