import {
  BUILT_IN,
  type BuiltIn,
  builtInTargets,
  type ColumnTarget,
  headingsOf,
  targetsOf,
} from "../criteria/headings.ts";
import type { Field } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { nearest, type Position, type Problem, problem } from "../problem.ts";
import { inLanguage, type Text } from "../text.ts";
import { type Header, type KnownHeadings, slotOf } from "./dialect.ts";

const MOST_COLUMNS = 4096;
const SHORTEST_PART = 5;
const SHORTEST_LIKE = 3;
/** So much of an unknown heading is compared. */
const LONGEST_LIKE = 100;

const KNOWN = new WeakMap<ReadonlyMap<string, Field>, KnownHeadings>();

/** Every heading that fields and the built-in columns answer to. Where two fields claim one, the first has it. */
export function knownHeadings(fields: ReadonlyMap<string, Field>): KnownHeadings {
  const before = KNOWN.get(fields);
  if (before !== undefined) return before;
  const known = new Map<string, ColumnTarget>();
  for (const [heading, target] of [...builtInTargets(), ...[...fields.values()].flatMap(targetsOf)])
    if (!known.has(heading)) known.set(heading, target);
  KNOWN.set(fields, known);
  return known;
}

/** Which columns of a file hold what; places count from 0. */
export interface Layout {
  /** how many columns have a heading, up to the last one that has */
  readonly width: number;
  /** how many cells the header row has, empty ones included */
  readonly cells: number;
  readonly builtIn: ReadonlyMap<BuiltIn, number>;
  /** a field's columns in the wide layout; empty in the long one */
  readonly fields: ReadonlyMap<string, FieldPlace>;
  readonly headings: readonly string[];
  /** the long layout: a row for each figure */
  readonly isLong: boolean;
}

/** A field's column, or the two columns of a ratio. */
export type FieldPlace = { readonly field: Field } & (
  | { readonly value: number }
  | { readonly part: number; readonly whole: number }
);

/** The columns that a field's place takes. */
export const columnsOf = (place: FieldPlace): readonly number[] =>
  "value" in place ? [place.value] : [place.part, place.whole];

/**
 * Finds out what each column holds, by the folded heading alone: no heading is matched by similarity.
 * @param hasHints is the known name looked for that an unknown one may be meant for? With many names this takes a while
 */
export function readHeader(
  file: string,
  { place: row, headings }: Header,
  known: KnownHeadings,
  hasHints: boolean,
): { layout: Layout; problems: Problem[] } {
  const problems: Problem[] = [];
  const builtIn = new Map<BuiltIn, number>();
  const sides = new Map<string, { field: Field; value?: number; part?: number; whole?: number }>();
  const taken = new Map<string, string>();
  const line = row + 1;
  const texts = headings.map(({ text }) => text.trim().replace(/\s+/g, " "));
  const width = texts.findLastIndex((text) => text.trim() !== "") + 1;
  if (width > MOST_COLUMNS)
    problems.push(problem("data/too-many-columns", { seen: width, most: MOST_COLUMNS }, { file, line }));
  for (const [place, heading] of texts.entries()) {
    const { alone } = headings[place] ?? {};
    const at = { file, line, column: place + 1 };
    if (alone !== undefined) problems.push(problem("data/group-heading", { seen: heading, known: alone }, at));
    const target = known.get(fold(heading));
    if (target === undefined) {
      if (heading.trim() !== "" && alone === undefined)
        problems.push(hasHints ? unknownColumn(heading, known, at) : unhinted(heading, at));
      continue;
    }
    const before = taken.get(slotOf(target));
    if (before !== undefined) {
      problems.push(problem("data/duplicate-column", { seen: heading, other: before }, at));
      continue;
    }
    taken.set(slotOf(target), heading);
    if ("field" in target)
      sides.set(target.field.id, { ...sides.get(target.field.id), field: target.field, [target.side]: place });
    else builtIn.set(target.column, place);
  }
  const fields = new Map<string, FieldPlace>();
  for (const [id, { field, value, part, whole }] of sides) {
    if (part !== undefined && whole !== undefined && value === undefined) fields.set(id, { field, part, whole });
    else if (value !== undefined && part === undefined && whole === undefined) fields.set(id, { field, value });
    else {
      const at = { file, line, column: (value ?? part ?? whole ?? 0) + 1 };
      problems.push(problem("data/ratio-columns", { seen: inLanguage(field.label, "vi") }, at));
    }
  }
  const isLong = builtIn.has("field") && builtIn.has("value");
  // Beside codes, in the long layout, "Đơn vị" is the unit of the figure and not the ward.
  const named = builtIn.get("name");
  if (isLong && named !== undefined && builtIn.has("ward") && fold(texts[named] ?? "") === fold("Đơn vị")) {
    builtIn.delete("name");
    builtIn.set("unit", named);
  }
  if (isLong && fields.size > 0) {
    const [first] = fields.values();
    problems.push(
      problem("data/wide-and-long", { seen: texts[(first && columnsOf(first)[0]) ?? 0] ?? "" }, { file, line }),
    );
  }
  if (!builtIn.has("ward") && !builtIn.has("name")) {
    const names = `${BUILT_IN.ward.heading.vi}, ${BUILT_IN.name.heading.vi}, ${BUILT_IN.ward.heading.en}`;
    problems.push(problem("data/no-ward-column", { headings: names }, { file, line }));
  }
  return { layout: { width, cells: texts.length, builtIn, fields, headings: texts, isLong }, problems };
}

/** Are the words of one name among those of the other, in their order? Only whole names of some length are worth a word. */
function isPartOf(name: string, other: string): boolean {
  const [short, long] = name.length < other.length ? [name, other] : [other, name];
  return short.length >= SHORTEST_PART && ` ${long} `.includes(` ${short} `);
}

/** A field's name as its standard spells the one that was nearest; its label rather than its id. */
const spelling = (field: Field, folded: string | undefined): Text | string =>
  headingsOf(field).find((name) => fold(name) === folded && name !== field.id) ?? field.label;

const unhinted = (heading: string, at: Position): Problem => problem("data/unknown-column", { seen: heading }, at);

/** A name that is not known: a note, or a warning with the known name that it may be meant for. */
export function unknownColumn(heading: string, known: KnownHeadings, at: Position): Problem {
  const folded = fold(heading.slice(0, LONGEST_LIKE));
  const [, name = "", unit = ""] = /^([^()]+)\(([^()]+)\)$/.exec(heading.slice(0, LONGEST_LIKE)) ?? [];
  const bare = known.get(fold(name));
  if (bare !== undefined && "field" in bare) {
    const own = bare.field.type === "percent" ? "%" : (bare.field.unit ?? "–");
    return problem("data/heading-unit", { seen: heading, suggestion: bare.field.label, named: unit, unit: own }, at);
  }
  const near = folded.length < SHORTEST_LIKE ? undefined : nearest(folded, known.keys());
  const suggestion = near ?? [...known.keys()].find((name) => isPartOf(name, folded));
  const target = suggestion === undefined ? undefined : known.get(suggestion);
  if (target === undefined) return unhinted(heading, at);
  const like = "field" in target ? spelling(target.field, suggestion) : BUILT_IN[target.column].heading;
  return problem("data/unknown-column-like", { seen: heading, suggestion: like }, at);
}
