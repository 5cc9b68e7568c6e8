import type { Standard } from "../criteria/model.ts";
import type { Language } from "../text.ts";
import { begunCell, type FormRows, formColumns } from "./form.ts";

/** Excel would run such a text as a formula. */
const FORMULA_LIKE = /^[=+@-]/;

/**
 * The header of a ward file for a standard, and the rows of the wards that it is for.
 * @param excel semicolons and a byte order mark, as a Vietnamese Excel opens it
 */
export function csvTemplate(
  standard: Standard,
  language: Language,
  excel: boolean,
  { wards, period }: FormRows,
): string {
  const columns = formColumns(standard, language);
  const separator = excel ? ";" : ",";
  const quoted = (text: string) => {
    const inert = FORMULA_LIKE.test(text) ? `'${text}` : text;
    return /["\r\n]/.test(inert) || inert.includes(separator) ? `"${inert.replace(/"/g, '""')}"` : inert;
  };
  const rows = wards.map((ward) => columns.map((column) => begunCell(column, ward, period)));
  const lines = [columns.map(({ heading }) => heading), ...rows].map((row) => `${row.map(quoted).join(separator)}\r\n`);
  return `${excel ? "\ufeff" : ""}${lines.join("")}`;
}
