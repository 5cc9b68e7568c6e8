import { fold } from "../fold.ts";

const wordSet = (...words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold));

const MISSING = wordSet("", "chưa có", "không có số liệu", "chưa có số liệu", "…", "...");
const NOT_APPLICABLE = wordSet("không áp dụng", "kad");
const DASH = wordSet("-", "--", "n/a");
const EXCEL_ERROR =
  /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|BUSY!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|GETTING_DATA|#+)$/i;
/** Words and signs that say more, less or about. */
const saysInexact = (text: string): boolean =>
  /^(?:[<>≤≥~≈±]|(?:hơn|trên|dưới|khoảng|gần|ít nhất|tối thiểu|tối đa|không quá|không dưới|từ|over|under|about|at least|at most|more than|less than)(?!\p{L}))/iu.test(
    text,
  );
const OPEN_ENDED = /^\d[\d.,]*\s?%?\s?(?:\+$|±|trở lên|trở xuống|or more|or less|and above|and below)/iu;
const RANGE = /^\d[\d.,]*\s?%?\s?(?:[-–—−~÷]|\.\.|đến|tới|to)\s?\d[\d.,]*\D*$/iu;

/** Figures need not be compared with words. */
const beginsWithDigit = (text: string): boolean => text.charCodeAt(0) >= 0x30 && text.charCodeAt(0) <= 0x39;

/** A cell's text as its words are compared: folded, without the dot that Word likes to add. */
export function wordOf(text: string): string {
  const folded = fold(text);
  return folded.endsWith(".") ? folded.replace(/(?<=[\p{L}\p{M}])\.$/u, "") : folded;
}

export const saysMissing = (text: string): boolean =>
  text === "" || (!beginsWithDigit(text) && (MISSING.has(wordOf(text)) || MISSING.has(text)));
export const saysNotApplicable = (text: string): boolean => !beginsWithDigit(text) && NOT_APPLICABLE.has(wordOf(text));
/** A dash or `n/a`: nobody knows whether it means no figure or none. */
export const saysDash = (text: string): boolean => !beginsWithDigit(text) && DASH.has(fold(text));
/** `#N/A`, `#DIV/0!`, `####`: a formula that failed, or a column that was too narrow. */
export const isExcelError = (text: string): boolean => text.startsWith("#") && EXCEL_ERROR.test(text);
/** `> 90`, `khoảng 5`, `5 – 10`: not one figure. */
export const isInexact = (text: string): boolean => saysInexact(text) || RANGE.test(text) || OPEN_ENDED.test(text);
