/** Characters that are harmless in JSON and not on a terminal: they are written as escapes. */
const HIDDEN = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Writes plain data as JSON without spaces. Unlike `JSON.stringify` it writes bigints as number tokens, for exact
 * numbers beyond 2^53, and Maps as objects in their own order. Keys whose value is undefined are left out.
 * @param sorted write keys in alphabetical order, to compare two texts
 */
export function jsonText(value: unknown, sorted: boolean = false): string {
  if (typeof value === "bigint") return value.toString();
  if (value === undefined) return "null";
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => jsonText(one, sorted)).join(",")}]`;
  const entries = (value instanceof Map ? [...value] : Object.entries(value)).filter(([, one]) => one !== undefined);
  if (sorted) entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return `{${entries.map(([key, one]) => `${quoted(String(key))}:${jsonText(one, sorted)}`).join(",")}}`;
}

/**
 * The same for data without Maps, in a tenth of the time: written by `JSON.stringify`, unless there are bigints. Hidden
 * characters stand in strings alone.
 */
export function plainJsonText(value: object): string {
  try {
    return withoutHidden(JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return jsonText(value);
  }
}

const quoted = (text: string): string => withoutHidden(JSON.stringify(text));

const withoutHidden = (text: string): string =>
  text.replace(HIDDEN, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
