/** The tones as combining marks; the marks of ă â ê ô ơ ư belong to the letter and stay. */
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

const ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x";
const VOWELS = [
  "uyê|uya|uyu|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|oă|oa|oe|uâ|uê|uy|uơ|iê|yê|uô|ươ|ia|ya|ua|ưa",
  "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oo|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y",
].join("|");
const SYLLABLE = new RegExp(`^(?:${ONSETS})?(?:${VOWELS})(?:ch|ng|nh|[cmnpt])?$`, "u");

/** Could a word be a Vietnamese syllable, with at most one tone? Used to tell broken text from good, never to change any. */
export function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize("NFD");
  if ((parts.match(TONE) ?? []).length > 1) return false;
  return SYLLABLE.test(parts.replace(TONE, "").normalize("NFC"));
}
