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

/** The kind of a number in one unit; undefined or empty: no unit. */
export const numberOf = (unit: string | undefined): Kind => ({ is: "number", unit: unit ? { [unit]: 1 } : {} });

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

/** Writes a kind for a message: `share`, `number [hộ/người]`. The words are those of the criteria format. */
export function describeKind(kind: Kind): string {
  if (kind.is === "choice") return `choice (${kind.values.join(", ")})`;
  if (kind.is === "literal") return "number";
  if (kind.is !== "number") return kind.is;
  const part = (sign: number) =>
    Object.entries(kind.unit)
      .filter(([, power]) => Math.sign(power) === sign)
      .map(([name, power]) => (Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`))
      .join("·");
  const under = part(-1);
  const unit = (part(1) || (under ? "1" : "")) + (under ? `/${under}` : "");
  return unit ? `number [${unit}]` : "number";
}
