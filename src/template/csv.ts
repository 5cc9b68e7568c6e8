import { BUILT_IN, RATIO_SUFFIXES } from "../criteria/headings.ts";
import type { Standard } from "../criteria/model.ts";
import { inLanguage, type Language } from "../text.ts";

/**
 * The header of a ward file for a standard. A ratio gets two columns, so that no spreadsheet makes a date of 7/8.
 * @param excel semicolons and a byte order mark, as a Vietnamese Excel opens it
 */
export function csvTemplate(standard: Standard, language: Language, excel: boolean): string {
  const provinces = [...standard.fields.values()].some(({ sameForProvince }) => sameForProvince);
  const builtIn = (["ward", "name", "period", ...(provinces ? (["province"] as const) : [])] as const).map((column) =>
    inLanguage(BUILT_IN[column].heading, language),
  );
  const fields = [...standard.fields.values()].flatMap(({ label, type }) => {
    const heading = inLanguage(label, language);
    if (type !== "ratio") return [heading];
    return [`${heading} – ${RATIO_SUFFIXES.part[language]}`, `${heading} – ${RATIO_SUFFIXES.whole[language]}`];
  });
  const separator = excel ? ";" : ",";
  const quoted = (text: string) =>
    /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text;
  return `${excel ? "\ufeff" : ""}${[...builtIn, ...fields].map(quoted).join(separator)}\r\n`;
}
