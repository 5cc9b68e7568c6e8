import { WorkbookFault } from "./fault.ts";
import type { NumberFormat } from "./number-format.ts";
import { isTrue, unescaped } from "./parts.ts";
import {
  formatOf,
  GENERAL,
  isHidden,
  type Merge,
  MOST_COLUMNS,
  MOST_ROWS,
  NUMBER,
  type Shared,
  type SheetCell,
  type SheetRow,
} from "./sheet-row.ts";
import type { Attributes } from "./xml.ts";

const MOST_MERGES = 100_000;
/** A cell holds 32,767 letters at most; a formula 8,192. */
const LONGEST_TEXT = 32_768;

/** What the XML of one sheet says, tag by tag. */
export class SheetWalk {
  readonly #shared: Shared;
  readonly #part: string;
  readonly hiddenColumns: [number, number][] = [];
  readonly merges: Merge[] = [];
  #row = 0;
  #column = -1;
  #isRowNamed = false;
  #inRow = false;
  #isHidden = false;
  #cells: SheetCell[] = [];
  #inCell = false;
  #type = "";
  #format: NumberFormat = GENERAL;
  #value: string | undefined;
  #formula: string | undefined;
  #inline = "";
  #phonetic = 0;
  #into: "value" | "formula" | "inline" | undefined;

  constructor(part: string, shared: Shared) {
    this.#part = part;
    this.#shared = shared;
  }

  /** Does a row stand behind the others? */
  isNext({ row }: SheetRow): boolean {
    return row > this.#row;
  }

