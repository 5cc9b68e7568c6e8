import { fold } from "../fold.ts";
import type { Text } from "../text.ts";
import type { Field } from "./model.ts";

/** Columns that every ward file may have; they are no fields of a standard. */
export type BuiltIn = "ward" | "name" | "period" | "province" | "field" | "value" | "unit";

/** What the built-in columns are called; the first of each language is what templates write. */
export const BUILT_IN: Readonly<Record<BuiltIn, { readonly heading: Text; readonly others: readonly string[] }>> = {
  ward: {
    heading: { vi: "Mã phường", en: "ward_code" },
    others: ["Mã xã", "Mã ĐVHC", "Mã đơn vị hành chính", "Mã", "Mã phường/xã", "Mã xã/phường", "ward", "Ward code"],
  },
  name: {
    heading: { vi: "Tên phường", en: "ward_name" },
    others: ["Phường", "Tên xã", "Xã", "Xã/phường", "Phường/xã", "Tên đơn vị", "Đơn vị", "name", "Ward name"],
  },
  period: { heading: { vi: "Năm", en: "period" }, others: ["Kỳ", "year"] },
  province: { heading: { vi: "Tỉnh", en: "province" }, others: ["Mã tỉnh", "Tỉnh/thành phố"] },
  /** the long layout: one row for each figure, its name and what it is */
  field: { heading: { vi: "Chỉ tiêu", en: "field" }, others: ["Tên chỉ tiêu", "indicator"] },
  value: { heading: { vi: "Giá trị", en: "value" }, others: [] },
  unit: { heading: { vi: "Đơn vị tính", en: "unit" }, others: ["ĐVT"] },
};

/** What a ratio's two columns add to its heading; the first of each list and language is what templates write. */
export const RATIO_SUFFIXES = {
  part: { vi: "đạt", en: "achieved" },
  whole: { vi: "tổng số", en: "total" },
} as const;

/** What a column of a ward file holds. */
export type ColumnTarget =
  | { readonly column: BuiltIn }
  | { readonly field: Field; readonly side: "value" | "part" | "whole" };

/** Every name under which a field's single column may stand. */
export function headingsOf(field: Field): string[] {
  return [field.id, field.label.vi, field.label.en, ...field.aliases].filter(
    (name): name is string => name !== undefined,
  );
}

/** They are asked for when the standard is checked, and when a file is opened. */
const TARGETS = new WeakMap<Field, Targets>();
type Targets = readonly (readonly [string, ColumnTarget])[];

/** Every folded heading that a field answers to, with the side of a ratio that it names. */
export function targetsOf(field: Field): Targets {
  const targets = TARGETS.get(field) ?? targetsIn(field);
  TARGETS.set(field, targets);
  return targets;
}

function targetsIn(field: Field): Targets {
  const headings = headingsOf(field);
  const target = (name: string, side: "value" | "part" | "whole"): [string, ColumnTarget] => [
    fold(name),
    { field, side },
  ];
  const single = headings.map((name) => target(name, "value"));
  const withUnit = headings.flatMap((name) => unitsOf(field).map((unit) => target(`${name} (${unit})`, "value")));
  if (field.type !== "ratio") return [...single, ...withUnit];
  const sides = (["part", "whole"] as const).flatMap((side) => {
    const own = side === "part" ? field.columns.of : field.columns.total;
    const suffixed = headings.flatMap((name) =>
      Object.values(RATIO_SUFFIXES[side]).map((suffix) => `${name} – ${suffix}`),
    );
    return [...own, ...suffixed].map((name) => target(name, side));
  });
  return [...single, ...withUnit, ...sides];
}

/** The unit as people write it behind a heading: `Hộ nghèo (hộ)`, `Tỷ lệ hộ nghèo (%)`. */
const unitsOf = ({ type, unit }: Field): string[] =>
  type === "percent" ? ["%"] : [unit?.vi, unit?.en].filter((name): name is string => name !== undefined);

/** The built-in columns by folded heading. */
export function builtInTargets(): Targets {
  return Object.entries(BUILT_IN).flatMap(([column, { heading, others }]) =>
    [heading.vi ?? "", heading.en ?? "", ...others].map((name): Targets[number] => [
      fold(name),
      { column: column as BuiltIn },
    ]),
  );
}

/** Does the field, by its label or any other name, say that something is not so? Few answers to it are clear then. */
export function isNegative(field: Field): boolean {
  const known = negative.get(field);
  if (known !== undefined) return known;
  const { label, aliases } = field;
  const isSo = [label.vi ?? "", label.en ?? "", ...aliases].some((name) => saysNot(name.normalize("NFC")));
  negative.set(field, isSo);
  return isSo;
}

/** The second pattern takes long to be made, and few names need it. */
const saysNot = (name: string): boolean =>
  /^(?:không|chưa|no|not|without)/iu.test(name) && /^(?:không|chưa|no|not|without)(?!\p{L})/iu.test(name);

/** Asked for every cell of a field. */
const negative = new WeakMap<Field, boolean>();
