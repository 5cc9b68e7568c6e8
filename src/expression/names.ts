/** What most names are made of. To make a pattern of the tables of all letters takes a while, and few names need it. */
const PLAIN = /[A-Za-z_]\w*(?![\w\x80-\uffff])/y;
/** Signs of comparison and arithmetic beyond ASCII begin no name. */
const BEGIN = /[A-Za-z_]|[^\0-\x7f≠≤≥−×]/;

/** The name that begins at a place of an expression: letters of any alphabet, digits and `_`, no digit first. */
export function nameAt(text: string, at: number): string | undefined {
  if (!BEGIN.test(text[at] ?? "")) return undefined;
  PLAIN.lastIndex = at;
  return (PLAIN.exec(text) ?? /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*/u.exec(text.slice(at)))?.[0];
}

/** Is a text a name, and nothing else? */
export const isName = (text: string): boolean => nameAt(text, 0) === text;