  /** Takes over a row that was read otherwise. */
  pass({ row }: SheetRow): void {
    this.#row = row;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "col":
        if (isTrue(attributes["hidden"]) || Number(attributes["width"] ?? 1) === 0)
          this.hiddenColumns.push([Number(attributes["min"]) - 1, Number(attributes["max"]) - 1]);
        break;
      case "row":
        this.#openRow(attributes);
        break;
      case "c":
        this.#openCell(attributes);
        break;
      case "v":
        if (this.#inCell) this.#into = "value";
        this.#value ??= "";
        break;
      case "f":
        if (this.#inCell) this.#into = "formula";
        this.#formula ??= "";
        break;
      case "mergeCell":
        this.#merge(attributes["ref"] ?? "");
        break;
      case "rPh":
        this.#phonetic++;
        break;
      case "t":
        if (this.#inCell && this.#phonetic === 0) this.#into = "inline";
    }
  }

  text(piece: string): void {
    if (this.#into === "value") this.#value += piece;
    else if (this.#into === "formula") this.#formula += piece;
    else if (this.#into === "inline") this.#inline += piece;
    const length = (this.#value?.length ?? 0) + (this.#formula?.length ?? 0) + this.#inline.length;
    if (this.#into !== undefined && length > LONGEST_TEXT * 3)
      throw new WorkbookFault("bounds", `${this.#part}: ${LONGEST_TEXT}`);
  }

  /** @returns the row that has ended, if one has */
  close(name: string): SheetRow | undefined {
    if (name === "v" || name === "f" || name === "t") this.#into = undefined;
    if (name === "rPh") this.#phonetic--;
    if (name === "c") this.#closeCell();
    if (name !== "row") return undefined;
    this.#inRow = false;
    return { row: this.#row, isHidden: this.#isHidden, cells: this.#cells };
  }

  #merge(ref: string): void {
    const [first, last] = ref.split(":").map(placeOf);
    if (first === undefined || last === undefined) return;
    if (this.merges.length >= MOST_MERGES) throw new WorkbookFault("bounds", `${this.#part}: ${MOST_MERGES}`);
    this.merges.push({ top: first.row, bottom: last.row, left: first.column, right: last.column });
  }

  #openRow(attributes: Attributes): void {
    const row = attributes["r"] === undefined ? this.#row + 1 : Number(attributes["r"]);
    if (!Number.isInteger(row) || row <= this.#row || row > MOST_ROWS)
      throw new WorkbookFault("broken", `${this.#part}: <row r="${attributes["r"] ?? row}">`);
    this.#inRow = true;
    this.#isRowNamed = attributes["r"] !== undefined;
    this.#row = row;
    this.#column = -1;
    this.#isHidden = isHidden(attributes);
    this.#cells = [];
  }

  #openCell(attributes: Attributes): void {
    const { r: place, t: type = "n", s: style } = attributes;
    const named = place === undefined ? undefined : placeOf(place);
    // A row without a number stands where its first cell says.
    if (named !== undefined && !this.#isRowNamed && this.#column < 0 && named.row > this.#row) this.#row = named.row;
    const column = place === undefined ? this.#column + 1 : named?.column;
    const isElsewhere = named !== undefined && named.row !== this.#row;
    const isBehind = column !== undefined && column > this.#column && column < MOST_COLUMNS;
    if (!this.#inRow || isElsewhere || !isBehind)
      throw new WorkbookFault("broken", `${this.#part}: <c r="${place ?? ""}">`);
    this.#column = column;
    this.#inCell = true;
    this.#type = type;
    const format = formatOf(this.#shared, style);
    if (format === undefined) throw new WorkbookFault("broken", `${this.#part}: <c r="${place ?? ""}" s="${style}">`);
    this.#format = format;
    this.#value = undefined;
    this.#formula = undefined;
    this.#inline = "";
  }

  #closeCell(): void {
    this.#inCell = false;
    const cell = this.#cell();
    if (cell !== undefined && cell.text !== "") this.#cells.push(cell);
  }

  #cell(): SheetCell | undefined {
    const column = this.#column;
    const text = this.#value?.trim() ?? "";
    const isValued = !this.#shared.isUncomputed && (text !== "" || this.#type === "str" || this.#inline !== "");
    if (this.#formula !== undefined && !isValued) return { column, is: "formula", text: `=${this.#formula}` };
    switch (this.#type) {
      case "s": {
        const shared = this.#shared.strings[Number(text)];
        if (text === "") return undefined;
        if (shared === undefined) throw new WorkbookFault("broken", `${this.#part}: <v>${text}</v>`);
        return { column, is: "text", text: shared };
      }
      case "inlineStr":
        return { column, is: "text", text: unescaped(this.#inline) };
      case "str":
        return { column, is: "text", text: unescaped(this.#value ?? this.#inline) };
      case "b":
        return text === "" ? undefined : { column, is: "truth", text: isTrue(text) ? "TRUE" : "FALSE" };
      case "e":
        return { column, is: "fault", text: text || "#N/A" };
      case "d":
        return { column, is: "text", text };
      default:
        if (text !== "" && !NUMBER.test(text)) throw new WorkbookFault("broken", `${this.#part}: <v>${text}</v>`);
        return text === "" ? undefined : { column, is: "number", text, format: this.#format };
    }
  }
}

const [DOLLAR, LETTER_A, DIGIT_0] = ["$", "A", "0"].map((sign) => sign.charCodeAt(0)) as [number, number, number];

/** `BC12` stands in column 54 (from 0) of row 12. */
function placeOf(place: string): { readonly column: number; readonly row: number } | undefined {
  let at = place.charCodeAt(0) === DOLLAR ? 1 : 0;
  const first = at;
  let column = 0;
  for (; at < first + 3; at++) {
    // Small letters are 32 behind the large ones.
    const letter = (place.charCodeAt(at) & ~32) - LETTER_A;
    if (!(letter >= 0 && letter < 26)) break;
    column = column * 26 + letter + 1;
  }
  if (at === first) return undefined;
  if (place.charCodeAt(at) === DOLLAR) at++;
  const digits = place.length - at;
  if (digits < 1 || digits > 7) return undefined;
  let row = 0;
  for (; at < place.length; at++) {
    const digit = place.charCodeAt(at) - DIGIT_0;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    row = row * 10 + digit;
  }
  return { column: column - 1, row };
}
