/** Printable letters of Latin alphabets, dashes, quotes, arrows: most texts have no others, and kinds of letters take long. */
const PLAIN = /^[ -~\u00a0-\u024f\u1e00-\u1eff\u2010-\u2027\u2190-\u22ff]*$/;

/**
 * Shows control and bidirectional characters as `\u{…}`. Everything from a file passes through here before it reaches
 * a terminal or a page: letters that XML forbids are among them, and a cell must not move the cursor, change colours or turn text around.
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  const hidden =
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff\u200b-\u200d\ufffe\uffff\p{Cs}]/gu;
  return text.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
