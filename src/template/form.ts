import { BUILT_IN, type BuiltIn, RATIO_SUFFIXES } from "../criteria/headings.ts";
import type { Field, Standard } from "../criteria/model.ts";
import { inLanguage, type Language } from "../text.ts";

/** A ward that a form is prepared for. */
export interface FormWard {
  readonly ward: string;
  readonly name: string;
  readonly province: string;
}

/** Whom a form is for: its rows are begun with these. */
export interface FormRows {
  readonly wards: readonly FormWard[];
  readonly period: string;
}

/** A column of a blank form; a ratio has two, so that no spreadsheet makes a date of 7/8. */
export type FormColumn = { readonly heading: string } & (
  | { readonly builtIn: BuiltIn }
  | { readonly field: Field; readonly side: "value" | "part" | "whole" }
);

/** The columns of a blank form, under headings that are read back without a flag. */
export function formColumns(standard: Standard, language: Language): FormColumn[] {
  const fields = [...standard.fields.values()];
  const withProvince = fields.some(({ sameForProvince }) => sameForProvince);
  const builtIn: readonly BuiltIn[] = ["ward", "name", "period", ...(withProvince ? (["province"] as const) : [])];
  return [
    ...builtIn.map((one): FormColumn => ({ heading: inLanguage(BUILT_IN[one].heading, language), builtIn: one })),
    ...fields.flatMap((field): FormColumn[] => {
      const heading = inLanguage(field.label, language);
      if (field.type !== "ratio") return [{ heading, field, side: "value" }];
      return (["part", "whole"] as const).map((side) => ({
        heading: `${heading} – ${RATIO_SUFFIXES[side][language]}`,
        field,
        side,
      }));
    }),
  ];
}

/** What stands in a column of the row that is begun for a ward. */
export function begunCell(column: FormColumn, { ward, name, province }: FormWard, period: string): string {
  if (!("builtIn" in column)) return "";
  const known: Partial<Record<BuiltIn, string>> = { ward, name, province, period };
  return known[column.builtIn] ?? "";
}
