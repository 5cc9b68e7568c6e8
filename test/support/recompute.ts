// Arithmetic on what an explanation prints, from the printed text alone; nothing of the program is used here.

export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}
export type Value = Ratio | boolean | string;

const isRatio = (value: Value): value is Ratio => typeof value === "object";
const ABSENT = ["missing", "not applicable", "no cases (0/0)", "no threshold"];

/** A printed number: `2,000`, `1.35%`, `10/3 (≈ 333.33%)`; a word; or true and false. */
export function shownValue(text: string): Value {
  if (text === "true" || text === "false") return text === "true";
  const shown = text.replace(/ \(≈ [^)]*\)$/, "").replace(/,(?=\d{3})/g, "");
  const fraction = /^(-?\d+)\/(\d+)$/.exec(shown);
  if (fraction) return { n: BigInt(fraction[1] ?? 0), d: BigInt(fraction[2] ?? 1) };
  const decimal = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(shown);
  if (decimal === null) return text;
  const [, sign, whole = "", part = "", percent] = decimal;
  const n = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
  return { n, d: 10n ** BigInt(part.length) * (percent === "%" ? 100n : 1n) };
}

const order = (a: Ratio, b: Ratio): bigint => a.n * b.d - b.n * a.d;
const COMPARED: Readonly<Record<string, (difference: bigint) => boolean>> = {
  "=": (difference) => difference === 0n,
  "≠": (difference) => difference !== 0n,
  "<": (difference) => difference < 0n,
  "≤": (difference) => difference <= 0n,
  ">": (difference) => difference > 0n,
  "≥": (difference) => difference >= 0n,
};

/** Computes `27 / 2,000`, `1.35% ≤ 1%`, `true and missing`; undefined for forms that this file does not know. */
export function computed(figures: string): Value | undefined {
  const negated = /^not (?!applicable)(.+)$/.exec(figures);
  if (negated && !/ (and|or) /.test(figures)) {
    const value = shownValue(negated[1] ?? "");
    return typeof value === "boolean" ? !value : value;
  }
  const [, sign] = / (and|or|≤|≥|<|>|≠|=|\/|×|\+|-) /.exec(figures.replace(/\(≈ [^)]*\)/g, "")) ?? [];
  if (sign === undefined) return undefined;
  const values = figures.split(` ${sign} `).map(shownValue);
  if (sign === "and" || sign === "or") {
    const decisive = sign === "or";
    const known = values.filter((value) => value !== "not applicable");
    if (known.includes(decisive)) return decisive;
    return known.every((value) => value === !decisive) ? !decisive : known.includes("missing") ? "missing" : undefined;
  }
  const absent = values.find((value) => typeof value === "string" && ABSENT.includes(value));
  if (absent !== undefined) return values.includes("not applicable") ? "not applicable" : absent;
  const [first, second] = values;
  if (first === undefined || second === undefined) return undefined;
  if (!isRatio(first) || !isRatio(second))
    return sign === "=" || sign === "≠" ? (first === second) === (sign === "=") : undefined;
  const compare = COMPARED[sign];
  if (compare !== undefined) return compare(order(first, second));
  const numbers = values.filter(isRatio);
  return numbers.slice(1).reduce((sum, value) => {
    if (sign === "/") return { n: sum.n * value.d, d: sum.d * value.n };
    if (sign === "×") return { n: sum.n * value.n, d: sum.d * value.d };
    const added = sign === "+" ? value.n : -value.n;
    return { n: sum.n * value.d + added * sum.d, d: sum.d * value.d };
  }, first);
}

/** Are two printed values one and the same? */
export const same = (a: Value, b: Value): boolean => (isRatio(a) && isRatio(b) ? order(a, b) === 0n : a === b);
