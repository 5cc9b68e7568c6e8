import { fold, lowered } from "../fold.ts";

/** What the codes of all files have in common. */
export interface CodeHabit {
  /** codes are numbers of five digits, at least one of them written in full */
  readonly fiveDigits: boolean;
}

const FIVE = /^\d{5}$/;
const LONGER = /^\d{6,}$/;
/** A number as Excel shows a code: `1,4767E+04`, `14.767`, `14767,0`. */
const NUMBER_LIKE = /^(?:\d+(?:[.,]\d+)?e\+?\d+|\d{1,3}[.,]\d{3}|\d+[.,]0+)$/i;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e\+?\d+$/i;
/** Units that are no wards: their codes have two or three digits. */
const ABOVE_WARD = /^(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|tx\.?)(?!\p{L})/iu;

/** Looks at all codes, to know what a short one is. Words among them, such as Tổng cộng, do not count. */
export function codeHabit(codes: Iterable<string>): CodeHabit {
  let five = 0;
  let longer = 0;
  for (const code of codes) {
    if (FIVE.test(code)) five++;
    else if (LONGER.test(code)) longer++;
    else if (/\d/.test(code) && !/\s/.test(code) && !/^\d{1,4}$/.test(code) && !NUMBER_LIKE.test(code))
      return { fiveDigits: false };
  }
  return { fiveDigits: five > 0 && five >= longer };
}

/** A ward's code as it is, or with the zeros that a spreadsheet took from its beginning; or why it cannot be used. */
export type ReadCode =
  | { readonly code: string; readonly restored: boolean; readonly fault?: never }
  | { readonly fault: "data/number-code" | "data/short-code" | "data/long-code"; readonly code?: never };

/** Reads a ward's code. Zeros are restored only among codes of five digits, and not for a district or province. */
export function readCode(text: string, name: string, { fiveDigits }: CodeHabit): ReadCode {
  if (SCIENTIFIC.test(text) || (fiveDigits && NUMBER_LIKE.test(text))) return { fault: "data/number-code" };
  if (fiveDigits && LONGER.test(text)) return { fault: "data/long-code" };
  if (!fiveDigits || !/^\d{1,4}$/.test(text)) return { code: text, restored: false };
  return ABOVE_WARD.test(name) ? { fault: "data/short-code" } : { code: text.padStart(5, "0"), restored: true };
}

const UNIT = /^(?:phường|xã|thị trấn|đặc khu|p\.|x\.|tt\.)\s*/u;

/** Are two names of one ward the same? The word Phường or Xã may stand before one of them and not the other. */
export function isSameName(a: string, b: string): boolean {
  if (fold(a) === fold(b)) return true;
  const [one, other] = [a, b].map((name) => ({ whole: fold(name), bare: fold(lowered(name).replace(UNIT, "")) }));
  return one?.bare === other?.bare && (one?.bare === one?.whole || other?.bare === other?.whole);
}
