import type { Text } from "../text.ts";

/** A product of units, each with its power: number[hộ/người] is {hộ: 1, người: -1}; no unit is {}. */
export type Unit = Readonly<Record<string, number>>;

/**
 * What a value means. A share (percent, ratio, quotient of one unit by itself) and a number of a unit never meet.
 * A literal number fits any unit; 0 and a quotient of two literals fit a share as well.
 */
export type Kind =
  | { readonly is: "share" | "boolean" | "date" }
  | { readonly is: "number"; readonly unit: Unit }
  | { readonly is: "literal"; readonly fitsShare: boolean }
  | { readonly is: "choice"; readonly values: readonly string[] };

export const SHARE: Kind = { is: "share" };
export const BOOLEAN: Kind = { is: "boolean" };
export const DATE: Kind = { is: "date" };
/** A number without a unit: points, years, counts of conditions. */
export const PLAIN: Kind = { is: "number", unit: {} };

/** The kind of a number in a unit as it is written: `hộ`, `triệu đồng/người`; undefined or empty: no unit. */
export function numberOf(written: string | undefined): Kind {
  const [over = "", ...under] = (written ?? "").split("/").map((name) => name.trim());
  const start: Unit = over === "" ? {} : { [over]: 1 };
  return { is: "number", unit: under.reduce((unit, name) => combineUnits(unit, { [name]: 1 }, -1), start) };
}

export function sameUnit(a: Unit, b: Unit): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** The unit of a product (`sign` 1) or a quotient (`sign` -1). */
export function combineUnits(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const unit: Record<string, number> = { ...a };
  for (const [name, power] of Object.entries(b)) {
    const sum = (unit[name] ?? 0) + sign * power;
    if (sum === 0) delete unit[name];
    else unit[name] = sum;
  }
  return unit;
}

/** Is it a quantity: something to add and compare by size? */
export const isQuantity = (kind: Kind): boolean => kind.is === "share" || kind.is === "number" || kind.is === "literal";

/** The one kind that both fit, or undefined when they must not meet. */
export function common(a: Kind, b: Kind): Kind | undefined {
  if (a.is === "literal" && b.is === "literal") return { is: "literal", fitsShare: a.fitsShare && b.fitsShare };
  if (b.is === "literal") return common(b, a);
  if (a.is === "literal") {
    if (b.is === "number") return b;
    return b.is === "share" && a.fitsShare ? b : undefined;
  }
  if (a.is !== b.is) return undefined;
  if (a.is === "number" && b.is === "number") return sameUnit(a.unit, b.unit) ? a : undefined;
  if (a.is === "choice" && b.is === "choice") {
    const same = a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index]);
    return same ? a : undefined;
  }
  return a;
}

const WORDS = {
  share: { vi: "tỷ lệ (%)", en: "share (%)" },
  boolean: { vi: "có/không", en: "yes/no" },
  date: { vi: "ngày", en: "date" },
  choice: { vi: "lựa chọn", en: "choice" },
  number: { vi: "số", en: "number" },
} as const;

/** What a place asks for, for messages. */
export const WANTED = {
  condition: { vi: "điều kiện (có/không)", en: "a condition (yes/no)" },
  quantity: { vi: "số hoặc tỷ lệ", en: "a number or a share" },
  number: { vi: "số", en: "a number" },
  share: { vi: "tỷ lệ (%)", en: "a share (%)" },
  date: { vi: "ngày", en: "a date" },
} as const;

/** Names a kind for a message: a share, a number [hộ/người], a choice (I, II). */
export function describeKind(kind: Kind): Text {
  const { vi, en } = WORDS[kind.is === "literal" ? "number" : kind.is];
  const detail =
    kind.is === "choice"
      ? ` (${kind.values.join(", ")})`
      : kind.is === "number" && unitText(kind.unit) !== ""
        ? ` [${unitText(kind.unit)}]`
        : "";
  return { vi: vi + detail, en: en + detail };
}

/** `hộ/người`, or nothing for a number without a unit. */
export function unitText(powers: Unit): string {
  const part = (sign: number) =>
    Object.entries(powers)
      .filter(([, power]) => Math.sign(power) === sign)
      .map(([name, power]) => (Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`))
      .join("·");
  const under = part(-1);
  const unit = (part(1) || (under ? "1" : "")) + (under ? `/${under}` : "");
  return unit;
}
