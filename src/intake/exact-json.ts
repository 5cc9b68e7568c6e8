/** Whole numbers of so many digits lose their last ones in a double; they are kept as bigints. */
const LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
/** No key of any of our files; a string can never be taken for such an object. */
const LONG_KEY = "\u0000integer";

/**
 * Parses JSON without losing digits of long whole numbers.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(LONG_INTEGER, (token) =>
    token.startsWith('"') ? token : JSON.stringify({ [LONG_KEY]: token }),
  );
  return JSON.parse(marked, (_, value: unknown) => {
    const token = typeof value === "object" && value !== null && LONG_KEY in value ? value[LONG_KEY] : undefined;
    return typeof token === "string" && /^-?\d+$/.test(token) ? BigInt(token) : value;
  });
}
