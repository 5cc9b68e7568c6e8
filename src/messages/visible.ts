const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff\u200b-\u200d\ufffe\uffff\ud800-\udfff]/gu;

/**
 * Shows control and bidirectional characters as `\u{…}`. Everything from a file passes through here before it reaches
 * a terminal or a page: letters that XML forbids are among them, and a cell must not move the cursor, change colours or turn text around.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
