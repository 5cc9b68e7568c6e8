import type { Field } from "../criteria/model.ts";
import { fold } from "../fold.ts";
import { cleaned } from "./cells.ts";
import type { Sheet } from "./sheet.ts";
import type { WardRow } from "./ward-row.ts";

/**
 * What is to be said of a file whose last row has no line end. Excel writes CR LF behind every row: without the last
 * one the file was cut. Other programs may leave it out.
 */
export const cutCode = ({ lastLine, isExcelEnded }: Sheet): "data/cut-short" | "data/no-line-end" =>
  lastLine > 1 && isExcelEnded ? "data/cut-short" : "data/no-line-end";

/**
 * Could a file that ends without a line end have been cut off inside its last cell, so that the cell still reads as
 * something else? 62 may be what is left of 62,5; Đạt, 31/12/2020 and 97 % are whole.
 */
export function mayBeCut({ layout, isEnded, lastLine }: Sheet, row: WardRow): boolean {
  if (isEnded || row.line !== lastLine) return false;
  const last = row.record.length - 1;
  const identity = layout.builtIn.has("ward") ? layout.builtIn.get("ward") : layout.builtIn.get("name");
  if (last === identity) return true;
  const field = row.fieldAt(last);
  return field !== undefined && !isWhole(field, cleaned(row.record[last] ?? ""));
}

function isWhole(field: Field, text: string): boolean {
  switch (field.type) {
    case "boolean":
      return text !== "";
    case "choice":
      return (
        text !== "" &&
        !field.choices.some((choice) => fold(choice) !== fold(text) && fold(choice).startsWith(fold(text)))
      );
    case "date":
      return /\d{4}-\d\d-\d\d$|\d{4}$/.test(text) && text.length > 7;
    case "percent":
      return text.endsWith("%");
    default:
      return /\p{L}$/u.test(text) && field.type !== "text";
  }
}
