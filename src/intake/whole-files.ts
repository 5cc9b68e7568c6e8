import type { DataShape, Field } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { type Problem, problem } from "../problem.ts";
import type { Text } from "../text.ts";
import { knownHeadings } from "./columns.ts";
import type { Tell } from "./consistency.ts";
import { type FirstName, NameWatch } from "./name-watch.ts";
import type { Sheet } from "./sheet.ts";
import type { WardTable } from "./table.ts";

/**
 * What shows only when all files are read: fields without a column, wards that one of several files lacks, a code
 * whose name changed.
 * @param seen the fields that some file has
 * @param byFile the fields of each file
 * @param renames what is to be said of codes whose name changed
 * @param isRefused there are errors already: an absent column is not worth a word then
 */
export function checkAcross(
  standard: DataShape,
  table: WardTable,
  sheets: readonly Sheet[],
  seen: ReadonlySet<string>,
  byFile: readonly ReadonlySet<string>[],
  renames: readonly Problem[],
  isRefused: boolean,
  tell: Tell,
): void {
  const coded = new Set(sheets.map(({ layout }) => layout.builtIn.has("ward")));
  const without = sheets.find(({ layout }) => !layout.builtIn.has("ward"));
  if (coded.size > 1 && without !== undefined)
    tell(problem("data/join-needs-code", {}, { file: without.name, line: without.header.place + 1 }));
  if (seen.size === 0 && standard.fields.size > 0 && !isRefused) {
    const args = {
      fields: bothLanguages([...standard.fields.values()].slice(0, 8)),
      unused: unusedHeadings(standard, sheets),
    };
    tell(problem("data/no-figures", args));
    return;
  }
  const absent = [...standard.fields.values()].filter(({ id }) => !seen.has(id));
  if (absent.length > 0 && !isRefused) {
    const args = { fields: bothLanguages(absent), unused: unusedHeadings(standard, sheets) };
    tell(problem("data/absent-columns", args));
  }
  for (const one of renames) tell(one);
  if (sheets.length > 1 && !isRefused) checkEveryFile(table, sheets, byFile, tell);
}

function unusedHeadings({ fields }: DataShape, sheets: readonly Sheet[]): string {
  const known = knownHeadings(fields);
  const unused = sheets.flatMap(({ layout }) =>
    layout.headings.filter((text) => text.trim() !== "" && !known.has(fold(text))),
  );
  return [...new Set(unused)].slice(0, 12).join(" | ") || "–";
}

function bothLanguages(fields: readonly Field[]): Text {
  const join = (language: "vi" | "en") =>
    fields.map(({ label, id }) => label[language] ?? label.vi ?? label.en ?? id).join(", ");
  return { vi: join("vi"), en: join("en") };
}

/** Wards whose code means another unit in a later period. */
export function renamesIn(table: WardTable): readonly Problem[] {
  const first = new Map<string, FirstName>();
  const watch = new NameWatch();
  for (const { wards, names: all, periods, count } of table.batches) {
    for (let row = 0; row < count; row++) {
      const [ward = "", name = "", period = ""] = [wards.at(row), all.at(row), periods[row]?.label];
      if (name === "" || name === ward) continue;
      const before = first.get(ward);
      if (before === undefined) first.set(ward, { name, period });
      else if (before.name !== name) watch.see(ward, name, period, before);
    }
  }
  return watch.problems;
}

/** A ward that lacks in the only file with some figures has none of them: perhaps its code differs there. */
function checkEveryFile(
  table: WardTable,
  sheets: readonly Sheet[],
  byFile: readonly ReadonlySet<string>[],
  tell: Tell,
): void {
  for (const [index, { name: file, encoding }] of sheets.entries()) {
    // A draft is of one ward in one period; beside it stand earlier ones.
    if (encoding === "draft") continue;
    const others = new Set(byFile.flatMap((fields, other) => (other === index ? [] : [...fields])));
    if ([...(byFile[index] ?? [])].every((field) => others.has(field))) continue;
    const lacking: string[] = [];
    for (const { sources, names, wards, count } of table.batches) {
      for (let row = 0; row < count; row++)
        if (!(sources.at(row) ?? []).some((source) => source.file === index))
          lacking.push(names.at(row) || (wards.at(row) ?? ""));
    }
    const seen = lacking.slice(0, 5).join(", ");
    if (lacking.length > 0) tell(problem("data/not-in-file", { count: lacking.length, seen }, { file }));
  }
}
