import iconv from "iconv-lite";
import { isSyllable } from "./syllable.ts";

/** How a text came to be broken: typed in an old font, or read in the wrong encoding once. */
export type Legacy = "tcvn3" | "vni" | "utf8-as-1252" | "1258-as-1252";

/** So many characters are looked at, and so many different words must be mended before a text is called broken. */
const LOOK_AT = 1_048_576;
const MOST_WORDS = 2_000;
const FEWEST_MENDED = 2;
/** What Windows-1252 shows for letters of Vietnamese in UTF-8, or for its byte order mark: no language has these. */
const BROKEN_UTF8 =
  /ï»¿|(?:Ã[\u0080-\u00bfƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|á[º»][\u0080-\u00bf\u0100-\uffff]|Æ[°¡]|Ä[\u0090‘ƒ‚])/u;
/**
 * A word with letters beyond printable ASCII; old fonts have some where control characters are. Most cells have none and
 * are passed over at once; of very long words, which are never syllables, the beginning may be left out.
 */
const WORD = /[#$&'*+<=>@A-Z[\\\]^_`a-z{}~]{0,41}[^\s -~][^\s,;|"/()\d.:!?%-]*/gu;
const ASCII = /^[\x20-\x7e]*$/;
const LONGEST_WORD = 40;

/** The bytes of a text in Windows-1252, C1 controls as they are; undefined when a letter is not in it. */
function bytesOf(text: string): Uint8Array | undefined {
  const bytes = iconv.encode(text, "win1252");
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code >= 0x80 && code < 0xa0) bytes[place] = code;
  }
  return bytes.length === text.length && bytes.every((byte, place) => byte !== 0x3f || text[place] === "?")
    ? bytes
    : undefined;
}

const decoded = (text: string, encoding: string): string | undefined => {
  const bytes = bytesOf(text);
  return bytes === undefined ? undefined : iconv.decode(bytes, encoding).normalize("NFC");
};

/** Text typed in a TCVN3 font, whose letters lie on those of Windows-1252; undefined when it cannot be that. */
const fromTcvn3 = (text: string): string | undefined => decoded(text, "tcvn");

function fromUtf8(text: string): string | undefined {
  const bytes = bytesOf(text);
  try {
    return bytes && new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** VNI writes a letter and behind it a sign for circumflex, breve or tone, or both: ph + ö + ô + ø + ng. */
const VNI_LETTERS: Readonly<Record<string, string>> = { ö: "ư", ô: "ơ", ñ: "đ", æ: "ỉ", ó: "ĩ", ò: "ị", î: "ỵ" };
const VNI_SIGNS: Readonly<Record<string, string>> = {
  ù: "\u0301",
  ø: "\u0300",
  û: "\u0309",
  õ: "\u0303",
  ï: "\u0323",
  â: "\u0302",
  á: "\u0302\u0301",
  à: "\u0302\u0300",
  å: "\u0302\u0309",
  ã: "\u0302\u0303",
  ä: "\u0302\u0323",
  ê: "\u0306",
  é: "\u0306\u0301",
  è: "\u0306\u0300",
  ú: "\u0306\u0309",
  ü: "\u0306\u0303",
  ë: "\u0306\u0323",
};

function fromVni(text: string): string {
  const lower = text.normalize("NFC").toLowerCase();
  return [...lower]
    .map((letter, place) => {
      const sign = /[aeiouyươöô]/.test(lower[place - 1] ?? "") ? VNI_SIGNS[letter] : undefined;
      return sign ?? VNI_LETTERS[letter] ?? letter;
    })
    .join("")
    .normalize("NFC");
}

const MENDERS: Readonly<Record<Legacy, (word: string) => string | undefined>> = {
  "utf8-as-1252": fromUtf8,
  "1258-as-1252": (word) => decoded(word, "win1258"),
  tcvn3: fromTcvn3,
  vni: fromVni,
};

/** What was recognised, and a word that shows it. */
export interface Recognised {
  readonly kind: Legacy;
  readonly example: string;
}

/**
 * Recognises broken Vietnamese: most words that are no syllables become syllables when the damage is undone. A guess
 * for a message only; nothing is mended without being asked for.
 */
export function recogniseLegacy(text: string): Recognised | undefined {
  const looked = text.slice(0, LOOK_AT);
  const broken = BROKEN_UTF8.exec(looked);
  if (broken !== null) return { kind: "utf8-as-1252", example: wordAt(looked, broken.index) };
  const strange = [...strangeWords(looked)];
  const mended = (Object.keys(MENDERS) as Legacy[]).map((kind) => ({
    kind,
    words: strange.filter((word) => isSyllable(MENDERS[kind](word) ?? "")),
  }));
  const [best] = mended.toSorted((a, b) => b.words.length - a.words.length);
  const [example] = best?.words ?? [];
  if (best === undefined || example === undefined || best.words.length * 5 < strange.length * 3) return undefined;
  // A Ð alone is a slip of the keyboard; with the tones of Windows-1258 beside it, it is the encoding.
  if (best.kind === "1258-as-1252" && !/[ÌÒÞìòþ]/.test(looked)) return undefined;
  return best.words.length >= FEWEST_MENDED ? { kind: best.kind, example } : undefined;
}

/** The word that a place lies in, for a message. */
function wordAt(text: string, place: number): string {
  const before =
    text
      .slice(Math.max(0, place - LONGEST_WORD), place)
      .split(/[\s,;|"]/)
      .at(-1) ?? "";
  return before + (text.slice(place, place + LONGEST_WORD).split(/[\s,;|"]/)[0] ?? "");
}

/** Is a word with letters beyond printable ASCII no Vietnamese syllable? */
const isStrangeWord = (word: string): boolean =>
  word.length <= LONGEST_WORD && /[a-z]/i.test(word) && !isSyllable(word);

/** Words with letters beyond printable ASCII that are no Vietnamese syllables. */
function strangeWords(text: string): Set<string> {
  const strange = new Set<string>();
  for (const word of text.match(WORD) ?? []) {
    if (isGood(word)) continue;
    strange.add(word);
    if (strange.size >= MOST_WORDS) break;
  }
  return strange;
}

/** Words that were looked at and are good; texts repeat few. */
const GOOD = new Set<string>();
const MOST_GOOD = 10_000;

function isGood(word: string): boolean {
  if (GOOD.has(word)) return true;
  if (isStrangeWord(word)) return false;
  if (GOOD.size < MOST_GOOD) GOOD.add(word);
  return true;
}

/** Has a text words that might be broken Vietnamese? */
export function isStrange(text: string): boolean {
  if (ASCII.test(text)) return false;
  for (const [word] of text.matchAll(WORD)) {
    if (!isGood(word)) return true;
  }
  return false;
}

/** Converts a text typed in a TCVN3 font; in a text that is Unicode in part, the words that make no sense otherwise. */
export function convertTcvn3(text: string): string {
  const whole = fromTcvn3(text);
  if (whole !== undefined) return whole;
  return text.replace(WORD, (word) => {
    if (isSyllable(word)) return word;
    const converted = fromTcvn3(word);
    return converted !== undefined && isSyllable(converted) ? converted : word;
  });
}
