import type { NumberFormat } from "./number-format.ts";
import {
  formatOf,
  isHidden,
  MOST_COLUMNS,
  MOST_ROWS,
  NUMBER,
  type Shared,
  type SheetCell,
  type SheetRow,
} from "./sheet-row.ts";
import { type Attributes, tagAlone } from "./xml.ts";

const ROW = '<row r="';
const ROW_END = "</row>";
const CELL = '<c r="';
const VALUE = "<v>";
const VALUE_END = "</v></c>";
/** Longer numbers are left to the XML reader. */
const LONGEST = 40;
/** A sheet has few different tags; those of one that has more are read one by one. */
const MOST_TAGS = 10_000;

const [QUOTE, SLASH, LESS, GREATER, LETTER_A, DIGIT_0] = ['"', "/", "<", ">", "A", "0"].map((sign) =>
  sign.charCodeAt(0),
) as [number, number, number, number, number, number];
const isDigit = (letter: number): boolean => letter >= DIGIT_0 && letter < DIGIT_0 + 10;
const isCapital = (letter: number): boolean => letter >= LETTER_A && letter < LETTER_A + 26;

/** What a cell's tag says, but for its place. */
interface CellTag {
  readonly isEmpty: boolean;
  readonly isShared: boolean;
  readonly format: NumberFormat;
}

/**
 * Reads rows of a sheet straight from its text where they are written as programs usually write them: places in all tags,
 * and in each cell one number or the number of a shared text, or nothing. What is not so, it does not read.
 */
export class PlainRows {
  readonly #shared: Shared;
  readonly #rowTags = new Map<string, { readonly isHidden: boolean } | undefined>();
  readonly #cellTags = new Map<string, CellTag | undefined>();
  /** the place behind what was read last */
  #at = 0;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /**
   * Hands on rows from a place in the text on, until one is not plain, or not all there, or `take` returns false.
   * @returns the place behind the last that was taken
   */
  each(text: string, start: number, take: (row: SheetRow) => boolean): number {
    for (let end = start; ; end = this.#at) {
      const row = this.#row(text, end);
      if (row === undefined || !take(row)) return end;
    }
  }

  /** The row that begins at a place. */
  #row(text: string, start: number): SheetRow | undefined {
    if (!text.startsWith(ROW, start)) return undefined;
    const first = start + ROW.length;
    const quote = digitsEnd(text, first);
    const row = Number(text.slice(first, quote));
    if (quote === first || quote > first + 7 || row > MOST_ROWS || text.charCodeAt(quote) !== QUOTE) return undefined;
    const close = text.indexOf(">", quote);
    if (close < 0) return undefined;
    const tag = this.#rowTag(text.slice(quote + 1, close));
    if (tag === undefined) return undefined;
    const cells: SheetCell[] = [];
    const digits = text.slice(first, quote + 1);
    this.#at = close + 1;
    let before = -1;
    while (text.startsWith(CELL, this.#at)) {
      const column = this.#cell(text, digits, cells);
      if (column <= before || column >= MOST_COLUMNS) return undefined;
      before = column;
    }
    if (!text.startsWith(ROW_END, this.#at)) return undefined;
    this.#at += ROW_END.length;
    return { row, isHidden: tag.isHidden, cells };
  }

  /** Reads a cell, and adds it unless it is blank. @returns its column, -1 when it is not plain */
  #cell(text: string, digits: string, cells: SheetCell[]): number {
    let at = this.#at + CELL.length;
    let column = 0;
    for (; isCapital(text.charCodeAt(at)); at++) {
      column = column * 26 + text.charCodeAt(at) - LETTER_A + 1;
      if (column > MOST_COLUMNS) return -1;
    }
    // The row's own number, and the quote behind it.
    if (!text.startsWith(digits, at)) return -1;
    at += digits.length;
    const close = text.charCodeAt(at) === GREATER ? at : text.indexOf(">", at);
    if (close < 0) return -1;
    const tag = this.#cellTag(text.slice(at, close));
    if (tag === undefined) return -1;
    this.#at = close + 1;
    if (tag.isEmpty) return column - 1;
    if (!text.startsWith(VALUE, this.#at)) return -1;
    const begin = this.#at + VALUE.length;
    let end = begin;
    while (end < begin + LONGEST && end < text.length && text.charCodeAt(end) !== LESS) end++;
    if (!text.startsWith(VALUE_END, end)) return -1;
    const value = text.slice(begin, end);
    if (tag.isShared) {
      const shared = digitsEnd(value, 0) === value.length ? this.#shared.strings[Number(value)] : undefined;
      if (value === "" || shared === undefined) return -1;
      if (shared !== "") cells.push({ column: column - 1, is: "text", text: shared });
    } else {
      if (!NUMBER.test(value)) return -1;
      cells.push({ column: column - 1, is: "number", text: value, format: tag.format });
    }
    this.#at = end + VALUE_END.length;
    return column - 1;
  }

  #rowTag(rest: string): { readonly isHidden: boolean } | undefined {
    return remembered(this.#rowTags, rest, () => {
      const attributes = rest.endsWith("/") ? undefined : attributesOf("row", rest);
      return attributes && { isHidden: isHidden(attributes) };
    });
  }

  #cellTag(rest: string): CellTag | undefined {
    return remembered(this.#cellTags, rest, () => {
      const isEmpty = rest.charCodeAt(rest.length - 1) === SLASH;
      const attributes = attributesOf("c", isEmpty ? rest.slice(0, -1) : rest);
      const format = attributes && formatOf(this.#shared, attributes["s"]);
      const type = attributes?.["t"] ?? "n";
      if (format === undefined || !["n", "s"].includes(type)) return undefined;
      return { isEmpty, isShared: type === "s", format };
    });
  }
}

function remembered<Tag>(known: Map<string, Tag>, rest: string, make: () => Tag): Tag {
  const before = known.get(rest);
  if (before !== undefined || known.has(rest)) return before as Tag;
  const made = make();
  if (known.size < MOST_TAGS) known.set(rest, made);
  return made;
}

/** In which letters are allowed, versions of XML differ beyond these. */
const ASCII = /^[ -~]*$/;

/** The attributes of a tag, by what stands behind its place; undefined when it is no tag by itself. */
const attributesOf = (name: string, rest: string): Attributes | undefined =>
  ASCII.test(rest) ? tagAlone(`<${name} r="1"${rest}/>`) : undefined;

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}
