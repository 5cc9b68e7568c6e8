/** The tones as combining marks; the marks of ă â ê ô ơ ư belong to the letter and stay. */
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

const partsOf = (letters: string): ReadonlySet<string> => new Set(letters.split("|"));
/** What a syllable begins with, its vowels, and what it ends with; of the first and the last it may have none. */
const ONSETS = partsOf("|ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x");
const VOWELS = partsOf(
  "uyê|uya|uyu|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|oă|oa|oe|uâ|uê|uy|uơ|iê|yê|uô|ươ|ia|ya|ua|ưa|" +
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oo|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y",
);
const ENDS = partsOf("|ch|ng|nh|c|m|n|p|t");
const LONGEST_ONSET = 3;
const LONGEST_END = 2;

/** Could a word be a Vietnamese syllable, with at most one tone? Used to tell broken text from good, never to change any. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize("NFD");
  if ((apart.match(TONE) ?? []).length > 1) return false;
  const letters = apart.replace(TONE, "").normalize("NFC");
  for (let onset = 0; onset <= LONGEST_ONSET; onset++) {
    if (!ONSETS.has(letters.slice(0, onset))) continue;
    for (let end = letters.length - LONGEST_END; end <= letters.length; end++)
      if (end > onset && VOWELS.has(letters.slice(onset, end)) && ENDS.has(letters.slice(end))) return true;
  }
  return false;
}
