import type { ColumnTarget } from "../criteria/headings.ts";
import { fold } from "../fold.ts";
import { DELIMITERS, type Delimiter } from "./csv.ts";
import { hasLetter } from "./letters.ts";
import type { TextFile } from "./text-file.ts";

/** Folded headings and what stands under them. */
export type KnownHeadings = ReadonlyMap<string, ColumnTarget>;

/** The row that names the columns; places count from 0. */
export interface Header {
  /** the record it stands in, the upper one of two */
  readonly place: number;
  /** two when a row of groups stands above the names */
  readonly rows: 1 | 2;
  readonly headings: readonly Heading[];
}

/** A column's heading; `alone`: what stands in the lower of two rows, when only that is a known name. */
export interface Heading {
  readonly text: string;
  readonly alone?: string;
}

/** How a file is cut into columns and where they are named. */
export interface Dialect {
  readonly delimiter: Delimiter;
  readonly header: Header;
}

/** What was seen under one delimiter: how many known names in the best row, and the row. */
export interface Candidate extends Dialect {
  readonly known: number;
}

/** No name of a column is longer. */
const LONGEST = 300;

const NAMES_WARDS = 0.5;

/** Has a header with so many known names one that names wards? */
export const namesWards = (known: number): boolean => !Number.isInteger(known);

/** Fewer known names than this are no header. */
export const FEWEST_KNOWN = 2;

/** What slot of the standard a target fills: two headings for one slot count once. */
export const slotOf = (target: ColumnTarget): string =>
  "field" in target ? `${target.field.id} ${target.side}` : target.column;

/**
 * Finds delimiter and header together: under which delimiter which row has the most known names. Title rows above
 * need no flag. Names are compared folded and whole; nothing is matched by similarity.
 * @returns the best row of each delimiter, the best of all first
 */
export function findDialect(file: TextFile, known: KnownHeadings, asked: Delimiter | undefined): Candidate[] {
  const slot = slotFinder(known);
  const under = (delimiters: readonly Delimiter[]): Candidate[] =>
    delimiters
      .map((delimiter) => ({ delimiter, ...bestHeader(file.first(delimiter), slot) }))
      .toSorted((a, b) => b.known - a.known);
  if (asked !== undefined) return under([asked]);
  // Under a delimiter that does not occur there is one column, which is no header: it is looked at for a message alone.
  const occurring = under(DELIMITERS.filter((delimiter) => file.text.includes(delimiter)));
  return (occurring[0]?.known ?? 0) < FEWEST_KNOWN ? under(DELIMITERS) : occurring;
}

type SlotOf = (heading: string) => string | undefined;

/** Which slot a heading fills, remembered for headings that were asked for before. */
export function slotFinder(known: KnownHeadings): SlotOf {
  const slots = new Map<string, string | undefined>();
  return (heading) => {
    if (!slots.has(heading)) {
      const target = heading.length <= LONGEST && hasLetter(heading) ? known.get(fold(heading)) : undefined;
      slots.set(heading, target && slotOf(target));
    }
    return slots.get(heading);
  };
}

/** The row, or the two rows, with the most known names. */
export function bestHeader(
  records: readonly (readonly string[])[],
  slot: SlotOf,
): { readonly known: number; readonly header: Header } {
  let best = { known: 0, header: single(records, 0) };
  for (const [place, record] of records.entries()) {
    const next = records[place + 1] ?? [];
    // Neither a row nor two together have more known names than columns, or than cells with letters: most rows need no
    // second look.
    if (Math.max(record.length, next.length) + NAMES_WARDS <= best.known) continue;
    const named = namedIn(record);
    if (named === 0 || named + namedIn(next) + NAMES_WARDS <= best.known) continue;
    const header = single(records, place);
    const count = countKnown(header, slot);
    if (count > best.known) best = { known: count, header };
    const pair = joined(records, place, slot);
    if (pair === undefined) continue;
    const lower = countKnown(single(records, place + 1), slot);
    const both = countKnown(pair, slot);
    if (both > Math.max(best.known, lower)) best = { known: both, header: pair };
  }
  return best;
}

/** How many cells could name a column. */
const namedIn = (record: readonly string[]): number =>
  record.reduce((count, text) => count + (hasLetter(text) ? 1 : 0), 0);

function single(records: readonly (readonly string[])[], place: number): Header {
  return { place, rows: 1, headings: (records[place] ?? []).map((text) => ({ text })) };
}

function countKnown({ headings }: Header, slot: SlotOf): number {
  const slots = new Set(headings.flatMap(({ text, alone }) => slot(text) ?? (alone && slot(alone)) ?? []));
  // Of two rows with as many names, the one that names wards is the header.
  return slots.size + (slots.has("ward") || slots.has("name") ? NAMES_WARDS : 0);
}

/** Joins a row of groups with the row of names below it: a group reaches over the empty cells to its right. */
function joined(records: readonly (readonly string[])[], place: number, slot: SlotOf): Header | undefined {
  const [upper, lower] = [records[place] ?? [], records[place + 1]];
  if (lower === undefined || !upper.some((text) => text.trim() === "")) return undefined;
  let group = "";
  const headings = Array.from({ length: Math.max(upper.length, lower.length) }, (_, column): Heading => {
    const [top, name] = [(upper[column] ?? "").trim(), (lower[column] ?? "").trim()];
    if (name === "") {
      group = "";
      return { text: top };
    }
    if (top !== "") group = top;
    if (group === "") return { text: name };
    const forms = [`${group} – ${name}`, `${group} ${name}`];
    const text = forms.find((form) => slot(form) !== undefined);
    if (text !== undefined) return { text };
    return slot(name) === undefined ? { text: forms[0] ?? "" } : { text: forms[0] ?? "", alone: name };
  });
  return { place, rows: 2, headings };
}
