/** Whole numbers of so many digits lose their last ones in a double; they are kept as bigints. */
const LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;
const LONG_MARK = "\u0000integer:";

/**
 * Parses JSON without losing digits of long whole numbers.
 * @throws SyntaxError when it is no JSON
 */
export function parseExactJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(LONG_INTEGER, (token) =>
    token.startsWith('"') ? token : JSON.stringify(LONG_MARK + token),
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith(LONG_MARK) ? BigInt(value.slice(LONG_MARK.length)) : value,
  );
}
