import { fold, lowered } from "../fold.ts";

/** What the codes of all files have in common. */
export interface CodeHabit {
  /** codes are numbers of five digits */
  readonly fiveDigits: boolean;
  /** most codes have a digit, so that a word or a Roman number among them is none */
  readonly haveDigits: boolean;
}

const FIVE = /^\d{5}$/;
const SHORT = /^\d{1,4}$/;
/** A number as Excel shows a code: `1,4767E+04`, `14.767`, `14 767`, `14767,0`. */
const NUMBER_LIKE = /^(?:\d+(?:[.,]\d+)?e\+?\d+|\d{1,3}[.,\s]\d{3}|\d+[.,]0+)$/i;
const SCIENTIFIC = /^\d+(?:[.,]\d+)?e\+?\d+$/i;
/** The number of a column: `(1)`. */
const COLUMN_NUMBER = /^\(\d+\)$/;

/** Is it the name of a province, a city or a district? These are no wards: their codes have two or three digits. */
export const isAboveWard = (name: string): boolean =>
  /^(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|tx\.?|[hq]\.)(?!\p{L})/iu.test(name.normalize("NFC"));

/** Looks at all codes, to know what an odd one is. Words among them, such as Tổng cộng, do not count. */
export class CodeCounts {
  readonly #counts = { five: 0, other: 0, digits: 0, words: 0 };

  /** Counts a code that occurs so many times. */
  add(code: string, times: number = 1): void {
    const counts = this.#counts;
    if (!/\d/.test(code) || COLUMN_NUMBER.test(code)) {
      counts.words += times;
      return;
    }
    counts.digits += times;
    const reads = code.replace(/[.,]0+$/, "").replace(/[.,\s]/g, "");
    if (FIVE.test(code) || SCIENTIFIC.test(code) || (NUMBER_LIKE.test(code) && FIVE.test(reads))) counts.five += times;
    else if (!SHORT.test(code) && !/\s/.test(code)) counts.other += times;
  }

  get habit(): CodeHabit {
    const { five, other, digits, words } = this.#counts;
    const fiveDigits = five > 0 && five >= other;
    return { fiveDigits, haveDigits: fiveDigits || digits > words };
  }
}

type CodeFault = "data/number-code" | "data/short-code" | "data/odd-code";

/** A ward's code as it is, or with the zeros that a spreadsheet took from its beginning; or why it cannot be used. */
export type ReadCode =
  | { readonly code: string; readonly restored: boolean; readonly fault?: never }
  | { readonly fault: CodeFault; readonly code?: never };

/** Reads a ward's code. Zeros are restored only among codes of five digits, and not for a district or province. */
export function readCode(text: string, name: string, { fiveDigits }: CodeHabit): ReadCode {
  if (SCIENTIFIC.test(text) || (fiveDigits && NUMBER_LIKE.test(text))) return { fault: "data/number-code" };
  if (!fiveDigits || FIVE.test(text)) return { code: text, restored: false };
  if (!SHORT.test(text)) return { fault: "data/odd-code" };
  return isAboveWard(name) ? { fault: "data/short-code" } : { code: text.padStart(5, "0"), restored: true };
}

const UNIT = /^(?:(phường|p\.?(?=[\s\d])|p\.)|(xã|x\.)|(thị trấn|tt\.)|(đặc khu))\s*/u;

/** A name without the word for the unit, and that word's kind; numbers without leading zeros. */
function parts(name: string): { readonly kind: number; readonly bare: string } {
  const plain = lowered(name).replace(/\b0+(?=\d)/g, "");
  const match = UNIT.exec(plain);
  const kind = match === null ? 0 : match.slice(1).findIndex((group) => group !== undefined) + 1;
  return { kind, bare: fold(plain.slice(match?.[0].length ?? 0)) };
}

/** Are two names of one ward the same? P. stands for Phường, and the word may be left out in one of them. */
export function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [parts(a), parts(b)];
  return one.bare === other.bare && (one.kind === other.kind || one.kind === 0 || other.kind === 0);
}
