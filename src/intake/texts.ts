import type { Field } from "../criteria/model.ts";
import { type ReadCell, readCell, readRatioParts } from "./cells.ts";
import type { Mark } from "./numbers.ts";
import { MISSING } from "./table.ts";

/** NFC, with the spaces of every kind at both ends gone. */
export const cleaned = (text: string): string =>
  text.normalize("NFC").replace(/^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g, "");

/** Reads a field from the raw text of its cell, or of the two cells that a ratio was given in. */
export function readTexts(field: Field, text: string, total: string | undefined, mark: Mark | undefined): ReadCell {
  if (total === undefined) return readCell(field, cleaned(text), mark);
  const [part, whole] = [cleaned(text), cleaned(total)];
  const stated = [part, whole].map((side) => readCell({ ...field, type: "number" }, side, mark).cell?.is);
  if (stated[0] === "not_applicable" && stated[1] === "not_applicable") return { cell: { is: "not_applicable" } };
  if (stated[0] === "missing" && stated[1] === "missing") return { cell: MISSING };
  if (stated.includes("missing") || stated.includes("not_applicable")) {
    return { code: "data/half-ratio", args: { seen: `${part}/${whole}` } };
  }
  return readRatioParts(part, whole, mark);
}
