/** What a number format makes of a cell's number, as far as it changes what the number means. */
export interface NumberFormat {
  readonly is: "plain" | "percent" | "date" | "fraction" | "padded" | "scaled";
  /** words that the format writes before and behind the number: a unit, or a sign such as > */
  readonly before: string;
  readonly behind: string;
  /** of a padded number, how many digits it is filled up to with zeros */
  readonly digits: number;
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
};
/** Dates of eastern languages, which files name by number as well. */
const OTHER_DATES: readonly (readonly [number, number])[] = [
  [27, 36],
  [50, 58],
];

/** A format's text by its number, when the file does not spell it out. */
export function builtInFormat(id: number): string {
  return BUILT_IN[id] ?? (OTHER_DATES.some(([from, to]) => id >= from && id <= to) ? "dd/mm/yyyy" : "General");
}

/** Quoted words, single letters, colours and currencies, spaces and fillings, then everything else letter by letter. */
const TOKEN = /"([^"]*)"|\\(.)|\[([^\]]*)\]|_.|\*.|General|AM\/PM|A\/P|E[+-]|./gisu;
const DIGIT = /^[0#?]$/;

/** Reads the part of a format that is for positive numbers. */
export function readNumberFormat(format: string): NumberFormat {
  let [before, behind, rest] = ["", "", ""];
  for (const [token, quoted, escaped, bracketed] of format.matchAll(TOKEN)) {
    if (token === ";") break;
    const words = quoted ?? escaped ?? (bracketed === undefined ? undefined : bracketWords(bracketed));
    if (words !== undefined) {
      if (/[0#?]/.test(rest) || rest.includes("General")) behind += words;
      else before += words;
    } else if (bracketed !== undefined || /^[_*]/.test(token)) {
      // [h] counts hours; colours, conditions, spaces and fillings say nothing of the number
      if (bracketed !== undefined && /^[hms]+$/i.test(bracketed)) rest += bracketed;
    } else rest += token;
  }
  const plain = rest.replace(/General|AM\/PM|A\/P|E[+-]/gi, (word) => (/general/i.test(word) ? "#" : "0"));
  const common = { before: before.trim(), behind: behind.trim(), digits: 0 };
  if (/[dmyhs]/i.test(plain)) return { ...common, is: "date" };
  if (plain.includes("%")) return { ...common, is: "percent" };
  if (/[0#?]\s*\/\s*[0-9#?]/.test(plain)) return { ...common, is: "fraction" };
  // A comma behind the last digit shows thousands: 62500 as 62.5.
  if (/[0#?],+(?![0#?])/.test(plain.replace(/\.[0#?]*/, ""))) return { ...common, is: "scaled" };
  const isPadded = /^0{2,}$/.test(plain.trim());
  const signs = [...plain].filter((letter) => !DIGIT.test(letter) && !/[\s.,()+@-]/.test(letter)).join("");
  return {
    ...common,
    behind: `${common.behind}${signs}`,
    is: isPadded ? "padded" : "plain",
    digits: plain.trim().length,
  };
}

/** `[$đ-42A]` writes a currency; a bare `[$-42A]` only names a language. */
function bracketWords(text: string): string | undefined {
  const currency = /^\$([^-]*)/.exec(text)?.[1];
  return currency === undefined || currency === "" ? undefined : currency;
}
