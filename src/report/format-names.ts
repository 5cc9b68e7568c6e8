/** The names of the formats. */
export const FORMAT_NAMES = ["table", "json", "ndjson", "csv", "markdown", "html", "xlsx", "docx"] as const;

export type FormatName = (typeof FORMAT_NAMES)[number];
