/** A shell reads these inside double quotes, and would run or replace what follows. */
const LIVE = /[$`!"]/;

/** A call of the program as it can be copied into a shell: words with spaces or signs are quoted. */
export const commandLine = (...words: readonly string[]): string => ["model-ward", ...words].map(quoted).join(" ");

function quoted(word: string): string {
  if (/^[\p{L}\p{M}\d@%+=:,./\\_-]+$/u.test(word)) return word;
  return LIVE.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : `"${word}"`;
}
