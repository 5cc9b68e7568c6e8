import { type Decimal, parseDecimal } from "../exact/decimal.ts";

export type Mark = "." | ",";

const NUMBER = /^[-−]?\d+(?:([.,])(\d+))?(?:\s?%)?$/;

/** What the numbers of a file tell about its decimal mark. */
export interface MarkEvidence {
  readonly mark: Mark | undefined;
  /** the two cells that contradict each other, as their texts */
  readonly conflict?: readonly [string, string];
}

/**
 * Finds a file's decimal mark: a mark that is not followed by exactly three digits can be no grouping. The texts are
 * the cells of number columns; a ratio's two numbers count each.
 */
export function findDecimalMark(texts: Iterable<string>): MarkEvidence {
  let mark: Mark | undefined;
  let proof = "";
  for (const text of texts) {
    const match = NUMBER.exec(text);
    if (match?.[1] === undefined || (match[2]?.length === 3 && !/^[-−]?0[.,]/.test(text))) continue;
    const seen = match[1] as Mark;
    if (mark !== undefined && mark !== seen) return { mark, conflict: [proof, text] };
    if (mark === undefined) [mark, proof] = [seen, text];
  }
  return { mark };
}

/** A number's text, or why it is none: not a number at all, or one that could be read in two ways. */
export type ReadNumber =
  | { readonly decimal: Decimal; readonly percent: boolean }
  | { readonly fault: "not-a" | "ambiguous" | "overlong" };

/** Reads a number with the file's decimal mark. Without evidence, `1.234` could be either and is refused. */
export function readNumber(text: string, mark: Mark | undefined): ReadNumber {
  const match = NUMBER.exec(text);
  if (match === null) return { fault: "not-a" };
  const seen = match[1] as Mark | undefined;
  if (seen !== undefined && mark === undefined) return { fault: "ambiguous" };
  if (seen !== undefined && seen !== mark) return { fault: match[2]?.length === 3 ? "ambiguous" : "not-a" };
  const percent = text.endsWith("%");
  const plain = text.replace("−", "-").replace(/\s?%$/, "").replace(",", ".");
  const decimal = parseDecimal(plain);
  return decimal === undefined ? { fault: "overlong" } : { decimal, percent };
}
