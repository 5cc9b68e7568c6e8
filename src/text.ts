/** A text for people. A standard gives Vietnamese, English or both; at least one is there. */
export interface Text {
  readonly vi?: string;
  readonly en?: string;
}

export type Language = "vi" | "en";

/** The text in the wanted language, else in the other one. */
export function inLanguage(text: Text, language: Language): string {
  const other = language === "vi" ? text.en : text.vi;
  return text[language] ?? other ?? "";
}

/** Is it a bilingual text, and not a plain string or number? */
export function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && ("vi" in value || "en" in value);
}
