/**
 * Writes plain data as JSON without spaces. Unlike `JSON.stringify` it writes bigints as number tokens, for exact
 * numbers beyond 2^53. Keys whose value is undefined are left out.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (value === undefined) return "null";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${jsonText(one)}`).join(",")}}`;
}
