import type { Field } from "../criteria/model.ts";
import { State, Truth } from "../exact/column.ts";
import { fold } from "../fold.ts";
import { readTexts } from "./cells.ts";
import type { KnownHeadings } from "./dialect.ts";
import { isPlainText } from "./letters.ts";
import type { CellRules } from "./options.ts";
import type { Cell } from "./table.ts";
import { WardDictionary } from "./ward-dictionary.ts";

/** So many different texts of one column are remembered. */
const MOST_KEPT = 4096;
/** So many of the first are tried before they are looked up. */
const MOST_RECENT = 4;
/** They are no longer than so many words of so many bytes. */
const MOST_WORDS = 4;
const WORD = 4;

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

const DOUBT: Word = { isDoubtful: true, state: State.missing, truth: Truth.missing, value: 0, whole: 0 };

const HARMLESS: Word = { ...DOUBT, isDoubtful: false };

/** Reads the texts of one column, each different text once, by the rules for its field. */
export class WordDictionary {
  readonly #field: Field | undefined;
  readonly #rules: CellRules;
  readonly #known: KnownHeadings;
  readonly #texts = new WardDictionary();
  readonly #words: Word[] = [];
  /** the words that came first; their texts lie in `keys`, in words of four bytes */
  readonly #first: Word[] = [];
  readonly #lengths: Int32Array = new Int32Array(MOST_RECENT);
  readonly #keys: Int32Array = new Int32Array(MOST_RECENT * MOST_WORDS + 1);
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });

  /** @param field undefined: a column that no heading explains, whose texts are only looked at */
  constructor(field: Field | undefined, rules: CellRules, known: KnownHeadings) {
    this.#field = field;
    this.#rules = rules;
    this.#known = known;
  }

  /** how long the text was that `recent` found */
  length = 0;

  /**
   * What a text says that was among the first to come in this column; undefined when it is none of them. A few bytes
   * behind it are looked at as well.
   */
  recent(bytes: DataView, start: number, delimiter: number): Word | undefined {
    const keys = this.#keys;
    const { length: count } = this.#first;
    for (let entry = 0; entry < count; entry++) {
      const length = this.#lengths[entry] ?? 0;
      const end = start + length;
      let key = entry * MOST_WORDS;
      let place = start;
      while (place + WORD <= end && bytes.getInt32(place, true) === keys[key]) {
        place += WORD;
        key++;
      }
      if (place + WORD <= end) continue;
      // Of the last word only those bytes count that are of the text.
      const behind = -1 << (8 * (end - place));
      if (((bytes.getInt32(place, true) ^ (keys[key] ?? 0)) & ~behind) !== 0) continue;
      const next = bytes.getUint8(end);
      if (next !== delimiter && next !== 10 && next !== 13) continue;
      this.length = length;
      return this.#first[entry];
    }
    return undefined;
  }

  /** What the text between two places says. */
  read(bytes: Uint8Array, start: number, end: number): Word {
    const number = this.#texts.find(bytes, start, end);
    return number < 0 ? this.#add(bytes, start, end) : (this.#words[number] ?? DOUBT);
  }

  #add(bytes: Uint8Array, start: number, end: number): Word {
    const word = this.#wordOf(this.#decoder.decode(bytes.subarray(start, end)));
    if (this.#texts.count < MOST_KEPT) this.#words[this.#texts.add(bytes, start, end)] = word;
    const length = end - start;
    if (this.#first.length < MOST_RECENT && length <= WORD * MOST_WORDS && length > 0) {
      const entry = this.#first.push(word) - 1;
      this.#lengths[entry] = length;
      new Uint8Array(this.#keys.buffer).set(bytes.subarray(start, end), entry * WORD * MOST_WORDS);
    }
    return word;
  }

  #wordOf(text: string): Word {
    // The name of a column in a row may be the header of another table.
    if (!isPlainText(text) || this.#known.has(fold(text))) return DOUBT;
    if (this.#field === undefined) return HARMLESS;
    const read = readTexts(this.#field, text, undefined, this.#rules);
    if (read.cell === undefined || read.tally !== undefined) return DOUBT;
    // Texts decide nothing and stay where they are.
    return this.#field.type === "text" ? HARMLESS : codesOf(read.cell);
  }
}

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
