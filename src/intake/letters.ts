// Text is looked at as bytes of UTF-8. Printable ASCII and the letters of Vietnamese, each in one code point, need no
// second look: they are NFC as they stand. Everything else is left to the reader that knows all letters.

const SPACE = 0x20;
const ASCII_FROM = SPACE;
const ASCII_TO = 0x7e;
const LETTERS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư";

/** For each first byte of a letter of two, which second bytes may follow: one bit each. */
const PAIRS: Uint8Array = new Uint8Array(256 * 64);
for (const letter of LETTERS) {
  const [first = 0, second = 0] = new TextEncoder().encode(letter);
  PAIRS[(first & 0x3f) * 64 + (second & 0x3f)] = 1;
}

/**
 * Are the bytes between two places such letters alone? From U+1EA0 to U+1EF9 all letters are Vietnamese; no letter takes
 * more than three bytes.
 */
export function arePlain(bytes: Uint8Array, start: number, end: number): boolean {
  let place = start;
  while (place < end) {
    const byte = bytes[place] ?? 0;
    if (byte >= ASCII_FROM && byte <= ASCII_TO) place++;
    else if (byte >= 0xc3 && byte <= 0xc6) {
      const second = bytes[place + 1] ?? 0;
      if (PAIRS[(byte & 0x3f) * 64 + (second & 0x3f)] !== 1 || second >> 6 !== 2) return false;
      place += 2;
    } else if (byte === 0xe1) {
      const [second, third] = [bytes[place + 1] ?? 0, bytes[place + 2] ?? 0];
      const isLetter = third >> 6 === 2 && (second === 0xba ? third >= 0xa0 : second === 0xbb && third <= 0xb9);
      if (!isLetter) return false;
      place += 3;
    } else return false;
  }
  return place === end;
}

const PLAIN = new RegExp(`^[ -~\\t${LETTERS}\u1ea0-\u1ef9]*$`, "u");
/** Is a text made of these letters alone? */
export const isPlainText = (text: string): boolean => PLAIN.test(text);

/** Of Latin alphabets; to make the pattern of all letters there are takes a while. */
const LATIN = /[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]/;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Has a text a letter of any alphabet? */
export const hasLetter = (text: string): boolean =>
  LATIN.test(text) || (BEYOND_ASCII.test(text) && /\p{L}/u.test(text));

/** Are the same bytes in both places? */
export function isSame(bytes: Uint8Array, start: number, end: number, other: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - other) return false;
  for (let place = start; place < end; place++) if (bytes[place] !== bytes[other + place - start]) return false;
  return true;
}

/** No spaces at the ends, and none side by side. */
export function isTidy(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === SPACE || bytes[end - 1] === SPACE) return false;
  for (let place = start + 1; place < end; place++)
    if (bytes[place] === SPACE && bytes[place - 1] === SPACE) return false;
  return true;
}
