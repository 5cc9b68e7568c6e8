import {
  BUILT_IN,
  type BuiltIn,
  builtInTargets,
  type ColumnTarget,
  headingsOf,
  targetsOf,
} from "../criteria/headings.ts";
import type { Field, Standard } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { nearest, type Problem, problem } from "../problem.ts";
import { inLanguage } from "../text.ts";
import { DELIMITERS, type Delimiter, splitRecords } from "./csv.ts";

const MOST_COLUMNS = 4096;
/** So much of a file's beginning is looked at to find out how it is cut into columns. */
const LOOK_AT = 65_536;

/** Every heading that a standard and the built-in columns know. */
export function knownHeadings(standard: Standard): ReadonlyMap<string, ColumnTarget> {
  return new Map([...builtInTargets(), ...[...standard.fields.values()].flatMap(targetsOf)]);
}

/** Which columns of a file hold what; places count from 0. */
export interface Layout {
  readonly width: number;
  readonly builtIn: ReadonlyMap<BuiltIn, number>;
  readonly fields: ReadonlyMap<string, FieldPlace>;
  readonly headings: readonly string[];
}

/** A field's column, or the two columns of a ratio. */
export type FieldPlace = { readonly field: Field } & (
  | { readonly value: number }
  | { readonly part: number; readonly whole: number }
);

/** How a file is cut: its delimiter is the one under which the first line has the most known headings. */
export function findDelimiter(
  file: string,
  text: string,
  known: ReadonlyMap<string, ColumnTarget>,
): { delimiter: Delimiter } | { problem: Problem } {
  const candidates = DELIMITERS.map((delimiter) => {
    const { records } = splitRecords(file, text.slice(0, LOOK_AT), delimiter, 1);
    const headings = records?.[0] ?? [];
    return { delimiter, headings, found: headings.filter((heading) => known.has(fold(heading))).length };
  });
  const best = candidates.toSorted((a, b) => b.found - a.found)[0];
  if (best !== undefined && best.found >= 2) return { delimiter: best.delimiter };
  const single = candidates.find(({ headings, found }) => headings.length === 1 && found === 1);
  if (best !== undefined && best.found === 1 && single === undefined) return { delimiter: best.delimiter };
  const seen = candidates.map(
    ({ delimiter, headings }) =>
      `${delimiter === "\t" ? "TAB" : delimiter} → ${headings.slice(0, 4).join(" | ").slice(0, 80)}`,
  );
  return { problem: problem("data/no-header", { seen: seen.join("; ") }, { file, line: 1 }) };
}

/** Finds out what each column holds, by the folded heading alone: no heading is matched by similarity. */
export function readHeader(
  file: string,
  headings: readonly string[],
  known: ReadonlyMap<string, ColumnTarget>,
): { layout: Layout; problems: Problem[] } {
  const problems: Problem[] = [];
  const builtIn = new Map<BuiltIn, number>();
  const sides = new Map<string, { field: Field; value?: number; part?: number; whole?: number }>();
  const taken = new Map<string, string>();
  if (headings.length > MOST_COLUMNS)
    problems.push(problem("data/too-many-columns", { seen: headings.length, most: MOST_COLUMNS }, { file, line: 1 }));
  for (const [place, heading] of headings.entries()) {
    const at = { file, line: 1, column: place + 1 };
    const target = known.get(fold(heading));
    if (target === undefined) {
      if (heading.trim() !== "") problems.push(unknownColumn(heading, known, at));
      continue;
    }
    const slot = target.column === "field" ? `${target.field.id} ${target.side}` : target.column;
    const before = taken.get(slot);
    if (before !== undefined) {
      problems.push(problem("data/duplicate-column", { seen: heading, other: before }, at));
      continue;
    }
    taken.set(slot, heading);
    if (target.column !== "field") builtIn.set(target.column, place);
    else sides.set(target.field.id, { ...sides.get(target.field.id), field: target.field, [target.side]: place });
  }
  const fields = new Map<string, FieldPlace>();
  for (const [id, { field, value, part, whole }] of sides) {
    if (part !== undefined && whole !== undefined && value === undefined) fields.set(id, { field, part, whole });
    else if (value !== undefined && part === undefined && whole === undefined) fields.set(id, { field, value });
    else
      problems.push(
        problem(
          "data/ratio-columns",
          { seen: inLanguage(field.label, "vi") },
          { file, line: 1, column: (value ?? part ?? whole ?? 0) + 1 },
        ),
      );
  }
  if (!builtIn.has("ward") && !builtIn.has("name")) {
    problems.push(
      problem(
        "data/no-ward-column",
        { headings: `${BUILT_IN.ward.heading.vi}, ${BUILT_IN.name.heading.vi}, ${BUILT_IN.ward.heading.en}` },
        { file, line: 1 },
      ),
    );
  }
  return { layout: { width: headings.length, builtIn, fields, headings }, problems };
}

function unknownColumn(heading: string, known: ReadonlyMap<string, ColumnTarget>, at: Problem["at"]): Problem {
  const suggestion = nearest(fold(heading), known.keys());
  const target = suggestion === undefined ? undefined : known.get(suggestion);
  if (target === undefined) return problem("data/unknown-column", { seen: heading }, at);
  const like =
    target.column === "field" ? headingsOf(target.field).find((name) => fold(name) === suggestion) : suggestion;
  return problem("data/unknown-column-like", { seen: heading, suggestion: like ?? suggestion ?? "" }, at);
}
