const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** ASCII letters, digits and single spaces: nothing to fold but case. */
const PLAIN = /^[A-Za-z0-9_.,/() ]*$/;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** Any of these, or the Icelandic letter. */
const ODD = new RegExp(`[Ðð]|${INVISIBLE.source}|${DASHES.source}`);
/** Small letters of Vietnamese taken apart into letters and marks, and what stands between words: no other letters. */
const VIETNAMESE = /^[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323a-zđ0-9 _.,:;()/%"&+²³…✓-]*$/;
const VIETNAMESE_WORD = /[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323a-zđ]+/g;

/** Names and words come again and again: so many of no more than so many letters are remembered. */
const MOST_KNOWN = 16_384;
const LONGEST_KNOWN = 100;
const known = new Map<string, string>();

/**
 * Folds a name so that two spellings of the same name become equal: NFC or NFD, case, white space of every kind, `Ð`
 * for `Đ`, the old and the new place of a tone mark (hoá, hóa), dashes. Diacritics stay: they carry the sense.
 */
export function fold(name: string): string {
  if (PLAIN.test(name) && !name.includes("  ")) return name.toLowerCase().trim();
  const before = known.get(name);
  if (before !== undefined) return before;
  const folded = foldedLetters(name);
  if (name.length <= LONGEST_KNOWN) {
    if (known.size === MOST_KNOWN) known.clear();
    known.set(name, folded);
  }
  return folded;
}

function foldedLetters(name: string): string {
  const written = ODD.test(name) ? name.replace(INVISIBLE, "").replace(DASHES, "-").replace(/[Ðð]/g, "đ") : name;
  const apart = written.toLowerCase().normalize("NFD");
  // To make a pattern of all letters there are takes longer than to fold hundreds of names.
  return apart
    .replace(VIETNAMESE.test(apart) ? VIETNAMESE_WORD : /[\p{L}\p{M}]+/gu, tonesLast)
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .replace(/ ?- ?/g, "-")
    .trim();
}

const tonesLast = (word: string): string => word.replace(TONES, "") + (word.match(TONES) ?? []).join("");

/** NFC in lower case with single spaces, tones where they were: for patterns of natural spelling. */
export const lowered = (text: string): string =>
  text.normalize("NFC").replace(/[Ðð]/g, "đ").toLowerCase().replace(/\s+/g, " ").trim();

/** Folds an identifier so that two that a reader could take for one another become equal: marks go as well. */
export function foldIdentifier(name: string): string {
  const folded = fold(name);
  return PLAIN.test(folded) ? folded : folded.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
}
