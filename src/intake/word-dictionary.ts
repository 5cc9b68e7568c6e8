import type { Field } from "../criteria/model.ts";
import { State, Truth } from "../exact/column.ts";
import { fold } from "../fold.ts";
import { readTexts } from "./cells.ts";
import type { KnownHeadings } from "./dialect.ts";
import { isStrange } from "./legacy-text.ts";
import { isPlainText } from "./letters.ts";
import type { CellRules } from "./options.ts";
import type { Cell } from "./table.ts";

/** So many different texts of one column are remembered. */
const MOST_KEPT = 4096;
/** What a text says in its column, as codes; `doubt`: it must be read with everything around it. */
export interface Word {
  readonly isDoubtful: boolean;
  readonly state: number;
  readonly truth: number;
  /** the number, or the first of a ratio */
  readonly value: number;
  /** the second of a ratio */
  readonly whole: number;
}

/** A text that must be read with everything around it. */
export const DOUBT: Word = { isDoubtful: true, state: State.missing, truth: Truth.missing, value: 0, whole: 0 };

const HARMLESS: Word = { ...DOUBT, isDoubtful: false };

/** Reads the texts of one column, each different text once, by the rules for its field. */
export class WordDictionary {
  readonly #field: Field | undefined;
  readonly #rules: CellRules;
  readonly #known: KnownHeadings;
  readonly #words = new Map<string, Word>();
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });

  readonly #isBeyond: boolean;

  /**
   * @param field undefined: a column that no heading explains, whose texts are only looked at
   * @param isBeyond a column behind the last heading, where nothing may stand
   */
  constructor(field: Field | undefined, rules: CellRules, known: KnownHeadings, isBeyond: boolean = false) {
    this.#field = field;
    this.#rules = rules;
    this.#known = known;
    this.#isBeyond = isBeyond;
  }

  /** How many texts are remembered. */
  get count(): number {
    return this.#words.size;
  }

  /** What the text between two places says. */
  read(bytes: Uint8Array, start: number, end: number): Word {
    const text = this.#decoder.decode(bytes.subarray(start, end));
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const word = this.#wordOf(text);
    if (this.#words.size < MOST_KEPT) this.#words.set(text, word);
    return word;
  }

  #wordOf(text: string): Word {
    // The name of a column in a row may be the header of another table.
    if (this.#isBeyond || !isPlainText(text) || isStrange(text) || this.#known.has(fold(text))) return DOUBT;
    if (this.#field === undefined) return HARMLESS;
    if (isWatched(this.#field, text)) return DOUBT;
    const read = readTexts(this.#field, text, undefined, this.#rules);
    if (read.cell === undefined || read.tally !== undefined) return DOUBT;
    // Texts decide nothing and stay where they are.
    return this.#field.type === "text" ? HARMLESS : codesOf(read.cell);
  }
}

/** Whole columns are watched for the marks and decimals of their numbers, and for how large percents are. */
const isWatched = ({ type }: Field, text: string): boolean =>
  type === "percent"
    ? /\d/.test(text)
    : (type === "count" || type === "number" || type === "ratio") && /[.,%]/.test(text);

function codesOf(cell: Cell): Word {
  const missing = HARMLESS;
  switch (cell.is) {
    case "missing":
      return missing;
    case "not_applicable":
      return { ...missing, state: State.notApplicable, truth: Truth.notApplicable };
    case "truth":
      return {
        ...missing,
        state: State.present,
        truth: cell.value ? Truth.true : Truth.false,
        value: cell.value ? 1 : 0,
      };
    case "number":
      return wholeNumbers([cell.value]) ?? DOUBT;
    case "ratio":
      return wholeNumbers([cell.part, cell.whole]) ?? DOUBT;
    case "text":
      return DOUBT;
  }
}

/** Numbers that are whole and small enough for a column as they are. */
function wholeNumbers(values: readonly { readonly n: bigint; readonly d: bigint }[]): Word | undefined {
  const numbers = values.map(({ n }) => Number(n));
  if (values.some(({ d }) => d !== 1n) || !numbers.every(Number.isSafeInteger)) return undefined;
  const [value = 0, whole = 0] = numbers;
  return { isDoubtful: false, state: State.present, truth: Truth.missing, value, whole };
}
