/** What a number format makes of a cell's number, as far as it changes what the number means. */
export interface NumberFormat {
  /** `unclear`: what is shown may be another number than the cell's: a fraction, thousands, words, or one of two forms */
  readonly is: "plain" | "percent" | "date" | "padded" | "unclear";
  readonly text: string;
  /** words that the format writes before and behind the number: a unit, or a sign such as > */
  readonly before: string;
  readonly behind: string;
  /** of a padded number, how many digits it is filled up to with zeros */
  readonly digits: number;
  /** words that stand for 0; a dash or nothing is a way to write 0 */
  readonly zero: string;
}

/** Formats that a file names by number only (ECMA-376, 18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  9: "0%",
  10: "0.00%",
  12: "# ?/?",
  13: "# ??/??",
  14: "dd/mm/yyyy",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "dd/mm/yyyy h:mm",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
  67: "0%",
  68: "0.00%",
  69: "# ?/?",
  70: "# ??/??",
};
/** Dates of eastern languages, which files name by number as well. */
const OTHER_DATES: readonly (readonly [number, number])[] = [
  [27, 36],
  [50, 58],
  [71, 81],
];

/** A format's text by its number, when the file does not spell it out. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? (OTHER_DATES.some(([from, to]) => id >= from && id <= to) ? "dd/mm/yyyy" : "General");
}

/** Quoted words, single letters, colours and currencies, spaces and fillings, then everything else letter by letter. */
const TOKEN = /"([^"]*)"|\\(.)|\[([^\]]*)\]|_.|\*.|General|AM\/PM|A\/P|E[+-]|./gisu;
const DIGIT = /^[0#?]$/;

/** Reads a format: what it does to positive numbers, and whether that is clear. */
export function readNumberFormat(format: string): NumberFormat {
  const sections = sectionsOf(format);
  const [positive = readSection(""), , zero] = sections;
  const alike = (one: Section) =>
    one.is === positive.is && one.before === positive.before && one.behind === positive.behind;
  // With conditions of its own, a format may show 0.9 as 90 % and 62 as 62 %.
  const isConditional = /\[[<>=]/.test(format) && !sections.every(alike);
  const { is, ...rest } = positive;
  const zeroWords = zero === undefined ? "" : `${zero.before} ${zero.behind}`.trim();
  return { ...rest, is: isConditional ? "unclear" : is, text: format, zero: /\p{L}/u.test(zeroWords) ? zeroWords : "" };
}

type Section = Omit<NumberFormat, "text" | "zero">;

/** The sections of a format: for positive and negative numbers, 0 and text. */
function sectionsOf(format: string): Section[] {
  const sections: string[] = [""];
  for (const [token] of format.matchAll(TOKEN)) {
    if (token === ";") sections.push("");
    else sections.push((sections.pop() ?? "") + token);
  }
  return sections.slice(0, 3).map(readSection);
}

function readSection(section: string): Section {
  let [before, behind, rest] = ["", "", ""];
  for (const [token, quoted, escaped, bracketed] of section.matchAll(TOKEN)) {
    const words = quoted ?? escaped ?? (bracketed === undefined ? undefined : bracketWords(bracketed));
    if (words !== undefined) {
      if (/[0#?]/.test(rest) || /general/i.test(rest)) behind += words;
      else before += words;
    } else if (bracketed !== undefined) {
      // [h] counts hours; colours and conditions write nothing
      if (/^[hms]+$/i.test(bracketed)) rest += bracketed;
    } else if (!/^[_*]/.test(token)) rest += token;
  }
  const plain = rest.replace(/General|AM\/PM|A\/P|E[+-]/gi, (word) => (/general/i.test(word) ? "#" : "0"));
  const common = { before: before.trim(), behind: behind.trim(), digits: 0 };
  if (/[dmyhs]/i.test(plain)) return { ...common, is: "date" };
  if (!/[0#?@]/.test(plain) || isFraction(plain) || isScaled(plain)) return { ...common, is: "unclear" };
  if (plain.includes("%")) return { ...common, is: "percent" };
  const isPadded = /^0{2,}$/.test(plain.trim());
  const signs = [...plain].filter((letter) => !DIGIT.test(letter) && !/[\s.,()+@-]/.test(letter)).join("");
  const is = isPadded ? "padded" : "plain";
  return { ...common, behind: `${common.behind}${signs}`, is, digits: plain.trim().length };
}

const isFraction = (plain: string): boolean => /[0#?]\s*\/\s*[0-9#?]/.test(plain);
/** A comma behind the last digit shows thousands: 62500 as 62.5. */
const isScaled = (plain: string): boolean => /[0#?],+(?![0#?])/.test(plain.replace(/\.[0#?]*/, ""));

/** `[$đ-42A]` writes a currency; a bare `[$-42A]` only names a language. */
function bracketWords(text: string): string | undefined {
  const currency = /^\$([^-]*)/.exec(text)?.[1];
  return currency === undefined || currency === "" ? undefined : currency;
}
